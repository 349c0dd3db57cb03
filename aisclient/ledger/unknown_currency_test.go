package ledger_test

import (
	"context"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/modeltest"
	"aisdesk/aisclient/text"
)

// Accounts whose currency the bank does not name may have different ones: no sum adds them. Entries of one account are one.
func TestUnknownCurrenciesAreNotAdded(t *testing.T) {
	account := func(iban string, c aisclient.Currency, amount string) aisclient.Account {
		a, err := aisclient.ParseAmount(amount)
		if err != nil {
			t.Fatal(err)
		}
		return aisclient.Account{IBAN: text.Clean(iban), Currency: c, Transactions: []aisclient.Transaction{{BookedOn: modeltest.Day("2026-03-09"), Amount: a}}}
	}
	const one, two = "PL61109010140000071219812874", "PL27114020040000300201355387"
	for name, k := range map[string]struct {
		accounts []aisclient.Account
		want     map[aisclient.Currency]string
	}{
		"two accounts":   {[]aisclient.Account{account(one, "", "70"), account(two, "", "-5"), account(two, "PLN", "1")}, map[aisclient.Currency]string{"?1": "70", "?2": "-5", "PLN": "1"}},
		"no numbers":     {[]aisclient.Account{account("", "", "70"), account("", "", "-5")}, map[aisclient.Currency]string{"?1": "70", "?2": "-5"}},
		"one account":    {[]aisclient.Account{account(one, "", "70"), account(two, "PLN", "1")}, map[aisclient.Currency]string{"?": "70", "PLN": "1"}},
		"the same twice": {[]aisclient.Account{account(one, "", "70"), account(one, "", "-5")}, map[aisclient.Currency]string{"?1": "65"}},
	} {
		l, err := ledger.FromImport(&aisclient.Import{Targets: []aisclient.Target{{Accounts: k.accounts}}})
		if err != nil {
			t.Fatal(err)
		}
		totals, err := l.Totals(context.Background())
		if err != nil || len(totals) != len(k.want) {
			t.Fatalf("%s: %+v, %v; want %v", name, totals, err, k.want)
		}
		for _, got := range totals {
			if want, _ := aisclient.ParseAmount(k.want[got.Currency]); got.Net != want {
				t.Errorf("%s: %s in %q, want %s", name, got.Net, got.Currency, want)
			}
			if got.Currency.Unknown() != (got.Currency != "PLN") {
				t.Errorf("%s: %q is unknown: %v", name, got.Currency, got.Currency.Unknown())
			}
		}
	}
}
