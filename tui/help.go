package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/cell"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// help shows every key of the screen and of the program, made from the bindings.
type help struct {
	title  string
	keymap []pane.Binding
	list   field.List
}

func (r *root) openHelp() {
	r.dialogs.push(&help{title: r.nav.top().Title(), keymap: append(r.nav.top().Keys(), globals...)})
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
