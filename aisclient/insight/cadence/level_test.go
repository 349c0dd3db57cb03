package cadence

import (
	"math"
	"slices"
	"testing"

	"aisdesk/aisclient"
)

// salary is one pay a month on the 10th, from January 2025, with these amounts.
func salary(amounts ...string) []Payment {
	p := onMonths("PL", "2025-01-10", 1, len(amounts), "1")
	for i, a := range amounts {
		p[i].Amount = amount(a)
	}
	return p
}

func TestS5_5_AllPartsOfACycleAreOnePay(t *testing.T) {
	p := salary("3000", "3000", "3000", "3000")
	for _, x := range salary("2000", "2000", "2000", "2000") {
		x.Day -= 3
		p = append(p, x)
	}
	s := found(p, 0)
	wantAmount(t, "advance and rest", s.Monthly, "5000")
	// The advance for May has come, its rest is not due yet: half a pay is no cut.
	p = append(p, Payment{Day: day("2025-05-07"), Amount: amount("2000")})
	s = Find(p, day("2025-05-08"), "PL", nil, 6)
	wantAmount(t, "with the next advance", s.Monthly, "5000")
	p = salary("1100", "1100", "1100", "1100")
	for _, x := range salary("3900", "3900", "3900", "3900") {
		x.Day -= 3
		p = append(p, x)
	}
	p = append(p, Payment{Day: day("2025-05-07"), Amount: amount("3900")})
	wantAmount(t, "with a large advance", Find(p, day("2025-05-08"), "PL", nil, 6).Monthly, "5000")
}

// 6,500 is 1.3 x 5,000 and counts whole; 6,501 is more and is 5,000 with a bonus of 1,501.
func TestS5_5_ABonusKeepsTheMedian(t *testing.T) {
	wantAmount(t, "1.3 x the median", found(salary("5000", "5000", "5000", "5000", "6500"), 0).Bonus, "0")
	s := found(salary("5000", "5000", "5000", "5000", "6501"), 0)
	wantAmount(t, "level", s.Monthly, "5000")
	wantAmount(t, "bonus a month", s.Bonus, "125.0833") // 1501 / 12, cut
	wantAmount(t, "proven bonus", s.BonusProven, "0")
	named := salary("5000", "5000", "5000", "5000", "5600") // named a bonus, also below the limit
	named[4].Bonus = true
	s = found(named, 0)
	wantAmount(t, "level with a bonus that is named", s.Monthly, "5000")
	wantAmount(t, "named bonus", s.Bonus, "50")
}

// A bonus is no second pay day: three wages are monthly pay, whatever comes between them, and none of them is missed.
func TestS5_5_ABonusBetweenWagesIsNoPayDay(t *testing.T) {
	p := pays("2026-09-11 8470.55", "2026-09-23 1324.21", "2026-10-10 8423.52", "2026-11-11 8445.15")
	p[1].Bonus = true
	s := Find(p, day("2026-11-28"), "PL", nil, 6)
	wantCycle(t, "a quarter's bonus", s, Monthly, true)
	wantAmount(t, "the mean of the last two", s.Monthly, "8434.335")
	if s.Status != Active || len(s.Missed) != 0 || s.First != day("2026-09-11") {
		t.Errorf("%s since %s, missed %v", s.Status, s.First, s.Missed)
	}
	// A second bonus makes five days of six that come twice a month: still a bonus, and no pay day.
	p = append(p, Payment{Day: day("2026-11-23"), Amount: amount("1300"), Bonus: true})
	wantCycle(t, "two bonuses", Find(p, day("2026-11-28"), "PL", nil, 6), Monthly, true)
	// Every other wage has a bonus in it and is called one: all of them are pay days.
	in := onMonths("PL", "2025-01-10", 1, 12, "5000")
	for i := 1; i < len(in); i += 2 {
		in[i].Amount, in[i].Bonus = amount("5600"), true
	}
	wantCycle(t, "a bonus in the wage", found(in, 0), Monthly, true)
	wantAmount(t, "without what is called a bonus", found(in, 0).Monthly, "5000")
}

