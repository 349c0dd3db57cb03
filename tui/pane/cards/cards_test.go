package cards

import (
	"testing"
	"testing/synctest"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/text"
	"aisdesk/tui/pane"
	"aisdesk/tui/robot"
	"aisdesk/tui/robot/sample"
	"aisdesk/tui/theme"
)

func visit(t *testing.T, imp *aisclient.Import, f func(r *robot.Robot)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		env := &pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: func() time.Time { return sample.Now }}
		p := New(env)
		p.SetSize(120, 30)
		r := robot.New(t, p)
		r.Send(pane.Loaded{Dataset: app.Dataset{ID: "one", Name: "one", Ledger: sample.Ledger(imp)}})
		f(r)
	})
}

func TestCardWithItsRowsAndTotals(t *testing.T) {
	visit(t, sample.Customer(), func(r *robot.Robot) {
		r.Sees("Karta Visa Gold", "4532 **** **** 1119", "-1240.30", "3759.70", "5000.00", "due 2026-12-05", "interest, as the bank writes it 18.5", "owner Anna",
			"Media Expert", "-349.99", "PLL LOT", "-890.31", " 2 rows  ", "net -890.31 PLN", "1 not summed").SeesNot("Żabka", "PLN  2 rows")
		r.Press("enter")
		if m, ok := r.Sent[len(r.Sent)-1].(pane.OpenRows); !ok || m.Filter != `acct:="Karta Visa Gold"` || m.From != Tab {
			t.Errorf("sent %+v", r.Sent[len(r.Sent)-1])
		}
	})
}

func TestOtherCards(t *testing.T) {
	imp := sample.Customer()
	second := imp.Targets[0].CreditCards[0]
	second.Name, second.Number, second.Transactions = text.Clean("Karta Blue"), text.Clean("5500 1"), second.Transactions[1:]
	imp.Targets[0].CreditCards = append(imp.Targets[0].CreditCards, second)
	visit(t, imp, func(r *robot.Robot) {
		r.Sees("> Karta Visa Gold", "Media Expert").Press("]").Sees("> Karta Blue", " 1 row  ").SeesNot("Media Expert")
		r.Press("]").Sees("> Karta Blue").Press("[").Sees("> Karta Visa Gold")
	})
}

func TestNoCards(t *testing.T) {
	visit(t, &aisclient.Import{}, func(r *robot.Robot) {
		r.Sees("this import has no credit cards").Press("enter", "]", "down").Sees("no credit cards")
	})
}
