package main

import (
	"encoding/csv"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"aisdesk/cmd/aisdesk/internal/cli"
)

// A report has the forms of every command beside its own: its checks as a table and as CSV, a line each, and its JSON as one line.
func TestReportsAsTableCSVAndNDJSON(t *testing.T) {
	d := newDesk(t)
	id := d.imported("--login", "salaried", "--since", "6m").ID
	claims := []string{"report", id, "--income", "1PLN", "--income", "99999PLN", "--as-of", "2026-11-28"}
	asJSON := d.run(append(claims, "--json")...)
	var doc struct {
		Verdict string
		Checks  []struct{ Kind, Claim, Outcome, Reason string }
	}
	if err := json.Unmarshal([]byte(asJSON.out), &doc); err != nil || len(doc.Checks) != 2 || asJSON.code != cli.ExitRefuted {
		t.Fatalf("exit %d %v %s", asJSON.code, err, asJSON.err)
	}
	if r := d.run(append(claims, "--format", "ndjson")...); r.out != asJSON.out || r.code != asJSON.code {
		t.Errorf("ndjson: exit %d %s", r.code, r.err)
	}
	r := d.run(append(claims, "--format", "csv")...)
	records, err := csv.NewReader(strings.NewReader(r.out)).ReadAll()
	if err != nil || r.code != asJSON.code || len(records) != 3 || strings.Join(records[0], " ") != "kind claim outcome codes reason window.from window.to currency proven possible count filter ask" {
		t.Fatalf("csv: exit %d %v %s", r.code, err, r.out)
	}
	for i, c := range doc.Checks {
		if got := records[i+1]; got[0] != c.Kind || got[1] != c.Claim || got[2] != c.Outcome || got[4] != c.Reason {
			t.Errorf("%q, not %+v", got, c)
		}
	}
	says(t, d.run(append(claims, "--format", "table")...), asJSON.code, "OUTCOME", "confirmed", "refuted", doc.Checks[0].Reason, "verdict: refuted\n")
	if r := d.run("report", id, "--format", "table"); r.code != cli.ExitOK || r.out != "verdict: no claims\n" {
		t.Errorf("without claims: exit %d %q", r.code, r.out)
	}
	file := filepath.Join(t.TempDir(), "r.json")
	says(t, d.run(append(claims, "--output", file)...), asJSON.code)
	if again := d.run("report", "--from", file, "--csv", "excel"); again.code != asJSON.code || !strings.Contains(again.out, "kind;claim;outcome") {
		t.Errorf("from a file: exit %d %s%s", again.code, again.out, again.err)
	}
}

// Of all imports, too: a line an import with the numbers of its checks.
func TestAllReportsAsTableAndCSV(t *testing.T) {
	d := newDesk(t)
	ids := d.portfolio(3, 40)
	r := d.run("report", "--all", "--format", "csv", "--income", "1PLN", "--income", "99999PLN", "--as-of", "2026-11-28")
	records, err := csv.NewReader(strings.NewReader(r.out)).ReadAll()
	if err != nil || r.code != cli.ExitOK || len(records) != 4 || strings.Join(records[0], " ") != "import case banks person verdict verdictOfCase confirmed refuted inconclusive error" {
		t.Fatalf("exit %d %v %s%s", r.code, err, r.out, r.err)
	}
	var got []string
	for _, x := range records[1:] {
		got = append(got, x[0])
		if sum := x[6] + x[7] + x[8]; !slices.Contains([]string{"110", "101", "011", "020", "002", "200"}, sum) || x[4] == "" {
			t.Errorf("%q", x)
		}
	}
	if !slices.Equal(got, ids) {
		t.Errorf("%q, not %q", got, ids)
	}
	says(t, d.run("report", "--all", "--format", "table"), 0, "IMPORT", "VERDICT", ids[2], "no claims")
	says(t, d.run("report", "--all", "--format", "html"), cli.ExitUsage, "add --json or --format ndjson, csv or table")
}
