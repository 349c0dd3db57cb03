package outline

import (
	"slices"
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

// Of a person without income the section says so, of data without rows page one, too. Streams that stopped, and those that acts left
// without rows, stand with what they were; the sum without the acts stands beside the sum.
func TestIncomeThatStoppedAndIncomeThatIsNotThere(t *testing.T) {
	read := func(d *report.Document) string { // front and income in lines
		var b strings.Builder
		for _, x := range figures(d) {
			b.WriteString(x.Name + ": " + x.Value + "\n")
		}
		for _, block := range income(d).Blocks {
			switch x := block.(type) {
			case Paragraph:
				b.WriteString(string(x) + "\n")
			case *Table:
				for _, row := range x.Rows {
					b.WriteString(strings.Join(row, "|") + "\n")
				}
			}
		}
		return b.String()
	}
	says := func(d *report.Document, texts ...string) {
		t.Helper()
		for _, s := range texts {
			if got := read(d); !strings.Contains(got, s) {
				t.Errorf("it does not say %q:\n%s", s, got)
			}
		}
	}
	none := "none: no account of the person has rows"
	says(&report.Document{}, "Income a month: "+none, "Obligations a month: "+none, "No income was found: no account of the person has rows.")
	says(&report.Document{Missing: []report.MissingImport{{Import: "x"}}}, "Income a month: not known")
	months := make([]report.Month, 12)
	for i := range months {
		months[i].Start = aisclient.DateOf(2025, time.Month(4+i), 1)
	}
	inc := report.Income{Currency: "PLN", Months: months}
	says(&report.Document{Income: []report.Income{inc}}, "Income a month in PLN: 0.00 PLN proven; none was found.")
	sums := make([]aisclient.Amount, 12)
	sums[5], months[5].Stopped = 60_000_000, 60_000_000
	inc.Streams = []report.Stream{{Payer: "ACME", Category: "salary", Frequency: "monthly", Last: aisclient.DateOf(2025, 9, 29), Status: "stopped", Months: sums}}
	was := report.WithoutIncome{Currency: "PLN", Proven: 72_000_000, Months: months, Streams: []report.GoneStream{{Payer: "Beta", Category: "pension", Monthly: report.Monthly{Proven: 12_000_000}}}}
	says(&report.Document{Income: []report.Income{inc}, WithoutActs: &report.WithoutActs{Income: []report.WithoutIncome{was}}},
		"(without the acts of people: 7200.00 PLN proven)", "ACME|salary|monthly|0.00|0.00||2025-09-29||stopped|", "Together|0.00|0.00|0.00|0.00|0.00|6000.00",
		"Beta|pension||0.00|0.00||||no rows left|", "without the acts of people: proven 1200.00")
}

// A decision on another verdict than the report's says so; two of one name are told apart by their keys; an act that nobody here can
// read is warned of on page one.
func TestTheDecisionOnPageOne(t *testing.T) {
	d := &report.Document{Verdict: "refuted", Case: &report.Case{ID: "c", Newer: "event 5 is of a newer version"},
		Decision: &report.Decision{Outcome: "approve", Author: "anna", Key: "SHA256:aaa", Second: "anna", SecondKey: "SHA256:bbb", Verdict: "confirmed", Signed: true}}
	if got := decisionLine(d); got != "approve by anna (key SHA256:aaa), seconded by anna (key SHA256:bbb). THE VERDICT THEN WAS ANOTHER ONE: confirmed" {
		t.Error(got)
	}
	if got := who(d); !slices.Contains(got, Fact{"Warning", "event 5 is of a newer version. What it says is in no figure"}) {
		t.Error(got)
	}
	d.Decision.Verdict = "refuted"
	if got := decisionLine(d); strings.Contains(got, "THEN") {
		t.Error(got)
	}
	d.Decision.Verdict, d.Case.OneOf = "confirmed", 2 // that of the case, and the report is on one import
	if got := decisionLine(d); strings.Contains(got, "THEN") {
		t.Error(got)
	}
}
