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
	// actions are what can be done; one that closes the overlay calls the dialogs' close.
	actions() []pane.Action
	// typed takes a key that is no action.
	typed(m tea.KeyMsg)
	// mouse handles a click or the wheel over it.
	mouse(e pane.Mouse) tea.Cmd
	// box draws it for a screen of w by h cells; every line has the same width.
	box(t *theme.Theme, w, h int) []string
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

// aside is the question below the screen that is on top; nil where none is.
func (d *dialogs) aside() *confirm {
	if c, ok := d.top().(*confirm); ok && c.ask.Aside {
		return c
	}
	return nil
}

// pass closes a question below the screen for a key that is no answer: it goes to the screen.
func (d *dialogs) pass(m tea.KeyMsg) {
	if c := d.aside(); c != nil {
		if _, answers := pane.Find(c.actions(), m); !answers {
			d.close(c)
		}
	}
}

// drop closes a question by its title, wherever it stands, and reports whether it was open.
func (d *dialogs) drop(title string) bool {
	before := len(d.open)
	d.open = slices.DeleteFunc(d.open, func(o overlay) bool { c, ok := o.(*confirm); return ok && c.ask.Title == title })
	return len(d.open) < before
}

// clear closes all.
func (d *dialogs) clear() { d.open = nil }

// key gives a key to the overlay on top.
func (d *dialogs) key(m tea.KeyMsg) tea.Cmd {
	o := d.top()
	if a, ok := pane.Find(o.actions(), m); ok {
		return a.Do(m.String())
	}
	o.typed(m)
	return nil
}

// ask opens a question. The same question is not asked a second time.
func (d *dialogs) ask(a pane.Ask) {
	if c, ok := d.top().(*confirm); ok && c.ask.Title == a.Title {
		return
	}
	d.push(&confirm{dialogs: d, ask: a})
}

// confirm asks before something is lost. The safe answer has the cursor.
type confirm struct {
	dialogs *dialogs
	ask     pane.Ask
	agree   bool
}

// answer closes the question and does what was agreed to.
func (c *confirm) answer(agree bool) tea.Cmd {
	c.dialogs.close(c)
	if !agree {
		return nil
	}
	return c.ask.Yes()
}

func (c *confirm) actions() []pane.Action {
	is := func(agree bool) func() tea.Cmd { return func() tea.Cmd { return c.answer(agree) } }
	or := pane.Key("o", c.ask.Or).Call(func() tea.Cmd { c.dialogs.close(c); return c.ask.OrElse() })
	if c.ask.Aside { // every other key is the screen's
		return []pane.Action{pane.Key("y", c.ask.Agree).Call(is(true)), or, pane.Key("n esc", c.ask.Decline).As("n/esc").Call(is(false))}
	}
	actions := []pane.Action{
		pane.Key("y", c.ask.Agree).Call(is(true)), pane.Key("n esc q", c.ask.Decline).As("n/esc").Call(is(false)),
		pane.Key("left right tab shift+tab", "choose").As("←/→").Then(func() { c.agree = !c.agree }),
		pane.Key("enter", "confirm").Call(is(c.agree)),
	}
	if c.ask.Or != "" {
		actions = append(actions, or)
	}
	return actions
}

func (c *confirm) typed(tea.KeyMsg) {}

func (c *confirm) mouse(e pane.Mouse) tea.Cmd {
	if e.Wheel != 0 || e.On.Kind != pane.AreaRow {
		return nil
	}
	return c.answer(e.On.Item == answerAgree)
}

// The answers as areas.
const (
	answerAgree = iota
	answerDecline
)

func (c *confirm) capturing() bool { return false }

func (c *confirm) box(t *theme.Theme, w, h int) []string {
	if c.ask.Aside {
		return nil
	}
	outer := min(max(w-8, 40), 72)
	var body []string
	for _, l := range c.ask.Lines {
		body = append(body, cell.Wrap(field.Plain(l), outer-4)...)
	}
	if room := max(h-6, 3); len(body) > room {
		body = body[:room]
	}
	yes, no := "y  "+c.ask.Agree, "n  "+c.ask.Decline
	buttons := cell.Mark(pane.AreaRow, answerAgree, c.button(t, yes, c.agree)) + "   " + cell.Mark(pane.AreaRow, answerDecline, c.button(t, no, !c.agree))
	if c.ask.Or != "" {
		buttons += "   o  " + c.ask.Or
	}
	body = append(body, "", buttons)
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
