package transactions

import (
	"context"
	"errors"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/tui/grid"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/pane/period"
	"aisdesk/tui/pane/rows"
)

// view is what is asked of the ledger.
type view struct {
	filter  string
	period  ledger.Period
	sort    []ledger.SortKey
	within  []int32 // rows that no filter can name; nil is all
	compare bool
}

func (v view) equal(o view) bool {
	return v.filter == o.filter && v.period == o.period && v.compare == o.compare && slices.Equal(v.sort, o.sort) &&
		(v.within == nil) == (o.within == nil) && slices.Equal(v.within, o.within)
}

// inline is up to how many rows a query runs within Update: it takes well under a frame.
const inline = 4000

// search is what is asked of the ledger, and what it answered.
type search struct {
	*shared
	view    view
	undo    []view
	redo    []view
	result  *ledger.Result
	before  []ledger.Totals // of the period before, with compare
	none    ledger.WhyNone  // why the view has no row
	marked  []ledger.Totals
	invalid *filter.SyntaxError // of the filter line as it stands; the rows are those of the last good one
	found   *ledger.RowSet      // by find
	sought  string

	query  pane.Task[answer]
	sum    pane.Task[[]ledger.Totals]
	seek   pane.Task[*ledger.RowSet]
	widths rows.Widths // of all rows of the import
	after  func()      // what to do once the query's rows are in the grid
}

// answer is the rows of a query.
type answer struct {
	result *ledger.Result
	before []ledger.Totals
	widths rows.Widths
	none   ledger.WhyNone // why there is no row
}

// stop ends what is asked of the ledger.
func (p *search) stop() {
	p.query.Cancel()
	p.sum.Cancel()
	p.seek.Cancel()
}

// ask runs the view's query. A filter line that cannot be read leaves the rows as they are.
func (p *search) ask() tea.Cmd {
	if p.data.Ledger == nil {
		return nil
	}
	f, err := filter.Parse(p.view.filter, p.today())
	p.invalid = nil
	if err != nil {
		if !errors.As(err, &p.invalid) {
			p.invalid = &filter.SyntaxError{Msg: err.Error()}
		}
		return nil
	}
	p.stop()
	if p.data.Ledger.Len() <= inline {
		return p.query.Do(p.env.Context(), p.rowsOf(f), p.answered)
	}
	return p.query.Start(p.env.Context(), p.rowsOf(f), p.answered)
}

// rowsOf is the work of ask, to be done anywhere.
func (p *search) rowsOf(f filter.Filter) pane.Work[answer] {
	l, v := p.data.Ledger, p.view
	q := ledger.Query{Filter: f, Period: v.period, Sort: v.sort, Within: v.within, Marked: p.marks()}
	if p.result != nil && p.result.Ledger == l {
		q.Previous = p.result
	}
	return func(ctx context.Context) (a answer, err error) {
		if a.result, err = l.Run(ctx, q); err != nil {
			return a, err
		}
		if a.result.Len() == 0 && l.Complete() && !f.Empty() {
			if a.none, err = l.WhyNone(ctx, q); err != nil {
				return a, err
			}
		}
		if q.Previous == nil {
			a.widths = rows.Measure(l)
		}
		if v.compare && v.period.Bounded() {
			q.Previous, q.Sort, q.Period = nil, nil, v.period.Prev()
			if r, err := l.Run(ctx, q); err == nil {
				a.before = r.Totals
			}
		}
		return a, nil
	}
}

// answered puts rows on the screen. The rows stay as they are where the query failed.
func (p *search) answered(a answer, err error) tea.Cmd {
	if err != nil {
		return nil
	}
	fresh := p.result == nil || p.result.Ledger != a.result.Ledger
	p.result, p.before, p.none = a.result, a.before, a.none
	if fresh {
		p.widths = a.widths
		p.widths.Apply(p.grid, format.From(p.env))
	}
	p.widths.Shown(a.result.Ledger, a.result.Order).ApplyTexts(p.grid)
	p.marked = a.result.Marked
	p.grid.SetEmpty(p.nothing())
	p.grid.SetSort(arrows(p.view.sort))
	top := p.grid.Pos() <= 0
	p.show()
	if top { // who looks at the first row wants to see the new first row; any other row is followed
		p.grid.GoTo(0)
	}
	if p.after != nil {
		p.after()
		p.after = nil
	}
	return nil
}

// nothing says why no row is shown.
func (p *search) nothing() string {
	v := p.view
	filtered := v.filter != "" || v.within != nil
	why := p.none.Sentence()
	if why != "" && !p.env.Masked { // a term may say whom the filter is about
		why = ": " + why
	} else {
		why = ""
	}
	switch {
	case filtered && !v.period.IsAll():
		return "no transaction of " + period.Name(v.period) + " matches the filter" + why
	case filtered:
		return "no transaction matches the filter" + why
	case !v.period.IsAll():
		return "no transactions in " + period.Name(v.period)
	}
	return "no transactions"
}

// arrows are the sort stack for the grid's header.
func arrows(keys []ledger.SortKey) []grid.Sort {
	out := make([]grid.Sort, len(keys))
	for i, k := range keys {
		out[i] = grid.Sort{Key: k.Column.String(), Desc: k.Desc}
	}
	return out
}

// marks are the grid's marks as the ledger takes them.
func (p *search) marks() *ledger.RowSet {
	var s ledger.RowSet
	for id := range p.grid.Marks() {
		s.Add(id)
	}
	return &s
}

// sumMarks sums the marked rows anew.
func (p *search) sumMarks() tea.Cmd {
	p.sum.Cancel()
	if p.data.Ledger == nil || p.grid.MarkCount() == 0 {
		p.marked = nil
		return nil
	}
	l, marks, n := p.data.Ledger, p.grid.Marks(), p.grid.MarkCount()
	add := func(ctx context.Context) ([]ledger.Totals, error) {
		return l.TotalsOf(ctx, slices.AppendSeq(make([]int32, 0, n), marks))
	}
	done := func(t []ledger.Totals, err error) tea.Cmd {
		if err == nil {
			p.marked = t
		}
		return nil
	}
	if n > inline {
		return p.sum.Start(p.env.Context(), add, done)
	}
	return p.sum.Do(p.env.Context(), add, done)
}

// change puts another view in force and keeps the one before for undo.
func (p *search) change(v view) tea.Cmd {
	if v.equal(p.view) {
		return nil
	}
	p.undo = append(p.undo, p.view)
	p.redo = nil
	p.view = v
	return p.ask()
}

// back undoes the last change of the view, or with forward does it again.
func (p *search) back(from, to *[]view, none string) tea.Cmd {
	n := len(*from)
	if n == 0 {
		return p.env.Inform(pane.Info, none)
	}
	*to = append(*to, p.view)
	now := p.view
	p.view = (*from)[n-1]
	*from = (*from)[:n-1]
	if !slices.Equal(now.sort, p.view.sort) || now.period != p.view.period {
		p.keep()
	}
	return p.ask()
}

// today is the day that relative dates count from.
func (p *search) today() aisclient.Date { return aisclient.DateIn(p.env.Now()) }

// show puts the result's rows into the grid, written as the environment wants them.
func (p *search) show() {
	if p.result != nil {
		p.grid.SetRows(rows.Of(p.result, format.From(p.env)))
	}
}
