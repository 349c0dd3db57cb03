package link

import (
	"fmt"
	"strings"

	"aisdesk/aisclient/app"
	"aisdesk/tui/cell"
	"aisdesk/tui/field"
	"aisdesk/tui/theme"
)

// tall is from which height of the pane on the sandbox's customers have a panel of their own.
const tall = 30

// leastCustomers is how many lines that panel has at least.
const leastCustomers = 6

// customersShown reports whether there is room for that panel.
func customersShown(p *Pane) bool { return p.demo && p.h >= tall }

// withCustomers are the steps, what happened and the customers in h lines: the customers below what happened, which takes no more
// lines than it has, where what they are can be read whole there; else across the whole width below the steps.
func withCustomers(p *Pane, h int) []string {
	s, _ := p.env.Demo.State()
	const left = 46 // what they show needs more room than the steps
	w := p.w - left - 1
	if customersWidth(s.Logins) <= w-4 {
		above := sideHeight(p, w, max(h-leastCustomers, h/2))
		below := min(len(s.Logins)+2, h-above)
		side := append(p.side(w, h-below), customers(p, w, below)...)
		return cell.Beside(1, []int{left, w}, stepsPanel(p, left, h), side)
	}
	above := min(max(len(p.steps)+2, sideHeight(p, w, h/2)), h-leastCustomers)
	below := min(len(s.Logins)+2, h-above)
	return append(cell.Beside(1, []int{left, w}, stepsPanel(p, left, h-below), p.side(w, h-below)), customers(p, p.w, below)...)
}

// namesGap is between a customer's name and what they are.
const namesGap = 2

// namesWidth is the width of the longest name.
func namesWidth(all []app.DemoChoice) (w int) {
	for _, c := range all {
		w = max(w, cell.Width(c.Name))
	}
	return w
}

// customersWidth is the width in which the customers can be read whole.
func customersWidth(all []app.DemoChoice) (w int) {
	for _, c := range all {
		w = max(w, cell.Width(field.Plain(c.About)))
	}
	return namesWidth(all) + namesGap + w
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
	names := namesWidth(s.Logins)
	var lines []string
	for _, c := range shown {
		lines = append(lines, cell.Fit(field.Plain(c.Name), names, cell.Left, e)+"  "+t.Paint(theme.Dim, cell.CutWords(field.Plain(c.About), w-4-names-namesGap, e)))
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
