package insight

import (
	"context"
	"fmt"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/insight/quality"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/filter"
)

// cashFlow says how much came in and went out in a mean month, and how much of it only moved between the customer's own
// accounts and cards: that makes nobody richer or poorer, but it is in the sums as it is in the rows.
func (l *look) cashFlow(ctx context.Context) ([]Finding, error) {
	own := l.moved(ctx)
	var out []Finding
	for _, c := range l.Ledger.Currencies() {
		rows := inOrder(rowsOf(ctx, l.result, func(row int32) bool { return l.Ledger.Currency(row) == c }))
		if !slices.ContainsFunc(rows, func(row int32) bool { return !quality.Placeholder(l.Ledger.Date(row)) }) {
			continue // no date of it can be true: there is no mean month
		}
		t := totalOf(l.result, c)
		filter := "cur:=" + filter.Quote(string(c))
		if t.Overflow {
			out = append(out, Finding{Topic: CashFlow, Level: Warn, Filter: filter, Rows: rows, Figures: []Figure{{c, 0, t.Count}},
				Sentence: fmt.Sprintf("The amounts in %s are too large to add up.", named(c))})
			continue
		}
		level := Info
		if t.Net < 0 {
			level = Note
		}
		out = append(out, Finding{Topic: CashFlow, Level: level, Sentence: flowSentence(ctx, l.result, t) + own[c].sentence(c),
			Figures: []Figure{{c, t.Net, t.Count}}, Filter: filter, Rows: rows})
	}
	return out, ctx.Err()
}

func flowSentence(ctx context.Context, r *ledger.Result, t ledger.Totals) string {
	months := monthsSpanned(ctx, r, t.Currency)
	n := aisclient.Amount(months)
	said := fmt.Sprintf("In %s %s came in and %s went out", english.Plural(months, "month", "months"), orNothing(t.In, t.Currency), orNothing(t.Out.Abs(), t.Currency))
	if months > 1 {
		said += fmt.Sprintf(", %s in and %s out a month", rounded(t.In/n, t.Currency), rounded(t.Out.Abs()/n, t.Currency))
	}
	if left := t.Count - t.Booked; left > 0 {
		said += fmt.Sprintf("; %s in no sum", map[bool]string{true: "1 row is", false: fmt.Sprint(left, " rows are")}[left == 1])
	}
	return said + "."
}

// orNothing is an amount of money that moved, for a sentence.
func orNothing(a aisclient.Amount, c aisclient.Currency) string {
	if a == 0 {
		return "nothing"
	}
	return money(a, c)
}

// monthsSpanned counts the months from the first to the last booked row in a currency with a date that can be true, a month
// that has begun as a whole one: how often something monthly can have come in that time. 23 November to 22 November of the
// next year touches thirteen calendar months, but holds twelve of everything monthly, and half a year holds six whatever its
// days.
func monthsSpanned(ctx context.Context, r *ledger.Result, c aisclient.Currency) int {
	first, last := aisclient.Date(0), aisclient.Date(0)
	for row := range calmly(ctx, r.Ledger, r.Order) {
		d := r.Ledger.Date(row)
		if quality.Placeholder(d) || r.Ledger.Currency(row) != c || !r.Ledger.Booked(row) {
			continue
		}
		if first == 0 || d < first {
			first = d
		}
		last = max(last, d)
	}
	if last == 0 {
		return 1
	}
	y1, m1, _ := first.Civil()
	y2, m2, _ := last.Civil()
	n := (y2-y1)*12 + int(m2-m1)
	if first.AddMonths(n) <= last {
		n++
	}
	return n
}

// moved is what went between the customer's own accounts and cards.
type moved struct{ in, out aisclient.Amount }

// moved adds up by currency the rows of own money.
func (l *look) moved(ctx context.Context) map[aisclient.Currency]moved {
	all := map[aisclient.Currency]moved{}
	for row := range calmly(ctx, l.Ledger, l.result.Order) {
		if !l.Ledger.Booked(row) || l.Rows.Of(row) != category.OwnTransfer {
			continue
		}
		m, a := all[l.Ledger.Currency(row)], l.Ledger.Amount(row) // cannot overflow where the currency's totals did not
		if a > 0 {
			m.in += a
		} else {
			m.out -= a
		}
		all[l.Ledger.Currency(row)] = m
	}
	return all
}

func (m moved) sentence(c aisclient.Currency) string {
	switch {
	case m.in == 0 && m.out == 0:
		return ""
	case m.out == 0:
		return fmt.Sprintf(" Of that %s in is between own accounts or to own cards.", money(m.in, c))
	case m.in == 0:
		return fmt.Sprintf(" Of that %s out is between own accounts or to own cards.", money(m.out, c))
	}
	return fmt.Sprintf(" Of that %s in and %s out are between own accounts or to own cards.", money(m.in, c), money(m.out, c))
}

func totalOf(r *ledger.Result, c aisclient.Currency) ledger.Totals {
	for _, t := range r.Totals {
		if t.Currency == c {
			return t
		}
	}
	return ledger.Totals{Currency: c}
}
