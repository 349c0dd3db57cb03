package transactions

import (
	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/grid"
	"aisdesk/tui/pane"
)

// origin is where rows were opened from, the innermost last.
type origin struct {
	*search
	drills []drill
}

// drill is where the user came from when another pane opened rows here.
type drill struct {
	from, what string
	view       view
	undo, redo []view
	grid       grid.View
	base       view // what the other pane asked for
}

// drill shows the rows that another pane asks for and remembers what was here.
func (p *origin) drill(m pane.OpenRows) tea.Cmd {
	if p.data.Ledger == nil {
		return nil
	}
	d := drill{from: m.From, what: m.What, view: p.view, undo: p.undo, redo: p.redo, grid: p.grid.Snapshot()}
	p.view = view{filter: m.Filter, period: m.Period, within: m.Rows, sort: p.view.sort}
	d.base = p.view
	p.drills = append(p.drills, d)
	p.undo, p.redo = nil, nil
	p.after = func() { p.grid.GoTo(0) }
	return p.ask()
}

// drilled is the innermost drill, nil if rows were not opened by another pane.
func (p *origin) drilled() *drill {
	if n := len(p.drills); n > 0 {
		return &p.drills[n-1]
	}
	return nil
}

// leave goes back to where the rows were opened from, and brings back what was here before.
func (p *origin) leave() tea.Cmd {
	d := *p.drilled()
	p.drills = p.drills[:len(p.drills)-1]
	p.view, p.undo, p.redo = d.view, d.undo, d.redo
	p.after = func() { p.grid.Restore(d.grid) }
	cmd := p.ask()
	if d.from == "" {
		return cmd
	}
	return tea.Batch(cmd, p.env.Send(pane.Show{Tab: d.from}))
}

// escape undoes one thing: the innermost that is open.
func (p *Pane) escape() tea.Cmd {
	d := p.drilled()
	switch {
	case p.grid.EndRange():
	case p.export.Busy():
		p.export.Cancel()
	case p.detail:
		p.detail = false
	case d != nil && !p.view.equal(d.base):
		return p.change(d.base)
	case d != nil:
		return p.leave()
	case p.view.filter != "" || p.view.within != nil:
		v := p.view
		v.filter, v.within = "", nil
		return p.change(v)
	default:
		return p.env.Send(pane.Back{})
	}
	return nil
}
