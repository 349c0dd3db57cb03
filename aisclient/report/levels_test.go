package report_test

import (
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient/report"
	"aisdesk/aisclient/report/form"
	"aisdesk/aisclient/report/reporttest"
)

// What people wrote is shown as the rows are: no rows and no quotes at level verdict, four digits and initials below full.
func TestActsAndTheDecisionAreShownAtALevel(t *testing.T) {
	w := reporttest.Customer()
	w.Input.Case = &report.Case{ID: "case-1"}
	w.Input.Acts = []report.Act{{Seq: 2, Author: "Ben", Kind: "note", What: "Note on 4711 0: QUOTED", Brief: "A note was written on 1 row.",
		Reason: "as Marek Kolegowski said", Effect: "It has no effect: row 0 of import 4711"}}
	w.Input.Decision = &report.Decision{Outcome: "approve", Author: "Ben", Reason: "seen on PL27 1140 2004 0000 3002 0135 5387"}
	for _, level := range report.Levels() {
		d := w.Document(t, level)
		act, full, verdict := d.Acts[0], level == report.Full, level == report.Verdict
		if strings.Contains(act.What, "QUOTED") == verdict || strings.Contains(act.Effect, "4711") == verdict || strings.Contains(act.Reason, "Kolegowski") != full {
			t.Errorf("%s: %+v", level, act)
		}
		if strings.Contains(d.Decision.Reason, "2004") != full || !strings.Contains(d.Decision.Reason, "5387") {
			t.Errorf("%s: %+v", level, d.Decision)
		}
	}
}

// Whom the report is about keeps the name as a counterparty, too, below level full.
func TestTheCustomersOwnNameIsNotHidden(t *testing.T) {
	w := reporttest.Customer()
	w.Claims = []string{"name Anna Łącka", "income 100PLN"}
	w.Import.Targets[0].Accounts[0].Transactions = reporttest.Monthly(6, 27, "5200.00", "ANNA ŁĄCKA", "Wynagrodzenie za pracę")
	page := written(t, w.Document(t, report.File), form.JSON)
	if !strings.Contains(page, "ANNA ŁĄCKA") || strings.Contains(page, `"party":"A. Ł."`) {
		t.Error("the customer's name as a counterparty is hidden")
	}
}

// A report is kept as long as its first reply: it expires with the earliest.
func TestAReportExpiresWithItsFirstReply(t *testing.T) {
	w := reporttest.Customer()
	first := time.Date(2026, 4, 20, 0, 0, 0, 0, time.UTC)
	w.Input.Imports = []report.Import{{ID: "a", Environment: "sandbox", Expires: first.AddDate(0, 0, 9)}, {ID: "b", Environment: "sandbox", Expires: first}, {ID: "c", Environment: "sandbox"}}
	if d := w.Document(t, report.File); !d.Expires.Equal(first) {
		t.Errorf("it expires %s", d.Expires)
	}
}
