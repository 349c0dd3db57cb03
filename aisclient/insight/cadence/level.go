package cadence

import (
	"math"
	"math/bits"
	"slices"

	"aisdesk/aisclient"
)

// adder sums amounts that are not negative; over says that the sum is too large.
type adder struct {
	sum  aisclient.Amount
	n    int
	over bool
}

func (a *adder) add(x aisclient.Amount) {
	sum, err := a.sum.Add(x)
	if err != nil || x < 0 {
		a.over = true
		return
	}
	a.sum = sum
	a.n++
}

// part is sum x num / den, cut to whole ten-thousandths; the greatest amount where that is too large.
func (a *adder) part(num, den int) aisclient.Amount {
	if a.over {
		return 0
	}
	return Times(a.sum, num, den)
}

// Times is a x num / den, cut, without overflow on the way; a is not negative. It is the greatest amount where that is too large.
func Times(a aisclient.Amount, num, den int) aisclient.Amount {
	hi, lo := bits.Mul64(uint64(max(a, 0)), uint64(num))
	if hi >= uint64(den) {
		return math.MaxInt64
	}
	q, _ := bits.Div64(hi, lo, uint64(den))
	return aisclient.Amount(min(q, math.MaxInt64))
}

// rate works out the level, the monthly figures, the bonus and how steady the cycles are.
func (s *Series) rate(r *rule, today aisclient.Date) {
	if s.Overflow {
		return
	}
	cycles := s.closed()
	if len(cycles) == 0 {
		return
	}
	for _, alike := range byDate(cycles, r) {
		capBonus(alike)
	}
	s.Level, s.Mean = level(cycles, r)
	twice := aisclient.Amount(0)
	if more := meanOf(whole(cycles), r.recent); raised(cycles) && more > s.Mean {
		s.Mean, twice = more, excess(cycles[max(0, len(cycles)-r.recent):], today.AddMonths(-12))
	}
	s.Monthly, s.Mean, s.Upper = Times(s.Level, r.perYear, 12), Times(s.Mean, r.perYear, 12), Times(most(cycles, r), r.perYear, 12)
	s.Newest = Times(newest(cycles), r.perYear, 12)
	s.Usual = usual(cycles)
	if slices.ContainsFunc(cycles[max(0, len(cycles)-r.recent):], (*Due).missed) { // what is owed is not less for not being paid
		s.Upper = max(s.Upper, Times(s.Usual, r.perYear, 12))
	}
	s.bonus(today)
	s.Besides = max(0, s.Bonus-twice)
	s.steady(cycles)
}

// closed are the cycles that count, oldest first: missed ones as nothing, those that are unknown, still open, or missed
// since the last payment not at all.
func (s *Series) closed() []*Due {
	var out []*Due
	last := 0
	for i := range s.Dues {
		d := &s.Dues[i]
		if d.Unknown && d.Payments == 0 || d.Open {
			continue
		}
		out = append(out, d)
		if d.Payments > 0 {
			last = len(out)
		}
	}
	return out[:last]
}

// capBonus keeps the median in a cycle with a bonus: one that is called so, or is above 1.3 x the median of the last 12
// cycles, unless the last three agree within a fifth, which makes them a new level (statement 5.5). One that is called a
// bonus beside two that are not makes none.
func capBonus(cycles []*Due) {
	settled := settledFrom(cycles)
	for i, d := range cycles {
		d.Counted = d.Sum
		from := min(max(0, i+1-bonusCycles), max(0, len(cycles)-bonusCycles))
		mid := median(sums(cycles[from:min(len(cycles), from+bonusCycles)]))
		if i < settled && d.Sum > mid && mid > 0 && (d.bonus || d.Sum > Times(mid, bonusTenths, 10)) {
			d.Counted = mid
		}
	}
}

