package transactions

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/ledger"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/theme"
)

// summary is the sums under the rows.
type summary struct {
	*search
	spread bool // the totals begin with min, max, mean and median
}

// figure is one amount of a sum with its name.
type figure struct {
	name, value string
	role        theme.Role
}

// figures are the amounts of a sum: those that stand first, and those that follow where there is room.
func (p *summary) figures(s ledger.Totals) (first, second []figure) {
	w := format.From(p.env)
	in, out, net := w.Sums(s)
	flow := []figure{{" in ", in, theme.In}, {" out ", out, theme.Out}, {" net ", net, format.Role(s.Net)}}
	if s.Booked == 0 || s.Overflow {
		return flow, nil
	}
	var spread []figure
	median := " median "
	if p.tight() {
		median = " med "
	}
	for _, x := range []struct {
		name  string
		value string
	}{{" min ", w.Money(s.Min)}, {" max ", w.Money(s.Max)}, {" mean ", w.Money(s.MeanCents())}, {median, w.Money(ledger.Cents(s.Median))}} {
		spread = append(spread, figure{x.name, x.value, theme.Plain})
	}
	if p.spread {
		return spread, flow
	}
	return flow, spread
}

// tight reports whether four figures have to stand on a line that has hardly room for them.
func (p *summary) tight() bool { return p.spread && p.w < 100 }

// headWidth are the cells of a sum's name, currency and count.
func (p *summary) headWidth() int {
	if p.tight() {
		return 21
	}
	return 26
}

// figure draws one with its point in its place.
func (p *summary) figure(x figure, width, decimals int) string {
	t := p.env.Theme
	return t.Paint(theme.Dim, x.name) + t.Paint(x.role, string(cell.AppendDecimal(nil, []byte(x.value), width, decimals)))
}

// measures are the cells that all sums share, so that their figures stand below each other: those of a figure that
// stands first, those of each that follows, and the decimals.
type measures struct {
	money, decimals int
	more            []int
}

func (p *summary) measure(sums []sum) measures {
	m, whole, names := measures{}, 0, 0
	var wholes []int
	for _, s := range sums {
		first, second := p.figures(s.Totals)
		for i, x := range append(first, second...) {
			before, after, _ := strings.Cut(x.value, ".")
			m.decimals = max(m.decimals, len(after))
			if i < len(first) {
				whole = max(whole, cell.Width(before))
				continue
			}
			if i -= len(first); i == len(wholes) {
				wholes = append(wholes, 0)
			}
			wholes[i] = max(wholes[i], cell.Width(before))
		}
		n := 0
		for _, x := range first {
			n += len(x.name)
		}
		names = max(names, n)
	}
	point := 0
	if m.decimals > 0 {
		point = 1 + m.decimals
	}
	m.money = whole + point
	for _, w := range wholes {
		m.more = append(m.more, w+point)
	}
	if p.spread {
		return m
	}
	roomy := 12 // amounts of several queries keep their place
	if p.w >= 160 {
		roomy = 15
	}
	m.money = max(m.money, min((p.w-p.headWidth()-names)/3, roomy))
	return m
}

// turnTotals lets the smallest, greatest, mean and middle amount stand first in the totals, or the sums again.
func (p *summary) turnTotals() tea.Cmd {
	p.spread = !p.spread
	if p.spread {
		return p.env.Inform(pane.Info, "min, max, mean and median come first; t shows in, out and net again")
	}
	return nil
}
