package transactions

import (
	"strconv"

	"aisdesk/aisclient/ledger"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane/word"
	"aisdesk/tui/theme"
)

// maxTotals caps the lines of totals, so that rows stay in sight.
const maxTotals = 6

// totals are the lines under the grid: a rule, a line a currency for what is shown, and one a currency for
// the period before and for what is marked.
func (p *Pane) totals() []string {
	t := p.env.Theme
	lines := []string{t.Rule("", p.w)}
	if p.result == nil {
		return append(lines, " "+t.Paint(theme.Dim, "counting"))
	}
	if len(p.result.Totals) == 0 {
		lines = append(lines, p.totalLine(ledger.Totals{}, "shown", theme.Plain))
	}
	for _, s := range p.result.Totals {
		lines = append(lines, p.totalLine(s, "shown", theme.Strong))
		for _, b := range p.before {
			if b.Currency == s.Currency {
				lines = append(lines, p.totalLine(b, "before", theme.Dim))
			}
		}
	}
	for _, s := range p.marked {
		lines = append(lines, p.totalLine(s, t.Glyphs().Mark+"marked", theme.Accent))
	}
	if room := max(min(maxTotals, p.h/3), 2); len(lines) > room+1 {
		lines = append(lines[:room], " "+t.Paint(theme.Warn, strconv.Itoa(len(lines)-room)+" more totals: make the window taller, or see the overview"))
	}
	return lines
}

// totalLine is count, in, out and net of one currency. What does not fit goes from the right, with its name.
func (p *Pane) totalLine(s ledger.Totals, name string, role theme.Role) string {
	t, w := p.env.Theme, word.From(p.env)
	in, out, net := w.Money(s.In), w.Money(s.Out), w.Money(s.Net)
	if s.Overflow {
		in, out, net = "too large", "too large", "too large"
	}
	b := []byte(" ")
	put := func(r theme.Role, s string, width int, a cell.Align) {
		b = append(b, t.On(r)...)
		b = cell.AppendFit(b, []byte(s), width, a, t.Glyphs().Ellipsis)
		b = append(b, t.Off()...)
	}
	put(theme.Dim, name, 8, cell.Left)
	put(role, string(s.Currency), 4, cell.Left)
	put(role, strconv.Itoa(s.Count), 7, cell.Right)
	rows := " rows "
	if s.Count == 1 {
		rows = " row"
	}
	put(theme.Dim, rows, 6, cell.Left)
	money := max((p.w-27-3*5)/3, 9)
	money = min(money, 18)
	for _, x := range []struct {
		name, value string
		role        theme.Role
	}{{" in ", in, theme.In}, {" out ", out, theme.Out}, {" net ", net, word.Role(s.Net)}} {
		put(theme.Dim, x.name, cell.Width(x.name), cell.Left)
		b = append(b, t.On(x.role)...)
		b = cell.AppendDecimal(b, []byte(x.value), money, 2)
		b = append(b, t.Off()...)
	}
	if n := s.Count - s.Booked; n > 0 {
		said := "  " + strconv.Itoa(n) + " not booked"
		if 27+3*5+3*money+cell.Width(said) <= p.w {
			b = append(b, t.Paint(theme.Warn, said)...)
		}
	}
	return cell.Fit(string(b), p.w, cell.Left, "")
}
