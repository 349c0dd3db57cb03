package link

import (
	"fmt"
	"strings"

	"aisdesk/tui/cell"
	"aisdesk/tui/field"
	"aisdesk/tui/theme"
)

// tall is from which height of the pane on the sandbox's customers have a panel of their own.
const tall = 30

// customersHeight is how many lines that panel has; 0 where it is left out.
func customersHeight(p *Pane) int {
	if !p.demo || p.h < tall {
		return 0
	}
	s, _ := p.env.Demo.State()
	return min(len(s.Logins)+2, p.h-tall+10)
}

// customers are the customers of the sandbox's bank, each with what it shows.
func customers(p *Pane, w, h int) []string {
	if h == 0 {
		return nil
	}
	t, e := p.env.Theme, p.env.Theme.Glyphs().Ellipsis
	s, _ := p.env.Demo.State()
	note, n, room := "", len(s.Logins), h-2
	p.first = max(min(p.first, n-room), 0)
	shown := s.Logins[p.first:min(p.first+room, n)]
	if n > len(shown) {
		note = fmt.Sprintf("%d to %d of %d, up and down scroll", p.first+1, p.first+len(shown), n)
	}
	names := 0
	for _, c := range s.Logins {
		names = max(names, cell.Width(c.Name))
	}
	var lines []string
	for _, c := range shown {
		lines = append(lines, cell.Fit(field.Plain(c.Name), names, cell.Left, e)+"  "+t.Paint(theme.Dim, cell.CutWords(field.Plain(c.About), w-names-6, e)))
	}
	return t.Panel(theme.Panel{Title: "Customers who can sign in here", Note: note, W: w, H: h}, lines)
}

// logins are names of customers, as many as fit on a line, and how many more there are.
func logins(all []string, w int) string {
	for n := len(all); n > 0; n-- {
		said := strings.Join(all[:n], ", ")
		if more := len(all) - n; more > 0 {
			said += fmt.Sprintf(" and %d more", more)
		}
		if cell.Width("and "+said) <= w {
			return said
		}
	}
	return ""
}
