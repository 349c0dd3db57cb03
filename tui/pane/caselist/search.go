package caselist

import (
	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app/cases"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
)

// listing is the list of the cases, the cursor on it, and what is searched there.
type listing struct {
	all    []cases.Listed
	list   field.List
	search field.Line
	typing bool  // the search line has the keys
	hits   []int // what the search finds in all; without a search all are shown
}

// current is the case with the cursor; nil where none is shown.
func (p *listing) current() *cases.Listed {
	if p.list.Cursor >= p.shown() {
		return nil
	}
	return p.at(p.list.Cursor)
}

// find looks for the cases that have every word of the search line.
func (p *listing) find() {
	p.hits = p.hits[:0]
	for i := range p.all {
		if p.all[i].Matches(p.search.Value()) {
			p.hits = append(p.hits, i)
		}
	}
}

// shown is how many cases are listed, at the nth of them.
func (p *listing) shown() int {
	if p.search.Empty() {
		return len(p.all)
	}
	return len(p.hits)
}

func (p *listing) at(n int) *cases.Listed {
	if p.search.Empty() {
		return &p.all[n]
	}
	return &p.all[p.hits[n]]
}

// searchActions are those of the search line.
func (p *listing) searchActions() []pane.Action {
	return []pane.Action{pane.Key("enter", "apply").Short().Then(func() { p.typing = false }),
		pane.Key("esc", "clear the search").Short().Then(func() { p.typing = false; p.clear() }),
		pane.Key("up down", "choose").As("↑/↓").On(func(k string) tea.Cmd { p.list.Key(k); return nil })}
}

// clear takes the search away; the cursor stays on its case.
func (p *listing) clear() {
	c := p.current()
	p.search.Set("")
	for i := range p.all {
		if c == &p.all[i] {
			p.list.Cursor = i
		}
	}
}

// back first takes the search away.
func (p *Pane) back() tea.Cmd {
	if !p.search.Empty() {
		p.clear()
		return nil
	}
	return p.env.Send(pane.Back{})
}
