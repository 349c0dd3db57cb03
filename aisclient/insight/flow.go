package insight

import (
	"context"
	"fmt"
	"slices"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
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

// MonthlyFlow is the cash flow of a result. Rows without a date are not in it. Where the rows span more than
// 240 months only the last 240 are given.
func MonthlyFlow(ctx context.Context, r *ledger.Result) ([]Flow, error) {
	groups, err := r.Group(ctx, ledger.ByMonth)
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
			if err != nil {
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
	return Month{start, t, "date:" + start.String()[:7] + " cur:=" + ledger.Quote(string(f.Currency))}
}

// flowFindings say how much came in and went out in a mean full month, and how much of it only moved between the
// customer's own accounts and cards: that makes nobody richer or poorer, but it is in the sums as it is in the rows.
func flowFindings(ctx context.Context, r *ledger.Result, today aisclient.Date) ([]Finding, error) {
	flows, err := MonthlyFlow(ctx, r)
	if err != nil {
		return nil, err
	}
	own := ownTransfers(ctx, r)
	var out []Finding
	for _, f := range flows {
		t := totalOf(r, f.Currency)
		rows := inOrder(rowsOf(ctx, r, func(row int32) bool { return r.Ledger.Currency(row) == f.Currency }))
		filter := "cur:=" + ledger.Quote(string(f.Currency))
		if t.Overflow {
			out = append(out, Finding{Topic: CashFlow, Level: Warn, Filter: filter, Rows: rows,
				Sentence: fmt.Sprintf("The amounts in %s are too large to add up.", named(f.Currency))})
			continue
		}
		level := Info
		if t.Net < 0 {
			level = Note
		}
		out = append(out, Finding{Topic: CashFlow, Level: level, Sentence: flowSentence(ctx, r, t) + own[f.Currency].sentence(f.Currency),
			Figures: []Figure{{f.Currency, t.Net, t.Count}}, Filter: filter, Rows: rows})
	}
	return out, nil
}

func flowSentence(ctx context.Context, r *ledger.Result, t ledger.Totals) string {
	months := monthsSpanned(ctx, r, t.Currency)
	n := aisclient.Amount(months)
	said := fmt.Sprintf("In %s %s came in and %s went out, %s and %s a month", plural(months, "month"), money(t.In, t.Currency),
		money(t.Out.Abs(), t.Currency), money(ledger.Cents(t.In/n), t.Currency), money(ledger.Cents(t.Out.Abs()/n), t.Currency))
	if left := t.Count - t.Booked; left > 0 {
		said += fmt.Sprintf("; %s not booked and left out", map[bool]string{true: "1 row is", false: fmt.Sprint(left, " rows are")}[left == 1])
	}
	return said + "."
}

// moved is what went between the customer's own accounts and cards.
type moved struct{ in, out aisclient.Amount }

// ownTransfers finds by currency what was moved: rows with one of the customer's own numbers, or with the provider's
// label for it, what came onto cards, and what left an account for them.
func ownTransfers(ctx context.Context, r *ledger.Result) map[aisclient.Currency]moved {
	l, own, all := r.Ledger, ownAccounts(r.Ledger), map[aisclient.Currency]moved{}
	known := map[string]bool{} // numbers as the rows write them
	payoffs := payoffsOf(ctx, r)
	for row := range calmly(ctx, l, r.Order) {
		a := l.Amount(row)
		if !l.Booked(row) || !(a > 0 && l.Source(row).IsCard() || isOwn(l, row, own, known) || payoffs.left(l, row)) {
			continue
		}
		m := all[l.Currency(row)] // cannot overflow where the currency's totals did not
		if a > 0 {
			m.in += a
		} else {
			m.out -= a
		}
		all[l.Currency(row)] = m
	}
	return all
}

// payoffs are the days on which an amount came onto a card. A bank names no number when a card is paid off: the same
// amount in the same days tells.
type payoffs map[payoff][]aisclient.Date

type payoff struct {
	currency aisclient.Currency
	amount   aisclient.Amount
}

// payoffDays is how far apart the two sides of paying a card off may be booked.
const payoffDays = 5

func payoffsOf(ctx context.Context, r *ledger.Result) payoffs {
	p := payoffs{}
	for row := range calmly(ctx, r.Ledger, r.Order) {
		if a := r.Ledger.Amount(row); a > 0 && r.Ledger.Booked(row) && r.Ledger.Source(row).IsCard() {
			k := payoff{r.Ledger.Currency(row), a}
			p[k] = append(p[k], r.Ledger.Date(row))
		}
	}
	return p
}

// left reports whether a row of an account is the other side of a payoff, which it then takes.
func (p payoffs) left(l *ledger.Ledger, row int32) bool {
	if l.Amount(row) >= 0 || l.Source(row).IsCard() {
		return false
	}
	k, on := payoff{l.Currency(row), -l.Amount(row)}, l.Date(row)
	i := slices.IndexFunc(p[k], func(d aisclient.Date) bool { return on != 0 && d >= on-payoffDays && d <= on+payoffDays })
	if i >= 0 {
		p[k] = slices.Delete(p[k], i, i+1)
	}
	return i >= 0
}

func isOwn(l *ledger.Ledger, row int32, own, known map[string]bool) bool {
	for _, label := range l.Labels(row) {
		if label.String() == internalLabel {
			return true
		}
	}
	return ownNumber(l, row, own, known)
}

// ownNumber reports whether a row's other side is an account of the customer's own; known are numbers as rows write
// them.
func ownNumber(l *ledger.Ledger, row int32, own, known map[string]bool) bool {
	number := l.PartyIBAN(row).String()
	is, ok := known[number]
	if !ok {
		is = own[bareIBAN(number)]
		known[number] = is
	}
	return is
}

func (m moved) sentence(c aisclient.Currency) string {
	switch {
	case m.in == 0 && m.out == 0:
		return ""
	case m.out == 0:
		return fmt.Sprintf(" Of that %s in is between own accounts or onto cards.", money(m.in, c))
	case m.in == 0:
		return fmt.Sprintf(" Of that %s out is between own accounts or onto cards.", money(m.out, c))
	}
	return fmt.Sprintf(" Of that %s in and %s out are between own accounts or onto cards.", money(m.in, c), money(m.out, c))
}

func totalOf(r *ledger.Result, c aisclient.Currency) ledger.Totals {
	for _, t := range r.Totals {
		if t.Currency == c {
			return t
		}
	}
	return ledger.Totals{Currency: c}
}

// Heat is what happened on each day of the week in one currency, Monday first.
type Heat struct {
	Currency aisclient.Currency
	Days     [7]ledger.Totals
}

// WeekdayHeat sums a result by the day of the week.
func WeekdayHeat(ctx context.Context, r *ledger.Result) ([]Heat, error) {
	groups, err := r.Group(ctx, ledger.ByWeekday)
	if err != nil {
		return nil, err
	}
	var out []Heat
	for _, total := range r.Totals {
		h := Heat{Currency: total.Currency}
		for i := range h.Days {
			h.Days[i].Currency = total.Currency
		}
		for i := range groups {
			if groups[i].Key == "" {
				continue
			}
			for d := time.Sunday; d <= time.Saturday; d++ {
				if d.String() == groups[i].Label {
					h.Days[(d+6)%7] = groups[i].Total(total.Currency)
				}
			}
		}
		out = append(out, h)
	}
	return out, nil
}