func TestS5_5_ThreeThatAgreeAreANewLevel(t *testing.T) {
	s := found(salary("5000", "5000", "5000", "5000", "8000", "8000"), 0)
	wantAmount(t, "two higher pays", s.Monthly, "5000")
	s = found(salary("5000", "5000", "5000", "5000", "8000", "8000", "8500"), 0)
	wantAmount(t, "three higher pays: mean of the three", s.Monthly, "8166.6666")
	wantAmount(t, "no bonus in a new level", s.Bonus, "0")
	s = found(salary("5000", "5000", "5000", "5000", "8000", "8000", "9601"), 0) // more than a fifth apart
	wantAmount(t, "three that do not agree", s.Monthly, "5000")
}

// A new level began with its first pay: over half a year that all came after the raise, none of its pays is a bonus.
func TestS5_11_ANewLevelCountsFromItsFirstPay(t *testing.T) {
	s := found(salary("4000", "4000", "4000", "4000", "4000", "4000", "5400", "5400", "5400", "5400", "5400", "5400"), 0)
	wantAmount(t, "the mean of the six", s.Over(s.Dues[6].Day, s.Dues[11].Day), "5400")
	wantAmount(t, "no bonus in them", s.Bonus, "0")
	s = found(salary("4000", "4000", "4000", "4000", "4000", "9000", "4000", "5400", "5400", "5400", "5400"), 0)
	wantAmount(t, "a bonus before them", s.Over(s.Dues[0].Day, s.Dues[6].Day), "4000")
}

// Two pays above 1.3 x the median prove nothing (5.5), but what they make of the mean of three is possible (5.9).
func TestS5_9_ARaiseOfTwoPaysIsPossible(t *testing.T) {
	s := found(salary("4000", "4000", "4000", "4000", "4000", "5800", "5800"), 0)
	wantAmount(t, "level", s.Monthly, "4000")
	wantAmount(t, "mean", s.Mean, "5200")
	s = found(salary("4000", "4000", "4000", "4000", "4000", "4000", "5800"), 0)
	wantAmount(t, "mean with one higher pay", s.Mean, "4000")
	named := salary("4000", "4000", "4000", "4000", "4000", "5800", "5800")
	named[5].Bonus, named[6].Bonus = true, true
	wantAmount(t, "mean with two that are called a bonus", found(named, 0).Mean, "4000")
}

// Spanish pay has two extra pays a year; elsewhere a bonus is proven when it came in two years.
func TestS5_5_WhenABonusIsProven(t *testing.T) {
	spanish := salary("2000", "2000", "2000", "2000", "2000", "4000", "2000", "2000", "2000", "2000", "2000", "4000", "2000")
	s := found(spanish, 0)
	wantAmount(t, "14 pays: level", s.Monthly, "2000")
	wantAmount(t, "14 pays: twice in 12 months", s.BonusProven, "333.3333") // 2 x 2000 / 12
	called := append(onMonths("ES", "2025-04-25", 1, 14, "1854"), pays("2025-06-13 1854", "2025-12-15 1854")...)
	called[14].Bonus, called[15].Bonus = true, true // the first belongs to the pay of 25 May, but came in the 12 months
	wantAmount(t, "by the day on which it came", found(called, 6).BonusProven, "309")
	once := salary("5000", "5000", "5000", "5000", "5000", "5000", "5000", "5000", "5000", "5000", "5000", "11000", "5000", "5000")
	wantAmount(t, "once", found(once, 0).BonusProven, "0")
	twoYears := append(once[:14:14], salary("5000", "5000", "5000", "5000", "5000", "5000", "5000", "5000", "5000", "5000", "5000", "5000", "5000", "5000",
		"5000", "5000", "5000", "5000", "5000", "5000", "5000", "5000", "5000", "9000", "5000", "5000")[14:]...)
	wantAmount(t, "in two years: the lesser", found(twoYears, 0).BonusProven, "333.3333") // 4000 / 12
}

// A bonus counts for 12 months: one of 12 months and a day ago does not.
func TestS5_5_ABonusCountsForAYear(t *testing.T) {
	wage := func(bonusAt int) []Payment {
		p := onMonths("PL", "2024-06-10", 1, 26, "5000")
		p[bonusAt].Amount = amount("11000")
		return p
	}
	for at, want := range map[int]string{14: "500", 13: "0"} { // of 10 August 2025, of 10 July 2025
		s := Find(wage(at), day("2026-07-15"), "PL", nil, 6)
		wantAmount(t, "the bonus a month", s.Bonus, want)
	}
}

