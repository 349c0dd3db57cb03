package transactions

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/ledger"
	"aisdesk/tui/pane"
)

// pin writes the cell under the cursor into the filter line, or with exclude its opposite.
func (p *Pane) pin(exclude bool) tea.Cmd {
	c, ok := p.column()
	if !ok || p.grid.ID() < 0 {
		return nil
	}
	term := p.term(c, p.grid.ID())
	if term == "" {
		return p.env.Inform(pane.Warn, "this cell is empty: there is nothing to filter by")
	}
	if exclude {
		parts := strings.SplitSeq(term, "\n")
		term = ""
		for t := range parts {
			term = ledger.Join(term, "-"+t)
		}
	}
	v := p.view
	v.filter = ledger.Join(v.filter, strings.ReplaceAll(term, "\n", " "))
	return p.change(v)
}

// term is the filter for a cell; several terms, which must all hold, stand on lines of their own.
func (p *Pane) term(c ledger.Column, id int32) string {
	l := p.data.Ledger
	text := l.Text(id, c).String()
	if text == "" {
		return ""
	}
	names := map[ledger.Column]string{
		ledger.ColDate: "date:", ledger.ColTransactionOn: "on:", ledger.ColAmount: "amt:", ledger.ColBalance: "bal:",
	}
	exact := map[ledger.Column]string{
		ledger.ColCurrency: "cur", ledger.ColTitle: "title", ledger.ColParty: "party", ledger.ColPartyIBAN: "iban",
		ledger.ColKind: "kind", ledger.ColStatus: "status", ledger.ColAccount: "acct", ledger.ColOwner: "owner",
		ledger.ColBank: "bank", ledger.ColVariableSymbol: "sym", ledger.ColConstantSymbol: "sym",
	}
	if name, ok := names[c]; ok {
		return name + text
	}
	if name, ok := exact[c]; ok {
		return name + ":=" + ledger.Quote(text)
	}
	var terms []string
	for _, label := range l.Labels(id) {
		terms = append(terms, "label:="+ledger.Quote(label.String()))
	}
	return strings.Join(terms, "\n")
}
