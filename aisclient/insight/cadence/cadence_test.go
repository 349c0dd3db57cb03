package cadence

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/calendar"
)

// Each cycle with exactly as many payments as make it mature, and with one fewer.
func TestS5_2_CyclesAndWhatMakesThemMature(t *testing.T) {
	for _, c := range []struct {
		cycle        Cycle
		days, months int
		mature       int
	}{
		{Weekly, 7, 0, 8}, {Biweekly, 14, 0, 5}, {FourWeekly, 28, 0, 4}, {Monthly, 0, 1, 3}, {TwoMonthly, 0, 2, 3},
		{Quarterly, 0, 3, 3}, {HalfYearly, 0, 6, 2}, {Yearly, 0, 12, 2},
	} {
		make := func(n int) []Payment {
			if c.days > 0 {
				return every("2025-01-13", c.days, n, "100")
			}
			return onMonths("", "2025-01-13", c.months, n, "100")
		}
		wantCycle(t, c.cycle.String(), found(make(c.mature), 0), c.cycle, true)
		if fewer := found(make(c.mature-1), 0); fewer.Mature {
			t.Errorf("%s: %d payments make it mature", c.cycle, c.mature-1)
		}
	}
	semi := pays("2026-01-10 100", "2026-01-25", "2026-02-10", "2026-02-25", "2026-03-10")
	wantCycle(t, "twice a month", found(semi, 0), SemiMonthly, true)
	if found(semi[:4], 0).Mature {
		t.Error("four payments twice a month make it mature")
	}
}

// Two dates of a month are two pays if they are seven days apart or more: nearer ones are parts of one (5.1, 5.5).
func TestS5_1_TwiceAMonthNeedsTwoDatesApart(t *testing.T) {
	for apart, want := range map[int]Cycle{6: Monthly, 7: SemiMonthly, 8: SemiMonthly, 9: SemiMonthly, 15: SemiMonthly} {
		var all []Payment
		for month := 1; month <= 6; month++ {
			all = append(all, pays(fmt.Sprintf("2026-%02d-06 100", month), fmt.Sprintf("2026-%02d-%02d 100", month, 6+apart))...)
		}
		s := found(all, 0)
		wantCycle(t, fmt.Sprint(apart, " days apart"), s, want, true)
		if s.Monthly != amount("200") {
			t.Errorf("%d days apart: %s a month, want 200", apart, s.Monthly)
		}
	}
}

// The days that a payment may be off: exactly the tolerance fits, one more does not.
func TestS5_2_Tolerance(t *testing.T) {
	for _, c := range []struct {
		cycle           Cycle
		days, months, n int
		tolerance       int
	}{
		{Weekly, 7, 0, 12, 2}, {Biweekly, 14, 0, 10, 3}, {FourWeekly, 28, 0, 10, 3}, {Monthly, 0, 1, 10, 6}, {TwoMonthly, 0, 2, 10, 10},
		{Quarterly, 0, 3, 10, 12}, {HalfYearly, 0, 6, 10, 15}, {Yearly, 0, 12, 10, 20},
	} {
		if got := c.cycle.Tolerance(); got != c.tolerance {
			t.Errorf("%s: tolerance %d, want %d", c.cycle, got, c.tolerance)
		}
		p := every("2010-01-13", c.days, c.n, "100")
		if c.months > 0 {
			p = onMonths("", "2010-01-13", c.months, c.n, "100")
		}
		p[4].Day = p[4].Day.AddDays(c.tolerance)
		p[7].Day = p[7].Day.AddDays(-c.tolerance)
		s := found(p, 0)
		wantCycle(t, c.cycle.String(), s, c.cycle, true)
		if s.InRow != c.n || len(s.Missed) > 0 {
			t.Errorf("%s: %d in a row, missed %v: payments within tolerance are not missed", c.cycle, s.InRow, s.Missed)
		}
	}
}

