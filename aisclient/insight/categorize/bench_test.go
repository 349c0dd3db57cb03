package categorize

import (
	"context"
	"fmt"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight/party"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/modeltest"
	"aisdesk/aisclient/text"
)

// benchLedger is an invented import: rows of three accounts, 2,000 counterparties, titles of which a third has a
// reference of its own.
func benchLedger(b *testing.B, rows int) *ledger.Ledger {
	b.Helper()
	titles := []string{"Płatność kartą 4532 BIEDRONKA %d WARSZAWA", "Przelew środków %d", "Faktura FV/%d/2026", "Wynagrodzenie za %d/2026",
		"Zakup BLIK PayU*ZMYSLONY%d", "Rata kredytu %d/60", "Czynsz lokal %d", "Bilet miesięczny %d", "Doładowanie telefonu nr %d",
		"Przelew na telefon od osoby %d zgodnie z umową z dnia 12.03.2026"}
	kinds := []string{"PRZELEW", "TRANSAKCJA KARTĄ", "BLIK", "POLECENIE ZAPŁATY", "OPŁATA"}
	start := modeltest.Day("2024-01-01")
	var accounts []aisclient.Account
	for a := range 3 {
		n := rows / 3
		txs := make([]aisclient.Transaction, 0, n)
		for i := range n {
			ref := i % 500
			if i%3 == 0 {
				ref = 1_000_000 + i
			}
			amount := aisclient.Amount(-10_000 * (i%900 + 1))
			if i%7 == 0 {
				amount = -amount
			}
			txs = append(txs, aisclient.Transaction{BookedOn: start.AddDays(i * 900 / n), Amount: amount, Title: text.Clean(fmt.Sprintf(titles[i%len(titles)], ref)),
				Party:     text.Clean(fmt.Sprintf("FIRMA ZMYSLONA %d SP. Z O.O. UL. DLUGA %d 00-950 WARSZAWA", i*7%2000, i*7%2000)),
				PartyIBAN: text.Clean(fmt.Sprintf("PL%026d", i*7%2000)), Kind: text.Clean(kinds[i%len(kinds)])})
		}
		accounts = append(accounts, aisclient.Account{IBAN: text.Clean(fmt.Sprintf("PL%026d", 9_000_000+a)), Currency: "PLN", Transactions: txs})
	}
	l, err := ledger.FromImport(&aisclient.Import{Targets: []aisclient.Target{{Accounts: accounts}}})
	if err != nil {
		b.Fatal(err)
	}
	return l
}

func BenchmarkBuild(b *testing.B) {
	for _, rows := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprintf("%d", rows), func(b *testing.B) {
			ctx, lex, l := context.Background(), lexicon.Builtin(), benchLedger(b, rows)
			parties, err := party.Build(ctx, l, lex)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Build(ctx, l, parties, lex); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(rows), "ns/row")
		})
	}
}
