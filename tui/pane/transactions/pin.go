package transactions

import (
	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/ledger/filter"
)

// pin writes the cell under the cursor into the filter line, or with exclude its opposite.
func (p *search) pin(exclude bool) tea.Cmd {
	c, ok := p.column()
	if !ok || p.grid.ID() < 0 {
		return nil
	}
	l, row := p.data.Ledger, p.grid.ID()
	term := l.CellFilter(row, c)
	if exclude {
		term = l.CellExclude(row, c)
	}
	v := p.view
	v.filter = filter.Join(v.filter, term)
	return p.change(v)
}
