package report_test

import (
	"strings"
	"testing"

	"aisdesk/aisclient/modeltest"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/report/form"
	"aisdesk/aisclient/report/reporttest"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
)

// What claims say of who somebody is, and what the bank says beside it, stands at level full alone: now, in the history and as it
// was decided on.
func TestClaimedPersonalDataIsMasked(t *testing.T) {
	const number, old, other, address = "80010112340", "79123012348", "1975-05-17", "ul. Prosta 3, 00-001 Kraków"
	for level, shown := range map[report.Level]bool{report.Full: true, report.File: false, report.Verdict: false} {
		w := reporttest.Customer()
		w.Claims = []string{"pesel " + number, "birth-date 1980-01-01", "address " + address}
		o := &w.Import.Targets[0].Owners[0]
		o.PolishPESEL, o.Address = text.Clean(old), text.Clean("Krzywa 9, 31-000 Kraków")
		w.Input.Case = &report.Case{ID: "case-1"}
		w.Input.Claimed = []verify.Claim{verify.BornOn{Day: modeltest.Day(other)}}
		w.Input.Acts = []report.Act{{Seq: 1, Kind: "claims", What: "The claims are birth date " + other + "; income 5000.00 PLN.", Brief: "The claims were written."}}
		w.Input.Decision = &report.Decision{Outcome: "approve", Checks: []report.DecisionCheck{{Claim: "The customer was born on " + other + ".", Outcome: "refuted"}}}
		page := written(t, w.Document(t, level), form.JSON)
		for _, s := range []string{number, "1980-01-01", address, old, other, "1979-12-30", "Krzywa 9"} {
			if strings.Contains(page, s) != shown {
				t.Errorf("level %s shows %s: %v", level, s, !shown)
			}
		}
		if !shown && (!strings.Contains(page, `"text":"(personal number)"`) || !strings.Contains(page, "The customer was born on (date of birth).")) {
			t.Errorf("level %s: %s", level, page[:2000])
		}
	}
}
