package verdict

import (
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/verify"
	"aisdesk/tui/pane"
	"aisdesk/tui/robot/sample"
)

// A figure that is not known exactly is shown from what is proven to what is possible: of the savings that Anna shares
// with Jan a half is proven to be hers.
func TestAFigureIsAnInterval(t *testing.T) {
	visit(t, sample.Ledger(whole()), &notes{claims: []verify.Claim{verify.OwnerName{Name: "Anna Wiśniewska"}}}, func(v *visited) {
		v.pane.SetSize(200, 50)
		v.claim(3, "12000 PLN").Sees("? inconclusive", "9810.55 PLN proven, up to 17310.55 PLN possible")
	})
}

// What was not counted is listed with its reason under its check, and opens exactly those rows.
func TestWhatWasNotCountedOpensItsRows(t *testing.T) {
	imp := whole()
	current := &imp.Targets[0].Accounts[0]
	for _, day := range []int{3, 12} {
		current.Transactions = append(current.Transactions, aisclient.Transaction{BookedOn: aisclient.DateOf(2026, 10, day), Amount: 900 * 10_000,
			Title: current.Name, Party: imp.Targets[0].Owners[0].Name, PartyIBAN: imp.Targets[0].Accounts[1].IBAN})
	}
	l := sample.Ledger(imp)
	visit(t, l, &notes{}, func(v *visited) {
		v.pane.SetSize(200, 60)
		v.claim(2, "7000 PLN").Sees("not counted", "money between own accounts: 1800.00 PLN, 2 rows")
		v.Press("home", "pgdown", "down", "enter")
		m, _ := sent[pane.OpenRows](v)
		if len(m.Rows) != 2 || !strings.Contains(m.What, "money between own accounts") || slices.ContainsFunc(m.Rows, func(r int32) bool { return l.Amount(r) != 900*10_000 }) {
			t.Errorf("%+v", m)
		}
	})
}

// The first rows behind the chosen check stand under it; the others wait until they are chosen. The mask hides names and
// amounts in all of it.
func TestTheChosenCheckShowsItsFirstRows(t *testing.T) {
	visit(t, sample.Ledger(whole()), &notes{}, func(v *visited) {
		v.claim(2, "7000 PLN").SeesNot("[salary]").Press("home", "pgdown").Sees("7450.00 PLN  Acme Polska", "[salary]")
		v.env.Masked = true
		v.Send(pane.SettingsChanged{}).Sees("[salary]").SeesNot("Acme", "7450.00")
	})
}
