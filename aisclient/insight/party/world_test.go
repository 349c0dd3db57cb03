package party

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/modeltest"
	"aisdesk/aisclient/text"
)

// The short words in which these tests are written.
var amount, day, tx = modeltest.Amount, modeltest.Day, modeltest.Row

// Numbers of invented accounts with right check digits.
const (
	ownIBAN   = "PL61109010140000071219812874"
	otherIBAN = "PL27114020040000300201355387"
	thirdIBAN = "PL83101010230000261395100000"
)

// numbered gives a row the account number of its counterparty.
func numbered(x aisclient.Transaction, iban string) aisclient.Transaction {
	x.PartyIBAN = text.Clean(iban)
	return x
}

// kind gives a row the bank's kind.
func kind(x aisclient.Transaction, k string) aisclient.Transaction {
	x.Kind = text.Clean(k)
	return x
}

// balanced gives a row the balance after it.
func balanced(x aisclient.Transaction, b string) aisclient.Transaction {
	x.Balance, x.HasBalance = amount(b), true
	return x
}

func account(name, iban string, c aisclient.Currency, owners string, txs ...aisclient.Transaction) aisclient.Account {
	a := aisclient.Account{Name: text.Clean(name), IBAN: text.Clean(iban), Currency: c, Transactions: txs}
	for o := range strings.SplitSeq(owners, ";") {
		if o != "" {
			a.Owners = append(a.Owners, aisclient.Owner{Name: text.Clean(o), Kind: aisclient.KindOwner})
		}
	}
	return a
}

func tableOf(t *testing.T, accounts ...aisclient.Account) (*Table, *ledger.Ledger) {
	t.Helper()
	return tableWith(t, lexicon.Builtin(), accounts...)
}

func tableWith(t *testing.T, lex *lexicon.Set, accounts ...aisclient.Account) (*Table, *ledger.Ledger) {
	t.Helper()
	l, err := ledger.FromImport(&aisclient.Import{Targets: []aisclient.Target{{Name: text.Clean("KontoBank"), Accounts: accounts}}})
	if err != nil {
		t.Fatal(err)
	}
	table, err := Build(context.Background(), l, lex)
	if err != nil {
		t.Fatal(err)
	}
	return table, l
}

// person is Jan's account with these rows.
func person(t *testing.T, txs ...aisclient.Transaction) *Table {
	t.Helper()
	table, _ := tableOf(t, account("Konto", ownIBAN, "PLN", "Jan Przykładny", txs...))
	return table
}

// wantParties checks which rows have one counterparty: "0 1 | 2" for the first two against the third.
func wantParties(t *testing.T, what string, table *Table, want string) {
	t.Helper()
	at := map[ID]int{}
	var groups []string
	for row := range table.of {
		id := table.Of(int32(row))
		if i, ok := at[id]; ok {
			groups[i] += fmt.Sprint(" ", row)
			continue
		}
		at[id] = len(groups)
		groups = append(groups, fmt.Sprint(row))
	}
	if got := strings.Join(groups, " | "); got != want {
		t.Errorf("%s: %s, want %s", what, got, want)
	}
}