// What a cycle may come to mirrors the level: the greatest mean of what was paid, a last payment at four fifths.
func TestS6_1_WhatACycleMayComeTo(t *testing.T) {
	p := onMonths("PL", "2025-08-10", 1, 12, "800")
	wantAmount(t, "even", found(p, 3).Upper, "800")
	p[11].Amount = amount("1400")
	s := found(p, 3)
	wantAmount(t, "the last one higher", s.Upper, "1120")
	wantAmount(t, "the last one higher, the level", s.Monthly, "800")
	p[10].Amount = amount("1400")
	wantAmount(t, "the last two higher", found(p, 3).Upper, "1400")
}

func TestS5_6_LevelIsTheLeastOfThreeMeans(t *testing.T) {
	for _, c := range []struct {
		what    string
		amounts []string
		level   string
		mean    string
	}{
		{"steady", []string{"5000", "5000", "5000", "5000"}, "5000", "5000"},
		{"a raise after one pay", []string{"5000", "5000", "5000", "6000"}, "5333.3333", "5333.3333"},
		{"a raise after two", []string{"5000", "5000", "5000", "6000", "6000"}, "5666.6666", "5666.6666"},
		{"a raise after three", []string{"5000", "5000", "5000", "6000", "6000", "6000"}, "6000", "6000"},
		{"a cut", []string{"5000", "5000", "5000", "4000"}, "4500", "4666.6666"},          // mean of 2
		{"a deep cut", []string{"5000", "5000", "5000", "3000"}, "3750", "4333.3333"},     // last / 0.8
		{"a missed month", []string{"6000", "6000", "6000", "0", "6000"}, "3000", "4000"}, // nothing came: mean of 2
	} {
		s := found(salary(c.amounts...), 0)
		wantAmount(t, c.what+": level", s.Level, c.level)
		wantAmount(t, c.what+": mean", s.Mean, c.mean)
	}
	// Weekly: 12 weeks, 8, the last 4 / 0.8.
	weekly := every("2025-01-03", 7, 20, "120")
	for i := range 4 {
		weekly[16+i].Amount = amount("60")
	}
	s := found(weekly, 0)
	wantAmount(t, "weekly level: the last 4 / 0.8", s.Level, "75")
	wantAmount(t, "weekly mean of 12", s.Mean, "433.3333") // 100 x 52/12
	biweekly := every("2025-01-03", 14, 12, "120")
	biweekly[10].Amount, biweekly[11].Amount = amount("60"), amount("60")
	wantAmount(t, "biweekly level: the last 2 / 0.8", found(biweekly, 0).Level, "75")
}

func TestS5_6_MonthlyFigures(t *testing.T) {
	for _, c := range []struct {
		what string
		p    []Payment
		want string
	}{
		{"weekly", every("2025-01-03", 7, 20, "300"), "1300"},
		{"biweekly", every("2025-01-03", 14, 12, "600"), "1300"},
		{"four-weekly", every("2025-01-03", 28, 8, "1200"), "1300"},
		{"two-monthly", onMonths("", "2025-01-10", 2, 6, "300"), "150"},
		{"quarterly", onMonths("", "2025-01-10", 3, 6, "300"), "100"},
		{"half-yearly", onMonths("", "2025-01-10", 6, 3, "300"), "50"},
		{"yearly", onMonths("", "2025-01-10", 12, 3, "300"), "25"},
		{"twice a month", pays("2026-01-10 100", "2026-01-25", "2026-02-10", "2026-02-25", "2026-03-10"), "200"},
		{"irregular: the last 6 months", pays("2025-01-01 600", "2025-06-25 100", "2025-07-30 500", "2025-10-02 600"), "200"},
	} {
		wantAmount(t, c.what, found(c.p, 0).Monthly, c.want)
	}
	// Four pay days fall into three calendar months; it is still one pay a month.
	wantAmount(t, "four in a quarter", Find(pays("2025-10-01 5000", "2025-10-31", "2025-12-01", "2025-12-31"), day("2026-01-15"), "PL", nil, 6).Monthly, "5000")
	wantAmount(t, "two in a quarter", Find(pays("2025-12-31 5000", "2026-01-30", "2026-02-27", "2026-04-01"), day("2026-04-20"), "PL", nil, 6).Monthly, "5000")
}

