package app

import (
	"encoding/json"
	"strings"
	"testing"

	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/report/form"
	"aisdesk/aisclient/verify/policy"
)

// A verdict for the file names no rows and quotes no notes; who did what, and why, stays. What people wrote hides account
// numbers as the rows do.
func TestLevelsHideWhatActsSayOfRows(t *testing.T) {
	a := offlineApp(t)
	id, importA, _ := twoBanks(t, a)
	row := []casefile.Row{{Import: importA, Number: 1}}
	_, err := a.Cases.Act(t.Context(), id, casefile.Exclude{Rows: row, Reason: "a gift from PL10.1050.0099.7603.1234.5678.9123"}, casefile.Note{Text: "SENTINELNOTE", Rows: row},
		casefile.Note{Text: "SENTINELNOTE on the case"})
	must(t, err)
	d := dataset(t, a, id)
	v, err := a.Cases.Verdict(t.Context(), d, policy.Policy{})
	must(t, err)
	_, err = a.Cases.Decide(t.Context(), d.View.State, casefile.Approve, "seen on "+ibanB, v)
	must(t, err)
	const place = "BankA 1"
	for level, want := range map[report.Level]map[string]bool{
		report.Full:    {"SENTINELNOTE": true, place: true, "1050.0099": true, ibanB: true, "1 row is left out": true, "a gift from": true},
		report.File:    {"SENTINELNOTE": true, place: true, "1050.0099": false, ibanB: false, "…9123": true, "1 row is left out": true, "a gift from": true, "seen on": true},
		report.Verdict: {"SENTINELNOTE": false, place: false, "1050.0099": false, ibanB: false, "…9123": true, "1 row is left out": true, "a gift from": true, "A note was written on 1 row.": true},
	} {
		doc, err := a.Reports.Make(t.Context(), dataset(t, a, id), ReportRequest{Level: level})
		must(t, err)
		b, err := json.Marshal(struct {
			A []report.Act
			D *report.Decision
		}{doc.Acts, doc.Decision})
		must(t, err)
		for words, shown := range want {
			if strings.Contains(string(b), words) != shown {
				t.Errorf("%s: %q shown: %v\n%s", level, words, !shown, b)
			}
		}
	}
}

// A decision that needs a second person is no decision yet, and the report says so.
func TestAReportSaysThatADecisionWaits(t *testing.T) {
	a := offlineApp(t, func(c *Config) { c.Case.FourEyes = casefile.FourEyesAll })
	id, _, _ := twoBanks(t, a)
	for _, by := range []*App{a, again(t, a, "Ben")} {
		d := dataset(t, by, id)
		v, err := by.Cases.Verdict(t.Context(), d, policy.Policy{})
		must(t, err)
		_, err = by.Cases.Decide(t.Context(), d.View.State, casefile.Approve, "fine", v)
		must(t, err)
		doc, err := by.Reports.Make(t.Context(), dataset(t, by, id), ReportRequest{})
		must(t, err)
		text, err := form.Render(doc, form.Text)
		must(t, err)
		if waits := by == a; doc.Decision == nil || doc.Decision.Waiting != waits || strings.Contains(string(text), "WAITS for a second person") != waits {
			t.Errorf("waits %v: %+v", waits, doc.Decision)
		}
	}
}
