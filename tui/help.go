package tui

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// help shows every key of the screen and of the program that works now, made from the actions.
type help struct {
	dialogs *dialogs
	title   string
	keymap  []pane.Action
	top     int
}

func (r *root) openHelp() {
	keymap := slices.DeleteFunc(r.screen.actions(), func(a pane.Action) bool { return a.Off })
	r.dialogs.push(&help{dialogs: r.dialogs, title: r.nav.top().Title(), keymap: keymap})
}

func (h *help) capturing() bool { return false }

func (h *help) typed(tea.KeyMsg) {}

func (h *help) actions() []pane.Action {
	return []pane.Action{
		pane.Key("up down k j", "scroll").As("↑/↓").On(h.scroll),
		pane.Key("esc ? q enter f1", "close").As("esc/?").Then(func() { h.dialogs.close(h) }),
		pane.Key("pgup pgdown ctrl+u ctrl+b space ctrl+d ctrl+f", "page").As("pgup/pgdn").On(h.scroll),
		pane.Key("home end g G", "first, last line").As("g/G").On(h.scroll),
	}
}

// scroll moves by lines or pages; box brings back what goes too far.
func (h *help) scroll(key string) tea.Cmd {
	switch key {
	case "up", "k":
		h.top--
	case "down", "j":
		h.top++
	case "pgup", "ctrl+u", "ctrl+b":
		h.top -= 10
	case "pgdown", " ", "ctrl+d", "ctrl+f":
		h.top += 10
	case "home", "g":
		h.top = 0
	case "end", "G":
		h.top = 10 * len(h.keymap)
	}
	return nil
}

func (h *help) mouse(e pane.Mouse) tea.Cmd {
	h.top += e.Wheel * pane.WheelStep
	return nil
}

func (h *help) box(t *theme.Theme, w, hh int) []string {
	lines := h.lines(t)
	outer := min(w-4, 76)
	room := min(len(lines), hh-4)
	h.top = max(min(h.top, len(lines)-room), 0)
	note := ""
	if room < len(lines) {
		note = t.Glyphs().Up + t.Glyphs().Down + " more"
	}
	return t.Panel(theme.Panel{Title: "Keys: " + h.title, Note: note, Focus: true, W: outer, H: room + 2},
		lines[h.top:h.top+room])
}

// lines are the sections in the order in which the actions first name them.
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
		bySection[s] = append(bySection[s], "  "+t.Paint(theme.Key, key)+"  "+b.What)
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
