package overview

import (
	"context"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/insight/stream"
	"aisdesk/aisclient/ledger"
	"aisdesk/tui/cell"
	"aisdesk/tui/chart"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/pane/page"
	"aisdesk/tui/pane/rows"
	"aisdesk/tui/theme"
)

// monthsShown is how many months of income are drawn.
const monthsShown = 12

// income is what comes in a month in one currency, and what its proven payers paid in each of the last months.
type income struct {
	currency      aisclient.Currency
	proven, upper aisclient.Amount
	months        []stream.MonthSum
	business      bool // payers of a business are among them: what they pay is not what counts
}

// without is what figures are without the acts of people; empty where these change none.
type without struct {
	income []income
	totals []ledger.Totals
}

// of is an income without the acts, and whether it is another than with them.
func (o *without) of(x *income) (*income, bool) {
	for i := range o.income {
		if was := &o.income[i]; was.currency == x.currency {
			return was, was.proven != x.proven || was.upper != x.upper
		}
	}
	return nil, false
}

// changed reports whether the acts change the sum of a month.
func (o *without) changed(x *income, m stream.MonthSum) bool {
	was, _ := o.of(x)
	if was == nil {
		return false
	}
	sum := aisclient.Amount(0)
	for _, is := range was.months {
		if is.Start == m.Start {
			sum = is.Sum
		}
	}
	return sum != m.Sum
}

// balance is the history of the account that is drawn: that with the most days.
type balance struct {
	source int
	points []chart.Point
}

// incomes works out what comes in a month. Amounts too large to add up are left out.
func incomes(ctx context.Context, a *insight.Analysis) ([]income, error) {
	streams, err := a.Streams(ctx, insight.Scope{})
	if err != nil {
		return nil, err
	}
	var out []income
	for _, c := range a.Ledger.Currencies() {
		of, err := a.Affordability(ctx, insight.Scope{}, c)
		if err != nil {
			return nil, err
		}
		x := income{currency: c, proven: of.Income.Proven, upper: of.Income.Upper()}
		if of.Income.Overflow {
			continue
		}
		for _, s := range of.Income.Streams {
			if s.Stream.Proven > 0 {
				x.business = x.business || s.Stream.Category == category.BusinessIncome
				x.add(known(streams.Months(s.Stream, monthsShown)))
			}
		}
		out = append(out, x)
	}
	return out, nil
}

// known are the months that the data speaks of: a month before them is none without income.
func known(months []stream.MonthSum) []stream.MonthSum {
	for len(months) > 1 && months[0].NoData {
		months = months[1:]
	}
	return months
}

// add adds the months of one payer.
func (x *income) add(months []stream.MonthSum) {
	if x.months == nil {
		x.months = months
		return
	}
	for i := range months {
		if sum, err := x.months[i].Sum.Add(months[i].Sum); err == nil {
			x.months[i].Sum = sum
		}
	}
}

// longestBalance is the history of the account that has balances on the most days.
func longestBalance(l *ledger.Ledger) (b balance) {
	for i := range l.Sources() {
		if s := &l.Sources()[i]; s.IsCard() || s.Stranger {
			continue
		}
		if points := rows.Balances(l, i, ledger.All()); len(points) > len(b.points) {
			b = balance{i, points}
		}
	}
	return b
}

// trend draws what changes over time.
type trend struct{ *state }

// chartHeight is how many lines a chart takes.
func (p trend) chartHeight() int { return min(max((p.h-16)/3, 5), 11) }

// charts are what the proven payers paid each month, and the balance over time.
func (p trend) charts() []page.Section {
	var out []page.Section
	for i := range p.found.income {
		x := &p.found.income[i]
		if x.months == nil {
			continue
		}
		title := "Proven income by month, "
		if x.business {
			title = "Paid in by the proven payers by month, "
		}
		s := page.Section{Title: title + format.Years(x.months[0].Start, x.months[len(x.months)-1].Start) + ", " + string(x.currency),
			Far: true, Lines: func(lw int) []page.Line { return drawn(append(p.incomeChart(x, lw), p.counts(x, lw)...)) }}
		if slices.ContainsFunc(x.months, func(m stream.MonthSum) bool { return p.found.without.changed(x, m) }) {
			s.Note = "* changed by acts"
		}
		out = append(out, s)
	}
	if b := &p.found.balance; len(b.points) > 1 {
		s := &p.data.Ledger.Sources()[b.source]
		out = append(out, page.Section{Title: "Balance of " + format.From(p.env).Source(s), Note: string(s.Currency), Far: true,
			Lines: func(lw int) []page.Line { return drawn(p.balanceChart(b, lw)) }})
	}
	return out
}

func drawn(lines []string) []page.Line {
	out := make([]page.Line, len(lines))
	for i, l := range lines {
		out[i] = page.Text(l)
	}
	return out
}

func (p trend) incomeChart(x *income, lw int) []string {
	pairs := make([]chart.Pair, len(x.months))
	for i, m := range x.months {
		pairs[i] = chart.Pair{Label: format.Month(m.Start), Year: format.Years(m.Start, m.Start), In: int64(m.Sum)}
		if p.found.without.changed(x, m) {
			pairs[i].Mark = "*"
		}
	}
	return chart.Columns{Pairs: pairs, At: -1, W: lw, H: p.chartHeight(), Tick: format.From(p.env).Axis}.Draw(p.env.Theme)
}

// counts says how much of what a business's payers pay is income, and why not all of it.
func (p trend) counts(x *income, lw int) []string {
	if !x.business {
		return nil
	}
	lines := cell.Wrap(format.From(p.env).MoneyIn(x.proven, x.currency)+" a month of it counts: of a business, what is left after tax, contributions and its costs", lw)
	for i, l := range lines {
		lines[i] = p.env.Theme.Paint(theme.Dim, l)
	}
	return lines
}

func (p trend) balanceChart(b *balance, lw int) []string {
	if p.env.Masked {
		return []string{p.env.Theme.Paint(theme.Dim, cell.Fit("hidden by the privacy mask", lw, cell.Left, ""))}
	}
	points := b.points
	return chart.Line{Points: points, From: points[0].Day, To: points[len(points)-1].Day, W: lw, H: p.chartHeight(), Tick: format.From(p.env).Axis,
		Day: func(d int) string { return aisclient.Date(d).String() }}.Draw(p.env.Theme)
}
