package analytics

import (
	"math"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/tui/chart"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/word"
	"aisdesk/tui/theme"
)

// ranked are the groups with something on the chosen side.
func (p *Pane) ranked() []ledger.Group {
	cur, n := p.currency(), 0
	if p.ask.by.Ordered() {
		return p.facts.groups
	}
	for n < len(p.facts.groups) && p.ask.flow.of(p.facts.groups[n].Total(cur)) != 0 {
		n++
	}
	return p.facts.groups[:n]
}

// bars are the ranked groups as bars.
func (p *Pane) bars() []chart.Bar {
	cur, w := p.currency(), word.From(p.env)
	total := int64(0)
	if p.facts.result != nil {
		for _, t := range p.facts.result.Totals {
			if t.Currency == cur {
				total = int64(p.ask.flow.of(t).Abs())
			}
		}
	}
	groups := p.ranked()
	out := make([]chart.Bar, len(groups))
	for i := range groups {
		g := &groups[i]
		a := p.ask.flow.of(g.Total(cur))
		b := chart.Bar{Label: p.label(g), Size: int64(a.Abs()), Role: theme.BarIn, Value: w.Money(a), Share: share(int64(a.Abs()), total)}
		if a < 0 {
			b.Role = theme.BarOut
		}
		if p.facts.past != nil {
			was := p.ask.flow.of(p.facts.past[g.Key])
			b.Past, b.Change, b.ChangeRole = int64(was.Abs()), change(a, was), theme.Dim
		}
		out[i] = b
	}
	return out
}

// label is a group's name; masked where it can name somebody.
func (p *Pane) label(g *ledger.Group) string {
	if p.env.Masked && (g.By == ledger.ByCounterparty || g.By == ledger.ByOwner) && g.Key != "" {
		return word.From(p.env).Money(0)
	}
	if g.By == ledger.ByAccount {
		if i, err := strconv.Atoi(g.Key); err == nil && i >= 0 && i < len(p.opened.Ledger.Sources()) {
			return word.From(p.env).Source(&p.opened.Ledger.Sources()[i])
		}
	}
	return g.Label
}

// share is a part of a total in percent.
func share(part, total int64) string {
	if total == 0 {
		return ""
	}
	return strconv.FormatFloat(100*float64(part)/float64(total), 'f', 1, 64) + "%"
}

// change is how much an amount grew from an earlier one, by size.
func change(now, was aisclient.Amount) string {
	a, b := float64(now.Abs()), float64(was.Abs())
	switch {
	case a == 0 && b == 0:
		return ""
	case b == 0:
		return "new"
	case a == 0:
		return "gone"
	}
	percent := math.Round(100 * (a - b) / b)
	switch {
	case percent > 999:
		return ">999%"
	case percent > 0:
		return "+" + strconv.Itoa(int(percent)) + "%"
	}
	return strconv.Itoa(int(percent)) + "%"
}

// chosen is the group under the cursor of the ranking.
func (p *Pane) chosen() *ledger.Group {
	groups := p.ranked()
	if i := p.at[boardRanking]; i < len(groups) {
		return &groups[i]
	}
	return nil
}

// rows opens the rows behind a filter: the question's, the group's, and the side of the money.
func (p *Pane) rows(filter, what string, side flow) tea.Cmd {
	cur := ""
	if len(p.opened.Ledger.Currencies()) > 1 {
		cur = "cur:=" + ledger.Quote(string(p.currency()))
	}
	return pane.Send(pane.OpenRows{
		Filter: ledger.Join(p.ask.line(), filter, cur, side.filter()), What: what, Period: p.ask.period, From: Tab,
	})
}

// inside looks into the chosen bar: its rows, grouped by something else.
func (p *Pane) inside() tea.Cmd {
	g := p.chosen()
	if g == nil {
		return nil
	}
	p.path = append(p.path, step{what: p.ask.by.String() + " " + p.label(g), ask: p.ask, at: p.at[boardRanking]})
	q := p.ask
	q.filter = ledger.Join(q.filter, g.Filter())
	q.by = p.nextGrouping(q.by, true)
	p.pending = &atAfter{0}
	return p.change(q)
}

// outside goes back to the bar that was gone into.
func (p *Pane) outside() tea.Cmd {
	s := p.path[len(p.path)-1]
	p.path = p.path[:len(p.path)-1]
	p.pending = &atAfter{s.at}
	return p.change(s.ask)
}

// groupings are those the pane offers, in the order in which g steps through them.
var groupings = []ledger.GroupBy{
	ledger.ByLabel, ledger.ByCounterparty, ledger.ByKind, ledger.ByMonth, ledger.ByWeekday, ledger.ByAccount, ledger.ByOwner, ledger.ByWeek,
}

// nextGrouping is the one after now; going inside, those that were gone through already are passed over.
func (p *Pane) nextGrouping(now ledger.GroupBy, inside bool) ledger.GroupBy {
	at := 0
	for i, g := range groupings {
		if g == now {
			at = i
		}
	}
	for i := 1; i <= len(groupings); i++ {
		g := groupings[(at+i)%len(groupings)]
		used := false
		for _, s := range p.path {
			used = used || inside && s.ask.by == g
		}
		if !used {
			return g
		}
	}
	return now
}
