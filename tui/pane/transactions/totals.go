package transactions

import (
	"strconv"

	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/theme"
)

// maxTotals caps the lines of totals, so that rows stay in sight.
const maxTotals = 6

// sum is a total with what it is the total of.
type sum struct {
	ledger.Totals
	name string
	role theme.Role
}

// sums are those on the screen: for each currency what is shown and, with compare, the period before, then what
// is marked.
func (p *summary) sums() []sum {
	var out []sum
	if len(p.result.Totals) == 0 {
		out = append(out, sum{name: "shown"})
	}
	for _, s := range p.result.Totals {
		out = append(out, sum{s, "shown", theme.Strong})
		for _, b := range p.before {
			if b.Currency == s.Currency {
				out = append(out, sum{b, "before", theme.Dim})
			}
		}
	}
	for _, s := range p.marked {
		out = append(out, sum{s, p.env.Theme.Glyphs().Mark + "marked", theme.Accent})
	}
	return out
}

// totals are the lines under the grid: a rule and the sums. Sums that have no room are left out whole, and said to
// be missing.
func (p *summary) totals() []string {
	t := p.env.Theme
	lines := []string{t.Rule("", p.w)}
	if p.result == nil {
		return append(lines, " "+t.Paint(theme.Dim, "counting"))
	}
	sums := p.sums()
	m := p.measure(sums)
	room := max(min(maxTotals, p.h/3), 2)
	for i, s := range sums {
		block := p.sumLines(s, m)
		last := i == len(sums)-1
		if len(lines)-1+len(block) > room || !last && len(lines)-1+len(block) == room {
			if i > 0 {
				left := english.Plural(len(sums)-i, "more total", "more totals")
				return append(lines, " "+t.Paint(theme.Warn, left+": make the window taller, or see the overview"))
			}
		}
		lines = append(lines, block...)
	}
	return lines
}

// sumLines are the lines of one sum: one where its figures fit, else they go on below; where there is room left, the
// other figures follow.
func (p *summary) sumLines(s sum, m measures) []string {
	first, second := p.figures(s.Totals)
	lines, line, used := []string{}, p.sumHead(s), p.headWidth()
	for _, x := range first {
		n := cell.Width(x.name) + m.money
		if used+n > p.w {
			lines, line, used = append(lines, line), " ", 1
		}
		line += p.figure(x, m.money, m.decimals)
		used += n
	}
	for i, x := range second {
		if i >= len(m.more) || used+cell.Width(x.name)+1+m.more[i] > p.w {
			break
		}
		line += " " + p.figure(x, m.more[i], m.decimals)
		used += cell.Width(x.name) + 1 + m.more[i]
	}
	if n := s.Count - s.Booked; n > 0 { // the status line says it where it does not fit here
		if said := "  " + strconv.Itoa(n) + " not summed"; used+len(said) <= p.w {
			line += p.env.Theme.Paint(theme.Warn, said)
		}
	}
	return append(lines, line)
}

// sumHead is a sum's name, currency and count.
func (p *summary) sumHead(s sum) string {
	t := p.env.Theme
	rows := " rows "
	switch {
	case p.tight():
		rows = " "
	case s.Count == 1:
		rows = " row  "
	}
	return " " + t.Paint(theme.Dim, cell.Fit(s.name, 8, cell.Left, "")) + t.Paint(s.role, cell.Fit(string(s.Currency), 4, cell.Left, "")) +
		t.Paint(s.role, cell.Fit(format.From(p.env).Count(s.Count), max(7, cell.Width(format.From(p.env).Count(s.Count))), cell.Right, "")) + t.Paint(theme.Dim, rows)
}
