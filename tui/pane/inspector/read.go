package inspector

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
)

// readKey scrolls the document.
func (p *Pane) readKey(m tea.KeyMsg) {
	page := max(p.docHeight()-1, 1)
	switch m.String() {
	case "esc":
		if !p.find.Empty() {
			p.find.Set("")
			p.found = -1
			return
		}
		p.reading = false
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
	case "n":
		p.search(p.found+1, 1)
	case "N":
		p.search(p.found-1, -1)
	}
	p.clamp()
}

// clamp keeps the last line at the foot of the panel.
func (p *Pane) clamp() {
	p.top = max(min(p.top, len(p.doc.lines)-p.docHeight()), 0)
}

func (p *Pane) findKey(m tea.KeyMsg) {
	switch m.String() {
	case "esc":
		p.finding = false
		p.find.Set("")
		p.found = -1
		return
	case "enter":
		p.finding = false
		return
	}
	p.find.Update(m)
	p.search(p.top, 1)
}

// search goes from a line in a direction to the next line that holds the text, whatever the case, and around
// the end.
func (p *Pane) search(from, step int) {
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
		if at < p.top || at >= p.top+p.docHeight() {
			p.top = at - p.docHeight()/3
		}
		p.clamp()
		return
	}
}