func TestS5_7_StabilityAndRow(t *testing.T) {
	if s := found(salary("5000", "5000", "5000"), 0); s.Stability != 1000 || s.InRow != 3 {
		t.Errorf("%d, %d", s.Stability, s.InRow)
	}
	// Median 500, deviations 100, 0, 100: the median of them is 100, a fifth.
	if s := found(salary("400", "500", "600"), 0); s.Stability != 800 {
		t.Errorf("%d, want 800", s.Stability)
	}
}

// Six due dates in the 182 days to 15 July, of which the first two came before the job began.
func TestS5_11_MeanOverMonths(t *testing.T) {
	p := onMonths("", "2026-03-10", 1, 5, "6000")
	s := Find(p, day("2026-07-15"), "", nil, 6)
	wantAmount(t, "over 3 months", s.Over(day("2026-04-16"), day("2026-07-15")), "6000")
	wantAmount(t, "over 6 months", s.Over(day("2026-01-14"), day("2026-07-15")), "5000") // 5 of 6
}

func TestTooLargeToAddUp(t *testing.T) {
	p := salary("1", "1", "1")
	for i := range p {
		p[i].Amount = aisclient.Amount(math.MaxInt64 - 5)
	}
	p = append(p, p...)
	if s := found(p, 0); !s.Overflow || s.Monthly != 0 {
		t.Errorf("%v %s", s.Overflow, s.Monthly)
	}
	if s := found(p[:3], 0); s.Level < 0 || s.Monthly < 0 || s.Mean < 0 {
		t.Errorf("%s %s %s", s.Level, s.Monthly, s.Mean)
	}
}

// Steadiness, pays in a row and sums of the last months by hand, for pays of four countries.
func TestS5_7_FiguresOfFourCountries(t *testing.T) {
	for _, x := range []struct {
		name      string
		s         Series
		stability int
		inRow     int
		total3    string
		total12   string
	}{
		// deviations of 4000 4500 5000 5500 6000 from 5000: 1000 500 0 500 1000, median 500, a tenth
		{"pl shifts", Find(amounts(onMonths("PL", "2025-11-10", 1, 5, "1"), "4000", "4500", "5000", "5500", "6000"), day("2026-03-31"), "PL", nil, 6), 900, 5, "16500", "25000"},
		// one of seven was not paid: five in a row since
		{"cs a month missed", Find(slices.Delete(onMonths("CZ", "2025-07-10", 1, 9, "30000"), 3, 4), day("2026-03-31"), "CZ", nil, 6), 1000, 5, "90000", "240000"},
		// 26 Fridays: thirteen of them are three months
		{"en weekly", Find(every("2025-10-03", 7, 26, "300"), day("2026-03-31"), "GB", nil, 6), 1000, 26, "3900", "7800"},
		{"es every quarter", Find(onMonths("ES", "2025-04-10", 3, 4, "900"), day("2026-03-31"), "ES", nil, 6), 1000, 4, "900", "3600"},
	} {
		total3, _ := x.s.Total(3)
		total12, _ := x.s.Total(12)
		if x.s.Stability != x.stability || x.s.InRow != x.inRow || total3 != amount(x.total3) || total12 != amount(x.total12) {
			t.Errorf("%s (%s): stability %d, %d in a row, %s and %s; want %d, %d, %s, %s", x.name, x.s.Cycle, x.s.Stability, x.s.InRow, total3, total12, x.stability, x.inRow, x.total3, x.total12)
		}
	}
}

// amounts gives payments their amounts in order.
func amounts(p []Payment, all ...string) []Payment {
	for i := range p {
		p[i].Amount = amount(all[i])
	}
	return p
}

// What is owed is not less for not being paid: 350 a month, none of it in September, due again in November.
func TestS6_1_AMissedPaymentIsOwedAllTheSame(t *testing.T) {
	p := slices.DeleteFunc(onMonths("", "2026-02-18", 1, 9, "350"), func(p Payment) bool { return p.Day == day("2026-09-18") })
	s := Find(p, day("2026-11-29"), "", nil, 6)
	wantAmount(t, "a cycle", s.Usual, "350")
	wantAmount(t, "at most", s.Upper, "350")
	wantAmount(t, "for sure", s.Level, "175") // the last two cycles: nothing and 350
	// A bill that fell and was never missed is not what it once was.
	s = Find(amounts(onMonths("", "2025-12-18", 1, 12, "1"), "900", "900", "900", "900", "900", "900", "900", "900", "900", "300", "300", "300"), day("2026-11-29"), "", nil, 6)
	wantAmount(t, "at most what it is now", s.Upper, "300")
}
