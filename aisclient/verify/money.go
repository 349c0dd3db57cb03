package verify

import (
	"fmt"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
)

// window is the last n full months before the data's day.
func (d *data) window(n int) ledger.Period {
	end := d.asOf
	if end == 0 {
		end = d.now
	}
	first := end.MonthStart()
	if end+1 == first.AddMonths(1) { // the month is full today
		first = end + 1
	}
	return ledger.Between(first.AddMonths(-n), first-1)
}

func (c MonthlyIncome) check(d *data) Check {
	months := c.months()
	window := d.window(months)
	rows, err := d.find("", window)
	if err != nil {
		return unknown(c, "The income could not be worked out: "+err.Error()+".")
	}
	incomes, err := insight.IncomeByKind(d.ctx, rows, d.now)
	if err != nil {
		return unknown(c, "The income could not be worked out: "+err.Error()+".")
	}
	var sum aisclient.Amount
	var ids []int32
	for _, inc := range incomes {
		if inc.Currency != c.Currency || !inc.Kind.Earned() {
			continue
		}
		if inc.Totals.Overflow {
			return unknown(c, "The amounts are too large to add up.")
		}
		if sum, err = sum.Add(inc.Totals.In); err != nil {
			return unknown(c, "The amounts are too large to add up.")
		}
		ids = append(ids, inc.Rows...)
	}
	mean := sum / aisclient.Amount(months)
	reason := fmt.Sprintf("From %s to %s the income was %s %s a month.", window.From, window.To, mean-mean%100, c.Currency)
	out := c.judge(d, mean, window, reason)
	if len(ids) > 0 {
		out.Rows, out.Filter = ids, ledger.RowsFilter(ids)
	}
	return out
}

// judge knows when too little income only means too little data.
func (c MonthlyIncome) judge(d *data, mean aisclient.Amount, window ledger.Period, reason string) Check {
	oldest := aisclient.Date(0)
	for row := range int32(d.l.Len()) {
		if on := d.l.Date(row); on != 0 && d.l.Currency(row) == c.Currency && (oldest == 0 || on < oldest) {
			oldest = on
		}
	}
	switch {
	case mean >= c.Least:
		return pass(c, reason)
	case d.gap():
		return unknown(c, reason+" But "+d.partial+".")
	case oldest == 0:
		return unknown(c, fmt.Sprintf("There are no dated rows in %s.", c.Currency))
	case oldest > window.From+31:
		return unknown(c, reason+" But the data only starts on "+oldest.String()+".")
	}
	return fail(c, reason)
}

func (c BalanceAtLeast) check(d *data) Check {
	var sum aisclient.Amount
	silent, seen := 0, 0
	for i := range d.l.Sources() {
		s := &d.l.Sources()[i]
		if s.IsCard() || s.Currency != c.Currency {
			continue
		}
		if s.Balance == nil {
			silent++
			continue
		}
		var err error
		if sum, err = sum.Add(*s.Balance); err != nil {
			return unknown(c, "The balances are too large to add up.")
		}
		seen++
	}
	reason := fmt.Sprintf("The balance of %s in %s is %s.", count(seen, "account", "accounts"), c.Currency, sum)
	switch {
	case seen == 0 && silent == 0 && !d.gap():
		return fail(c, fmt.Sprintf("There is no account in %s.", c.Currency))
	case silent > 0 || seen == 0:
		return unknown(c, reason+fmt.Sprintf(" The bank gives no balance for %d more.", silent))
	case sum >= c.Least:
		return pass(c, reason)
	case d.gap():
		return unknown(c, reason+" But "+d.partial+".")
	}
	return fail(c, reason)
}
