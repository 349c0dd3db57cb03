package insight

import (
	"slices"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

func belowZeroOf(t *testing.T, a *Analysis, source int) *BelowZeroDays {
	t.Helper()
	return a.BelowZero(source)
}

// Below zero from 21 March to the day of the data, 31 March: the last row is old, the debt is not.
func TestS6_5_DaysBelowZeroToTheDaysOfTheData(t *testing.T) {
	b := belowZeroOf(t, analysisOf(t, account("100.00", tx("2026-03-01", "-50.00", "A", "x"), tx("2026-03-21", "-80.00", "A", "x"))), 0)
	if len(b.Days) != 11 || b.Recent != 11 || b.First != day("2026-03-21") || b.Last != today || b.Lowest != amount("-30") || b.LowestOn != day("2026-03-21") || b.Arranged {
		t.Errorf("%+v", b)
	}
	// Within a day only its closing counts.
	b = belowZeroOf(t, analysisOf(t, account("100.00", tx("2026-03-01", "-150.00", "A", "x"), tx("2026-03-01", "200.00", "A", "x"))), 0)
	if len(b.Days) != 0 || b.Lowest != 0 {
		t.Errorf("a dip within a day: %+v", b)
	}
	// Long ago and of late apart: 10 days in October, 2 in March.
	b = belowZeroOf(t, analysisOf(t, account("10.00", tx("2025-10-01", "-50.00", "A", "x"), tx("2025-10-11", "100.00", "A", "x"), tx("2026-03-01", "-70.00", "A", "x"), tx("2026-03-03", "90.00", "A", "x"))), 0)
	if len(b.Days) != 12 || b.Recent != 2 {
		t.Errorf("%d days, %d of late, want 12 and 2", len(b.Days), b.Recent)
	}
	// The last 90 days are 1 January to 31 March: the day before them is none.
	a := analysisOf(t, account("10.00", tx("2025-12-31", "-50.00", "A", "x"), tx("2026-01-02", "100.00", "A", "x")))
	b = belowZeroOf(t, a, 0)
	if days, recent := BelowZeroOfPerson([]*BelowZeroDays{b}, a.Day); len(b.Days) != 2 || b.Recent != 1 || days != 2 || recent != 1 {
		t.Errorf("%d days, %d of late, of the person %d and %d, want 2 and 1", len(b.Days), b.Recent, days, recent)
	}
}

func TestS6_5_UnknownDaysAreApart(t *testing.T) {
	a := account("110.00", tx("2026-03-01", "10.00", "A", "x"), tx("2026-03-01", "-20.00", "A", "x"), tx("2026-03-06", "5.00", "A", "x"))
	for i := range a.Transactions { // which of its two rows 1 March ended with nobody can tell
		switch x := &a.Transactions[i]; x.Amount {
		case amount("10"):
			x.Balance = amount("100")
		case amount("-20"):
			x.Balance = amount("-50")
		}
	}
	if b := belowZeroOf(t, analysisOf(t, a), 0); len(b.Days) != 0 || b.Unknown != 5 || b.Known != 26 {
		t.Errorf("%d days below zero, %d unknown, %d known; want 1 to 5 March unknown", len(b.Days), b.Unknown, b.Known)
	}
	// A row without a balance between two that have one: what the day ended with follows from them.
	a = account("0.00", tx("2026-03-01", "-50.00", "A", "x"), tx("2026-03-06", "5.00", "A", "x"), tx("2026-03-11", "90.00", "A", "x"))
	for i := range a.Transactions {
		if a.Transactions[i].BookedOn == day("2026-03-06") {
			a.Transactions[i].HasBalance = false
		}
	}
	if b := belowZeroOf(t, analysisOf(t, a), 0); len(b.Days) != 10 || b.Unknown != 0 || b.Lowest != amount("-50") {
		t.Errorf("%d days below zero, %d unknown; want 1 to 10 March", len(b.Days), b.Unknown)
	}
}

// What the first day began with is what the day before ended with: a wage that fills a hole shows the hole.
func TestS6_5_BelowZeroBeforeTheFirstRow(t *testing.T) {
	b := belowZeroOf(t, analysisOf(t, account("-400.00", tx("2026-03-02", "500.00", "A", "x"))), 0)
	if len(b.Days) != 1 || b.First != day("2026-03-01") || b.Lowest != amount("-400") {
		t.Errorf("%+v", b.Below)
	}
	if b := belowZeroOf(t, analysisOf(t, account("0.00", tx("2026-03-02", "500.00", "A", "x"))), 0); len(b.Days) != 0 {
		t.Errorf("a new account: %+v", b.Below)
	}
}

func TestS6_5_ArrangedOverdrafts(t *testing.T) {
	a := account("100.00", tx("2026-03-21", "-400.00", "A", "x"))
	balance, funds := amount("-300"), amount("700")
	a.Balance, a.FundsAvailable = &balance, &funds
	if b := belowZeroOf(t, analysisOf(t, a), 0); !b.Arranged || b.Lowest != amount("-300") {
		t.Errorf("a limit of 1,000: %+v", b)
	}
	funds = amount("-100")
	if b := belowZeroOf(t, analysisOf(t, a), 0); b.Arranged {
		t.Errorf("a limit of 200: %+v", b)
	}
}

// Two accounts below zero on some days together: the person's days count once.
func TestS6_5_DaysOfAPerson(t *testing.T) {
	first := account("0.00", tx("2026-03-01", "-5.00", "A", "x"), tx("2026-03-05", "50.00", "A", "x"))
	second := account("0.00", tx("2026-03-03", "-5.00", "A", "x"), tx("2026-03-08", "50.00", "A", "x"))
	second.IBAN = text.Clean("PL27114020040000300201355387")
	a := analysisOf(t, first, second)
	days, recent := BelowZeroOfPerson([]*BelowZeroDays{belowZeroOf(t, a, 0), belowZeroOf(t, a, 1)}, a.Day)
	if days != 7 || recent != 7 { // 1 to 7 March
		t.Errorf("%d days, %d of late, want 7", days, recent)
	}
}

func TestS6_6_MonthEndsAndTheirTrend(t *testing.T) {
	var txs []aisclient.Transaction
	for i := range 6 { // 1,000 less each month from October on: 9,000 at its end
		x := tx("2025-10-15", "-1000.00", "A", "x")
		x.BookedOn = x.BookedOn.AddMonths(i)
		txs = append(txs, x)
	}
	a := analysisOf(t, account("10000.00", txs...))
	ends, slope, rows, err := a.MonthEnds(t.Context(), "", "PLN")
	if err != nil || len(ends) != 6 || slope != amount("-1000") || len(rows) != 6 {
		t.Fatalf("%v, slope %s, %d rows, %v", ends, slope, len(rows), err)
	}
	if ends[0].Day != day("2025-10-31") || ends[0].Balance != amount("9000") || len(ends[0].Rows) == 0 || ends[5].Day != day("2026-03-31") || ends[5].Balance != amount("4000") || len(ends[5].Rows) == 0 {
		t.Errorf("%v", ends)
	}
	// A wage that is gone at the end of each month: the last three ends are below a tenth of it.
	low := slices.Concat(monthly("2025-09-10", 7, "5000.00", "ACME SA", "Wynagrodzenie"), monthly("2025-09-20", 7, "-5000.00", "Wynajem Zmyślony", "Czynsz"))
	slices.SortStableFunc(low, func(x, y aisclient.Transaction) int { return int(x.BookedOn) - int(y.BookedOn) })
	if f := findings(t, resultOf(t, account("499.00", low...)))[MonthEnds]; len(f) != 1 || f[0].Level != Note {
		t.Errorf("499 of 5,000: %+v", f)
	}
	for _, end := range []string{"500.00", "501.00"} { // a tenth is not below one
		if f := findings(t, resultOf(t, account(end, low...)))[MonthEnds]; len(f) != 1 || f[0].Level != Info {
			t.Errorf("%s of 5,000: %+v", end, f)
		}
	}
}

// What the first day began with is the end of the day before: the lowest balance is the same in both sentences.
func TestS6_5_TheLowestMayBeTheBalanceBeforeTheFirstRow(t *testing.T) {
	by := findings(t, resultOf(t, account("-200.00", tx("2026-03-01", "150.00", "A", "x"), tx("2026-03-05", "100.00", "A", "x"))))
	if f := by[LowestBalance]; len(f) != 1 || f[0].Sentence != "The lowest end-of-day balance of Konto was -200.00 PLN on 2026-02-28." {
		t.Errorf("%+v", f)
	}
	if f := by[BelowZero]; len(f) != 1 || f[0].Sentence != "Konto ended 5 days below zero, 5 of them in the last 90, down to -200.00 PLN, the first 2026-02-28, the last 2026-03-04." {
		t.Errorf("%+v", f)
	}
}
