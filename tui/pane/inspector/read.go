package inspector

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/pane"
)

// readActions are those of the document.
func (p *Pane) readActions() []pane.Action {
	none := p.find.Empty()
	scroll := func(k string) tea.Cmd { p.scroll(k); return nil }
	return []pane.Action{
		pane.Key("up down k j", "scroll").As("↑/↓").Short().On(scroll), pane.Key("left right h l", "sideways").As("←/→").Short().On(scroll),
		pane.Key("pgup pgdown space ctrl+b ctrl+f ctrl+u ctrl+d", "page").As("pgup/pgdn").On(scroll), pane.Key("home end g G", "first, last line").As("g/G").On(scroll),
		pane.Key("/", "find").Short().Call(p.openFind), pane.Key("n", "next").Short().Unless(none).Then(func() { p.search(p.found+1, 1) }),
		pane.Key("N", "previous").Unless(none).Then(func() { p.search(p.found-1, -1) }),
		pane.Key("y", "copy all").Short().Call(p.copyAll), pane.Key("esc", "back to the list").Short().Then(p.leaveDocument),
	}
}

// scroll scrolls the document.
func (p *reader) scroll(k string) {
	page := max(p.height()-1, 1)
	switch k {
	case "up", "k":
		p.top--
	case "down", "j":
		p.top++
	case "pgup", "ctrl+b":
		p.top -= page
	case "pgdown", "ctrl+f", " ":
		p.top += page
	case "ctrl+u":
		p.top -= page / 2
	case "ctrl+d":
		p.top += page / 2
	case "home", "g":
		p.top, p.left = 0, 0
	case "end", "G":
		p.top = len(p.doc.lines)
	case "left", "h":
		p.left = max(p.left-8, 0)
	case "right", "l":
		p.left = min(p.left+8, max(p.doc.widest-8, 0))
	}
	p.clamp()
}

// clamp keeps the last line at the foot of the panel.
func (p *reader) clamp() {
	p.top = max(min(p.top, len(p.doc.lines)-p.height()), 0)
}

// leaveDocument first forgets what was searched for, then gives the keys back to the list.
func (p *Pane) leaveDocument() {
	if !p.find.Empty() {
		p.find.Set("")
		p.found = -1
		return
	}
	p.reading = false
}

// openFind begins a search in the document.
func (p *Pane) openFind() tea.Cmd {
	if p.env.Masked {
		return p.env.Inform(pane.Warn, masked)
	}
	p.reading, p.finding = true, true
	p.find.Set("")
	return nil
}

// masked says why nothing can be found or copied under the privacy mask.
const masked = "requests and replies are masked: ctrl+o shows them"

// Type types what is searched for.
func (p *Pane) Type(m tea.KeyMsg) tea.Cmd {
	if p.finding {
		p.find.Update(m)
		p.search(p.top, 1)
	}
	return nil
}

// search goes from a line in a direction to the next line that holds the text, whatever the case, and around
// the end.
func (p *reader) search(from, step int) {
	q, n := strings.ToLower(p.find.Value()), len(p.doc.lines)
	p.found = -1
	if q == "" || n == 0 {
		return
	}
	for i := range n {
		at := ((from+i*step)%n + n) % n
		if !strings.Contains(strings.ToLower(p.doc.lines[at]), q) {
			continue
		}
		p.found = at
		if at < p.top || at >= p.top+p.height() {
			p.top = at - p.height()/3
		}
		p.clamp()
		return
	}
}
