package library

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"aisdesk/aisclient/library"
	"aisdesk/aisclient/text"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// What was decided of an import is told in a low panel too, all that is known in a wide or a high one, and in a high one to its
// end.
func TestThePanelTellsWhatWasDecided(t *testing.T) {
	now := time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)
	k := look{theme: theme.Must(theme.Dark, theme.Plaintext), now: now, reusable: func(string) bool { return false }}
	e := library.Entry{Read: true, Case: &library.CaseFacts{Label: "loan-17", Status: "review", Tags: []string{"urgent"}, Decision: "approve", Stale: true}}
	e.ID, e.OwnerExternalID, e.Expires = "20261129T185948Z-k6zk32jv7vyab", text.Clean("app-salaried"), now.AddDate(0, 1, 0)
	e.Owners, e.IBANs, e.Employer = []text.Text{text.Clean("Anna Przykładowa")}, []string{"PL61109010140000071219812874"}, text.Clean("Software na niby")
	for _, c := range []struct {
		w, h int
		want []string
	}{
		{76, 7, []string{"case", "loan-17, review", "decision", "approve (stale", "tags"}},
		{116, 7, []string{"employer", "decision", "approve (stale", "tags", "kept until", "2026-12-29", "id", "not encrypted"}},
		{52, 40, []string{"approve (stale: what it rests on has", "changed)", "kept until", "not encrypted", "20261129T185948Z-k6zk32jv7vyab"}},
	} {
		lines := k.facts(&e, c.w, c.h)
		said := ansi.Strip(strings.Join(lines[:min(c.h, len(lines))], "\n"))
		for _, want := range c.want {
			if !strings.Contains(said, want) {
				t.Errorf("%d by %d: %q is missing:\n%s", c.w, c.h, want, said)
			}
		}
		for _, l := range lines {
			if cell.Width(l) > c.w {
				t.Errorf("%d by %d: too wide: %q", c.w, c.h, l)
			}
		}
	}
}

// While nothing is typed the search line says what can be searched for; label and status of a case are told apart.
func TestTheSearchSaysItsFields(t *testing.T) {
	p := New(t.Context(), &pane.Env{Theme: theme.Must(theme.Dark, theme.Plaintext), Now: time.Now}, nil)
	p.typing = true
	said := strings.Join(p.searchLines(76), " ")
	for _, f := range []string{"owner:", "iban:", "employer:", "bank:", "customer:", "tag:", "note:", "decision:", "status:", "env:", "saved:", "expires:", "damaged"} {
		if !strings.Contains(said, f) {
			t.Errorf("%s is not named: %s", f, said)
		}
	}
	k := p.look()
	k.reusable = func(string) bool { return false }
	e := library.Entry{Read: true, Case: &library.CaseFacts{Label: "A couple", Status: "open"}}
	if facts := ansi.Strip(strings.Join(k.facts(&e, 60, 30), "\n")); !strings.Contains(facts, "A couple, open") {
		t.Errorf("the case reads as one:\n%s", facts)
	}
}
