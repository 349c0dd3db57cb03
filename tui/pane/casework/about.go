package casework

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// about is all of what is said of the case, in the place of its history, for a window that is too low for both.
type about struct {
	open bool
	top  int // the first line shown
	h    int // how many lines there is room for
}

// view shows the lines from the first one that is not scrolled away.
func (a *about) view(p *Pane, lines []string) string {
	box := theme.Panel{Title: "Case", Note: p.note(), Focus: true, W: p.w, H: p.h}
	_, a.h = box.Inner()
	a.top = max(min(a.top, len(lines)-a.h), 0)
	if len(lines) > a.h {
		box.Note = fmt.Sprintf("lines %d to %d of %d", a.top+1, a.top+a.h, len(lines))
	}
	return cell.Exact(p.env.Theme.Panel(box, lines[a.top:]), p.w, p.h)
}

// actions scroll, and lead back to the history.
func (a *about) actions() []pane.Action {
	scroll := func(k string) tea.Cmd {
		switch k {
		case "up", "k":
			a.top--
		case "down", "j":
			a.top++
		case "pgup", "ctrl+b":
			a.top -= a.h
		case "pgdown", "ctrl+f":
			a.top += a.h
		case "home", "g":
			a.top = 0
		default:
			a.top = 1 << 20 // the view knows how far it goes
		}
		return nil
	}
	return []pane.Action{pane.Key("up down k j pgup pgdown ctrl+b ctrl+f home end g G", "scroll").As("↑/↓").Short().On(scroll),
		pane.Key("v esc", "back to the history").Short().Then(func() { a.open = false })}
}