// Four of five dates must fit, three of four due dates be met.
func TestS5_2_ShareOfDatesAndOfDueDates(t *testing.T) {
	p := onMonths("", "2024-01-10", 1, 8, "100")
	s := found(append(p, pays("2024-03-24 100", "2024-05-24")...), 0)
	if wantCycle(t, "8 of 10 dates fit", s, Monthly, true); s.First != day("2024-01-10") {
		t.Errorf("8 of 10 dates fit: only from %s on", s.First)
	}
	wantCycle(t, "8 of 11 dates fit", found(append(p, pays("2024-03-24 100", "2024-04-22", "2024-05-26")...), 0), Irregular, false)
	p = onMonths("", "2024-01-10", 1, 8, "100")
	wantCycle(t, "6 of 8 due dates are met", found(append(p[:2:2], append(p[3:5:5], p[6:]...)...), 0), Monthly, true)
	// January, March, May, July: every second month, not a monthly payment with half of it missing.
	wantCycle(t, "4 of 7 due dates are met", found([]Payment{p[0], p[2], p[4], p[6]}, 0), TwoMonthly, true)
	wantCycle(t, "dates without order", found(pays("2026-01-03 50", "2026-01-20", "2026-03-19", "2026-03-30", "2026-06-08", "2026-06-11"), 0), Irregular, false)
}

func TestS5_2_FourWeeklyIsNotMonthly(t *testing.T) {
	for from := day("2025-01-01"); from < day("2026-01-01"); from++ {
		var p []Payment
		for i := range 7 {
			p = append(p, Payment{Day: from.AddDays(28 * i), Amount: amount("100")})
		}
		if s := found(p, 3); s.Cycle != FourWeekly {
			t.Fatalf("from %s: %s", from, s.Cycle)
		}
	}
}

func TestS5_2_WeeklyIsNeverMonthly(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		from, n := day("2022-01-01").AddDays(r.IntN(1500)), 8+r.IntN(80)
		var p []Payment
		for i := range n {
			p = append(p, Payment{Day: from.AddDays(7*i + r.IntN(2)), Amount: amount("100")})
		}
		if s := found(p, r.IntN(3)); s.Cycle != Weekly || !s.Mature || s.Status != Active {
			t.Fatalf("from %s, %d times: %s, %s", from, n, s.Cycle, s.Status)
		}
	}
}

func TestS5_2_ShoppingOnMostDaysIsNoStream(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var p []Payment
	for d := day("2026-01-01"); d < day("2026-06-01"); d++ {
		if r.IntN(10) < 6 {
			p = append(p, Payment{Day: d, Amount: aisclient.Amount(r.IntN(900000) + 10000)})
		}
	}
	wantCycle(t, "on most days", found(p, 0), Irregular, false)
	wantCycle(t, "a fee a day", found(every("2026-01-01", 1, 90, "5"), 0), Irregular, false)
}

// Seven times in three weeks is shopping, although each date lies near a weekly due date; twice a week may be pay in two parts.
func TestS5_2_MoreThanTwoDatesADueDateAreShopping(t *testing.T) {
	weeks := func(every ...[]int) []Payment {
		var p []Payment
		for w := range 12 {
			for _, d := range every[w%len(every)] {
				p = append(p, Payment{Day: day("2026-01-05").AddDays(7*w + d), Amount: amount("40")})
			}
		}
		return p
	}
	wantCycle(t, "seven times in three weeks", found(weeks([]int{0, 2, 4}, []int{0, 2}, []int{0, 2}), 1), Irregular, false)
	wantCycle(t, "twice a week", found(weeks([]int{0, 2}), 1), Weekly, true)
}

// Pay on any day of the month, moved before or after days off in any country, in any year, is monthly with nothing missed.
func TestS5_3_PayMovedByDaysOffIsMonthly(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for _, country := range []string{"PL", "CZ", "SK", "ES", "DE", "GB"} {
		for year := 2015; year < 2035; year++ {
			on, n := 1+r.IntN(31), 4+r.IntN(12)
			move := calendar.Before
			if r.IntN(2) == 0 {
				move = calendar.After
			}
			var p []Payment
			month := aisclient.DateOf(year, 1, 1).AddMonths(r.IntN(12))
			for i := range n {
				start := month.AddMonths(i)
				p = append(p, Payment{Day: move(country, min(start.AddDays(on-1), start.AddMonths(1)-1)), Amount: amount("5000")})
			}
			last := p[n-1].Day
			s := Find(p, last.AddDays(r.IntN(25)), country, nil, 6)
			if s.Cycle != Monthly || s.Status != Active || len(s.Missed) > 0 || s.InRow != n || s.Monthly != amount("5000") {
				t.Fatalf("%s, on the %d from %s, %d times: %s %s, missed %v, %d in a row, %s", country, on, month, n, s.Cycle, s.Status, s.Missed, s.InRow, s.Monthly)
			}
		}
	}
}

