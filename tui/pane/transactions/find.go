package transactions

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/format"
)

// find looks for a filter's rows without hiding the others.
func (p *promptBar) find(text string) tea.Cmd {
	if text == "" {
		p.prompt, p.found, p.sought = nil, nil, ""
		return nil
	}
	f, err := filter.Parse(text, p.today())
	if err != nil {
		p.prompt.err = message(err)
		return nil
	}
	p.prompt = nil
	if p.result == nil {
		return nil
	}
	l, order, marks := p.data.Ledger, p.result.Order, p.marks()
	search := func(ctx context.Context) (*ledger.RowSet, error) {
		found := &ledger.RowSet{}
		r, err := l.Run(ctx, ledger.Query{Filter: f, Within: order, Marked: marks})
		if err == nil {
			for _, id := range r.Order {
				found.Add(id)
			}
		}
		return found, err
	}
	arrive := func(found *ledger.RowSet, err error) tea.Cmd {
		if err != nil {
			return nil
		}
		p.found, p.sought = found, text
		return p.next(false)
	}
	if l.Len() <= inline {
		return p.seek.Do(p.env.Context(), search, arrive)
	}
	return p.seek.Start(p.env.Context(), search, arrive)
}

// next goes to the next row that was found, or the one before.
func (p *search) next(backward bool) tea.Cmd {
	if p.found == nil {
		return p.env.Inform(pane.Info, "nothing was searched for yet: press f")
	}
	if !p.grid.Find(p.found.Has, backward) {
		return p.env.Inform(pane.Warn, "not found: "+format.From(p.env).Filter(p.sought))
	}
	return p.env.Inform(pane.Info, english.Plural(p.found.Len(), "row matches ", "rows match ")+format.From(p.env).Filter(p.sought))
}
