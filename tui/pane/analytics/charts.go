package analytics

import (
	"slices"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger/group"
	"aisdesk/tui/cell"
	"aisdesk/tui/chart"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/theme"
)

// chartKey is what a chart's lines depend on.
type chartKey struct {
	gen, w, h, at int
	focus, masked bool
	theme         *theme.Theme
	currency      aisclient.Currency
}

func (p *charts) chartKey(w, h int, b view) chartKey {
	return chartKey{p.results.version, w, h, p.at[b], p.view == b, p.env.Masked, p.env.Theme, p.currency()}
}

// monthsChart is what came in and went out each month.
func (p *charts) monthsChart(w, h int) []string {
	t := p.env.Theme
	var pairs []chart.Pair
	for i := range p.results.months {
		g := &p.results.months[i]
		sum := g.Total(p.currency())
		x := chart.Pair{Label: g.Key, In: int64(sum.In), Out: -int64(sum.Out)}
		if d, ok := monthOf(g.Key); ok {
			x.Label, x.Year = format.Month(d), format.Years(d, d)
		}
		if _, changed := p.results.without.month(g, p.currency()); changed {
			x.Mark = actMark
		}
		pairs = append(pairs, x)
	}
	if len(pairs) == 0 {
		return []string{t.Paint(theme.Dim, "no rows")}
	}
	c := chart.Columns{Pairs: pairs, At: p.at[viewMonths], Focus: p.view == viewMonths, Kind: areaItem + int(viewMonths), W: w, H: h, Tick: format.From(p.env).Axis}
	if c.Empty() {
		return c.Draw(t)
	}
	key := p.chartKey(w, h, viewMonths)
	key.at, key.focus = c.First(), false // the labels alone show which month is chosen
	bars := p.columns.Get(key, func() []string { return c.Bars(t) })
	return append(slices.Clip(bars), c.Labels(t)...)
}

// monthName is a month of the key 2026-03 with its year: Mar 2026.
func monthName(key string) string {
	if d, ok := monthOf(key); ok {
		return format.MonthAndYear(d)
	}
	return key
}

// monthOf is the first day of a month of the key 2026-03.
func monthOf(key string) (aisclient.Date, bool) {
	d, err := aisclient.ParseDate(key + "-01")
	return d, err == nil && len(key) == 7
}

// monthsTitle names the chart of months with its years.
func (p *charts) monthsTitle() string {
	title := "In and out by month"
	if all := p.results.months; len(all) > 0 {
		from, known := monthOf(all[0].Key)
		to, also := monthOf(all[len(all)-1].Key)
		if known && also {
			title += " " + format.Years(from, to)
		}
	}
	if c := p.currency(); c != "" {
		title += ", " + string(c)
	}
	return title
}

// monthLine is the chosen month in words.
func (p *charts) monthLine(width int) string {
	i := p.at[viewMonths]
	if i >= len(p.results.months) {
		return ""
	}
	g, t := &p.results.months[i], p.env.Theme
	head := monthName(g.Key) + "  "
	if p.view == viewMonths { // the columns are too narrow for a cursor that can be told without colour
		head = t.Glyphs().Cursor + " " + head
	}
	return t.Paint(theme.Strong, head) + format.From(p.env).Flow(t, g.Total(p.currency()), width-cell.Width(head))
}

// monthWithout is the chosen month without the acts of people, in words; empty where they do not change it.
func (p *charts) monthWithout(width int) string {
	i := p.at[viewMonths]
	if i >= len(p.results.months) {
		return ""
	}
	was, changed := p.results.without.month(&p.results.months[i], p.currency())
	if !changed {
		return ""
	}
	const head = "  without the acts  "
	return p.env.Theme.Paint(theme.Warn, head) + format.From(p.env).Flow(p.env.Theme, was, width-cell.Width(head))
}

// actsChangeMonths reports whether acts of people change a month that is shown.
func (p *charts) actsChangeMonths() bool {
	return slices.ContainsFunc(p.results.months, func(g group.Group) bool {
		_, changed := p.results.without.month(&g, p.currency())
		return changed
	})
}

