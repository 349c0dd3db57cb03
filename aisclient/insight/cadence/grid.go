package cadence

import (
	"slices"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/calendar"
)

// shift says what happens to a due date that is no working day.
type shift uint8

const (
	stay shift = iota
	before
	after
)

// grid is an endless row of due dates.
type grid struct {
	rule    *rule
	country string
	anchor  aisclient.Date // of a grid of days: one of its dates
	month   int            // of a grid of months: a month that has due dates, counted from year 0
	start   aisclient.Date // its first day
	days    []int          // days of the month, rising; 29 and more is its end
	shift   shift
}

// newGrid is a grid of months with due dates on some days of a month and of each so many months later.
func newGrid(r *rule, month int, country string, days ...int) *grid {
	return &grid{rule: r, month: month, start: aisclient.DateOf(month/12, time.Month(month%12+1), 1), days: days, country: country}
}

// due is the k-th due date, counted from the anchor.
func (g *grid) due(k int) aisclient.Date {
	if g.rule.days > 0 {
		return g.anchor + aisclient.Date(k*g.rule.days)
	}
	n := len(g.days)
	i := k % n
	if i < 0 {
		i += n
	}
	m := g.month + (k-i)/n*g.rule.months
	start := g.start.AddMonths(m - g.month)
	d := start + aisclient.Date(g.days[i]-1)
	if g.days[i] >= 29 {
		d = start.AddMonths(1) - 1
	}
	switch g.shift {
	case before:
		return calendar.Before(g.country, d)
	case after:
		return calendar.After(g.country, d)
	}
	return d
}

// between lists the due dates around two days, with one more on each side, and the number of the first.
func (g *grid) between(from, to aisclient.Date) (dues []aisclient.Date, first int) {
	k := g.index(from) - 1
	for g.due(k) > from {
		k--
	}
	first = k
	for ; ; k++ {
		d := g.due(k)
		dues = append(dues, d)
		if d > to {
			return dues, first
		}
	}
}

// index is about the number of the due date at a day.
func (g *grid) index(d aisclient.Date) int {
	if g.rule.days > 0 {
		return int(d-g.anchor) / g.rule.days
	}
	y, m, _ := d.Civil()
	return (y*12 + int(m) - 1 - g.month) / g.rule.months * len(g.days)
}

// monthIndex counts months from year 0.
func monthIndex(d aisclient.Date) int {
	y, m, _ := d.Civil()
	return y*12 + int(m) - 1
}

// dayOfMonth is a day's number in its month; the end of a month is 31.
func dayOfMonth(d aisclient.Date) int {
	_, _, n := d.Civil()
	if n >= 29 || (d+1).MonthStart() == d+1 {
		return 31
	}
	return n
}

// score is how well dates fit a grid.
type score struct {
	rule        *rule
	grid        *grid
	first, last aisclient.Date // the first and the last date that fit
	dues, met   int            // due dates between those, and those with a date in their tolerance
	off         int            // sum of the days that dates are off, those that do not fit as if just outside
	dates       int
}

// better compares by mean days off; both are of the same dates.
func (s *score) better(than *score) bool {
	return than == nil || s.off*than.dates < than.off*s.dates
}

// try scores rising, distinct dates against a grid; nil where fewer than four of five dates fit, or fewer than three of
// four due dates are met (statement 5.2), or more than two dates come for one due date, as purchases do. Most grids are
// given up after a few dates.
func (g *grid) try(dates []aisclient.Date) *score {
	s := score{rule: g.rule, grid: g, dates: len(dates)}
	k := g.index(dates[0]) - 1
	for g.due(k) > dates[0] {
		k--
	}
	due, next := g.due(k), g.due(k+1)
	fit, firstDue, lastDue := 0, 0, 0
	for i, d := range dates {
		for next <= d {
			k++
			due, next = next, g.due(k+1)
		}
		near, off := k, int(d-due)
		if int(next-d) < off {
			near, off = k+1, int(next-d)
		}
		if off > g.rule.tolerance {
			s.off += g.rule.tolerance + 1
			if (i+1-fit)*100 > len(dates)*(100-fitShare) {
				return nil
			}
			continue
		}
		s.off += off
		if fit == 0 {
			firstDue, s.first = near, d
		}
		if fit == 0 || near != lastDue {
			s.met++
		}
		fit++
		lastDue, s.last = near, d
	}
	s.dues = lastDue - firstDue + 1
	if fit == 0 || s.met*100 < s.dues*metShare || fit > datesPerDue*s.met {
		return nil
	}
	fits := s // only a grid that fits costs memory
	return &fits
}

// candidates are the grids of a rule that dates suggest: for a grid of days one for each remainder, for a grid of months
// one for each day of the month that occurs.
func (r *rule) candidates(dates []aisclient.Date, country string) []*grid {
	recent := dates[max(0, len(dates)-24):]
	var out []*grid
	if r.days > 0 {
		seen := map[aisclient.Date]bool{}
		for _, d := range recent {
			if left := d % aisclient.Date(r.days); !seen[left] {
				seen[left] = true
				out = append(out, &grid{rule: r, anchor: d, country: country})
			}
		}
		return out
	}
	days := commonDays(recent)
	if r.cycle == SemiMonthly {
		for i, a := range days {
			for _, b := range days[i+1:] {
				lo, hi := min(a, b), max(a, b)
				if apart := hi - lo; apart >= r.apart && apart <= 30-r.apart {
					out = append(out, newGrid(r, monthIndex(recent[0]), country, lo, hi))
				}
			}
		}
		return out
	}
	for _, phase := range phases(recent, r.months) {
		for _, day := range days {
			out = append(out, newGrid(r, phase, country, day))
		}
	}
	return out
}

// phases are the months in which a grid of several months can have due dates, as far back as dates go, each once.
func phases(dates []aisclient.Date, months int) []int {
	base := monthIndex(dates[0]) / months * months
	if months == 1 {
		return []int{base}
	}
	seen := make([]bool, months)
	var out []int
	for _, d := range dates {
		m := monthIndex(d)
		for k := m - 1; k <= m+1; k++ { // a date may lie over the end of its month
			if p := k % months; !seen[p] {
				seen[p] = true
				out = append(out, base+p)
			}
		}
	}
	return out
}

// mostDays is how many days of the month are tried.
const mostDays = 10

// commonDays are the days of the month of dates, the most frequent first, and the end of the month.
func commonDays(dates []aisclient.Date) []int {
	var count [32]int
	for _, d := range dates {
		count[dayOfMonth(d)]++
	}
	var days []int
	for d, n := range count {
		if n > 0 {
			days = append(days, d)
		}
	}
	slices.SortStableFunc(days, func(a, b int) int { return count[b] - count[a] })
	return days[:min(len(days), mostDays)]
}
