package verify

import (
	"context"
	"fmt"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
)

// BenchmarkRun is what a changed claim costs until the new verdict is there, off the UI loop.
func BenchmarkRun(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		if testing.Short() && n > 100_000 {
			continue
		}
		b.Run(fmt.Sprintf("rows=%d", n), func(b *testing.B) {
			w := salaried(&testing.T{})
			imp, acc := w.imp, w.first()
			rows := acc.Transactions
			for len(acc.Transactions) < n {
				acc.Transactions = append(acc.Transactions, rows...)
			}
			l, err := ledger.FromImport(imp)
			if err != nil {
				b.Fatal(err)
			}
			claims := []Claim{OwnerName{"Anna Łącka"}, MonthlyIncome{Least: amount("4000"), Currency: "PLN", Months: 0}, NoSign{insight.Gambling}, NoSign{insight.Bailiff}, NeverBelowZero{}}
			for b.Loop() {
				if _, err := checkAll(context.Background(), l, claims, aisclient.Date(today)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
