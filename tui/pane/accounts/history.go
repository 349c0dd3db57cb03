package accounts

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/ledger"
	"aisdesk/tui/chart"
	"aisdesk/tui/pane/rows"
)

// inline is up to how many rows the balance histories are made while the page is drawn. Putting a bank's rows of
// one day into their order takes a second where there are hundreds of thousands.
const inline = 4000

// load takes an import, or more rows of the one that is shown; its histories stay until there are new ones.
func (p *Pane) load(o app.Dataset) tea.Cmd {
	same, known := o.Same(p.data), o.SameRows(p.data)
	p.data, p.dirty = o, true
	if known {
		return nil
	}
	large := o.Ledger.Len() > inline
	if !same || !large {
		p.points, p.counted = map[int][]chart.Point{}, 0
		p.balances.Cancel() // what is on its way is of another import
	}
	if !large || !o.Grown(p.counted) {
		return nil
	}
	p.counted = o.Ledger.Len()
	l := o.Ledger
	return p.balances.Start(p.env.Context(), func(context.Context) (map[int][]chart.Point, error) {
		points := map[int][]chart.Point{}
		for i := range l.Sources() {
			if !l.Sources()[i].IsCard() {
				points[i] = rows.Balances(l, i, ledger.All())
			}
		}
		return points, nil
	}, func(points map[int][]chart.Point, _ error) tea.Cmd {
		p.points, p.dirty = points, true
		return nil
	})
}

// history is the balances of an account over time, nil as long as they are being made.
func (p *Pane) history(src int) []chart.Point {
	pts, ok := p.points[src]
	if !ok && p.data.Ledger.Len() <= inline {
		pts = rows.Balances(p.data.Ledger, src, ledger.All())
		p.points[src] = pts
	}
	return pts
}