// balanceChart is the balance of one account over time; with the keys, a line at the chosen day and that day in
// words.
func (p *charts) balanceChart(w, h int) []string {
	return p.balance.Get(p.chartKey(w, h, viewBalance), func() []string {
		pts, focus := p.results.points, p.view == viewBalance
		if len(pts) == 0 {
			return []string{p.env.Theme.Paint(theme.Dim, "the bank gave no balances here")}
		}
		l := chart.Line{Points: pts, From: pts[0].Day, To: pts[len(pts)-1].Day, W: w, H: h, Tick: format.From(p.env).Axis,
			Day: func(d int) string { return aisclient.Date(d).String() }}
		if !focus || h < 6 {
			return l.Draw(p.env.Theme)
		}
		l.H, l.Chosen, l.At = h-1, true, pts[p.at[viewBalance]].Day
		return append(l.Draw(p.env.Theme), p.env.Theme.Here(p.balanceLine(w-2)))
	})
}

// balanceLine is the balance at the end of the chosen day, and how it got there.
func (p *charts) balanceLine(room int) string {
	i, t, w := p.at[viewBalance], p.env.Theme, format.From(p.env)
	x := p.results.points[i]
	line := t.Paint(theme.Strong, aisclient.Date(x.Day).String()) + "  " +
		w.MoneyIn(aisclient.Amount(x.Value), p.data.Ledger.Sources()[p.results.holder].Currency)
	if i > 0 {
		before := p.results.points[i-1]
		moved := aisclient.Amount(x.Value - before.Value)
		change := "  " + t.Paint(format.Role(moved), w.Money(moved))
		since := t.Paint(theme.Dim, " since "+aisclient.Date(before.Day).String())
		for _, said := range []string{change + since, change} { // a day is shown whole or not at all
			if cell.Width(line+said) <= room {
				return line + said
			}
		}
	}
	return line
}

// balanceTitle names the account whose balance is drawn.
func (p *charts) balanceTitle() string {
	if p.results.holder < 0 || p.data.Ledger == nil {
		return "Balance"
	}
	return "Balance of " + format.From(p.env).Source(&p.data.Ledger.Sources()[p.results.holder])
}

// weekdays are the groups of the seven days, Monday first, empty ones too.
func (p *analysis) weekdays() [7]group.Group {
	var out [7]group.Group
	for i := range out {
		out[i] = group.Group{By: group.ByWeekday, Label: time.Weekday((i + 1) % 7).String()}
	}
	for _, g := range p.results.days {
		for i := range out {
			if g.Label == out[i].Label {
				out[i] = g
			}
		}
	}
	return out
}

// heat is the weekdays' row.
func (p *charts) heat(w int) []string {
	h := chart.Heat{At: p.at[viewDays], Focus: p.view == viewDays, Kind: areaItem + int(viewDays), W: w}
	var amounts []aisclient.Amount
	for _, g := range p.weekdays() {
		a := p.shown().side.Of(g.Total(p.currency()))
		h.Labels = append(h.Labels, g.Label[:3])
		h.Values = append(h.Values, int64(a.Abs()))
		amounts = append(amounts, a)
	}
	h.Words = inOneForm(format.From(p.env), amounts, w/7-1)
	return h.Draw(p.env.Theme)
}

// dayLine is the chosen weekday in words.
func (p *charts) dayLine(width int) string {
	g, t := p.weekdays()[p.at[viewDays]], p.env.Theme
	head := t.Paint(theme.Strong, g.Label) + "  " + english.Plural(g.Total(p.currency()).Count, "row", "rows") + "  "
	return head + format.From(p.env).Flow(t, g.Total(p.currency()), width-cell.Width(head))
}

// inOneForm writes amounts in the longest form in which all of them fit into w cells: with hundredths, whole, in one unit; nothing where
// none fits.
func inOneForm(words format.Writer, all []aisclient.Amount, w int) []string {
	most := int64(0)
	for _, a := range all {
		most = max(most, int64(a.Abs()))
	}
	out := make([]string, len(all))
	for _, write := range []func(aisclient.Amount) string{words.Money, func(a aisclient.Amount) string { return words.Whole(int64(a)) },
		func(a aisclient.Amount) string { return words.Axis(int64(a), most) }} {
		fits := true
		for i, a := range all {
			out[i] = write(a)
			fits = fits && cell.Width(out[i]) <= w
		}
		if fits {
			return out
		}
	}
	return make([]string, len(all))
}
