package compare

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/insight/stream"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/text"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/page"
	"aisdesk/tui/theme"
)

// periods are two runs of months of one length; at first they follow each other.
type periods struct {
	data   app.Dataset
	last   aisclient.Date    // the data's day
	months int               // of each period
	back   int               // how many periods before the data's day the second one ends
	apart  int               // how many months lie between the two
	chosen bool              // somebody has chosen periods
	typed  *[2]ledger.Period // the two that were typed; nil while months are stepped through

	work  pane.Task[*app.PeriodComparison]
	found *app.PeriodComparison
}

// lengths are the months that a period can have.
var lengths = []int{1, 3, 6, 12}

// spans are the two periods: those typed, or else whole months, the second one up to the month of the data's day.
func (q *periods) spans() (a, b ledger.Period) {
	if q.typed != nil {
		return q.typed[0], q.typed[1]
	}
	end := q.last.MonthStart().AddMonths(1 - q.back*q.months)
	second := end.AddMonths(-q.months)
	first := second.AddMonths(-q.apart)
	return ledger.Between(first.AddMonths(-q.months), first-1), ledger.Between(second, end-1)
}

// step goes to earlier periods, or to later ones.
func (p *Pane) step(by int) tea.Cmd {
	p.periods.back, p.periods.chosen, p.periods.typed = max(p.periods.back-by, 0), true, nil
	return p.comparePeriods()
}

// stepFirst moves the first period alone, by months.
func (p *Pane) stepFirst(by int) tea.Cmd {
	p.periods.apart, p.periods.chosen, p.periods.typed = max(p.periods.apart-by, 0), true, nil
	return p.comparePeriods()
}

// nextLength makes the periods longer, or short again.
func (p *Pane) nextLength() tea.Cmd {
	next := lengths[0]
	for i, n := range lengths {
		if n == p.periods.months {
			next = lengths[(i+1)%len(lengths)]
		}
	}
	p.periods.months, p.periods.back, p.periods.apart, p.periods.chosen, p.periods.typed = next, 0, 0, true, nil
	return p.comparePeriods()
}

// Type types into the line.
func (p *Pane) Type(m tea.KeyMsg) tea.Cmd {
	if p.line != nil && p.line.Update(m) {
		p.wrong = ""
	}
	return nil
}

// acceptLine compares the two periods that were typed; what it cannot read it says, and stays open.
func (p *Pane) acceptLine() tea.Cmd {
	var both [2]ledger.Period
	words := strings.Fields(p.line.Value())
	if len(words) != len(both) {
		p.wrong = "type two periods with a blank between them, such as 2026-03 2026-10 or 2025-q4 2026-q3"
		return nil
	}
	for i, s := range words {
		var err error
		both[i], err = ledger.ParsePeriod(s, p.periods.last)
		if se, ok := errors.AsType[*filter.SyntaxError](err); ok {
			p.wrong = se.Msg
			return nil
		}
		if err != nil || !both[i].Bounded() {
			p.wrong = s + " is no period with a first and a last day"
			return nil
		}
	}
	p.line, p.wrong = nil, ""
	p.periods.typed, p.periods.chosen = &both, true
	return p.comparePeriods()
}

// comparePeriods compares the two periods beside the UI loop.
func (p *Pane) comparePeriods() tea.Cmd {
	q, now := p.periods, p.env.Now()
	a, b := q.spans()
	if q.found != nil && q.found.A.Period == a && q.found.B.Period == b {
		return nil
	}
	data := q.data
	return q.work.Start(p.env.Context(), func(ctx context.Context) (*app.PeriodComparison, error) {
		return app.ComparePeriods(ctx, data, now, a, b)
	},
		func(c *app.PeriodComparison, err error) tea.Cmd {
			if p.err = err; err == nil && !q.chosen && q.months > lengths[0] && scarce(c.A) {
				q.months = lengths[0] // of what is there two months may tell more
				return p.comparePeriods()
			}
			if err == nil {
				q.found = c
			}
			p.draw()
			return nil
		})
}

// scarce reports whether the data covers less than half of a period.
func scarce(p app.ComparedPeriod) bool {
	c := p.Covered
	return !c.Bounded() || 2*(c.To-c.From+1) < p.To-p.From+1
}

