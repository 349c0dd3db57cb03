package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
)

// The root's own areas, in the header and the footer.
const (
	areaTab  = iota + 1 // Item is the tab
	areaHint            // Item is the place in hints
)

// listen asks the terminal for the mouse, or gives it back: the terminal's own selection works again at once.
func listen(on bool) tea.Cmd {
	if on {
		return tea.EnableMouseCellMotion
	}
	return tea.DisableMouse
}

// mouse finds out what is under the pointer, in the frame as it is drawn now, and hands the event to whom that
// belongs. With the mouse off nothing reacts, whatever a terminal still sends. Only presses count; a drag and a release mean nothing here.
func (in *input) mouse(m tea.MouseMsg) tea.Cmd {
	e, ok := eventOf(m)
	if !ok || !in.preferences.set.Mouse || in.screen.small() || m.Y < 0 || m.Y >= in.screen.h {
		return nil
	}
	if c := in.dialogs.aside(); c != nil && e.Wheel == 0 && m.Y != in.screen.h-1 {
		in.dialogs.close(c) // a click on the screen is no answer
	}
	if o := in.dialogs.top(); o != nil && (in.dialogs.aside() == nil || m.Y == in.screen.h-1) {
		return in.overlayMouse(o, m, e)
	}
	lines := in.screen.compose()
	if m.Y >= len(lines) {
		return nil
	}
	e.On = cell.Under(lines[m.Y], m.X)
	switch {
	case m.Y == 0:
		return in.headClicked(e)
	case m.Y == in.screen.h-1:
		return in.hintClicked(e)
	case m.Y == in.screen.h-2:
		return nil
	}
	return in.paneMouse(e)
}

// eventOf says what a message of the framework means, if anything.
func eventOf(m tea.MouseMsg) (e pane.Mouse, ok bool) {
	if m.Action != tea.MouseActionPress {
		return e, false
	}
	e = pane.Mouse{Shift: m.Shift, Ctrl: m.Ctrl}
	switch m.Button {
	case tea.MouseButtonWheelUp:
		e.Wheel = -1
	case tea.MouseButtonWheelDown:
		e.Wheel = 1
	case tea.MouseButtonLeft:
	default:
		return e, false
	}
	return e, true
}

// paneMouse gives an event to the pane on top. A wheel that the pane has no use for moves like the arrow keys.
func (in *input) paneMouse(e pane.Mouse) tea.Cmd {
	if p, ok := in.nav.top().(pane.Mouser); ok {
		if cmd, done := p.Mouse(e); done {
			return cmd
		}
	}
	switch {
	case in.nav.top().Capturing():
	case e.Wheel < 0:
		return in.keys(pane.Press("up"))
	case e.Wheel > 0:
		return in.keys(pane.Press("down"))
	}
	return nil
}

func (in *input) headClicked(e pane.Mouse) tea.Cmd {
	w := in.screen.workspace()
	if e.Wheel != 0 || e.On.Kind != areaTab || w == nil || w.Capturing() { // a text being typed stays in sight
		return nil
	}
	return w.turn(e.On.Item)
}

// hintClicked presses the key of the hint under the pointer.
func (in *input) hintClicked(e pane.Mouse) tea.Cmd {
	shown := in.screen.hints()
	if e.Wheel != 0 || e.On.Kind != areaHint || e.On.Item >= len(shown) || len(shown[e.On.Item].Keys) == 0 {
		return nil
	}
	return in.keys(pane.Press(shown[e.On.Item].Keys[0]))
}

// overlayMouse is for the overlay on top. A click beside one that asks nothing closes it.
func (in *input) overlayMouse(o overlay, m tea.MouseMsg, e pane.Mouse) tea.Cmd {
	if m.Y == in.screen.h-1 {
		e.On = cell.Under(in.screen.compose()[m.Y], m.X)
		return in.hintClicked(e)
	}
	box := o.box(in.screen.env.Theme, in.screen.w, in.screen.h)
	x, y := in.screen.corner(box)
	inside := m.Y >= y && m.Y < y+len(box) && m.X >= x && m.X < x+cell.Width(box[0])
	_, asks := o.(*confirm)
	switch {
	case e.Wheel != 0:
		o.mouse(e)
		return nil
	case inside:
		e.On = cell.Under(box[m.Y-y], m.X-x)
		return o.mouse(e)
	case !asks:
		in.dialogs.close(o)
	}
	return nil
}