// The last pay came on Friday the 27th since the 28th is a Saturday; the next one is due on the working day before Sunday,
// 28 June 2026.
func TestS5_3_NextIsMovedAsThePaysWere(t *testing.T) {
	p := onMonths("PL", "2025-09-28", 1, 9, "4000")
	s := found(p, 2)
	if want := day("2026-06-26"); s.Next != want {
		t.Errorf("next %s, want %s", s.Next, want)
	}
	if s := found(monthEnds("PL", "2025-09-01", 8, "4000"), 2); s.Next != day("2026-05-29") {
		t.Errorf("next month end %s, want Friday 2026-05-29", s.Next)
	}
	// 28 February and 30 April are month ends, as 31 January is.
	wantCycle(t, "month ends", found(pays("2026-01-31 900", "2026-02-28", "2026-03-31", "2026-04-30"), 0), Monthly, true)
}

// Due on the 13th with six days of tolerance: on the 19th nothing is missed yet, on the 20th it is.
func TestS5_3_ADueDayWithinItsToleranceIsNotMissed(t *testing.T) {
	p := pays("2026-01-13 100", "2026-02-13", "2026-03-13", "2026-04-13")
	if s := Find(p, day("2026-05-19"), "", nil, 6); s.Status != Active || len(s.Missed) != 0 || s.Next != day("2026-05-13") {
		t.Errorf("on the 19th: %s, missed %v, next %s", s.Status, s.Missed, s.Next)
	}
	if s := Find(p, day("2026-05-20"), "", nil, 6); s.Status != Late || len(s.Missed) != 1 || s.Missed[0] != day("2026-05-13") || s.Next != day("2026-06-13") {
		t.Errorf("on the 20th: %s, missed %v, next %s", s.Status, s.Missed, s.Next)
	}
}

func TestS5_4_ActiveLateStopped(t *testing.T) {
	p := pays("2026-01-13 100", "2026-02-13", "2026-03-13", "2026-04-13")
	for _, c := range []struct {
		today  string
		status Status
	}{{"2026-04-13", Active}, {"2026-05-19", Active}, {"2026-05-20", Late}, {"2026-06-19", Late}, {"2026-06-20", Stopped}, {"2027-01-01", Stopped}} {
		if s := Find(p, day(c.today), "", nil, 6); s.Status != c.status {
			t.Errorf("%s: %s, want %s", c.today, s.Status, c.status)
		}
	}
	for months, late := range map[int]string{6: "2026-01-26", 12: "2026-07-31"} { // one missed is enough
		p := onMonths("", "2024-07-10", months, 3, "100")[:2]
		if months == 6 {
			p = onMonths("", "2024-07-10", 6, 3, "100")
		}
		if s := Find(p, day(late)-1, "", nil, 6); s.Status != Active {
			t.Errorf("every %d months, %s: %s", months, day(late)-1, s.Status)
		}
		if s := Find(p, day(late), "", nil, 6); s.Status != Stopped || s.Next != 0 {
			t.Errorf("every %d months, %s: %s, next %s", months, late, s.Status, s.Next)
		}
	}
}

func TestS5_4_WhatWasDueInAGapIsUnknown(t *testing.T) {
	p := onMonths("", "2026-01-10", 1, 8, "100")
	with := append(p[:3:3], p[4:]...)
	s := Find(with, day("2026-08-12"), "", nil, 6)
	if len(s.Missed) != 1 || s.Missed[0] != day("2026-04-10") || s.InRow != 4 {
		t.Errorf("without a gap: missed %v, %d in a row", s.Missed, s.InRow)
	}
	s = Find(with, day("2026-08-12"), "", []Gap{{day("2026-03-20"), day("2026-05-02")}}, 6)
	if len(s.Missed) != 0 || s.Status != Active || s.Monthly != amount("100") {
		t.Errorf("in a gap: missed %v, %s, %s", s.Missed, s.Status, s.Monthly)
	}
	for _, g := range []Gap{{day("2026-03-20"), day("2026-04-10")}, {day("2026-04-10"), day("2026-05-02")}} { // both ends belong to it
		if s := Find(with, day("2026-08-12"), "", []Gap{g}, 6); len(s.Missed) != 0 {
			t.Errorf("in a gap from %s to %s: missed %v", g.From, g.To, s.Missed)
		}
	}
	for _, g := range []Gap{{day("2026-03-20"), day("2026-04-09")}, {day("2026-04-11"), day("2026-05-02")}} {
		if s := Find(with, day("2026-08-12"), "", []Gap{g}, 6); len(s.Missed) != 1 {
			t.Errorf("beside a gap from %s to %s: missed %v", g.From, g.To, s.Missed)
		}
	}
	// At the end a gap leaves nothing late.
	if s := Find(p, day("2026-10-20"), "", []Gap{{day("2026-08-20"), day("2026-10-20")}}, 6); s.Status != Active {
		t.Errorf("a gap at the end: %s", s.Status)
	}
}

