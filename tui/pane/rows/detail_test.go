package rows

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/theme"
)

// A card is known by its own number, not by that of the account behind it.
func TestARowOfACardHasTheNumberOfTheCard(t *testing.T) {
	row := []aisclient.Transaction{{Amount: -10_000, Title: text.Clean("Kino")}}
	l, err := ledger.FromImport(&aisclient.Import{Targets: []aisclient.Target{{
		Accounts:    []aisclient.Account{{IBAN: text.Clean("PL61109010140000071219812874"), Currency: "PLN", Transactions: row}},
		CreditCards: []aisclient.CreditCard{{IBAN: text.Clean("PL10105000997603123456789123"), Number: text.Clean("530000******4167"), Currency: "PLN", Transactions: row}},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	var plain theme.Row
	th := theme.Must(theme.Mono, theme.TrueColour)
	w := format.From(&pane.Env{Theme: th})
	for id := range int32(2) {
		var said strings.Builder
		for _, line := range Detail(th, l, id, nil, nil, w, 70) {
			said.WriteString(ansi.Strip(line.Draw(70, plain)) + "\n")
		}
		card := l.Source(id).IsCard()
		if strings.Contains(said.String(), "Card number") != card || card && (!strings.Contains(said.String(), "4167") || !strings.Contains(said.String(), "Account number   PL10")) {
			t.Errorf("card %v:\n%s", card, said.String())
		}
	}
}
