//go:build unix

package ledger

import (
	"bytes"
	"context"
	"slices"
	"sync"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/ledger/ledgertest"
	"aisdesk/aisclient/replytest"
)

// The rows of "The grid and the ledger", at 100,000 and 1,000,000 rows. -short leaves out the million.

var benchLedgers [2]func() *Ledger

func init() {
	for i, rows := range []int{100_000, 1_000_000} {
		benchLedgers[i] = sync.OnceValue(func() *Ledger {
			l, err := FromImport(randomImport(rows, 11))
			if err != nil {
				panic(err)
			}
			l.imp = nil
			_, _ = l.Totals(context.Background())
			return l
		})
	}
}

func bench(b *testing.B, million bool, once func(l *Ledger)) {
	if million && testing.Short() {
		b.Skip("a million rows")
	}
	i := 0
	if million {
		i = 1
	}
	benchOn(b, benchLedgers[i](), once)
}

func benchOn(b *testing.B, l *Ledger, once func(l *Ledger)) {
	once(l) // what is computed once is not what a keystroke costs
	b.ReportAllocs()
	before := ledgertest.ProcessorTime(b)
	for b.Loop() {
		once(l)
	}
	b.ReportMetric((ledgertest.ProcessorTime(b)-before)/float64(b.N), "cpu-ms/op")
}

func ask(b *testing.B, q Query, line string) func(l *Ledger) {
	f, err := filter.Parse(line, today)
	if err != nil {
		b.Fatal(err)
	}
	q.Filter = f
	return func(l *Ledger) {
		if _, err := l.Run(context.Background(), q); err != nil {
			b.Fatal(err)
		}
	}
}

func benchFilter(b *testing.B, million bool) {
	for name, line := range map[string]string{"rare": "ref 77", "common": "zakup", "letter": "a", "none": "qqq", "party": "biedronka", "exact": "Żabka",
		"two": "zakupy -zabka", "amount": "amt:>100", "period": "date:last90d"} {
		b.Run(name, func(b *testing.B) {
			q := ask(b, Query{}, line)
			bench(b, million, func(l *Ledger) {
				l.cache.prefixes = nil // as if nothing was typed before
				q(l)
			})
		})
	}
}

func BenchmarkFilterSubstring100k(b *testing.B) { benchFilter(b, false) }
func BenchmarkFilterSubstring1M(b *testing.B)   { benchFilter(b, true) }

func benchNarrow(b *testing.B, million bool) {
	for name, lines := range map[string][2]string{"word": {"ref 7", "ref 77"}, "party": {"biedronk", "biedronka"}, "first": {"q", "qr"}, "all": {"zaku", "zakup"}} {
		b.Run(name, func(b *testing.B) {
			var before *Result
			var known []*prefixMatches
			bench(b, million, func(l *Ledger) {
				if before == nil {
					f, _ := filter.Parse(lines[0], today)
					before, _ = l.Run(context.Background(), Query{Filter: f})
					known = slices.Clone(l.cache.prefixes)
				}
				l.cache.prefixes = slices.Clone(known) // as after the shorter word
				ask(b, Query{Previous: before}, lines[1])(l)
			})
		})
	}
}

func BenchmarkNarrow100k(b *testing.B) { benchNarrow(b, false) }
func BenchmarkNarrow1M(b *testing.B)   { benchNarrow(b, true) }

// benchSort forgets the kept order each time, so that it sorts; the texts' ranks stay, as after the first sort.
func benchSort(b *testing.B, million bool, keys ...SortKey) {
	q := ask(b, Query{Sort: keys}, "")
	bench(b, million, func(l *Ledger) {
		l.cache.orders = nil
		q(l)
	})
}

func BenchmarkSortAmount100k(b *testing.B) { benchSort(b, false, SortKey{ColAmount, true}) }
func BenchmarkSortAmount1M(b *testing.B)   { benchSort(b, true, SortKey{ColAmount, true}) }
func BenchmarkSortDate100k(b *testing.B)   { benchSort(b, false, SortKey{ColDate, true}) }
func BenchmarkSortDate1M(b *testing.B)     { benchSort(b, true, SortKey{ColDate, true}) }
func BenchmarkSortParty100k(b *testing.B)  { benchSort(b, false, SortKey{ColParty, false}) }
func BenchmarkSortParty1M(b *testing.B)    { benchSort(b, true, SortKey{ColParty, false}) }
func BenchmarkSortTitle100k(b *testing.B)  { benchSort(b, false, SortKey{ColTitle, false}) }
func BenchmarkSortStack100k(b *testing.B) {
	benchSort(b, false, SortKey{ColParty, false}, SortKey{ColAmount, true})
}
func BenchmarkSortTitle1M(b *testing.B) { benchSort(b, true, SortKey{ColTitle, false}) }
func BenchmarkFilterSorted100k(b *testing.B) {
	q := ask(b, Query{Sort: []SortKey{{ColAmount, true}}}, "zakup -zabka")
	bench(b, false, func(l *Ledger) {
		l.cache.prefixes = nil
		q(l)
	})
}

func BenchmarkTotals100k(b *testing.B) {
	var r *Result
	bench(b, false, func(l *Ledger) {
		if r == nil {
			r, _ = l.Run(context.Background(), Query{})
		}
		_, _ = l.TotalsOf(context.Background(), r.Order)
	})
}

func benchLoad(b *testing.B, rows int) {
	raw := replytest.XML(replytest.Options{Rows: rows})
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Load(context.Background(), bytes.NewReader(raw), aisclient.DecodeOptions{MaxBytes: 2 << 30}, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoad100k(b *testing.B) { benchLoad(b, 100_000) }
func BenchmarkLoad1M(b *testing.B) {
	if testing.Short() {
		b.Skip("a million rows")
	}
	benchLoad(b, 1_000_000)
}
