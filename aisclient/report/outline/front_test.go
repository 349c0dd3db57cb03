package outline

import (
	"testing"

	"aisdesk/aisclient/report"
)

// A check of days stands on fewer rows than days: its figure is none, the reason counts the days. Signs count rows.
func TestDaysBelowZeroAreNotCountedInRows(t *testing.T) {
	d := &report.Document{Checks: []report.Check{{Kind: "never-below-zero", Claim: "No account was below zero.", Outcome: "refuted", Count: 353},
		{Kind: "without", Claim: "There is no sign of loans.", Outcome: "refuted", Count: 12}}}
	if got := outcomes(d); len(got) != 2 || got[0].Figure != "" || got[1].Figure != "12 rows" {
		t.Errorf("%+v", got)
	}
}
