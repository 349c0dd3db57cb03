package quality

import (
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
)

// cover finds the days that an account's data speaks of: those asked for, or from its first booked row on, to the
// data's day. A first row within the days of grace stands for the day that was asked for.
func (in *Input) cover(a *Account, s *ledger.SourceInfo) {
	days := in.bookedDays(s)
	if len(days) > 0 {
		a.First, a.Last = days[0], days[len(days)-1]
	}
	grace, since := 0, in.Since
	if in.SinceOf != nil {
		since = in.SinceOf(a.Source)
	}
	switch {
	case since != 0:
		a.Covers = Span{since, in.Day}
	case a.First != 0:
		since = in.credible(s, days) // a single row long before all others speaks of no days between
		a.Covers, grace = Span{since, in.Day}, GraceDays
	}
	if a.Covers.From == 0 || a.Covers.To < a.Covers.From {
		a.Covers = Span{}
	}
	a.Short = a.Current && !a.Empty && (a.Covers.From == 0 || a.Covers.Days()-1+grace < in.Rules.Quality.CoverageDays)
}

// bookedDays are the distinct days with booked rows, rising.
func (in *Input) bookedDays(s *ledger.SourceInfo) []aisclient.Date {
	var days []aisclient.Date
	for row := s.First; row < s.Last; row++ {
		if d := in.Ledger.Date(row); counts(in.Ledger, row, in.Day) && (len(days) == 0 || days[len(days)-1] != d) {
			days = append(days, d)
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// credible is the first of the booked days with a booked row that proves an account's age: a single row long before all others does
// not. Zero if there is none.
func (in *Input) credible(s *ledger.SourceInfo, days []aisclient.Date) aisclient.Date {
	for len(days) > 1 && days[1]-days[0] > loneDays {
		if in.rowsOn(s, days[0]) > 1 {
			break
		}
		days = days[1:]
	}
	if len(days) == 0 {
		return 0
	}
	return days[0]
}

func (in *Input) rowsOn(s *ledger.SourceInfo, d aisclient.Date) int {
	n := 0
	for row := s.First; row < s.Last; row++ {
		if in.Ledger.Date(row) == d && in.Ledger.Booked(row) {
			n++
		}
	}
	return n
}

// CredibleSince is the first day on which a row proves that an account existed; zero if none does.
func CredibleSince(l *ledger.Ledger, source int, day aisclient.Date) aisclient.Date {
	in := Input{Ledger: l, Day: day}
	s := &l.Sources()[source]
	return in.credible(s, in.bookedDays(s))
}

// gaps are runs of days without a row that are longer than is usual for the account.
func (in *Input) gaps(a *Account) []Span {
	s := &in.Ledger.Sources()[a.Source]
	days := in.bookedDays(s)
	if len(days) == 0 || s.IsCard() || !a.Current {
		return nil
	}
	var intervals []int
	for i := 1; i < len(days); i++ {
		intervals = append(intervals, int(days[i]-days[i-1]))
	}
	var gaps []Span
	if from := in.exists(a, s); from != 0 && in.isGap(int(days[0]-from)+1, intervals, -1) {
		gaps = append(gaps, Span{from, days[0] - 1})
	}
	for i, n := range intervals {
		if in.isGap(n, intervals, i) {
			gaps = append(gaps, Span{days[i] + 1, days[i+1] - 1})
		}
	}
	last := days[len(days)-1]
	if n := int(in.Day - last); in.Day != 0 && in.isGap(n, intervals, -1) {
		gaps = append(gaps, Span{last + 1, in.Day})
	}
	return gaps
}

// exists is the first of the covered days on which the bank says that the account existed; zero where it does not say.
func (in *Input) exists(a *Account, s *ledger.SourceInfo) aisclient.Date {
	if a.Covers.From == 0 || s.ActiveSince == 0 {
		return 0
	}
	return max(a.Covers.From, s.ActiveSince)
}

// isGap compares an interval with the others of its account; without is its own place among them, or -1.
func (in *Input) isGap(n int, intervals []int, without int) bool {
	if n <= in.Rules.Quality.GapDays {
		return false
	}
	others := slices.Clone(intervals)
	if without >= 0 {
		others = slices.Delete(others, without, without+1)
	}
	if len(others) < gapIntervals {
		return false
	}
	slices.Sort(others)
	p95 := others[(len(others)*95+99)/100-1]
	return n > in.Rules.Quality.GapTimes*p95
}
