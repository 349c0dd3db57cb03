package transactions

import (
	"strings"

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
		if term = "party:" + filter.Quote(chain(l.Title(row).String())); exclude {
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

// chain is the part of a merchant that all its shops have: the longest run of words of the title without digits, which leaves
// out the numbers of shops and terminals and what stands behind them; the whole title where every word has some.
func chain(title string) string {
	var run, longest []string
	for w := range strings.FieldsSeq(title) {
		if run = append(run, w); strings.ContainsAny(w, "0123456789") {
			run = nil
		}
		if len(run) > len(longest) {
			longest = run
		}
	}
	if longest == nil {
		longest = strings.Fields(title)
	}
	return strings.Join(longest, " ")
}
