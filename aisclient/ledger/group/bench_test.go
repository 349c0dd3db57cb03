//go:build unix

package group

import (
	"bytes"
	"context"
	"sync"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/ledgertest"
	"aisdesk/aisclient/replytest"
)

var ledgers [2]func() *ledger.Ledger

// shaped is a ledger of 100,000 rows in the provider's shape: some thousand parties, each in few currencies.
var shaped = sync.OnceValue(func() *ledger.Ledger {
	l, _, err := ledger.Load(context.Background(), bytes.NewReader(replytest.XML(replytest.Options{Rows: 100_000})), aisclient.DecodeOptions{MaxBytes: 2 << 30}, nil)
	if err != nil {
		panic(err)
	}
	return l
})

func init() {
	for i, rows := range []int{100_000, 1_000_000} {
		ledgers[i] = sync.OnceValue(func() *ledger.Ledger {
			l, err := ledger.FromImport(randomImport(rows, 11))
			if err != nil {
				panic(err)
			}
			return l
		})
	}
}

func bench(b *testing.B, million bool, once func(l *ledger.Ledger)) {
	i := 0
	if million {
		if i = 1; testing.Short() {
			b.Skip("a million rows")
		}
	}
	benchOn(b, ledgers[i](), once)
}

func benchOn(b *testing.B, l *ledger.Ledger, once func(l *ledger.Ledger)) {
	once(l) // what is computed once is not what a keystroke costs
	b.ReportAllocs()
	before := ledgertest.ProcessorTime(b)
	for b.Loop() {
		once(l)
	}
	b.ReportMetric((ledgertest.ProcessorTime(b)-before)/float64(b.N), "cpu-ms/op")
}

func benchGroup(b *testing.B, million bool, by ...By) {
	var r *ledger.Result
	bench(b, million, grouping(b, &r, by...))
}

// grouping groups all rows.
func grouping(b *testing.B, r **ledger.Result, by ...By) func(l *ledger.Ledger) {
	return func(l *ledger.Ledger) {
		if *r == nil {
			*r, _ = l.Run(context.Background(), ledger.Query{})
		}
		if _, err := Of(context.Background(), (*r), by...); err != nil {
			b.Fatal(err)
		}
	}
}

func benchShaped(b *testing.B, by By) {
	var r *ledger.Result
	benchOn(b, shaped(), grouping(b, &r, by))
}

func BenchmarkGroupShapedMonth100k(b *testing.B) { benchShaped(b, ByMonth) }
func BenchmarkGroupShapedLabel100k(b *testing.B) { benchShaped(b, ByLabel) }
func BenchmarkGroupShapedParty100k(b *testing.B) { benchShaped(b, ByCounterparty) }

func BenchmarkGroupMonth100k(b *testing.B)      { benchGroup(b, false, ByMonth) }
func BenchmarkGroupMonth1M(b *testing.B)        { benchGroup(b, true, ByMonth) }
func BenchmarkGroupLabel100k(b *testing.B)      { benchGroup(b, false, ByLabel) }
func BenchmarkGroupLabel1M(b *testing.B)        { benchGroup(b, true, ByLabel) }
func BenchmarkGroupParty100k(b *testing.B)      { benchGroup(b, false, ByCounterparty) }
func BenchmarkGroupParty1M(b *testing.B)        { benchGroup(b, true, ByCounterparty) }
func BenchmarkGroupMonthParty100k(b *testing.B) { benchGroup(b, false, ByMonth, ByCounterparty) }

// benchNested outlines all rows as the screen does: ranked groups with ranked subgroups, in one currency.
func benchNested(b *testing.B, million bool) {
	for name, by := range map[string][]By{"PartyMonth": {ByCounterparty, ByMonth}, "MonthParty": {ByMonth, ByCounterparty}, "MonthLabel": {ByMonth, ByLabel}} {
		b.Run(name, func(b *testing.B) {
			var r *ledger.Result
			bench(b, million, func(l *ledger.Ledger) {
				if r == nil {
					r, _ = l.Run(context.Background(), ledger.Query{})
				}
				q := PivotQuery{By: by, Currency: l.Currencies()[0], Side: SideOut, Sort: SideOut}
				if _, err := NewPivot(context.Background(), r, q); err != nil {
					b.Fatal(err)
				}
			})
		})
	}
}

func BenchmarkGroupNested100k(b *testing.B) { benchNested(b, false) }
func BenchmarkGroupNested1M(b *testing.B)   { benchNested(b, true) }
