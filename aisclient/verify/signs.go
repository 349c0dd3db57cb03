package verify

import (
	"fmt"
	"strings"

	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/filter"
)

func (c Fresh) check(d *data) Check {
	if d.asOf == 0 {
		return unknown(c, "The data does not say from when it is.")
	}
	age := int(d.now - d.asOf)
	if age == -1 {
		age = 0 // the bank's day has begun, and that of the checker's time zone has not
	}
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
	return pass(c, "None of "+count(d.l.Len(), "row", "rows")+d.span()+" shows it.")
}

// check looks at the balance at the end of each day and at the one now. An account without any proves nothing.
func (c NeverBelowZero) check(d *data) Check {
	var silent, below []string
	var rows []int32
	accounts := 0
	for i := range d.l.Sources() {
		s := &d.l.Sources()[i]
		if s.IsCard() {
			continue
		}
		accounts++
		line := insight.BalanceLine(d.l, i, ledger.All())
		if d.asOf != 0 {
			line.Until(d.asOf)
		}
		days := line.DaysBelow(0)
		now := s.Balance != nil && *s.Balance < 0
		switch {
		case days > 0:
			below = append(below, fmt.Sprintf("%s ended %s below zero", s.Label(), count(days, "day", "days")))
		case now:
			below = append(below, fmt.Sprintf("%s is at %s %s now", s.Label(), s.Balance, s.Currency))
		case len(line.Points) == 0 && (s.Rows() > 0 || s.Balance == nil):
			silent = append(silent, s.Label().String())
		}
		for _, p := range line.Points {
			if p.Balance < 0 {
				rows = append(rows, p.Row)
			}
		}
	}
	switch {
	case len(below) > 0:
		out := fail(c, strings.Join(below, ", ")+".")
		if len(rows) > 0 {
			out.Rows, out.Filter = rows, filter.Rows(rows)
		}
		return out
	case accounts == len(silent):
		return unknown(c, "The bank gives no balances.")
	case len(silent) > 0:
		return unknown(c, "No balance that the bank gives is below zero, but it gives none for the days of "+strings.Join(silent, ", ")+".")
	case d.gap():
		return unknown(c, "No balance that arrived is below zero, but "+d.partial+".")
	}
	return pass(c, "No balance that the bank gives is below zero"+d.span()+".")
}

// span says from when to when the rows are.
func (d *data) span() string {
	if d.oldest == 0 {
		return ""
	}
	return fmt.Sprintf(" from %s to %s", d.oldest, d.newest)
}
