package main

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestReportSettlesClaims(t *testing.T) {
	d := newDesk(t)
	r := d.run("import", "--env", "sandbox", "--login", "salaried", "--since", "6m", "--speed", "50", "--json")
	var s importSummary
	if err := json.Unmarshal([]byte(r.out), &s); err != nil {
		t.Fatalf("%v %s", err, r.err)
	}
	for _, tc := range []struct {
		claims []string
		code   int
		says   []string
	}{
		{nil, exitOK, []string{"Verdict: inconclusive", "Worth a look"}},
		{[]string{"--name", "przykladowa ANNA", "--iban", "61 1168 8626 8508 7660 6589 7612", "--income", "5000PLN", "--max-age", "1"}, exitOK,
			[]string{"Verdict: confirmed", "[pass] An account belongs to przykladowa ANNA."}},
		{[]string{"--name", "Jan Zmyślony"}, exitRefuted, []string{"Verdict: refuted", "[fail]"}},
		{[]string{"--income", "50000 PLN"}, exitRefuted, []string{"[fail]"}},
		{[]string{"--balance", "1 EUR", "--without", "gambling,bailiff"}, 0, []string{"There is no sign of gambling."}},
	} {
		r := d.run(append([]string{"report", s.ID}, tc.claims...)...)
		if tc.code != 0 || tc.claims == nil {
			if r.code != tc.code {
				t.Errorf("%v: exit %d, want %d\n%s", tc.claims, r.code, tc.code, r.out)
			}
		}
		for _, say := range tc.says {
			if !strings.Contains(r.out, say) {
				t.Errorf("%v: the report does not say %q:\n%s", tc.claims, say, r.out)
			}
		}
	}
	var report struct{ Verdict string }
	r = d.run("report", s.ID, "--name", "Anna Przykładowa", "--format", "json")
	if err := json.Unmarshal([]byte(r.out), &report); err != nil || report.Verdict != "confirmed" {
		t.Errorf("%v %s", err, r.out)
	}
	for _, bad := range [][]string{{"--income", "lots"}, {"--without", "luck"}, {"--format", "pdf"}, {"--active-since", "1.1.2020"}} {
		if r := d.run(append([]string{"report", s.ID}, bad...)...); r.code != exitUsage {
			t.Errorf("%v: exit %d", bad, r.code)
		}
	}
}

func TestAPartialImportConfirmsNothing(t *testing.T) {
	d := newDesk(t)
	s := d.imported("--scenario", "partial")
	r := d.run("report", s.ID, "--name", "Maria Sochacka")
	if r.code != exitInconclusive || !strings.Contains(r.out, "Not complete") {
		t.Errorf("exit %d\n%s", r.code, r.out)
	}
}
