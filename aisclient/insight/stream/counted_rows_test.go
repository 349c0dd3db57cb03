package stream

import (
	"testing"

	"aisdesk/aisclient"
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

// The days that are named are those of which there is data: where it begins on 1 September they do not begin in May or in
// July, where it begins before they do.
func TestTheDaysNamedAreThoseOfTheData(t *testing.T) {
	for _, x := range []struct{ since, spent, income string }{
		{"2026-09-20", "2026-09-20", "2026-09-20"},
		{"2026-06-15", "2026-06-15", "2026-09-02"}, // 90 days to 30 November begin on 2 September
		{"2025-01-01", "2026-05-31", "2026-09-02"}, // six months to it on 31 May
	} {
		in := inputOf(t, account("Konto", ownIBAN, "PLN", "Anna Łącka", rows(
			one(row("2026-10-05", "-40", "Sklep Zmyślony", "zakupy", "groceries")), one(row("2026-10-06", "300", "ACME Sp. z o.o.", "Wynagrodzenie", "salary")))))
		in.Day, in.Since = day("2026-11-30"), func(int) aisclient.Date { return day(x.since) }
		a := affordability(t, build(t, in))
		if a.From != day(x.spent) || a.To != in.Day || a.Income.Known != day(x.income) {
			t.Errorf("data since %s: spending from %s, income from %s, want %s and %s", x.since, a.From, a.Income.Known, x.spent, x.income)
		}
	}
}
