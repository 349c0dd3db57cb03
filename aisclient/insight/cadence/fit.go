package cadence

import (
	"cmp"
	"slices"

	"aisdesk/aisclient"
)

// fitted finds the grid that payments miss by the fewest days on average; nil where none fits. Where the whole series
// fits none, its end may, if hardly a due date of it is missed: a pay day that was moved, a bill that became monthly.
func fitted(all []Payment, country string) *score {
	dates := daysOf(all)
	if len(dates) < 2 || crowded(dates) {
		return nil
	}
	whole := fit(dates, country)
	if f := fitPays(all, whole, country); f != nil {
		return f
	}
	if whole != nil && whole.sound(all) {
		return whole
	}
	for _, n := range []int{12, 6} {
		if n >= len(dates) {
			continue
		}
		if f := fit(dates[len(dates)-n:], country); f != nil && f.met >= f.rule.mature && f.met*100 >= f.dues*metOfEnd {
			return f
		}
	}
	return nil
}

// daysOf are the distinct days of payments that rise.
func daysOf(payments []Payment) []aisclient.Date {
	dates := make([]aisclient.Date, 0, len(payments))
	for _, p := range payments {
		if n := len(dates); n == 0 || dates[n-1] != p.Day {
			dates = append(dates, p.Day)
		}
	}
	return dates
}

// fitPays finds the cycle of pay by the payments that are no bonus (statement 5.5); nil where bonuses do not hide one. A
// bonus between two monthly wages would make them pay that comes twice a month. Where the days of all fit another cycle, which
// is whole, and are as many as it asks for, what is called a bonus comes in place of the pay and not beside it.
func fitPays(all []Payment, whole *score, country string) *score {
	without := slices.DeleteFunc(slices.Clone(all), func(p Payment) bool { return p.Bonus })
	pays := daysOf(without)
	if len(pays) < 2 || len(pays) == len(daysOf(all)) {
		return nil
	}
	f := fit(pays, country)
	if f == nil || !f.sound(without) {
		return nil
	}
	if whole == nil || whole.met < whole.rule.mature || whole.rule.cycle == SemiMonthly && f.rule.cycle == Monthly {
		return f
	}
	return nil
}

// crowded reports whether there is a date on most days: fees and shopping.
func crowded(dates []aisclient.Date) bool {
	span := int(dates[len(dates)-1]-dates[0]) + 1
	return len(dates) >= fewestOfDays && len(dates)*2 > span
}

// sound rejects two payments half a year or a year apart whose sizes have nothing in common.
func (f *score) sound(all []Payment) bool {
	if len(all) > 2 || f.rule.months < 6 {
		return true
	}
	a, b := all[0].Amount.Abs(), all[1].Amount.Abs()
	return max(a, b)/3 <= min(a, b)/2
}

// fit tries every cycle whose length the dates allow.
func fit(dates []aisclient.Date, country string) *score {
	var best *score
	median, mean := gaps(dates)
	for i := range rules {
		r := &rules[i]
		if p := r.period(); mean*10 < p*3 || median*10 > p*22 {
			continue // dates so close or so far apart cannot fit
		}
		if s := r.fit(dates, country); s != nil && s.better(best) {
			best = s
		}
	}
	if p := nearSemi.period(); best == nil && mean*10 >= p*3 && median*10 <= p*22 {
		return nearSemi.fit(dates, country)
	}
	return best
}

// bestGrids is how many grids of a cycle are tried with due dates moved to working days.
const bestGrids = 4

// longestMove is how many days a due date moves at most but for rare runs of holidays: a cycle with more tolerance fits
// without moving it, if it fits at all.
const longestMove = 4

// fit finds the best grid of one cycle.
func (r *rule) fit(dates []aisclient.Date, country string) *score {
	var found []*score
	grids := r.candidates(dates, country)
	for _, g := range grids {
		if s := g.try(dates); s != nil {
			found = append(found, s)
		}
	}
	slices.SortStableFunc(found, func(a, b *score) int { return cmp.Compare(a.off, b.off) })
	if r.days > 0 {
		return first(found)
	}
	tried := found[:min(len(found), bestGrids)]
	if len(found) == 0 {
		if r.tolerance > longestMove {
			return nil
		}
		// Moved dates may fit where those that stay do not.
		for _, g := range grids[:min(len(grids), bestGrids)] {
			tried = append(tried, &score{grid: g})
		}
	}
	for _, f := range slices.Clone(tried) {
		for _, sh := range []shift{before, after} {
			moved := *f.grid
			moved.shift = sh
			if s := moved.try(dates); s != nil {
				found = append(found, s)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b *score) int { return cmp.Compare(a.off, b.off) })
	return first(found)
}

func first(s []*score) *score {
	if len(s) == 0 {
		return nil
	}
	return s[0]
}

// gaps are the median and the mean of the days from date to date.
func gaps(dates []aisclient.Date) (median, mean int) {
	gaps := make([]int, len(dates)-1)
	for i := range gaps {
		gaps[i] = int(dates[i+1] - dates[i])
	}
	slices.Sort(gaps)
	return gaps[len(gaps)/2], int(dates[len(dates)-1]-dates[0]) / len(gaps)
}
