package transactions

import (
	"strconv"
	"strings"

	"aisdesk/aisclient/ledger"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane/word"
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
func (p *Pane) sums() []sum {
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
func (p *Pane) totals() []string {
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
				left := word.Count(len(sums)-i, "more total", "more totals")
				return append(lines, " "+t.Paint(theme.Warn, left+": make the window taller, or see the overview"))
			}
		}
		lines = append(lines, block...)
	}
	return lines
}

// measures are the cells of a money column that all sums share, and its decimals.
type measures struct{ money, decimals int }

func (p *Pane) measure(sums []sum) measures {
	w := word.From(p.env)
	m, whole := measures{}, 0
	for _, s := range sums {
		in, out, net := w.Sums(s.Totals)
		for _, v := range []string{in, out, net} {
			before, after, _ := strings.Cut(v, ".")
			whole, m.decimals = max(whole, cell.Width(before)), max(m.decimals, len(after))
		}
	}
	m.money = whole
	if m.decimals > 0 {
		m.money += 1 + m.decimals
	}
	if roomy := min((p.w-headWidth-labelsWidth)/3, 15); roomy > m.money { // amounts of several queries keep their place
		m.money = roomy
	}
	return m
}

// The cells of a sum's name, currency and count, and of the names of its three amounts.
const (
	headWidth   = 26
	labelsWidth = 4 + 5 + 5
)

// sumLines are the lines of one sum: one where everything fits, else the amounts go on below.
func (p *Pane) sumLines(s sum, m measures) []string {
	t, w := p.env.Theme, word.From(p.env)
	in, out, net := w.Sums(s.Totals)
	lines, line, used := []string{}, p.sumHead(s), headWidth
	for _, x := range []struct {
		name, value string
		role        theme.Role
	}{{" in ", in, theme.In}, {" out ", out, theme.Out}, {" net ", net, word.Role(s.Net)}} {
		n := len(x.name) + m.money
		if used+n > p.w {
			lines, line, used = append(lines, line), " ", 1
		}
		line += t.Paint(theme.Dim, x.name) + t.Paint(x.role, string(cell.AppendDecimal(nil, []byte(x.value), m.money, m.decimals)))
		used += n
	}
	return append(lines, line+p.sumMore(s, p.w-used))
}

// sumHead is a sum's name, currency and count.
func (p *Pane) sumHead(s sum) string {
	t := p.env.Theme
	rows := " rows "
	if s.Count == 1 {
		rows = " row  "
	}
	return " " + t.Paint(theme.Dim, cell.Fit(s.name, 8, cell.Left, "")) + t.Paint(s.role, cell.Fit(string(s.Currency), 4, cell.Left, "")) +
		t.Paint(s.role, cell.Fit(strconv.Itoa(s.Count), 7, cell.Right, "")) + t.Paint(theme.Dim, rows)
}

// sumMore is what else is known of a sum, as far as it fits into so many cells: rows that are in no sum, then the
// smallest, greatest, mean and middle amount.
func (p *Pane) sumMore(s sum, room int) string {
	t, w := p.env.Theme, word.From(p.env)
	out := ""
	put := func(said string) {
		if n := cell.Width(said); n <= room {
			out, room = out+said, room-n
		}
	}
	if n := s.Count - s.Booked; n > 0 {
		put(t.Paint(theme.Warn, "  "+strconv.Itoa(n)+" not booked"))
	}
	if s.Booked > 0 && !s.Overflow {
		put(t.Paint(theme.Dim, "  min ") + w.Money(s.Min) + t.Paint(theme.Dim, "  max ") + w.Money(s.Max) +
			t.Paint(theme.Dim, "  mean ") + w.Money(s.MeanCents()) + t.Paint(theme.Dim, "  median ") + w.Money(ledger.Cents(s.Median)))
	}
	return out
}
