package stream

import (
	"context"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/calendar"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/insight/party"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/modeltest"
	"aisdesk/aisclient/text"
)

var amount, day = modeltest.Amount, modeltest.Day

// Numbers of invented accounts with right check digits.
const (
	ownIBAN   = "PL61109010140000071219812874"
	otherIBAN = "PL27114020040000300201355387"
	thirdIBAN = "PL83101010230000261395100000"
)

// today is the day of the data in these tests.
const today = "2026-07-15"

// row is a booked transaction whose category stands in its kind: "salary".
func row(on, amt, party, title, cat string) aisclient.Transaction {
	x := modeltest.Row(on, amt, party, title)
	x.Kind = text.Clean(cat)
	return x
}

// numbered gives a row the account number of its counterparty.
func numbered(x aisclient.Transaction, iban string) aisclient.Transaction {
	x.PartyIBAN = text.Clean(iban)
	return x
}

// monthly is a row each month on a day, moved to the working day before, oldest first.
func eachMonth(from string, n int, x aisclient.Transaction) []aisclient.Transaction {
	var out []aisclient.Transaction
	for i := range n {
		x.BookedOn = calendar.Before("PL", day(from).AddMonths(i))
		x.TransactionOn = x.BookedOn
		out = append(out, x)
	}
	return out
}

// pays is n months of a payment that ends in June or July 2026.
func pays(n int, amt, party, title, cat string) []aisclient.Transaction {
	first := day("2026-07-10").AddMonths(1 - n).String()
	return eachMonth(first, n, row(first, amt, party, title, cat))
}

func rows(parts ...[]aisclient.Transaction) []aisclient.Transaction { return slices.Concat(parts...) }

func one(x aisclient.Transaction) []aisclient.Transaction { return []aisclient.Transaction{x} }

func account(name, iban string, c aisclient.Currency, owners string, txs []aisclient.Transaction) aisclient.Account {
	a := aisclient.Account{Name: text.Clean(name), IBAN: text.Clean(iban), Currency: c, Transactions: txs}
	for o := range strings.SplitSeq(owners, ";") {
		a.Owners = append(a.Owners, aisclient.Owner{Name: text.Clean(o), Kind: aisclient.KindOwner})
	}
	return a
}

// inputOf is what streams of accounts are made of; the day is today.
func inputOf(t *testing.T, accounts ...aisclient.Account) Input {
	t.Helper()
	return inputFrom(t, aisclient.Target{Name: text.Clean("KontoBank"), Accounts: accounts})
}

func inputFrom(t *testing.T, target aisclient.Target) Input {
	t.Helper()
	l, err := ledger.FromImport(&aisclient.Import{Targets: []aisclient.Target{target}})
	if err != nil {
		t.Fatal(err)
	}
	p, err := party.Build(context.Background(), l, lexicon.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	return Input{Ledger: l, Parties: p, Day: day(today), Category: func(row int32) category.Category {
		c, ok := category.Parse(l.Kind(row).String())
		if !ok {
			t.Fatalf("row %d has no category", row)
		}
		return c
	}}
}

func build(t *testing.T, in Input) *Streams {
	t.Helper()
	s, err := Build(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// person builds the streams of Jan's account with these rows.
func person(t *testing.T, parts ...[]aisclient.Transaction) *Streams {
	t.Helper()
	return build(t, inputOf(t, account("Konto", ownIBAN, "PLN", "Jan Przykładny", rows(parts...))))
}

// wantIncome checks the income of the last cycles in PLN: what is proven, and what is possible beyond it.
func wantIncome(t *testing.T, what string, s *Streams, proven, possible string) *Income {
	t.Helper()
	return wantScope(t, what, s, Scope{Currency: "PLN"}, proven, possible)
}

func wantScope(t *testing.T, what string, s *Streams, scope Scope, proven, possible string) *Income {
	t.Helper()
	inc, err := s.Income(context.Background(), scope)
	if err != nil {
		t.Fatal(err)
	}
	cents := func(a aisclient.Amount) aisclient.Amount { return a - a%100 }
	if cents(inc.Proven) != amount(proven) || cents(inc.Possible) != amount(possible) {
		t.Errorf("%s: proven %s, possible %s; want %s and %s%s", what, inc.Proven, inc.Possible, proven, possible, whys(s))
	}
	return inc
}

// whys lists the streams for the message of a test that failed.
func whys(s *Streams) string {
	var b strings.Builder
	for _, st := range s.All() {
		b.WriteString("\n\t" + st.Name + " " + st.Category.String() + " " + st.Series.Cycle.String() + " " + st.Series.Status.String() + " " + st.Series.Monthly.String())
		for _, w := range st.Why {
			b.WriteString(", " + string(w))
		}
	}
	return b.String()
}

// wantReason checks that the first stream that came in has a reason.
func wantReason(t *testing.T, what string, s *Streams, want Reason) {
	t.Helper()
	if len(s.All()) == 0 || !slices.Contains(s.All()[0].Why, want) {
		t.Errorf("%s: no reason %q%s", what, want, whys(s))
	}
}
