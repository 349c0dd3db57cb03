package insight

import (
	"context"
	"fmt"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/insight/quality"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/ledger/group"
)

// Month is one month of one currency.
type Month struct {
	Start  aisclient.Date // its first day
	Totals ledger.Totals
	Filter string // its rows
}

// Flow is what came in and went out month by month in one currency: every month from the first to the last
// with a row, also months without one.
type Flow struct {
	Currency aisclient.Currency
	Months   []Month
}

// mostMonths is how many months a flow has at most; odd dates far away give no thousands of empty months.
const mostMonths = 240

// monthlyFlow is the cash flow of a result. Rows without a date that can be true are not in it. Where the rows span more than
// 240 months only the last 240 are given.
func monthlyFlow(ctx context.Context, r *ledger.Result) ([]Flow, error) {
	groups, err := group.Of(ctx, r, group.ByMonth)
	if err != nil {
		return nil, err
	}
	var flows []Flow
	for _, c := range r.Ledger.Currencies() {
		f := Flow{Currency: c}
		for i := range groups {
			t := groups[i].Total(c)
			if groups[i].Key == "" || t.Count == 0 {
				continue
			}
			start, err := aisclient.ParseDate(groups[i].Key + "-01")
			if err != nil || quality.Placeholder(start) {
				continue
			}
			f.upTo(start)
			f.Months = append(f.Months, f.month(start, t))
		}
		if len(f.Months) > 0 {
			f.Months = f.Months[max(0, len(f.Months)-mostMonths):]
			flows = append(flows, f)
		}
	}
	return flows, nil
}

// upTo adds the empty months before a month.
func (f *Flow) upTo(start aisclient.Date) {
	if len(f.Months) == 0 {
		return
	}
	next := f.Months[len(f.Months)-1].Start.AddMonths(1)
	if earliest := start.AddMonths(-mostMonths); next < earliest {
		next = earliest
	}
	for ; next < start; next = next.AddMonths(1) {
		f.Months = append(f.Months, f.month(next, ledger.Totals{Currency: f.Currency}))
	}
}

func (f *Flow) month(start aisclient.Date, t ledger.Totals) Month {
	return Month{start, t, "date:" + start.String()[:7] + " cur:=" + filter.Quote(string(f.Currency))}
}

// cashFlow says how much came in and went out in a mean month, and how much of it only moved between the customer's own
// accounts and cards: that makes nobody richer or poorer, but it is in the sums as it is in the rows.
func (l *look) cashFlow(ctx context.Context) ([]Finding, error) {
	flows, err := monthlyFlow(ctx, l.result)
	if err != nil {
		return nil, err
	}
	own := l.moved(ctx)
	var out []Finding
	for _, f := range flows {
		t := totalOf(l.result, f.Currency)
		rows := inOrder(rowsOf(ctx, l.result, func(row int32) bool { return l.Ledger.Currency(row) == f.Currency }))
		filter := "cur:=" + filter.Quote(string(f.Currency))
		if t.Overflow {
			out = append(out, Finding{Topic: CashFlow, Level: Warn, Filter: filter, Rows: rows, Figures: []Figure{{f.Currency, 0, t.Count}},
				Sentence: fmt.Sprintf("The amounts in %s are too large to add up.", named(f.Currency))})
			continue
		}
		level := Info
		if t.Net < 0 {
			level = Note
		}
		out = append(out, Finding{Topic: CashFlow, Level: level, Sentence: flowSentence(ctx, l.result, t) + own[f.Currency].sentence(f.Currency),
			Figures: []Figure{{f.Currency, t.Net, t.Count}}, Filter: filter, Rows: rows})
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
