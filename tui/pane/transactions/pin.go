package transactions

import (
	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/filter"
)

// pin writes the cell under the cursor into the filter line, or with exclude its opposite.
func (p *search) pin(exclude bool) tea.Cmd {
	c, ok := p.column()
	if !ok || p.grid.ID() < 0 {
		return nil
	}
	l, row := p.data.Ledger, p.grid.ID()
	term := ""
	switch merchant := c == ledger.ColParty && l.PartyID(row) == 0; {
	case merchant: // which the cell shows in the counterparty's place
		if term = "party:" + filter.Quote(l.Merchant(row).String()); exclude {
			term = "-" + term
		}
	case exclude:
		term = l.CellExclude(row, c)
	default:
		term = l.CellFilter(row, c)
	}
	v := p.view
	v.filter = filter.Join(v.filter, term)
	return p.change(v)
}
