package stream

import (
	"testing"

	"aisdesk/aisclient/text"
)

// A row of the data's own day has come: what excludes it is something else (statement 5.10).
func TestARowOfTheDayItselfIsNotAhead(t *testing.T) {
	s := person(t, pays(6, "5000", "ACME SA", "Wynagrodzenie", "salary"), one(row(today, "300", "Sklep Zmyślony", "zwrot towaru", "refund")))
	inc := wantIncome(t, "a refund of the day itself", s, "5000", "0")
	if len(inc.Excluded) != 1 || inc.Excluded[0].Reason == FutureRow || inc.Excluded[0].Sum != amount("300") {
		t.Errorf("%+v", inc.Excluded)
	}
	if a := affordability(t, person(t, one(row(today, "-40", "Sklep Zmyślony", "zakupy", "groceries")))); a.Spending != amount("40") {
		t.Errorf("spending of the day itself is %s, want 40", a.Spending)
	}
}

// What went out is booked, of a day that has come, and neither sent back nor moved between own accounts.
func TestSpendingIsBookedMoneyThatWentToOthers(t *testing.T) {
	pending := row("2026-07-13", "-60", "Sklep Zmyślony", "zakupy", "groceries")
	pending.Status = text.Clean("PENDING")
	a := affordability(t, person(t, one(row("2026-07-12", "-100", "Sklep Zmyślony", "zakupy", "groceries")), one(pending),
		one(row("2026-07-13", "-70", "Ewa Obca", "oddaję", "returned_payment")), one(row("2026-07-13", "-80", "", "na oszczędności", "own_transfer")),
		one(row("2026-07-16", "-90", "Sklep Zmyślony", "zakupy", "groceries"))))
	if a.Spending != amount("100") {
		t.Errorf("spending is %s, want 100", a.Spending)
	}
}
