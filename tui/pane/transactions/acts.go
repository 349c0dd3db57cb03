package transactions

import (
	"context"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger"
	"aisdesk/tui/pane"
)

const secCase = "Case"

// acts lets a person act on rows, the marked ones or the one under the cursor: leave them out of all sums, take them in
// again, give them another category, write a note on them. Each asks why first.
type acts struct {
	*search
	bar     *promptBar
	pending *pendingAct
	work    pane.Task[app.Dataset]
}

// pendingAct is an act whose reason is asked for.
type pendingAct struct {
	kind     casefile.Kind
	rows     []int32
	category string
}

// caseActions are those on rows.
func (p *acts) caseActions() []pane.Action {
	off, why := p.env.Cases == nil, "there are no cases here"
	switch {
	case off:
	case p.data.ID == "" && p.data.Case == "":
		off, why = true, "a file that lies elsewhere belongs to no case: \"aisdesk case add CASE --file FILE\" brings it into one"
	case p.grid.Len() == 0:
		off, why = true, "there is no row"
	case p.data.Ledger != nil && !p.data.Ledger.Annotated():
		off, why = true, "the rows have no categories yet: wait until they do"
	case p.work.Running():
		off, why = true, "the act before is being written"
	}
	key := func(k, what string, do func() tea.Cmd) pane.Action {
		return pane.Key(k, what).In(secCase).Unless(off).Because(why).Call(do)
	}
	out := "leave out of all sums, with a reason"
	if !off && p.included() {
		out = "count in the sums again"
	}
	return []pane.Action{
		key("x", out, p.exclude), key("R", "give another category, with a reason", p.relabel),
		key("a", "write a note on the row", func() tea.Cmd { return p.askFor(askNote, casefile.KindNote, "note: ", "what a colleague should know") }),
	}
}

// chosen are the rows that an act is about.
func (p *acts) chosen() []int32 {
	if p.grid.MarkCount() > 0 {
		return slices.Sorted(p.grid.Marks())
	}
	return []int32{p.grid.ID()}
}

// included reports whether x takes rows in again: all of them are excluded.
func (p *acts) included() bool {
	for _, row := range p.chosen() {
		if row < 0 || !p.data.Ledger.Excluded(row) {
			return false
		}
	}
	return true
}

func (p *acts) exclude() tea.Cmd {
	if p.included() {
		return p.askFor(askReason, casefile.KindInclude, "count again, because: ", "may stay empty")
	}
	return p.askFor(askReason, casefile.KindExclude, "leave "+p.howMany()+" out, because: ", "the reason, for the file")
}

func (p *acts) relabel() tea.Cmd {
	cmd := p.askFor(askCategory, casefile.KindRelabel, "category of "+p.howMany()+": ", "salary, rent, gambling, own_transfer, ...")
	p.bar.prompt.line.Offer(p.data.Ledger.Text(p.grid.ID(), ledger.ColCategory).String())
	return cmd
}

func (p *acts) howMany() string {
	return english.Plural(len(p.chosen()), "row", "rows")
}

// askFor opens the prompt of an act.
func (p *acts) askFor(a asks, kind casefile.Kind, label, placeholder string) tea.Cmd {
	p.pending = &pendingAct{kind: kind, rows: p.chosen()}
	p.bar.open(a, label, placeholder, "")
	return nil
}

// act takes what was typed: a category, and then the reason, with which it is done.
func (p *acts) act(value string) tea.Cmd {
	do, bar := p.pending, p.bar
	if bar.prompt.asks == askCategory {
		c, ok := category.Parse(value)
		if !ok {
			bar.prompt.err = "there is no such category: the column Category has their names"
			return nil
		}
		do.category = c.String()
		bar.open(askReason, "it is "+c.Label()+", because: ", "the reason, for the file", "")
		return nil
	}
	if value == "" && do.kind != casefile.KindInclude {
		bar.prompt.err = "say why: the reason stays in the case"
		if do.kind == casefile.KindNote {
			bar.prompt.err = "the note is empty"
		}
		return nil
	}
	bar.prompt = nil
	return p.write(do, value)
}

// write adds the act to the case, which an import that stands alone gets now.
func (p *acts) write(do *pendingAct, said string) tea.Cmd {
	data, of := p.data, p.env.Cases
	work := func(ctx context.Context) (app.Dataset, error) {
		return of.ActOn(ctx, data, do.rows, func(rows []casefile.Row, was []string) casefile.Act { return do.of(rows, was, said) })
	}
	return p.env.Start(p.work.Start(context.WithoutCancel(p.env.Context()), work, func(d app.Dataset, err error) tea.Cmd {
		if ask, ok := pane.CaseQuestion(p.env, err, func() tea.Cmd { return p.write(do, said) }); ok {
			return ask
		}
		if err != nil {
			return tea.Batch(p.env.Inform(pane.Bad, err.Error()), p.env.Send(pane.Received{Quiet: true}))
		}
		return tea.Batch(p.env.Inform(pane.Good, "written in the case; the Case tab undoes it"), p.env.Send(pane.Acted{Dataset: d}))
	}))
}

// of is the act as the case keeps it.
func (a *pendingAct) of(rows []casefile.Row, was []string, said string) casefile.Act {
	switch a.kind {
	case casefile.KindExclude:
		return casefile.Exclude{Rows: rows, Reason: said}
	case casefile.KindInclude:
		return casefile.Include{Rows: rows, Reason: said}
	case casefile.KindRelabel:
		return casefile.Relabel{Rows: rows, Category: a.category, Was: was, Reason: said}
	}
	return casefile.Note{Text: said, Rows: rows}
}
