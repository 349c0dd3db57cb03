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

func (r *root) overlayKey(m tea.KeyMsg) tea.Cmd {
	n := len(r.overlays) - 1
	o := r.overlays[n]
	cmd, done := o.key(m)
	if done {
		r.shut(o)
	}
	return cmd
}

// shut closes an overlay.
func (r *root) shut(o overlay) {
	r.overlays = slices.DeleteFunc(r.overlays, func(other overlay) bool { return other == o })
}

// ask opens a question. A second question of the same kind replaces the first.
func (r *root) ask(a pane.Ask) {
	if n := len(r.overlays); n > 0 {
		if c, ok := r.overlays[n-1].(*confirm); ok && c.ask.Title == a.Title {
			return
		}
	}
	r.overlays = append(r.overlays, &confirm{ask: a})
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

// help shows every key of the screen and of the program, made from the bindings.
type help struct {
	title  string
	keymap []pane.Binding
	list   field.List
}

func (r *root) openHelp() tea.Cmd {
	r.overlays = append(r.overlays, &help{title: r.top().Title(), keymap: append(r.top().Keys(), r.globals()...)})
	return nil
}

func (h *help) capturing() bool { return false }

func (h *help) keys() []pane.Binding {
	return []pane.Binding{pane.Key("up down", "scroll").As("↑/↓"), pane.Key("esc ?", "close")}
}

func (h *help) key(m tea.KeyMsg) (tea.Cmd, bool) {
	switch m.String() {
	case "esc", "?", "q", "enter":
		return nil, true
	case "up", "k":
		h.list.Top--
	case "down", "j":
		h.list.Top++
	case "pgup", "ctrl+u", "ctrl+b":
		h.list.Top -= 10
	case "pgdown", " ", "ctrl+d", "ctrl+f":
		h.list.Top += 10
	case "home", "g":
		h.list.Top = 0
	case "end", "G":
		h.list.Top = len(h.keymap) * 3 // more than there are lines, headings included; box brings it back
	}
	return nil, false
}

func (h *help) mouse(e pane.Mouse) (tea.Cmd, bool) {
	h.list.Top += e.Wheel * pane.WheelStep
	return nil, false
}

func (h *help) box(t *theme.Theme, w, hh int) []string {
	lines := h.lines(t)
	outer := min(w-4, 76)
	room := min(len(lines), hh-4)
	h.list.Top = max(min(h.list.Top, len(lines)-room), 0)
	note := ""
	if room < len(lines) {
		note = t.Glyphs().Up + t.Glyphs().Down + " more"
	}
	return t.Panel(theme.Panel{Title: "Keys: " + h.title, Note: note, Focus: true, W: outer, H: room + 2},
		lines[h.list.Top:h.list.Top+room])
}

// lines are the sections in the order in which the bindings first name them.
func (h *help) lines(t *theme.Theme) []string {
	var order []string
	bySection := map[string][]string{}
	widest := 0
	for _, b := range h.keymap {
		widest = max(widest, cell.Width(b.KeyTextIn(t.Glyphs().Unicode)))
	}
	for _, b := range h.keymap {
		s := b.Section
		if s == "" {
			s = h.title
		}
		if bySection[s] == nil {
			order = append(order, s)
		}
		key := cell.Fit(b.KeyTextIn(t.Glyphs().Unicode), widest, cell.Left, "")
		if b.Off {
			bySection[s] = append(bySection[s], t.Paint(theme.Faint, "  "+key+"  "+b.What))
		} else {
			bySection[s] = append(bySection[s], "  "+t.Paint(theme.Key, key)+"  "+b.What)
		}
	}
	var out []string
	for i, s := range order {
		if i > 0 {
			out = append(out, "")
		}
		out = append(append(out, t.Paint(theme.Title, s)), bySection[s]...)
	}
	return out
}
