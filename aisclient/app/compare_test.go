package app

import (
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/modeltest"
	"aisdesk/aisclient/text"
)

// A payment of an account whose data begins late does not begin because the data does.
func TestAnAccountThatIsCoveredLateBeginsNoPayments(t *testing.T) {
	account := func(iban, payer string, first, months int) aisclient.Account {
		var rows []aisclient.Transaction
		for i := range months {
			rows = append(rows, modeltest.Row(modeltest.Day("2026-01-05").AddMonths(first+i).String(), "-300", payer, "Rata kredytu "+payer))
		}
		return aisclient.Account{Name: text.Clean("Konto " + payer), IBAN: text.Clean(iban), Currency: "PLN", Transactions: rows}
	}
	imp := &aisclient.Import{Envelope: aisclient.Envelope{ResponseTimestamp: modeltest.Day("2026-08-31").Time()}, Targets: []aisclient.Target{{Name: text.Clean("KontoBank"), Accounts: []aisclient.Account{
		account("PL61109010140000071219812874", "Stary Bank", 0, 8), account("PL27114020040000300201355387", "Nowy Bank", 4, 4)}}}}
	l, err := ledger.FromImport(imp)
	if err != nil {
		t.Fatal(err)
	}
	a, b := ledger.Between(modeltest.Day("2026-01-01"), modeltest.Day("2026-04-30")), ledger.Between(modeltest.Day("2026-05-01"), modeltest.Day("2026-08-31"))
	c, err := ComparePeriods(t.Context(), Dataset{Name: "x", Ledger: l}, modeltest.Day("2026-08-31").Time(), a, b)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Streams) != 0 {
		t.Errorf("%s %s, though its account has no data of the first period", c.Streams[0].Name, c.Streams[0].Shift)
	}
	if len(c.Accounts) != 1 || c.Accounts[0].Label != "Konto Nowy Bank" || c.Accounts[0].A.Bounded() || c.Accounts[0].B.From != modeltest.Day("2026-05-05") {
		t.Errorf("accounts with other days: %+v", c.Accounts)
	}
	if c, err = ComparePeriods(t.Context(), Dataset{Name: "x", Ledger: l}, modeltest.Day("2026-08-31").Time(), ledger.Between(modeltest.Day("2026-05-01"), modeltest.Day("2026-06-30")), b); err != nil || len(c.Accounts) != 1 {
		t.Errorf("%v %+v", err, c.Accounts)
	}
}
