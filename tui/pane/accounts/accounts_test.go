package accounts

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/tui/pane"
	"aisdesk/tui/robot"
	"aisdesk/tui/robot/sample"
	"aisdesk/tui/theme"
)

func visit(t *testing.T, f func(r *robot.Robot, env *pane.Env)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		env := &pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: func() time.Time { return sample.Now }}
		p := New(env)
		p.SetSize(130, 36)
		r := robot.New(t, p)
		r.Send(pane.Loaded{Dataset: app.Dataset{ID: "one", Name: "one", Ledger: sample.Ledger(sample.Customer())}})
		f(r, env)
	})
}

func last[M any](r *robot.Robot) (m M) {
	m, _ = r.Sent[len(r.Sent)-1].(M)
	return m
}

func TestAccountsWithNumbersBalancesAndOwners(t *testing.T) {
	visit(t, func(r *robot.Robot, _ *pane.Env) {
		r.Sees("Konto Osobiste", "PL61 1090 1014 0000 0712 1981 2874", "2310.55", "Available      3310.55 PLN", "2024-02-01", "Owner", "Anna Wiśniewska",
			"Rachunek walutowy", "EUR", "Balance", "2026-11-20").SeesNot("Visa")
		r.Press("down").Sees("15000.00 PLN", "Co-owner", "Jan Wiśniewski", "incomplete: the bank ran out of time")
	})
}

func TestEnterOpensAndYCopies(t *testing.T) {
	visit(t, func(r *robot.Robot, env *pane.Env) {
		r.Press("end", "enter")
		if m := last[pane.OpenRows](r); m.Filter != `acct:="Rachunek walutowy"` || m.From != Tab {
			t.Errorf("opened %+v", m)
		}
		r.Press("y")
		if m := last[pane.Copy](r); m.Text != "PL83101010230000261395100000" {
			t.Errorf("copied %+v", m)
		}
		env.Masked = true
		r.Send(pane.SettingsChanged{}).SeesNot("PL83", "412.80", "Wiśniew", "▁").Press("y")
		if m := last[pane.Copy](r); m.Text != "PL83101010230000261395100000" || !strings.Contains(m.What, "unmasked") {
			t.Errorf("copied under the mask: %+v", m)
		}
	})
}

func TestChoiceSurvivesMoreRows(t *testing.T) {
	visit(t, func(r *robot.Robot, _ *pane.Env) {
		r.Press("down", "down").Sees("> Rachunek walutowy")
		r.Send(pane.Loaded{Dataset: app.Dataset{ID: "one", Name: "one", Ledger: sample.Ledger(sample.Customer())}}).Sees("> Rachunek walutowy")
	})
}

// The histories of large accounts come beside the loop: the page is drawn without them first, and never with those of the
// import before.
func TestHistoriesOfLargeAccountsFollow(t *testing.T) {
	imp := sample.Large(2 * inline)
	for i := range imp.Targets[0].Accounts[0].Transactions {
		x := &imp.Targets[0].Accounts[0].Transactions[i]
		x.Balance, x.HasBalance = aisclient.Amount(i)*aisclient.AmountScale, true
	}
	env := &pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: func() time.Time { return sample.Now }}
	p := New(env)
	p.SetSize(120, 36)
	large := pane.Loaded{Dataset: app.Dataset{ID: "large", Ledger: sample.Ledger(imp)}}
	later := p.Update(large)
	if strings.Contains(p.View(), "Balance") || later == nil {
		t.Fatalf("the history of %d rows was made on the loop:\n%s", 2*inline, p.View())
	}
	later().(pane.Callback)()
	if !strings.Contains(p.View(), "Balance") {
		t.Fatalf("the history did not follow:\n%s", p.View())
	}
	late := p.Update(pane.Loaded{Dataset: app.Dataset{ID: "other", Ledger: sample.Ledger(imp)}})
	p.Update(pane.Loaded{Dataset: app.Dataset{ID: "small", Ledger: sample.Ledger(sample.Customer())}})
	before := p.View()
	late().(pane.Callback)()
	if p.SetSize(120, 36); p.View() != before {
		t.Errorf("the histories of another import were drawn:\n%s", p.View())
	}
}
