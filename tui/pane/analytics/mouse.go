package analytics

import (
	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/ledger"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/period"
)

// Areas of this pane alone.
const (
	areaView = iota + pane.OwnAreas // a view, by its name or anywhere in its panel
	areaItem                        // an item of the first view; that of the next view is one more, and so on
	areaMenu = areaItem + int(views)
	// areaCurrency is one of the currencies.
	areaCurrency = areaMenu + 1
)

// Mouse goes to a view, chooses on it, and moves along it with the wheel. A second click on what is chosen opens
// the rows behind it. A line that is being typed is left alone.
func (p *Pane) Mouse(m pane.Mouse) (tea.Cmd, bool) {
	if p.data.Ledger == nil || p.line != nil {
		return nil, p.line != nil
	}
	if p.menu != nil {
		return p.menuMouse(m), true
	}
	b, item, ok := p.viewAt(m)
	switch {
	case m.Wheel != 0:
		if !ok {
			b = p.view
		}
		p.wheel(b, m.Wheel)
	case m.On.Kind == pane.AreaSpan:
		return p.toSpan(ledger.Span(m.On.Item)), true
	case m.On.Kind == areaCurrency:
		q := p.query
		q.currency = m.On.Item
		return p.change(q), true
	case m.On.Kind == pane.AreaQuery:
		p.openFilter()
	case !ok:
		return nil, false
	case item >= 0 && p.view == b && p.at[b] == item:
		return p.enter(), true
	default:
		p.view = b
		if item >= 0 {
			p.at[b] = item
			p.clamp(b)
		}
	}
	return nil, true
}

// menuMouse takes an item of the open menu, moves along it with the wheel, or leaves it.
func (p *grouping) menuMouse(m pane.Mouse) tea.Cmd {
	switch {
	case m.Wheel != 0:
		p.menu.at = max(min(p.menu.at+m.Wheel, len(p.menu.items)-1), 0)
	case m.On.Kind == areaMenu && m.On.Item < len(p.menu.items):
		return p.takeItem(m.On.Item)
	default:
		p.menu = nil
	}
	return nil
}

// viewAt is the view under the pointer and the item on it, -1 for none.
func (p *Pane) viewAt(m pane.Mouse) (b view, item int, ok bool) {
	switch k := m.On.Kind; {
	case k == areaView:
		return view(m.On.Item), -1, true
	case k >= areaItem && k < areaItem+int(views):
		return view(k - areaItem), m.On.Item, true
	}
	return 0, -1, false
}

func (p *Pane) wheel(b view, notches int) {
	if b == viewServices {
		p.scroll = max(p.scroll+notches*pane.WheelStep, 0)
		return
	}
	p.at[b] += notches
	p.clamp(b)
}

// toSpan puts the newest period of a kind in force, or asks for one.
func (p *Pane) toSpan(s ledger.Span) tea.Cmd {
	to, ok := period.Of(s, p.newest())
	if !ok {
		p.openPeriod()
		return nil
	}
	q := p.query
	q.period = to
	return p.change(q)
}
