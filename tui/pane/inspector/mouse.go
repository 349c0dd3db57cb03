package inspector

import (
	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/pane"
)

// Mouse chooses an entry, goes into its text and back, and scrolls what is under the pointer.
func (p *Pane) Mouse(m pane.Mouse) (tea.Cmd, bool) {
	text := m.On.Kind == pane.AreaText
	switch {
	case m.Wheel != 0 && text && m.Shift:
		p.left = max(min(p.left+8*m.Wheel, p.doc.widest-8), 0)
	case m.Wheel != 0 && text:
		p.top += m.Wheel * pane.WheelStep
		p.clamp()
	case m.Wheel != 0:
		m.List(&p.list)
		return p.chosen(), true
	case p.finding:
		return nil, false
	case text:
		p.reading = len(p.items) > 0
	case m.On.Kind == pane.AreaRow:
		if p.reading = m.List(&p.list); !p.reading {
			return p.chosen(), true
		}
	default:
		return nil, false
	}
	return nil, true
}

// chosen shows the entry under the cursor, which was moved.
func (p *Pane) chosen() tea.Cmd {
	p.follow = p.list.Cursor == len(p.items)-1 && p.reply.Raw == nil
	return p.show()
}
