package tui

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/cell"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// overlay is a dialog over the screen. It is drawn in the middle and has all the keys.
type overlay interface {
	// key handles a key; done closes the overlay and sends what it returns.
	key(m tea.KeyMsg) (cmd tea.Cmd, done bool)
	// mouse handles a click or the wheel over it; done closes the overlay.
	mouse(e pane.Mouse) (cmd tea.Cmd, done bool)
	// box draws it for a screen of w by h cells; every line has the same width.
	box(t *theme.Theme, w, h int) []string
	// keys are shown in the footer.
	keys() []pane.Binding
	capturing() bool
}

// dialogs are the overlays that are open; the last one is on top and has the keys.
type dialogs struct{ open []overlay }

// top is the overlay on top, nil for none.
func (d *dialogs) top() overlay {
	if n := len(d.open); n > 0 {
		return d.open[n-1]
	}
	return nil
}

// push opens an overlay.
func (d *dialogs) push(o overlay) { d.open = append(d.open, o) }

// close closes an overlay.
func (d *dialogs) close(o overlay) {
	d.open = slices.DeleteFunc(d.open, func(other overlay) bool { return other == o })
}

// clear closes all.
func (d *dialogs) clear() { d.open = nil }

// key gives a key to the overlay on top.
func (d *dialogs) key(m tea.KeyMsg) tea.Cmd {
	o := d.top()
	cmd, done := o.key(m)
	if done {
		d.close(o)
	}
	return cmd
}

// ask opens a question. The same question is not asked a second time.
func (d *dialogs) ask(a pane.Ask) {
	if c, ok := d.top().(*confirm); ok && c.ask.Title == a.Title {
		return
	}
	d.push(&confirm{ask: a})
}

// confirm asks before something is lost. The safe answer has the cursor.
type confirm struct {
	ask   pane.Ask
	agree bool
}

func (c *confirm) key(m tea.KeyMsg) (tea.Cmd, bool) {
	switch m.String() {
	case "left", "right", "tab", "shift+tab", "h", "l":
		c.agree = !c.agree
	case "y":
		return c.ask.Yes(), true
	case "enter":
		if c.agree {
			return c.ask.Yes(), true
		}
		return nil, true
	case "n", "esc", "q":
		return nil, true
	}
	return nil, false
}

func (c *confirm) mouse(e pane.Mouse) (tea.Cmd, bool) {
	switch {
	case e.On.Kind != pane.AreaRow:
		return nil, false
	case e.On.Item == answerAgree:
		return c.ask.Yes(), true
	}
	return nil, true
}

// The answers as areas.
const (
	answerAgree = iota
	answerDecline
)

func (c *confirm) capturing() bool { return false }

func (c *confirm) keys() []pane.Binding {
	return []pane.Binding{
		pane.Key("y", c.ask.Agree), pane.Key("n esc", c.ask.Decline),
		pane.Key("left right", "choose").As("←/→"), pane.Key("enter", "take the marked answer"),
	}
}

func (c *confirm) box(t *theme.Theme, w, h int) []string {
	outer := min(max(w-8, 40), 72)
	var body []string
	for _, l := range c.ask.Lines {
		body = append(body, cell.Wrap(field.Plain(l), outer-4)...)
	}
	if room := max(h-6, 3); len(body) > room {
		body = body[:room]
	}
	yes, no := "y  "+c.ask.Agree, "n  "+c.ask.Decline
	body = append(body, "", cell.Mark(pane.AreaRow, answerAgree, c.button(t, yes, c.agree))+"   "+cell.Mark(pane.AreaRow, answerDecline, c.button(t, no, !c.agree)))
	return t.Panel(theme.Panel{Title: c.ask.Title, Focus: true, W: outer, H: len(body) + 2}, body)
}

func (c *confirm) button(t *theme.Theme, label string, on bool) string {
	if !on {
		return "  " + label + "  "
	}
	role := theme.Strong
	if c.ask.Danger && c.agree {
		role = theme.Bad
	}
	return t.Glyphs().Cursor + t.PaintRow(theme.RowCell, role, " "+label+" ")
}
