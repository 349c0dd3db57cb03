package transactions

import (
	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/ledger"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/period"
)

// Areas of this pane alone.
const (
	areaMenu   = iota + pane.OwnAreas // a column in the column menu
	areaSaved                         // a saved view
	areaOrigin                        // where the rows were opened from
)

// Mouse takes clicks and the wheel. While a line is being typed nothing but the wheel works: a click must not
// throw the text away.
func (p *Pane) Mouse(m pane.Mouse) (tea.Cmd, bool) {
	if e := p.entries.entry; e != nil {
		e.list.Wheel(m.Wheel, pane.WheelStep)
		return nil, true
	}
	if m.Wheel != 0 {
		return nil, p.wheel(m)
	}
	if p.prompt != nil {
		return nil, false
	}
	switch m.On.Kind {
	case pane.AreaGrid:
		return p.clickGrid(m), true
	case pane.AreaSpan:
		if to, ok := period.Of(ledger.Span(m.On.Item), p.newest()); ok {
			return p.setPeriod(to), true
		}
		return pane.Handle(p, pane.Press("P")), true
	case pane.AreaQuery:
		p.openFilter()
	case areaOrigin:
		return p.leave(), true
	case areaMenu:
		if p.menu.At() == m.On.Item {
			p.menu.Toggle()
		} else {
			p.menu.Move(m.On.Item - p.menu.At())
		}
	case areaSaved:
		if p.saved.at == m.On.Item {
			return pane.Handle(p, pane.Press("enter")), true
		}
		p.saved.at = m.On.Item
	default:
		return nil, false
	}
	return nil, true
}

// clickGrid chooses the cell under the pointer; the cell that is chosen already opens the details, the head of
// a column sorts by it, and the signs before a row mark it. With ctrl a column joins the sort that is there.
func (p *Pane) clickGrid(m pane.Mouse) tea.Cmd {
	if p.menu != nil || p.saved != nil {
		return nil
	}
	before, was := p.grid.Pos(), p.cellColumn()
	row, header := p.grid.Click(m.On.X, m.On.Y)
	switch {
	case header:
		return p.sortBy(m.Ctrl)
	case row && m.On.X < 2:
		return pane.Handle(p, pane.Press(" "))
	case row && before == p.grid.Pos() && was == p.cellColumn():
		return pane.Handle(p, pane.Press("enter"))
	}
	return nil
}

// cellColumn is the key of the column under the cell cursor.
func (p *search) cellColumn() string {
	c, _ := p.grid.Column()
	return c.Key
}

// wheel scrolls what is under the pointer: rows, with shift columns; the details; the lists at the side.
func (p *Pane) wheel(m pane.Mouse) bool {
	switch m.On.Kind {
	case pane.AreaText:
		p.scroll = max(p.scroll+m.Wheel*pane.WheelStep, 0)
	case areaMenu:
		p.menu.Move(m.Wheel)
	case areaSaved:
		p.saved.at = max(min(p.saved.at+m.Wheel, len(p.saved.views)-1), 0)
	default:
		if m.Shift {
			p.grid.Sideways(m.Wheel)
		} else {
			p.grid.Scroll(m.Wheel * pane.WheelStep)
		}
	}
	return true
}