// The kinds of recurring payments that issue 12 names, with the words in which people would describe them.
func TestS5_12_SeventeenKindsOfSeries(t *testing.T) {
	vary := func(p []Payment, amounts ...string) []Payment {
		for i := range p {
			p[i].Amount = amount(amounts[i%len(amounts)])
		}
		return p
	}
	var semi []Payment
	for i := range 8 {
		semi = append(semi, onMonths("PL", fmt.Sprint("2025-0", 1+i, "-15"), 1, 1, "900")...)
		semi = append(semi, monthEnds("PL", fmt.Sprint("2025-0", 1+i, "-01"), 1, "900")...)
	}
	advance := onMonths("PL", "2025-01-25", 1, 8, "1000")
	for i, p := range onMonths("PL", "2025-01-28", 1, 8, "3000") {
		_ = i
		advance = append(advance, p)
	}
	for _, c := range []struct {
		what  string
		pays  []Payment
		cycle Cycle
	}{
		{"weekly", every("2025-01-03", 7, 20, "50"), Weekly},
		{"biweekly", every("2025-01-03", 14, 12, "50"), Biweekly},
		{"twice a month", semi, SemiMonthly},
		{"four-weekly", every("2025-01-03", 28, 8, "50"), FourWeekly},
		{"monthly on a day", onMonths("PL", "2025-01-10", 1, 8, "50"), Monthly},
		{"month end", onMonths("", "2025-01-31", 1, 8, "50"), Monthly},
		{"last working day", monthEnds("PL", "2025-01-01", 8, "50"), Monthly},
		{"two-monthly", onMonths("PL", "2025-01-10", 2, 6, "50"), TwoMonthly},
		{"quarterly", onMonths("PL", "2024-01-10", 3, 5, "50"), Quarterly},
		{"half-yearly", onMonths("PL", "2024-01-10", 6, 3, "50"), HalfYearly},
		{"yearly with another price", vary(onMonths("PL", "2024-01-10", 12, 2, ""+"50"), "50", "65"), Yearly},
		{"yearly and half as dear again", vary(onMonths("PL", "2024-01-10", 12, 2, ""+"50"), "50", "75"), Yearly},
		{"variable bills", vary(onMonths("PL", "2025-01-10", 1, 8, "50"), "50", "310", "95", "12.40"), Monthly},
		{"raise", vary(onMonths("PL", "2025-01-10", 1, 6, "50"), "5000", "5000", "5000", "7000", "7000", "7000"), Monthly},
		{"cut", vary(onMonths("PL", "2025-01-10", 1, 6, "50"), "5000", "5000", "5000", "2000", "2000", "2000"), Monthly},
		{"advance and rest", advance, Monthly},
		{"stopped", onMonths("PL", "2023-01-10", 1, 8, "50"), Monthly},
	} {
		s := found(c.pays, 0)
		wantCycle(t, c.what, s, c.cycle, true)
		if len(s.Missed) > 0 {
			t.Errorf("%s: missed %v", c.what, s.Missed)
		}
	}
	if s := found(onMonths("PL", "2023-01-10", 1, 8, "50"), 90); s.Status != Stopped {
		t.Errorf("three months after the last: %s", s.Status)
	}
	// What a pay day that moved leaves: the last half year fits, and is what the series is.
	moved := append(onMonths("PL", "2024-06-05", 1, 8, "5000"), onMonths("PL", "2025-02-25", 1, 7, "5000")...)
	wantCycle(t, "a pay day that moved", found(moved, 0), Monthly, true)
}

