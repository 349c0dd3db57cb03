package line

import (
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/localserver/sandbox"
)

// signIn are the lines of a verification as a test login: id, method, login, country, period.
func signIn(period string) []string { return []string{"new", "applicant-17", "3", "", "", period} }

// Statements 16 and 17, command by command, on a verification of the sandbox.
func TestTranscripts(t *testing.T) {
	file := func(name string) string { return filepath.Join(t.TempDir(), name) }
	for name, lines := range map[string][]string{
		"home":         {"help", "where", "nonsense", "back", "library", "pending", "purge", "help filter", "help all", "repeat"},
		"verification": append(signIn("2"), "where", "home", "library", "open 1"),
		"overview":     append(signIn("1"), "overview", "accounts", "open 1", "table", "rows 1", "cards", "quality"),
		"transactions": append(signIn("2"), "transactions", "next", "previous", "page 4", "page 99", "last", "first", "open 17", "filter is:in abs:>1000",
			"sort amount down", "then date", "find salary", "find", "mark 1 3", "unmark 3", "totals", "marked", "unfilter", "period 2026-10", "table",
			"filter amt:>>", "columns", "export "+file("rows.csv"), "export x.pdf"),
		"analytics": append(signIn("2"), "analytics by month", "inside 2", "rows 2", "back", "back", "analytics by category out", "export "+file("groups.csv"), "analytics",
			"2", "analytics by nonsense", "period 2026-10", "compare by category", "compare 2026-06 2026-10", "compare 2026-06", "income", "balances"),
		"findings": append(signIn("3"), "findings", "open 1", "rows 1", "back", "rows 99"),
		"verdict": append(signIn("3"), "verdict", "claim income 5000 PLN", "claim income lots", "claim name Maria Sochacka", "claim", "balance", "100 PLN",
			"claims", "verdict", "open 2", "rows 2", "drop 2", "undo", "policy", "report "+file("report.txt"), "report x.csv"),
		"portfolio": append(signIn("1"), "verdict", "claim name Maria Sochacka", "home", "portfolio", "table", "open 1", "back", "open 2"),
		"services":  append(signIn("1"), "services", "open 1", "open 2", "ask 5", "services"),
		"library":   append(signIn("1"), "library", "library kontobank", "library nobody", "home", "library", "table", "delete 1", "1", "no", "delete 1", "1", "delete"),
		"who_signed_in": {"new", "applicant-17", "3", "two-owners", "2", "1", "case tag urgent", "3", "2", "case",
			"home", "new", "applicant-18", "3", "two-owners", "2", "1", "case note called", "1", "case", "quit"},
		"settings": {"settings", "open 2", "no", "open 4", "repeat", "90", "open 9", "hints", "unlock"},
		"mistakes": {"new", "anna@example.com", "back", "new", "", "back", "open", "transactions", "page 2", "open nothing.xml", "new", "help", "repeat", "quit"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			golden(t, name, talk(t, onSandbox(t, ""), nil, lines...).whole.String())
		})
	}
}

// endless are the scenarios that end only after a deadline, large those that are too large for a transcript, and page those
// that only the customer's page meets.
var endless = map[string]bool{"hold-setup": true, "hold-in-progress": true, "api-down": true, "slow": true, "5xx": true, "429": true, "service-maintenance": true,
	"reset": true, "html": true, "truncated": true, "huge": true, "large": true}

// Every scenario of the sandbox can be followed and ends in words that say what is kept and what to do.
func TestScenarios(t *testing.T) {
	for _, sc := range sandbox.Scenarios() {
		name, _, _ := strings.Cut(sc.Name, "[")
		if endless[name] {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := talk(t, onSandbox(t, name), nil, append(signIn("1"), "overview", "verdict")...).whole.String()
			golden(t, filepath.Join("scenarios", name), got)
		})
	}
}
