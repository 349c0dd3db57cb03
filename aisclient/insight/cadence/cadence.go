// Package cadence finds in dated amounts how often a payment comes back: the cycle and its due dates, what was missed,
// whether it goes on, and how much it is a month.
//
// It knows dates and amounts of one payer and one currency, nothing else. Due dates form a grid that is anchored at the
// payments: so many days apart, or on a day of the month, moved to a working day where the payments are.
package cadence

import (
	"slices"

	"aisdesk/aisclient"
)

// Cycle is how often a payment comes.
type Cycle uint8

// Cycles. Irregular is what fits none.
const (
	Irregular Cycle = iota
	Weekly
	Biweekly
	SemiMonthly // on two days of each month
	FourWeekly
	Monthly
	TwoMonthly
	Quarterly
	HalfYearly
	Yearly
)

// String is how a sentence ends: "monthly", "every two weeks".
func (c Cycle) String() string {
	return [...]string{"irregularly", "weekly", "every two weeks", "twice a month", "every four weeks", "monthly", "every two months",
		"quarterly", "every half year", "yearly"}[c]
}

// tooEarly is said of how often a payment comes while there are too few of it.
const tooEarly = "too early to say"

// HowOften is the cycle in a word, the same wherever a series is named: fewer payments than a cycle asks for prove none.
func (s *Series) HowOften() string {
	if s.Early {
		return tooEarly
	}
	return s.Cycle.String()
}

func (c Cycle) rule() *rule {
	for i := range rules {
		if rules[i].cycle == c {
			return &rules[i]
		}
	}
	return nil
}

// Tolerance is how many days a payment may be off its due date.
func (c Cycle) Tolerance() int {
	if r := c.rule(); r != nil {
		return r.tolerance
	}
	return 0
}

// period is about how many days lie between two due dates.
func (r *rule) period() int {
	switch {
	case r.cycle == SemiMonthly:
		return 15
	case r.days > 0:
		return r.days
	}
	return r.months * 3044 / 100
}

// Payment is one payment of a series. Its amount counts without its sign.
type Payment struct {
	Day    aisclient.Date
	Amount aisclient.Amount
	Bonus  bool // words or a label call it a bonus
	// Advance says that words call it a part of a pay whose rest comes later.
	Advance bool
}

// Gap is a run of days without data, both ends included: what was due in it is unknown, not missed.
type Gap struct{ From, To aisclient.Date }

// Status says whether a series goes on.
type Status uint8

// Statuses of a series.
const (
	Active  Status = iota // no due date since the last payment was missed
	Late                  // one was
	Stopped               // two were, or one of a yearly or half-yearly series
)

// String is the status's name.
func (s Status) String() string { return [...]string{"active", "late", "stopped"}[min(s, Stopped)] }

// Due is one due date with what came for it.
type Due struct {
	Day      aisclient.Date
	Sum      aisclient.Amount // of all payments of the cycle, without sign
	Counted  aisclient.Amount // Sum, or the median where the rest of it is a bonus
	Payments int
	Unknown  bool           // it lies in a gap
	Open     bool           // its tolerance is not over, and nothing or not all has come
	last     aisclient.Date // day of its last payment
	bonus    bool
	second   bool // of the two dates of a month
}

// missed reports whether nothing came though it was due.
func (d *Due) missed() bool { return d.Payments == 0 && !d.Unknown && !d.Open }

// Series is what was found in payments.
type Series struct {
	Cycle Cycle
	// Mature says that there are as many payments as the cycle asks for, Early that there are fewer. Of an irregular
	// series both are false.
	Mature, Early bool
	First, Last   aisclient.Date // of the payments in the grid
	Next          aisclient.Date // when the next one is due; zero where none is expected
	Missed        []aisclient.Date
	Status        Status
	// Dues are the due dates from the first payment to the last one whose tolerance is over.
	Dues []Due
	// Level is the amount of a cycle that can be relied on (statement 5.6), Monthly the same a month. Of an irregular
	// series Monthly is the mean of the months to today that Find was given.
	Level, Monthly aisclient.Amount
	// Mean is the mean of the cycles that Level looks at, a month; it is not less than Monthly.
	Mean aisclient.Amount
	// Usual is what a cycle comes to where it is paid at all: the median of the last 12 that were.
	Usual aisclient.Amount
	// Upper is what a cycle may come to, a month, if what was paid above the median is to stay: it bounds what has to be
	// paid. It is not less than Mean.
	Upper aisclient.Amount
	// Bonus is what came above the median in the last 12 months, a month; BonusProven the part that came in two years,
	// or twice in those months.
	Bonus, BonusProven aisclient.Amount
	// Besides is the part of Bonus that is not in Mean: where Mean is that of pay which may have been raised, it has what is above
	// the median already.
	Besides aisclient.Amount
	// Newest is what the last two cycles come to a month, where they may be pay that was raised; else 0.
	Newest aisclient.Amount
	// Stability is 1 - MAD/median of the last 12 cycles in thousandths; InRow how many cycles in a row the last ones
	// that were met are.
	Stability, InRow int
	// Overflow says that the amounts are too large to add up: all amounts are then zero.
	Overflow bool

	grid *grid
}

// Find looks for the cycle of payments of one payer. today is the day of the data: later payments are not looked at.
// The country decides which days are working days. Payments without a day are left out. meanMonths are the months of the mean
// of payments without a cycle (statement 6.1).
func Find(payments []Payment, today aisclient.Date, country string, gaps []Gap, meanMonths int) Series {
	all := slices.DeleteFunc(slices.Clone(payments), func(p Payment) bool { return p.Day == 0 || p.Day > today || p.Amount == 0 })
	slices.SortStableFunc(all, func(a, b Payment) int { return int(a.Day) - int(b.Day) })
	all = joined(all)
	if len(all) == 0 {
		return Series{}
	}
	s := Series{First: all[0].Day, Last: all[len(all)-1].Day}
	f := fitted(all, country)
	if f == nil {
		s.irregular(all, today, meanMonths)
		return s
	}
	s.Cycle, s.grid = f.rule.cycle, f.grid
	s.Mature = f.met >= f.rule.mature
	s.Early = !s.Mature
	before := f.first - aisclient.Date(f.rule.period()) // a bonus before the first pay belongs to its cycle
	all = slices.DeleteFunc(all, func(p Payment) bool { return p.Day < f.first && !(p.Bonus && p.Day > before) })
	s.First = all[0].Day
	s.fill(f, all, today, gaps)
	s.rate(f.rule, today)
	return s
}

// irregular gives a series without a cycle its mean of the last months.
func (s *Series) irregular(all []Payment, today aisclient.Date, months int) {
	var sum adder
	for _, p := range all {
		if p.Day > today.AddMonths(-months) {
			sum.add(p.Amount.Abs())
		}
	}
	s.Status = Stopped
	if sum.n > 0 {
		s.Status = Active
	}
	s.Monthly = sum.part(1, months)
	s.Mean, s.Level, s.Overflow = s.Monthly, s.Monthly, sum.over
}
