package verify

import (
	"fmt"

	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
)

func (c Fresh) check(d *data) Check {
	if d.asOf == 0 {
		return unknown(c, "The data does not say from when it is.")
	}
	age := int(d.now - d.asOf)
	reason := fmt.Sprintf("The data is from %s, %s old.", d.asOf, count(age, "day", "days"))
	if age > c.Days {
		return fail(c, reason)
	}
	if age < 0 {
		return unknown(c, fmt.Sprintf("The data is from %s, which is in the future.", d.asOf))
	}
	return pass(c, reason)
}

// check looks for the sign in all rows. Not finding it in incomplete data says nothing.
func (c None) check(d *data) Check {
	filter, ok := insight.Signal(c.Topic)
	if !ok {
		return unknown(c, "Nobody knows what that looks like.")
	}
	hits, err := d.find(filter, ledger.All())
	switch {
	case err != nil:
		return unknown(c, "The rows could not be searched: "+err.Error()+".")
	case hits.Len() > 0:
		out := fail(c, count(hits.Len(), "row shows", "rows show")+" it.")
		out.Filter, out.Rows = filter, hits.Order
		return out
	case d.gap():
		return unknown(c, "No row shows it, but "+d.partial+".")
	case d.l.Len() == 0:
		return unknown(c, "There are no rows.")
	}
	return pass(c, "None of "+count(d.l.Len(), "row", "rows")+" shows it.")
}

func (c NeverBelowZero) check(d *data) Check {
	lines, days := 0, 0
	var rows []int32
	for i := range d.l.Sources() {
		if d.l.Sources()[i].IsCard() {
			continue
		}
		line := insight.BalanceLine(d.l, i, ledger.All())
		if len(line.Points) > 0 {
			lines++
		}
		days += line.DaysBelow(0)
		for _, p := range line.Points {
			if p.Balance < 0 {
				rows = append(rows, p.Row)
			}
		}
	}
	switch {
	case days > 0:
		out := fail(c, "Below zero on "+count(days, "day", "days")+".")
		out.Rows, out.Filter = rows, ledger.RowsFilter(rows)
		return out
	case lines == 0:
		return unknown(c, "The bank gives no balances.")
	case d.gap():
		return unknown(c, "No balance that arrived is below zero, but "+d.partial+".")
	}
	return pass(c, "No balance that the bank gives is below zero.")
}