func (p *Pane) periodSections() []page.Section {
	c := p.periods.found
	if c == nil {
		return []page.Section{p.said("Compare", theme.Dim, "comparing two periods")}
	}
	list := listing{env: p.env}
	out := []page.Section{{Title: "Periods", Lines: func(w int) []page.Line { return list.periods(c, w) }},
		{Title: "Regular payments", Note: c.A.String() + " with " + c.B.String(), Lines: func(w int) []page.Line { return list.streams(c, w) }}}
	if s := list.sums("Sums of booked rows", c.Sums); s != nil {
		out = append(out, *s)
	}
	return out
}

// periods say which days are compared and how much of them the data covers.
func (p listing) periods(c *app.PeriodComparison, w int) []page.Line {
	var lines []page.Line
	for _, x := range []struct {
		name string
		app.ComparedPeriod
	}{{"A", c.A}, {"B", c.B}} {
		role := theme.Dim
		if !x.Covered.Bounded() || x.Covered.From != x.From {
			role = theme.Warn
		}
		lines = append(lines, page.Row(p.env.Theme, nil, page.Piece{Text: x.name, Role: theme.Strong, W: 2}, page.Piece{Text: x.From.String() + " to " + x.To.String(), W: 24}, page.Piece{Text: x.Coverage(), Role: role}))
	}
	for _, x := range c.Accounts {
		s := p.writer().Private(text.Clean(x.Label)) + ": the data covers " + daysOf(x.A) + " of A, " + daysOf(x.B) + " of B"
		lines = append(lines, p.wrapped(w, "   ", s, theme.Warn)...)
	}
	return lines
}

// daysOf names the days that are covered.
func daysOf(p ledger.Period) string {
	if !p.Bounded() {
		return "nothing"
	}
	return p.String()
}

// wrapped is a sentence in as many lines as it needs.
func (p listing) wrapped(w int, indent, s string, role theme.Role) (lines []page.Line) {
	for _, l := range cell.Wrap(s, max(w-len(indent), 20)) {
		lines = append(lines, page.Row(p.env.Theme, nil, page.Piece{Text: indent + l, Role: role}))
	}
	return lines
}

// streams are regular payments that begin, end or change.
func (p listing) streams(c *app.PeriodComparison, width int) []page.Line {
	t, w, all := p.env.Theme, p.writer(), c.Streams
	if len(all) == 0 {
		return p.wrapped(width, "", c.Silence(), theme.Dim)
	}
	lines := []page.Line{page.Row(t, nil, page.Piece{Text: "", W: 8}, page.Piece{W: 3}, page.Piece{Text: "payer", Role: theme.Dim}, page.Piece{Text: "kind", Role: theme.Dim, W: 18, Drop: 84},
		page.Piece{Text: "how often", Role: theme.Dim, W: 16, Drop: 100}, page.Piece{Text: "A a month", Role: theme.Dim, W: 15, Align: cell.Right}, page.Piece{Text: "B a month", Role: theme.Dim, W: 15, Align: cell.Right}, page.Piece{W: 4})}
	for i := range all {
		s := &all[i]
		role := map[stream.Shift]theme.Role{stream.Begun: theme.Good, stream.Ended: theme.Bad, stream.Altered: theme.Accent}[s.Shift]
		rows := pane.OpenRows{What: w.Private(text.Clean(s.Who)), Rows: slices.Concat(s.RowsA, s.RowsB)}
		lines = append(lines, page.Row(t, rows, page.Piece{Text: s.Became(), Role: role, W: 8}, page.Piece{Text: direction(s.In), Role: theme.Dim, W: 3}, page.Piece{Text: w.Private(text.Clean(s.Who))},
			page.Piece{Text: s.Category.Label(), W: 18, Drop: 84}, page.Piece{Text: s.Series.HowOften(), W: 16, Drop: 100},
			page.Piece{Text: w.Money(ledger.Cents(s.A)), W: 15, Align: cell.Right}, page.Piece{Text: w.Money(ledger.Cents(s.B)), W: 15, Align: cell.Right}, page.Piece{Text: fmt.Sprintf("%4s", s.Currency), W: 4}))
		if s.Last != 0 {
			lines = append(lines, p.wrapped(width, strings.Repeat(" ", 12), "last on "+s.Last.String(), theme.Dim)...)
		}
		if x := s.Without; x != nil {
			said := fmt.Sprintf("without the acts of people: %s, %s, now %s", x.Became(), w.Money(ledger.Cents(x.A)), w.Money(ledger.Cents(x.B)))
			lines = append(lines, p.wrapped(width, strings.Repeat(" ", 10), said, theme.Warn)...)
		}
	}
	return lines
}

// direction says which way the money goes.
func direction(in bool) string {
	if in {
		return "in"
	}
	return "out"
}
