package verify

import (
	"fmt"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/filter"
)

// maxMonths is over how many months an income can be claimed.
const maxMonths = 120

// months that an income is looked at for if the claim does not say: as many as the history holds.
const (
	usualMonths = 3
	leastMonths = 2
)

// reach is the day from which on every bank has rows in a currency, 0 if none has: before it, a bank's history
// may not go back so far.
func (d *data) reach(cur aisclient.Currency) (from aisclient.Date) {
	oldest := map[int]aisclient.Date{} // by bank
	for i := range d.l.Sources() {
		s := &d.l.Sources()[i]
		for row := s.First; row < s.Last && s.Currency == cur && !s.IsCard(); row++ {
			on := d.l.Date(row)
			if first, seen := oldest[s.Source.Target]; on != 0 && (!seen || on < first) {
				oldest[s.Source.Target] = on
			}
		}
	}
	for _, on := range oldest {
		from = max(from, on)
	}
	return from
}

// afterLastMonth is the day after the last full month of the data.
func (d *data) afterLastMonth() aisclient.Date {
	end := d.asOf
	if end == 0 {
		end = d.now
	}
	first := end.MonthStart()
	if end+1 == first.AddMonths(1) { // the month is full today
		return end + 1
	}
	return first
}

// window is the months of a claim: those that it says, or as many as the history holds.
func (c MonthlyIncome) window(d *data) (w ledger.Period, months int) {
	end := d.afterLastMonth()
	months = min(c.Months, maxMonths)
	if months <= 0 {
		months = usualMonths
		for months > leastMonths && d.reach(c.Currency) > end.AddMonths(-months) {
			months--
		}
	}
	return ledger.Between(end.AddMonths(-months), end-1), months
}

func (c MonthlyIncome) check(d *data) Check {
	window, months := c.window(d)
	rows, err := d.find("", window)
	if err != nil {
		return unknown(c, "The income could not be worked out: "+err.Error()+".")
	}
	incomes, err := insight.IncomeByKind(d.ctx, rows, d.now)
	if err != nil {
		return unknown(c, "The income could not be worked out: "+err.Error()+".")
	}
	e := earned(incomes, c.Currency)
	if e.err != nil {
		return unknown(c, "The income is too large to add up.")
	}
	mean := e.sum / aisclient.Amount(months)
	reason := fmt.Sprintf("From %s to %s, %s, the income was %s%s.", window.From, window.To,
		count(months, "full month", "full months"), monthly(mean, c.Currency), e.of())
	out := c.judge(d, mean, window, reason)
	if out.Outcome != Pass {
		out.Reason += elsewhere(d, incomes, c.Currency, months)
	}
	out.From, out.To = window.From, window.To
	if len(e.rows) > 0 {
		out.Rows, out.Filter = e.rows, filter.Rows(e.rows)
	}
	return out
}

// monthly writes a mean, cut to two decimals.
func monthly(mean aisclient.Amount, cur aisclient.Currency) string {
	return fmt.Sprintf("%s %s a month", mean-mean%100, cur)
}

// earnings are what was earned in one currency.
type earnings struct {
	sum   aisclient.Amount
	kinds []string // greatest first
	rows  []int32
	err   error // the sum is too large
}

// of names the kinds of income: a salary says more than deposits of cash.
func (e *earnings) of() string {
	if len(e.kinds) == 0 {
		return ""
	}
	return " (" + strings.Join(e.kinds, ", ") + ")"
}

// earned adds up what was earned in a currency.
func earned(incomes []insight.Income, cur aisclient.Currency) (e earnings) {
	for _, inc := range incomes {
		if inc.Currency != cur || !inc.Kind.Earned() || e.err != nil {
			continue
		}
		if inc.Totals.Overflow {
			e.err = aisclient.ErrAmountOverflow
			continue
		}
		e.sum, e.err = e.sum.Add(inc.Totals.In)
		e.kinds = append(e.kinds, string(inc.Kind))
		e.rows = append(e.rows, inc.Rows...)
	}
	return e
}

// elsewhere says what was earned in other currencies, each by itself: somebody may be paid in another one than said.
func elsewhere(d *data, incomes []insight.Income, cur aisclient.Currency, months int) (said string) {
	for _, other := range d.l.Currencies() {
		e := earned(incomes, other)
		if other != cur && e.err == nil && e.sum > 0 {
			said += " Besides it was " + monthly(e.sum/aisclient.Amount(months), other) + e.of() + "."
		}
	}
	return said
}

// judge knows when too little income only means too little data.
func (c MonthlyIncome) judge(d *data, mean aisclient.Amount, window ledger.Period, reason string) Check {
	switch {
	case mean >= c.Least:
		return pass(c, reason)
	case d.gap():
		return unknown(c, reason+" But "+d.partial+".")
	}
	switch reach := d.reach(c.Currency); {
	case reach == 0:
		return unknown(c, fmt.Sprintf("No account has dated rows in %s.", c.Currency))
	case reach > window.From:
		return unknown(c, reason+" But the data only starts on "+reach.String()+".")
	}
	return fail(c, reason)
}

func (c BalanceAtLeast) check(d *data) Check {
	sum, of, silent, err := d.balances(c.Currency)
	if err != nil {
		return unknown(c, "The balances are too large to add up.")
	}
	out := c.judge(d, sum, len(of), silent)
	out.Filter = d.l.SourcesFilter(of...)
	return out
}

// judge knows when a balance that is too small only means that some are not given.
func (c BalanceAtLeast) judge(d *data, sum aisclient.Amount, seen, silent int) Check {
	reason := fmt.Sprintf("The balance of %s in %s is %s.", count(seen, "account", "accounts"), c.Currency, sum)
	switch {
	case seen == 0 && silent == 0 && d.gap():
		return unknown(c, fmt.Sprintf("No account in %s arrived, but %s.", c.Currency, d.partial))
	case seen == 0 && silent == 0:
		return fail(c, fmt.Sprintf("There is no account in %s.", c.Currency))
	case seen == 0:
		return unknown(c, fmt.Sprintf("The bank gives no balance in %s.", c.Currency))
	case silent > 0:
		return unknown(c, reason+fmt.Sprintf(" The bank gives no balance for %d more.", silent))
	case sum >= c.Least:
		return pass(c, reason)
	case d.gap():
		return unknown(c, reason+" But "+d.partial+".")
	}
	return fail(c, reason)
}

// balances adds up what the accounts in a currency hold, lists them, and counts those that give no balance. A reply
// can hold an account twice, under the sign-ins of two of its owners: it counts once, with the balance that came last.
func (d *data) balances(currency aisclient.Currency) (sum aisclient.Amount, of []int, silent int, err error) {
	last := map[string]int{}
	for i := range d.l.Sources() {
		last[accountKey(d.l, i)] = i
	}
	for i := range d.l.Sources() {
		s := &d.l.Sources()[i]
		if s.IsCard() || s.Currency != currency || last[accountKey(d.l, i)] != i {
			continue
		}
		if s.Balance == nil {
			silent++
			continue
		}
		if sum, err = sum.Add(*s.Balance); err != nil {
			return 0, nil, 0, err
		}
		of = append(of, i)
	}
	return sum, of, silent, nil
}

// accountKey is what two entries of one account share: its number and currency. An account without a number is itself.
func accountKey(l *ledger.Ledger, source int) string {
	s := &l.Sources()[source]
	if n := bareIBAN(s.IBAN.String()); n != "" && !s.IsCard() {
		return n + " " + string(s.Currency)
	}
	return fmt.Sprint(source)
}
