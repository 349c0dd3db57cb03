package overview

import (
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
	"aisdesk/tui/pane"
	"aisdesk/tui/robot"
	"aisdesk/tui/robot/sample"
)

// The days that each account covers stand in the panel, the short ones marked, with what the provider cut.
func TestQualityShowsTheCoverageOfEachAccount(t *testing.T) {
	visit(t, sample.Ledger(sample.Customer()), func(r *robot.Robot, _ *pane.Env) {
		r.Sees("Data quality", "faults may hold claims back", "since 2026-03-04", "263 days", "The data of Rachunek walutowy covers only 55", "The provider cut the history of Konto", "1 row of Karta Visa Gold is pending: in no")
	})
}

// clean is a customer of one account, whose data has nothing to note: a row on every third day of a year, balances that
// follow.
func clean() *aisclient.Import {
	imp := sample.Customer()
	tg := &imp.Targets[0]
	tg.Accounts, tg.CreditCards, imp.Warnings = tg.Accounts[:1], nil, nil
	a := &tg.Accounts[0]
	a.Transactions = nil
	balance := aisclient.Amount(5000 * 10_000)
	for day := aisclient.DateOf(2025, 11, 22); day <= aisclient.DateOf(2026, 11, 21); day += 3 {
		amount := aisclient.Amount(-20 * 10_000)
		if _, _, d := day.Civil(); d <= 3 {
			amount = 3000 * 10_000
		}
		balance += amount
		a.Transactions = append(a.Transactions, aisclient.Transaction{BookedOn: day, Amount: amount, HasBalance: true, Balance: balance,
			Party: text.Clean("Biedronka"), Title: text.Clean("Płatność kartą Biedronka 12 " + day.String())})
	}
	a.Balance = &balance
	return imp
}

func TestNothingToNoteIsSaid(t *testing.T) {
	visit(t, sample.Ledger(clean()), func(r *robot.Robot, _ *pane.Env) { r.Sees("nothing to note").SeesNot("fault") })
}

// A balance that does not follow from the rows stands there with its day and its size, and enter opens its rows.
func TestABrokenBalanceHasDaySizeAndRows(t *testing.T) {
	imp := clean()
	rows := imp.Targets[0].Accounts[0].Transactions
	for i := 60; i < len(rows); i++ {
		rows[i].Balance += 137 * 10_000
	}
	*imp.Targets[0].Accounts[0].Balance += 137 * 10_000
	visit(t, sample.Ledger(imp), func(r *robot.Robot, _ *pane.Env) {
		r.Sees("1 fault may hold claims back", "first on 2026-05-21", "137.00 PLN.")
		r.Press("up", "up", "enter") // from the account over the risk
		m, ok := r.Sent[len(r.Sent)-1].(pane.OpenRows)
		if !ok || m.What != "chain break" || len(m.Rows) != 1 || m.Rows[0] != 60 {
			t.Errorf("%+v", r.Sent[len(r.Sent)-1])
		}
	})
}

// An account that the reply holds twice, rows that stand twice and rows that never took place are told apart.
func TestRepeatsAndStatusesAreToldApart(t *testing.T) {
	imp := clean()
	tg := &imp.Targets[0]
	rows := tg.Accounts[0].Transactions
	copied := rows[40]
	rows[50].Status = text.Clean("REJECTED")
	rows[50].HasBalance = false
	tg.Accounts[0].Transactions = append(rows[:41:41], append([]aisclient.Transaction{copied}, rows[41:]...)...)
	tg.Accounts = append(tg.Accounts, tg.Accounts[0])
	tg.Accounts[1].FriendlyName = text.Clean("The same again")
	visit(t, sample.Ledger(imp), func(r *robot.Robot, _ *pane.Env) {
		r.Sees("1 row of Konto Osobiste was cancelled or", "The same again is the same account as Konto", "1 row of Konto Osobiste stands twice").
			SeesNot("rows of The same again")
	})
}

func TestQualityIsMasked(t *testing.T) {
	visit(t, sample.Ledger(sample.Customer()), func(r *robot.Robot, env *pane.Env) {
		env.Masked = true
		r.Send(pane.SettingsChanged{}).Sees("not whole (masked)").SeesNot("Konto Osobiste")
	})
}