func TestNothingIsFoundInNothing(t *testing.T) {
	if s := Find(nil, day("2026-01-01"), "PL", nil, 6); s.Cycle != Irregular || s.Mature || s.Early {
		t.Errorf("%+v", s)
	}
	future := pays("2026-02-01 10", "2026-03-01", "2026-04-01")
	if s := Find(future, day("2026-01-15"), "PL", nil, 6); s.Mature || s.Last != 0 {
		t.Errorf("payments after the day of the data: %+v", s)
	}
	if s := Find(pays("2026-02-01 10"), day("2026-02-15"), "PL", nil, 6); s.Mature || s.Cycle != Irregular {
		t.Errorf("one payment: %+v", s)
	}
}

func BenchmarkFind(b *testing.B) {
	p := onMonths("PL", "2021-01-10", 1, 60, "5000")
	for b.Loop() {
		Find(p, day("2026-01-01"), "PL", nil, 6)
	}
}

func BenchmarkFindWeekly(b *testing.B) {
	p := every("2021-01-10", 7, 200, "50")
	for b.Loop() {
		Find(p, day("2026-01-01"), "PL", nil, 6)
	}
}

// Whatever payments come, what is said of them holds together.
func TestAnyPaymentsGiveASoundSeries(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 3000 {
		n, from := r.IntN(40), day("2024-01-01")
		spread := 1 + r.IntN(900)
		var p []Payment
		for range n {
			p = append(p, Payment{Day: from.AddDays(r.IntN(spread)), Amount: aisclient.Amount(r.IntN(100_000_000) - 20_000_000), Bonus: r.IntN(9) == 0})
		}
		today := from.AddDays(r.IntN(1000))
		s := Find(p, today, []string{"PL", "CZ", ""}[r.IntN(3)], []Gap{{from.AddDays(100), from.AddDays(140)}}, 6)
		switch {
		case s.Level < 0 || s.Monthly < 0 || s.Mean < s.Monthly || s.Bonus < s.BonusProven:
			t.Fatalf("amounts: %+v", s)
		case s.Last > today || s.First > s.Last || s.Next != 0 && s.Next < s.Last.AddDays(-30):
			t.Fatalf("days: %+v", s)
		case s.Mature && s.Early, s.Cycle == Irregular && (s.Mature || s.Early), s.Stability < 0 || s.Stability > 1000:
			t.Fatalf("kind: %+v", s)
		case s.Mature && s.Status == Active && s.Next == 0, s.Status == Stopped && s.Next != 0:
			t.Fatalf("next: %+v", s)
		}
		for _, d := range s.Missed {
			if d >= today || d < s.First.AddDays(-31) {
				t.Fatalf("missed %s: %+v", d, s)
			}
		}
	}
}

// A shop's payments on any days, as most counterparties of an account are.
func BenchmarkFindNothing(b *testing.B) {
	r := rand.New(rand.NewPCG(9, 10))
	var p []Payment
	for range 25 {
		p = append(p, Payment{Day: day("2025-01-01").AddDays(r.IntN(500)), Amount: 100})
	}
	for b.Loop() {
		Find(p, day("2026-06-01"), "PL", nil, 6)
	}
}

// A month of which only a bonus came, as late as a payment may be, was not missed: it is that month's, not the next one's.
func TestABonusOnTheLastDayOfItsToleranceIsOfItsDueDate(t *testing.T) {
	p := onMonths("", "2024-01-10", 1, 12, "100")
	p[6].Day, p[6].Bonus = p[6].Day.AddDays(Monthly.Tolerance()), true
	if s := found(p, 0); s.Cycle != Monthly || len(s.Missed) > 0 || s.InRow != 12 {
		t.Errorf("%s, %d in a row, missed %v", s.Cycle, s.InRow, s.Missed)
	}
}

// An advance now and then is money beside the wage, in half of the months it is a part of it.
func TestAdvancesInHalfOfTheMonthsArePartsOfTheWage(t *testing.T) {
	for parted, bonus := range map[int]bool{2: true, 3: false} {
		p := onMonths("", "2024-01-25", 1, 6, "100")
		for i := range parted {
			p = append(p, Payment{Day: p[2*i].Day - 10, Amount: amount("50"), Advance: true})
		}
		slices.SortFunc(p, func(a, b Payment) int { return int(a.Day) - int(b.Day) })
		out := joined(p)
		if len(out) != 6 || out[0].Amount != amount("150") || out[0].Bonus != bonus {
			t.Errorf("%d of 6 with an advance: %+v", parted, out)
		}
	}
}
