package compare

import (
	"context"
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/insight/stream"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/page"
	"aisdesk/tui/theme"
)

// periods are two runs of months of one length; at first they follow each other.
type periods struct {
	data   app.Dataset
	last   aisclient.Date // the data's day
	months int            // of each period
	back   int            // how many periods before the data's day the second one ends
	apart  int            // how many months lie between the two

	work  pane.Task[*app.PeriodComparison]
	found *app.PeriodComparison
}

// lengths are the months that a period can have.
var lengths = []int{1, 3, 6, 12}

// spans are the two periods: whole months, the second one up to the month of the data's day.
func (q *periods) spans() (a, b ledger.Period) {
	end := q.last.MonthStart().AddMonths(1 - q.back*q.months)
	second := end.AddMonths(-q.months)
	first := second.AddMonths(-q.apart)
	return ledger.Between(first.AddMonths(-q.months), first-1), ledger.Between(second, end-1)
}

// step goes to earlier periods, or to later ones.
func (p *Pane) step(by int) tea.Cmd {
	p.periods.back = max(p.periods.back-by, 0)
	return p.comparePeriods()
}

// stepFirst moves the first period alone, by months.
func (p *Pane) stepFirst(by int) tea.Cmd {
	p.periods.apart = max(p.periods.apart-by, 0)
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
	p.periods.months, p.periods.back, p.periods.apart = next, 0, 0
	return p.comparePeriods()
}

// comparePeriods compares the two periods beside the UI loop.
func (p *Pane) comparePeriods() tea.Cmd {
	q, now := p.periods, p.env.Now()
	a, b := q.spans()
	if q.found != nil && q.found.A == a && q.found.B == b {
		return nil
	}
	data := q.data
	return q.work.Start(p.env.Context(), func(ctx context.Context) (*app.PeriodComparison, error) {
		return app.ComparePeriods(ctx, data, now, a, b)
	},
		func(c *app.PeriodComparison, err error) tea.Cmd {
			p.err = err
			if err == nil {
				q.found = c
			}
			p.draw()
			return nil
		})
}

func (p *Pane) periodSections() []page.Section {
	c := p.periods.found
	if c == nil {
		return []page.Section{p.said("Compare", theme.Dim, "comparing two periods")}
	}
	out := []page.Section{{Title: "Regular payments", Note: c.A.String() + " with " + c.B.String(), Lines: func(int) []page.Line { return listing{env: p.env}.streams(c.Streams) }}}
	if s := (listing{env: p.env}).sums("Sums of booked rows", c.Sums); s != nil {
		out = append(out, *s)
	}
	return out
}

// streams are regular payments that begin, end or change.
func (p listing) streams(all []stream.Shifted) []page.Line {
	t, w := p.env.Theme, p.writer()
	if len(all) == 0 {
		return []page.Line{page.Row(t, nil, page.Piece{Text: "No regular payment begins, ends or changes by more than a tenth.", Role: theme.Dim})}
	}
	lines := []page.Line{page.Row(t, nil, page.Piece{Text: "", W: 8}, page.Piece{Text: "payer", Role: theme.Dim}, page.Piece{Text: "kind", Role: theme.Dim, W: 18, Drop: 84},
		page.Piece{Text: "how often", Role: theme.Dim, W: 16, Drop: 100}, page.Piece{Text: "A a month", Role: theme.Dim, W: 15, Align: cell.Right}, page.Piece{Text: "B a month", Role: theme.Dim, W: 15, Align: cell.Right}, page.Piece{W: 4})}
	for i := range all {
		s := &all[i]
		role := map[stream.Shift]theme.Role{stream.Begun: theme.Good, stream.Ended: theme.Bad, stream.Altered: theme.Accent}[s.Shift]
		lines = append(lines, page.Row(t, nil, page.Piece{Text: s.Shift.String(), Role: role, W: 8}, page.Piece{Text: w.Private(text.Clean(s.Name))},
			page.Piece{Text: direction(s.In) + strings.ReplaceAll(s.Category.String(), "_", " "), W: 18, Drop: 84}, page.Piece{Text: s.Series.Cycle.String(), W: 16, Drop: 100},
			page.Piece{Text: w.Money(ledger.Cents(s.A)), W: 15, Align: cell.Right}, page.Piece{Text: w.Money(ledger.Cents(s.B)), W: 15, Align: cell.Right}, page.Piece{Text: fmt.Sprintf("%4s", s.Currency), W: 4}))
	}
	return lines
}

// direction marks what comes in: most goes out.
func direction(in bool) string {
	if in {
		return "in: "
	}
	return ""
}
