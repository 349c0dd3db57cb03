package form

import (
	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/pane"
)

// Areas of this pane alone.
const (
	areaOption = iota + pane.OwnAreas // a choice of several that stand side by side
	areaBefore                        // the arrow to the choice before
)

// Mouse chooses a row of the form; a second click takes its next choice, searches for a bank, or begins. What was
// typed stays in its field.
func (p *Pane) Mouse(m pane.Mouse) (tea.Cmd, bool) {
	switch {
	case p.picker != nil:
		if m.List(&p.picker.list) {
			p.takeBank()
		}
	case m.Wheel != 0:
		p.move(m.Wheel)
	case m.On.Kind == areaOption:
		p.focus = rowPeriod
		for n := len(p.period.options); p.period.at != m.On.Item && n > 0; n-- {
			p.choose("right")
		}
	case m.On.Kind == areaBefore:
		p.choose("left")
	case m.On.Kind != pane.AreaRow:
		return nil, false
	case p.focus != row(m.On.Item):
		p.focus = row(m.On.Item)
		if p.focus == rowBegin {
			return pane.Handle(p, pane.Press("enter")), true
		}
	case p.pick() != nil:
		p.choose("right")
	case p.text() == nil:
		return pane.Handle(p, pane.Press("enter")), true
	}
	return nil, true
}
