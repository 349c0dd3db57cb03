package cadence

import (
	"slices"

	"aisdesk/aisclient"
)

// fill puts payments to their due dates and sees what was missed.
func (s *Series) fill(f *score, all []Payment, today aisclient.Date, gaps []Gap) {
	tolerance := aisclient.Date(f.rule.tolerance)
	days, first := f.grid.between(f.first-tolerance, today+tolerance)
	s.Dues = make([]Due, len(days))
	for i, d := range days {
		s.Dues[i] = Due{Day: d, Unknown: inGap(d, gaps), Open: d+tolerance >= today, second: len(f.grid.days) == 2 && (first+i)&1 == 1}
	}
	sums := make([]adder, len(days))
	late := s.assign(all, tolerance, sums)
	for _, p := range late {
		s.put(s.place(p, today-tolerance), p, sums)
	}
	for i := range s.Dues {
		d := &s.Dues[i]
		d.Sum, s.Overflow = sums[i].sum, s.Overflow || sums[i].over
		if d.Payments > 0 {
			s.Last = max(s.Last, f.last)
		}
	}
	s.trim()
	s.expect(f, today)
}

// assign puts payments within the tolerance of a due date to it, and returns the others.
func (s *Series) assign(all []Payment, tolerance aisclient.Date, sums []adder) (others []Payment) {
	for _, p := range all {
		i, ok := slices.BinarySearchFunc(s.Dues, p.Day, func(d Due, day aisclient.Date) int { return int(d.Day) - int(day) })
		if !ok && i > 0 && (i == len(s.Dues) || p.Day-s.Dues[i-1].Day <= s.Dues[i].Day-p.Day) {
			i--
		}
		if i == len(s.Dues) || (p.Day-s.Dues[i].Day > tolerance || s.Dues[i].Day-p.Day > tolerance) {
			others = append(others, p)
			continue
		}
		s.put(i, p, sums)
	}
	return others
}

func (s *Series) put(i int, p Payment, sums []adder) {
	d := &s.Dues[i]
	d.Payments++
	d.last = max(d.last, p.Day)
	d.bonus = d.bonus || p.Bonus
	sums[i].add(p.Amount.Abs())
}

// place finds the due date of a payment that is off all of them: it is late for the one before, or, where that was met,
// early for the one after, if that had to come by now. A bonus is no pay that is late: it belongs to one that came.
func (s *Series) place(p Payment, settled aisclient.Date) int {
	day, i := p.Day, 0
	for i+1 < len(s.Dues) && s.Dues[i+1].Day <= day {
		i++
	}
	if p.Bonus && s.Dues[i].Payments == 0 && i+1 < len(s.Dues) && s.Dues[i+1].Payments > 0 {
		return i + 1
	}
	if i+1 < len(s.Dues) && s.Dues[i].Payments > 0 && s.Dues[i+1].Payments == 0 && s.Dues[i+1].Day < settled &&
		s.Dues[i+1].Day-day < day-s.Dues[i].Day {
		return i + 1
	}
	return i
}

// Silent reports whether the series may have stopped without anybody seeing it: as many due dates as would stop it (statement
// 5.4) are its last ones and lie in a gap.
func (s *Series) Silent() bool {
	unknown := 0
	for i := len(s.Dues) - 1; i >= 0 && s.Dues[i].Payments == 0; i-- {
		if s.Dues[i].Unknown {
			unknown++
		}
	}
	r := s.Cycle.rule()
	return r != nil && r.stopped(unknown)
}

func inGap(d aisclient.Date, gaps []Gap) bool {
	return slices.ContainsFunc(gaps, func(g Gap) bool { return d >= g.From && d <= g.To })
}

// trim drops due dates before the first payment, and those at the end that may still be met.
func (s *Series) trim() {
	from := slices.IndexFunc(s.Dues, func(d Due) bool { return d.Payments > 0 })
	to := len(s.Dues)
	for to > 0 && s.Dues[to-1].Open && s.Dues[to-1].Payments == 0 {
		to--
	}
	s.Dues = s.Dues[max(from, 0):max(to, from)]
	s.unfinished()
}

// unfinished tells whether the last cycle is still open for a second part, as where an advance has come: an open due
// date whose sum is below four fifths of the one before, with fewer payments.
func (s *Series) unfinished() {
	n := len(s.Dues)
	if n == 0 || !s.Dues[n-1].Open {
		return
	}
	last := &s.Dues[n-1]
	last.Open = n > 1 && last.Payments < s.Dues[n-2].Payments && last.Sum < s.Dues[n-2].Sum/5*4
}

// expect says what was missed, whether the series goes on, and when the next payment is due.
func (s *Series) expect(f *score, today aisclient.Date) {
	trailing := 0
	for i := range s.Dues {
		d := &s.Dues[i]
		switch {
		case d.missed():
			s.Missed = append(s.Missed, d.Day)
			trailing++
		case d.Payments > 0:
			trailing = 0
		}
	}
	switch {
	case f.rule.stopped(trailing):
		s.Status = Stopped
		return
	case trailing == 1:
		s.Status = Late
	}
	tolerance := aisclient.Date(f.rule.tolerance)
	met := s.Dues[len(s.Dues)-1].Day
	for k := f.grid.index(met) - 2; ; k++ {
		if d := f.grid.due(k); d > met && d+tolerance >= today {
			s.Next = d
			return
		}
	}
}

// stopped reports whether a series without its last payments goes on no more: two of them, or one of a yearly or half-yearly one.
func (r *rule) stopped(payments int) bool { return payments >= 2 || payments == 1 && r.months >= 6 }

// In is how many due dates lie in some days, by the grid: before the first payment, too.
func (s *Series) In(from, to aisclient.Date) int {
	if s.grid == nil || from > to {
		return 0
	}
	dues, _ := s.grid.between(from, to)
	n := 0
	for _, d := range dues {
		if d >= from && d <= to {
			n++
		}
	}
	return n
}

// Unmet is how many due dates in some days nothing came for, by the grid: before the first payment, too. A due date that a payment
// from outside the days met is none, nor is one in a gap or one whose payment may still come.
func (s *Series) Unmet(from, to aisclient.Date) int {
	n := s.In(from, to)
	if len(s.Dues) == 0 {
		return n
	}
	n -= s.In(max(from, s.Dues[len(s.Dues)-1].Day.AddDays(1)), to)
	for i := range s.Dues {
		if d := &s.Dues[i]; d.Day >= from && d.Day <= to && !d.missed() {
			n--
		}
	}
	return n
}
