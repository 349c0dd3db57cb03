package stream

import (
	"slices"
	"testing"

	"aisdesk/aisclient"
)

// Seven pays to July, 6,000 in April: sums by calendar month, over the last cycles, and as providers have them.
func TestS5_7_MonthsTotalsAndTheProvidersView(t *testing.T) {
	wage := eachMonth("2026-01-10", 7, row("2026-01-10", "5000", "ACME SA", "Wynagrodzenie", "salary"))
	wage[3].Amount = amount("6000")
	s := person(t, wage)
	st := &s.All()[0]
	months := s.Months(st, 4)
	if len(months) != 4 || months[0].Start != day("2026-04-01") || months[0].Sum != amount("6000") || len(months[0].Rows) != 1 ||
		months[0].Unfinished || !months[3].Unfinished || months[3].Sum != amount("5000") {
		t.Errorf("%+v", months)
	}
	for months, want := range map[int]string{3: "15000", 6: "31000", 12: "36000"} {
		if sum, n := st.Series.Total(months); sum != amount(want) || n != min(months, 7) {
			t.Errorf("the last %d months: %s in %d cycles, want %s", months, sum, n, want)
		}
	}
	v := s.ProviderView(st)
	if v.ThisMonth != amount("5000") || v.LastMonth != amount("5000") || v.MonthBefore != amount("5000") || !v.Unfinished || v.Mean90 != amount("5000") {
		t.Errorf("%+v", v)
	}
	in := inputOf(t, account("Konto", ownIBAN, "PLN", "Jan Przykładny", wage))
	in.Day = day("2026-07-31")
	s = build(t, in)
	if m := s.Months(&s.All()[0], 1); m[0].Unfinished {
		t.Error("on its last day a month is over")
	}
}

// What comes on the data's day is in its month and in the 90 days; the day before those 90 is in neither.
func TestS5_7_TheLastDayCountsAndTheDayBeforeTheFirstDoesNot(t *testing.T) {
	in := inputOf(t, account("Konto", ownIBAN, "PLN", "Jan Przykładny", eachMonth("2026-01-11", 6, row("2026-01-11", "3000", "ACME SA", "Wynagrodzenie", "salary"))))
	in.Day = day("2026-06-11")
	s := build(t, in)
	if v := s.ProviderView(&s.All()[0]); v.ThisMonth != amount("3000") || v.Mean90 != amount("3000") {
		t.Errorf("on the day of a payment: %+v", v)
	}
	in.Day = day("2026-07-09") // the 90 days begin on 11 April, the day after the payment, which is no Saturday
	s = build(t, in)
	if v := s.ProviderView(&s.All()[0]); v.Mean90 != amount("2000") {
		t.Errorf("90 days after a payment: %+v", v)
	}
}

// Rows of which nobody says anything but their kind are one stream of their category.
func TestRowsWithoutAnyTextAreOneStreamOfTheirCategory(t *testing.T) {
	s := person(t, pays(6, "-600", "", "", "loan_repayment"))
	if o := s.Obligations("PLN"); o.Proven != amount("600") || !o.Items[0].ByTitle {
		t.Errorf("%s%s", o.Proven, whys(s))
	}
	wantIncome(t, "pay from nobody", person(t, pays(6, "600", "", "", "salary")), "0", "600")
}

// A month before the data, or of which the data has the last days alone, is none without payments: that is not known.
func TestMonthsBeforeTheDataAreNotKnown(t *testing.T) {
	in := inputOf(t, account("Konto", ownIBAN, "PLN", "Anna Łącka", pays(3, "5000", "ACME Sp. z o.o.", "Wynagrodzenie", "salary")))
	noData := func(since aisclient.Date) (got []bool) {
		in.Since = func(int) aisclient.Date { return since }
		s := build(t, in)
		for _, m := range s.Months(&s.All()[0], 5) {
			got = append(got, m.NoData)
		}
		return got
	}
	begin := in.Day.MonthStart().AddMonths(-2)
	for days, want := range map[int][]bool{9: {true, true, false, false, false}, -1: {true, true, false, false, false}, -20: {true, false, false, false, false}} {
		if got := noData(begin.AddDays(days)); !slices.Equal(got, want) {
			t.Errorf("data from day %d of the first month with pay: no data in %v, want %v", days, got, want)
		}
	}
}
