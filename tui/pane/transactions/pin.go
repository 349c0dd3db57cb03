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
	case merchant && exclude:
		term = "-" + merchantFilter(l.Title(row).String())
	case merchant:
		term = merchantFilter(l.Title(row).String())
	case exclude:
		term = l.CellExclude(row, c)
	default:
		term = l.CellFilter(row, c)
	}
	v := p.view
	v.filter = filter.Join(v.filter, term)
	return p.change(v)
}

// merchantFilter asks for the rows whose title has a merchant's name: the longest run of words without digits, which leaves
// the numbers of shops and terminals out; the whole title where every word has some.
func merchantFilter(title string) string {
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
	return "title:" + filter.Quote(strings.Join(longest, " "))
}
