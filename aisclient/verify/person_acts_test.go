package verify

import (
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/insight/categorize"
)

// Casefile statements 14 and 20: what a person excludes counts in no sum and is no sign, and the balances still follow.
func TestExcludedRowsCountNowhere(t *testing.T) {
	rows := joined(living(365), monthly(12, 28, "5000.00", "ACME Sp. z o.o.", "Wynagrodzenie za prace"),
		monthly(12, 20, "2000.00", "Omega S.A.", "Wynagrodzenie za zlecenie"),
		[]aisclient.Transaction{tx("2026-03-16", "-300.00", "Komornik Sądowy przy SR w Pile", "Km 12/26 egzekucja")})
	w := newWorld(t)
	w.account("Konto 0", mine, "90000.00", rows...)
	claims := []string{"income 6500PLN", "income 4900PLN", "without bailiff", "never-below-zero", "balance 90000PLN"}
	check := func(exclude string, want ...Outcome) *Report {
		t.Helper()
		w.exclude = exclude
		r := w.run(claims...)
		if len(r.Checks) != len(want) {
			t.Fatalf("%d checks", len(r.Checks))
		}
		for i, c := range r.Checks {
			if c.Outcome != want[i] {
				t.Errorf("%s: %s, want %s: %s", claims[i], c.Outcome, want[i], c.Reason)
			}
		}
		return r
	}
	before := check("", Confirmed, Confirmed, Refuted, Confirmed, Confirmed)
	after := check("zlecenie", Refuted, Confirmed, Refuted, Confirmed, Confirmed)
	if d := before.Totals[0].In - after.Totals[0].In; d != amount("24000.00") || before.Rows != after.Rows {
		t.Errorf("%s less came in", d)
	}
	check("egzekucja", Confirmed, Confirmed, Confirmed, Confirmed, Confirmed)
}

// A row that a person relabels is what the person says, own money by its number included.
func TestRelabelledRowsAreWhatAPersonSays(t *testing.T) {
	w := newWorld(t)
	w.account("Konto 0", mine, "9000.00", joined(living(365), monthly(12, 28, "5000.00", "Anna Łącka", "Przelew"))...)
	w.want(Refuted, "", "income 4500PLN")
	l := w.ledger()
	w.o.Given = map[int32]categorize.Given{}
	for row := range int32(l.Len()) {
		if l.Amount(row) == amount("5000.00") {
			w.o.Given[row] = categorize.Given{Category: category.Salary, Stage: categorize.Person, Note: "a wage, says the contract (Anna)"}
		}
	}
	w.want(Confirmed, "", "income 4500PLN")
	w.o.Given = map[int32]categorize.Given{0: {Category: category.Gambling, Stage: categorize.Person}}
	w.want(Refuted, "FOUND", "without gambling")
}
