package transactions

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/ledger"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/word"
)

// soughtRows brings what a search found.
type soughtRows struct {
	gen  int
	text string
	rows *ledger.RowSet
}

// find looks for a filter's rows without hiding the others.
func (p *Pane) find(text string) tea.Cmd {
	if text == "" {
		p.prompt, p.found, p.sought = nil, nil, ""
		return nil
	}
	f, err := ledger.ParseFilter(text, p.today())
	if err != nil {
		p.prompt.err = message(err)
		return nil
	}
	p.prompt = nil
	if p.result == nil {
		return nil
	}
	l, order, gen, marks := p.opened.Ledger, p.result.Order, p.gen, p.marks()
	search := func() tea.Msg {
		found := &ledger.RowSet{}
		if r, err := l.Run(context.Background(), ledger.Query{Filter: f, Within: order, Marked: marks}); err == nil {
			for _, id := range r.Order {
				found.Add(id)
			}
		}
		return soughtRows{gen, text, found}
	}
	if l.Len() <= inline {
		return p.arrive(search().(soughtRows))
	}
	return search
}

// arrive goes to the first row that was found.
func (p *Pane) arrive(m soughtRows) tea.Cmd {
	if m.gen != p.gen {
		return nil // other rows are shown by now
	}
	p.found, p.sought = m.rows, m.text
	return p.next(false)
}

// next goes to the next row that was found, or the one before.
func (p *Pane) next(backward bool) tea.Cmd {
	if p.found == nil {
		return pane.Inform(pane.Info, "nothing was searched for yet: f finds")
	}
	if !p.grid.Find(p.found.Has, backward) {
		return pane.Inform(pane.Warn, "not found here: "+word.From(p.env).Filter(p.sought))
	}
	return pane.Inform(pane.Info, word.Count(p.found.Len(), "row has ", "rows have ")+word.From(p.env).Filter(p.sought))
}