// byDate parts the cycles of pay on two dates of a month whose sizes differ as a cycle with a bonus would: what is more on one
// date than on the other is no bonus. Others stay together.
func byDate(cycles []*Due, r *rule) [][]*Due {
	first := slices.DeleteFunc(slices.Clone(cycles), func(d *Due) bool { return d.second })
	second := slices.DeleteFunc(slices.Clone(cycles), func(d *Due) bool { return !d.second })
	if r.cycle != SemiMonthly || len(first) == 0 || len(second) == 0 {
		return [][]*Due{cycles}
	}
	a, b := usual(first), usual(second)
	if max(a, b) <= Times(min(a, b), bonusTenths, 10) {
		return [][]*Due{cycles}
	}
	return [][]*Due{first, second}
}

// newLevel is how many last cycles that agree are a new level (statement 5.5).
const newLevel = 3

// settledFrom is the first of the last cycles that agree with each other, where they are enough to be a new level: it began
// with its first pay, not with the last three. Where they are fewer it is their number.
func settledFrom(cycles []*Due) int {
	from := len(cycles) - newLevel
	if from < 0 || !agree(cycles[from:]) {
		return len(cycles)
	}
	for from > 0 && agree(cycles[from-1:]) {
		from--
	}
	return from
}

// raised reports whether the last two cycles agree, are no bonus by their words, and are more than counts of them: pay that may
// have been raised. What it comes to is possible, for a raise counts after three pays (statements 5.6, 5.9).
func raised(cycles []*Due) bool {
	last := cycles[max(0, len(cycles)-2):]
	return len(last) == 2 && agree(last) && !last[0].bonus && last[0].Counted < last[0].Sum && last[1].Counted < last[1].Sum
}

// newestAlike is by how many hundredths the last two pays differ at most that are a new pay, newestPaid how many before them are less.
const (
	newestAlike = 1
	newestPaid  = 3
)

// newest is the mean of the last two cycles where they are alike, are no bonus by their words, and are more than each of those before them:
// pay that was raised, which counts after three pays and which a careful analyst asks about until then (statements 0.1, 5.6). It
// is 0 else.
func newest(cycles []*Due) aisclient.Amount {
	n := len(cycles) - 2
	if n < newestPaid {
		return 0
	}
	last := cycles[n:]
	low, high := min(last[0].Sum, last[1].Sum), max(last[0].Sum, last[1].Sum)
	if last[0].bonus || last[1].bonus || high-low > Times(low, newestAlike, 100) || low <= slices.Max(sums(cycles[n-newestPaid:n])) {
		return 0
	}
	return meanOf(whole(last), 2)
}

// excess is what came above the median in some cycles since a day, a month.
func excess(cycles []*Due, since aisclient.Date) aisclient.Amount {
	var sum adder
	for _, d := range cycles {
		if d.Sum > d.Counted && d.last > since {
			sum.add(d.Sum - d.Counted)
		}
	}
	return sum.part(1, 12)
}

// agree reports whether cycles are within a fifth of each other, and all or none are called a bonus.
func agree(last []*Due) bool {
	if slices.ContainsFunc(last, func(d *Due) bool { return d.bonus != last[0].bonus }) {
		return false
	}
	s := sums(last)
	return slices.Min(s) > 0 && slices.Max(s) <= Times(slices.Min(s), agreeFifths, 5)
}

// level is the least of the means of the last cycles, and that of the most of them.
func level(cycles []*Due, r *rule) (least, mean aisclient.Amount) {
	long, middle, short := r.recent, max(r.recent*2/3, 1), max(r.recent/3, 1)
	mean = meanOf(cycles, long)
	least = min(mean, meanOf(cycles, middle), Times(meanOf(cycles, short), levelQuarters, levelQuarters-1))
	return least, mean
}

// usual is the median of the last 12 cycles that were paid.
func usual(cycles []*Due) aisclient.Amount {
	paid := slices.DeleteFunc(slices.Clone(cycles), func(d *Due) bool { return d.Payments == 0 })
	if len(paid) == 0 {
		return 0
	}
	return median(sums(paid[max(0, len(paid)-bonusCycles):]))
}

// most mirrors level: the greatest of the means of the last cycles with all that was paid, the last one at four fifths.
func most(cycles []*Due, r *rule) aisclient.Amount {
	all := whole(cycles)
	long, middle, short := r.recent, max(r.recent*2/3, 1), max(r.recent/3, 1)
	return max(meanOf(all, long), meanOf(all, middle), Times(meanOf(all, short), levelQuarters-1, levelQuarters))
}

