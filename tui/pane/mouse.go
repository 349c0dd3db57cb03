package pane

import (
	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/cell"
	"aisdesk/tui/field"
)

// Mouse is a click or a turn of the wheel, in terms of what the pane marked where the pointer is.
type Mouse struct {
	On cell.Area
	// Wheel is how many notches the wheel turned, down is positive; 0 is a click.
	Wheel int
	Shift bool
	Ctrl  bool
}

// Mouser is a pane that answers to the mouse by itself. Where Mouse reports false, or a pane is no Mouser, a
// turn of the wheel presses the arrow keys and a click does nothing.
type Mouser interface {
	Mouse(m Mouse) (cmd tea.Cmd, done bool)
}

// Kinds of areas that many panes have; a pane numbers its own from OwnAreas on.
const (
	_         = iota
	AreaRow   // a row of a list that can be chosen; Item is its place in the list
	AreaGrid  // a table; X and Y are the grid's own cells
	AreaText  // a text that scrolls
	AreaSpan  // a kind of period in the period bar; Item is the ledger.Span
	AreaQuery // the line of the filter
	OwnAreas
)

// WheelStep is how many lines a notch of the wheel scrolls.
const WheelStep = 3

// List does what the mouse says to a list whose rows are marked as AreaRow. again reports a click on the row
// that was chosen already: it stands for Enter.
func (m Mouse) List(l *field.List) (again bool) {
	if m.Wheel != 0 {
		l.Wheel(m.Wheel, WheelStep)
		return false
	}
	if m.On.Kind != AreaRow {
		return false
	}
	again = l.Cursor == m.On.Item
	l.Cursor = m.On.Item
	return again
}
