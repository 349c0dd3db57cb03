package outline

import (
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient"
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

// Of months before the data begins nobody knows what came in. The two half-years stand oldest first, as in the chart.
func TestMonthsBeforeTheDataAreNotZero(t *testing.T) {
	inc := report.Income{Currency: "PLN", Months: make([]report.Month, 12), Streams: []report.Stream{{Payer: "ACME", Months: make([]aisclient.Amount, 12)}}}
	for i := range inc.Months {
		inc.Months[i] = report.Month{Start: aisclient.DateOf(2025, time.Month(4+i), 1), NotReceived: i < 4}
		if i >= 5 { // the data speaks of August, in which nothing came
			inc.Months[i].Proven, inc.Streams[0].Months[i] = 50_000_000, 50_000_000
		}
	}
	d := &report.Document{Income: []report.Income{inc}}
	var tables []*Table
	for _, b := range income(d).Blocks {
		if x, ok := b.(*Table); ok && strings.HasPrefix(x.Caption, "Received by month") {
			tables = append(tables, x)
		}
	}
	if len(tables) != 2 || tables[0].Columns[1].Title != "2025-04" || tables[1].Columns[1].Title != "2025-10" {
		t.Fatalf("%+v", tables)
	}
	if got := strings.Join(tables[0].Rows[1], "|"); got != "Together|not received|not received|not received|not received|0.00|5000.00" {
		t.Error(got)
	}
	if b := charts(d).Blocks[0].(*Bars); len(b.Labels) != 8 || b.Labels[0] != "2025-08" {
		t.Errorf("the chart begins with %v", b.Labels)
	}
}
