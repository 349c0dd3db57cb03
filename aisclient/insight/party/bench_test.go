package party

import (
	"bytes"
	"context"
	"fmt"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/replytest"
)

func BenchmarkBuild100k(b *testing.B) {
	raw := replytest.XML(replytest.Options{Rows: 100_000})
	l, _, err := ledger.Load(context.Background(), bytes.NewReader(raw), aisclient.DecodeOptions{MaxBytes: 1 << 30}, nil)
	if err != nil {
		b.Fatal(err)
	}
	lex := lexicon.Builtin()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Build(context.Background(), l, lex); err != nil {
			b.Fatal(err)
		}
	}
}

// Every pair of accounts without a number may be one account.
func BenchmarkNumberlessAccounts(b *testing.B) {
	var accounts []aisclient.Account
	for i := range 200 {
		var rows []aisclient.Transaction
		for j := range 500 {
			rows = append(rows, balanced(tx(fmt.Sprintf("2026-%02d-%02d", 1+j/250, 1+j%28), "-20", "Sklep", "x"), fmt.Sprint(1000*i+j)))
		}
		accounts = append(accounts, account(fmt.Sprint("Konto ", i), "", "PLN", "Jan Przykładny", rows...))
	}
	l, err := ledger.FromImport(&aisclient.Import{Targets: []aisclient.Target{{Accounts: accounts}}})
	if err != nil {
		b.Fatal(err)
	}
	lex := lexicon.Builtin()
	for b.Loop() {
		if _, err := Build(context.Background(), l, lex); err != nil {
			b.Fatal(err)
		}
	}
}
