package insight

import (
	"slices"

	"aisdesk/aisclient"
)

// Rhythm is how often a payment comes back.
type Rhythm uint8

// Rhythms.
const (
	Weekly Rhythm = iota + 1
	Fortnightly
	Monthly
	Quarterly
	Yearly
)

// String is the rhythm as an adverb.
func (r Rhythm) String() string {
	return [...]string{"irregularly", "weekly", "every two weeks", "monthly", "quarterly", "yearly"}[r]
}

// rhythmRule says what a rhythm looks like in days.
type rhythmRule struct {
	rhythm Rhythm
	days   int // between two payments
	slack  int // days that a payment may be early or late
	least  int // payments that prove it
}

var rhythmRules = []rhythmRule{
	{Weekly, 7, 2, 5},
	{Fortnightly, 14, 3, 5},
	{Monthly, 30, 6, 3},
	{Quarterly, 91, 12, 3},
	{Yearly, 365, 15, 2},
}

// rule returns the rhythm's rule.
func (r Rhythm) rule() rhythmRule { return rhythmRules[r-1] }

// after is when the next payment is due.
func (r Rhythm) after(d aisclient.Date, n int) aisclient.Date {
	switch r {
	case Monthly:
		return d.AddMonths(n)
	case Quarterly:
		return d.AddMonths(3 * n)
	case Yearly:
		return d.AddMonths(12 * n)
	}
	return d.AddDays(n * r.rule().days)
}

// mostMissed is how many payments in a row may be missing before the series has ended.
const mostMissed = 2

// rhythmOf finds the rhythm of rising, distinct dates, and the dates on which a payment was due and did not
// come. At least four of five gaps must be one step long, and no gap longer than mostMissed+1 steps.
func rhythmOf(dates []aisclient.Date) (Rhythm, []aisclient.Date, bool) {
	for _, rule := range rhythmRules {
		if len(dates) < rule.least {
			continue
		}
		if missed, ok := rule.fits(dates); ok {
			return rule.rhythm, missed, true
		}
	}
	return 0, nil, false
}

func (rule rhythmRule) fits(dates []aisclient.Date) (missed []aisclient.Date, ok bool) {
	regular := 0
	for i := 1; i < len(dates); i++ {
		steps := rule.steps(dates[i-1], dates[i])
		if steps == 0 {
			continue
		}
		if steps == 1 {
			regular++
		}
		for s := 1; s < steps; s++ {
			missed = append(missed, rule.rhythm.after(dates[i-1], s))
		}
		if steps > mostMissed+1 {
			return nil, false
		}
	}
	gaps := len(dates) - 1
	return missed, regular*5 >= gaps*4 || (gaps >= 4 && regular*4 >= gaps*3 && len(missed) <= gaps/3)
}

// steps is how many steps of the rhythm lie between two dates, 0 if it is no whole number of them.
func (rule rhythmRule) steps(from, to aisclient.Date) int {
	for n := 1; n <= mostMissed+2; n++ {
		due := rule.rhythm.after(from, n)
		if diff := int(to - due); diff >= -rule.slack && diff <= rule.slack {
			return n
		}
	}
	return 0
}

// distinctDates sorts dates and drops repetitions.
func distinctDates(dates []aisclient.Date) []aisclient.Date {
	dates = slices.Clone(dates)
	slices.Sort(dates)
	return slices.Compact(dates)
}
