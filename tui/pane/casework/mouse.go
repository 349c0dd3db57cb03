package casework

import (
	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/pane"
)

// Mouse chooses an event.
func (p *Pane) Mouse(m pane.Mouse) (tea.Cmd, bool) {
	if m.Wheel == 0 && m.On.Kind != pane.AreaRow {
		return nil, false
	}
	if p.about.open {
		p.about.top += m.Wheel * pane.WheelStep
		return nil, true
	}
	m.List(&p.list)
	return nil, true
}