// whole are cycles of which all that was paid counts.
func whole(cycles []*Due) []*Due {
	all := make([]*Due, len(cycles))
	for i, d := range cycles {
		due := *d
		due.Counted = d.Sum
		all[i] = &due
	}
	return all
}

func meanOf(cycles []*Due, n int) aisclient.Amount {
	last := cycles[max(0, len(cycles)-n):]
	var sum adder
	for _, d := range last {
		sum.add(d.Counted)
	}
	return sum.part(1, len(last))
}

// bonus adds up what came above the median, in the last 12 months and in the 12 before.
func (s *Series) bonus(today aisclient.Date) {
	var year, before adder
	for i := range s.Dues {
		d := &s.Dues[i]
		more := d.Sum - d.Counted
		if more <= 0 || d.Open || d.Payments == 0 {
			continue
		}
		if d.last > today.AddMonths(-12) { // by the day on which it came: the due date of its cycle may lie before
			year.add(more)
		} else if d.last > today.AddMonths(-24) {
			before.add(more)
		}
	}
	s.Bonus = year.part(1, 12)
	switch {
	case year.n >= bonusTimes:
		s.BonusProven = s.Bonus
	case year.n > 0 && before.n > 0:
		s.BonusProven = min(s.Bonus, before.part(1, 12))
	}
}

// steady measures how alike and how complete the last cycles are.
func (s *Series) steady(cycles []*Due) {
	last := sums(cycles[max(0, len(cycles)-bonusCycles):])
	mid := median(last)
	off := make([]aisclient.Amount, len(last))
	for i, a := range last {
		off[i] = (a - mid).Abs()
	}
	if mid > 0 {
		s.Stability = max(0, 1000-int(Times(min(median(off), mid), 1000, 1)/mid))
	}
	for i := len(s.Dues) - 1; i >= 0; i-- {
		if s.Dues[i].Payments > 0 {
			s.InRow++
		} else if s.Dues[i].missed() && s.InRow > 0 {
			break
		}
	}
}

func sums(cycles []*Due) []aisclient.Amount {
	out := make([]aisclient.Amount, len(cycles))
	for i, d := range cycles {
		out[i] = d.Sum
	}
	return out
}

// median is the lower of the two middle ones where there are two.
func median(a []aisclient.Amount) aisclient.Amount {
	a = slices.Clone(a)
	slices.Sort(a)
	return a[(len(a)-1)/2]
}

// Over is the mean a month of the cycles that were due in some days, those before the first payment as nothing
// (statement 5.11), without bonuses; unknown cycles do not count.
func (s *Series) Over(from, to aisclient.Date) aisclient.Amount {
	return s.over(from, to, func(d *Due) aisclient.Amount { return d.Counted })
}

// Gross is Over with all that came.
func (s *Series) Gross(from, to aisclient.Date) aisclient.Amount {
	return s.over(from, to, func(d *Due) aisclient.Amount { return d.Sum })
}

func (s *Series) over(from, to aisclient.Date, amount func(*Due) aisclient.Amount) aisclient.Amount {
	n := s.In(from, to)
	var sum adder
	for i := range s.Dues {
		d := &s.Dues[i]
		switch {
		case d.Day < from || d.Day > to:
		case d.Unknown && d.Payments == 0, d.Open:
			n--
		default:
			sum.add(amount(d))
		}
	}
	r := s.Cycle.rule()
	if n <= 0 || r == nil {
		return 0
	}
	return Times(sum.part(1, n), r.perYear, 12)
}

// Total is what came in the last cycles that make so many months, bonuses included, and how many cycles these are: fewer
// where the series is younger. It is zero for an irregular series.
func (s *Series) Total(months int) (sum aisclient.Amount, cycles int) {
	r := s.Cycle.rule()
	if r == nil {
		return 0, 0
	}
	closed := s.closed()
	last := closed[max(0, len(closed)-max(1, r.perYear*months/12)):]
	var a adder
	for _, d := range last {
		a.add(d.Sum)
	}
	return a.part(1, 1), len(last)
}
