package insight

import (
	"context"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/modeltest"
	"aisdesk/aisclient/text"
)

var today = aisclient.DateOf(2026, time.March, 31)

// The short words in which these tests are written.
var amount, day, tx = modeltest.Amount, modeltest.Day, modeltest.Row

// account is one PLN account with these rows, oldest first; it fills the balances from start if given.
func account(start string, txs ...aisclient.Transaction) aisclient.Account {
	if start != "" {
		b := amount(start)
		for i := range txs {
			b += txs[i].Amount
			txs[i].Balance, txs[i].HasBalance = b, true
		}
	}
	newest := make([]aisclient.Transaction, 0, len(txs))
	for i := len(txs) - 1; i >= 0; i-- {
		newest = append(newest, txs[i])
	}
	return aisclient.Account{Name: text.Clean("Konto"), IBAN: text.Clean("PL61109010140000071219812874"), Currency: "PLN", Transactions: newest}
}

func resultOf(t *testing.T, accounts ...aisclient.Account) *ledger.Result {
	t.Helper()
	imp := &aisclient.Import{Targets: []aisclient.Target{{Name: text.Clean("KontoBank"), Accounts: accounts}}}
	l, err := ledger.FromImport(imp)
	if err != nil {
		t.Fatal(err)
	}
	r, err := l.Run(context.Background(), ledger.Query{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func findings(t *testing.T, r *ledger.Result) map[Topic][]Finding {
	t.Helper()
	a, err := Analyse(context.Background(), r.Ledger, Options{Today: today})
	if err != nil {
		t.Fatal(err)
	}
	all, err := a.Findings(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	by := map[Topic][]Finding{}
	for _, f := range all {
		by[f.Topic] = append(by[f.Topic], f)
		checkFinding(t, r, f)
	}
	return by
}

// checkFinding asks the ledger for a finding's filter: it must give the finding's rows.
func checkFinding(t *testing.T, r *ledger.Result, f Finding) {
	t.Helper()
	if f.Sentence == "" || f.Sentence[len(f.Sentence)-1] != '.' {
		t.Errorf("%s: %q is no sentence", f.Topic, f.Sentence)
	}
	if f.Filter == "" {
		return
	}
	filter, err := filter.Parse(f.Filter, today)
	if err != nil {
		t.Errorf("%s: filter %q: %v", f.Topic, f.Filter, err)
		return
	}
	again, err := r.Ledger.Run(context.Background(), ledger.Query{Filter: filter, Within: r.Order})
	if err != nil || len(again.Order) != len(f.Rows) {
		t.Errorf("%s: filter %q gives %d rows, the finding has %d (%v)", f.Topic, f.Filter, len(again.Order), len(f.Rows), err)
		return
	}
	for i := range f.Rows {
		if again.Order[i] != f.Rows[i] {
			t.Errorf("%s: filter %q gives other rows", f.Topic, f.Filter)
			return
		}
	}
}

// monthly is one payment a month on a day, from a month on.
func monthly(from string, n int, amt, party, title string, labels ...string) []aisclient.Transaction {
	var out []aisclient.Transaction
	for i := range n {
		x := tx(from, amt, party, title, labels...)
		x.BookedOn = x.BookedOn.AddMonths(i)
		out = append(out, x)
	}
	return out
}
