//go:build unix

package ledger

import (
	"cmp"
	"context"
	"slices"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/ledger/internal/radix"
)

// Each optimisation of the engine stands here beside the simple form, on an ordinary question of 100,000 rows. It goes
// where it is not at least 1.5 times as fast: run with -bench Optimisation and compare cpu-ms/op.

func condition(b *testing.B, line string) filter.Condition {
	f, err := filter.Parse(line, today)
	if err != nil {
		b.Fatal(err)
	}
	return f.Terms[0].Any[0]
}

// search is a query for one word or expression in the titles.
func search(b *testing.B, line string, prepare func(l *Ledger, m *titleMatcher)) {
	c := condition(b, line)
	bench(b, false, func(l *Ledger) {
		l.cache.prefixes = nil
		m := newTitleMatcher(l, newTextMatch(c))
		prepare(l, m)
		if _, err := l.findTerms(context.Background(), boundFilter{{alts: []matcher{m}}}, All(), nil); err != nil {
			b.Fatal(err)
		}
	})
}

func BenchmarkOptimisationRegexLiterals(b *testing.B) {
	for name, line := range map[string]string{"word": "title:/ref 77\\d/", "words": "title:/komornik|egzekuc|windykac/"} {
		b.Run(name+"/with", func(b *testing.B) { search(b, line, func(*Ledger, *titleMatcher) {}) })
		b.Run(name+"/without", func(b *testing.B) { search(b, line, func(_ *Ledger, m *titleMatcher) { m.a.literals = nil }) })
	}
}

// BenchmarkOptimisationPrefixCache types one more letter.
func BenchmarkOptimisationPrefixCache(b *testing.B) {
	for name, typed := range map[string][2]string{"word": {"zaku", "zakup"}, "letter": {"z", "za"}} {
		for mode, with := range map[string]bool{"with": true, "without": false} {
			b.Run(name+"/"+mode, func(b *testing.B) {
				var previous *Result
				bench(b, false, func(l *Ledger) {
					if previous == nil {
						previous, _ = l.Run(context.Background(), Query{Filter: mustFilter(typed[0])})
					}
					kept := l.cache.prefixes
					if !with {
						l.cache.prefixes = nil
					}
					_, _ = l.Run(context.Background(), Query{Filter: mustFilter(typed[1]), Previous: previous})
					l.cache.prefixes = kept
				})
			})
		}
	}
}

// BenchmarkOptimisationSparse searches titles of some rows: how few open rows of 64 are searched one by one depends on
// how often the word's rarest letter stops the search.
func BenchmarkOptimisationSparse(b *testing.B) {
	for mode, with := range map[string]bool{"with": true, "without": false} {
		b.Run(mode, func(b *testing.B) {
			bench(b, false, func(l *Ledger) {
				l.cache.prefixes = nil
				terms := l.bind(&Query{Filter: mustFilter("abs:<3000 title:zakupy")})
				if !with {
					terms[1].alts[0].(*titleMatcher).word.sparse = sparse
				}
				_, _ = l.findTerms(context.Background(), terms, All(), nil)
			})
		})
	}
}

func BenchmarkOptimisationRarestLetter(b *testing.B) {
	for name, line := range map[string]string{"rare": "title:77", "word": "title:zakupy", "absent": "title:qqq", "name": "title:lodzi"} {
		b.Run(name+"/with", func(b *testing.B) { search(b, line, func(*Ledger, *titleMatcher) {}) })
		b.Run(name+"/without", func(b *testing.B) { search(b, line, func(_ *Ledger, m *titleMatcher) { m.word.seen = true }) })
	}
}

func BenchmarkOptimisationNarrowing(b *testing.B) {
	first, _ := filter.Parse("zakup", today)
	second, _ := filter.Parse("zakup 77", today)
	var previous *Result
	for name, with := range map[string]bool{"with": true, "without": false} {
		b.Run(name, func(b *testing.B) {
			bench(b, false, func(l *Ledger) {
				if previous == nil {
					previous, _ = l.Run(context.Background(), Query{Filter: first})
				}
				l.cache.prefixes = nil
				q := Query{Filter: second}
				if with {
					q.Previous = previous
				}
				_, _ = l.Run(context.Background(), q)
			})
		})
	}
}

func BenchmarkOptimisationRadix(b *testing.B) {
	rows := make([]int32, 100_000)
	fill := func() {
		for i := range rows {
			rows[i] = int32(i)
		}
	}
	b.Run("with", func(b *testing.B) {
		var s radix.Sorter
		bench(b, false, func(l *Ledger) {
			fill()
			s.Sort(rows, func(r int32) (int64, bool) { return int64(l.amount[r]), true }, false)
		})
	})
	b.Run("without", func(b *testing.B) {
		bench(b, false, func(l *Ledger) {
			fill()
			slices.SortStableFunc(rows, func(x, y int32) int { return cmp.Compare(l.amount[x], l.amount[y]) })
		})
	})
}

func BenchmarkOptimisationMedian(b *testing.B) {
	var amounts []aisclient.Amount
	for name, one := range map[string]func([]aisclient.Amount){"with": func(a []aisclient.Amount) { median(a) }, "without": slices.Sort[[]aisclient.Amount]} {
		b.Run(name, func(b *testing.B) {
			bench(b, false, func(l *Ledger) {
				amounts = append(amounts[:0], l.amount...)
				one(amounts)
			})
		})
	}
}

func BenchmarkOptimisationKeptOrder(b *testing.B) {
	f, _ := filter.Parse("zakup", today)
	for name, with := range map[string]bool{"with": true, "without": false} {
		b.Run(name, func(b *testing.B) {
			bench(b, false, func(l *Ledger) {
				if !with {
					l.cache.orders = nil
				}
				_, _ = l.Run(context.Background(), Query{Filter: f, Sort: []SortKey{{ColParty, false}}})
			})
		})
	}
}

func BenchmarkOptimisationRanks(b *testing.B) {
	for name, with := range map[string]bool{"with": true, "without": false} {
		b.Run(name, func(b *testing.B) {
			bench(b, false, func(l *Ledger) {
				l.cache.orders = nil
				if !with {
					l.cache.ranks[ColParty] = ranked{}
				}
				_, _ = l.sorted(context.Background(), []SortKey{{ColParty, false}})
			})
		})
	}
}
