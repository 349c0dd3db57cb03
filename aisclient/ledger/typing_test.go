package ledger

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
	"unicode/utf8"

	"aisdesk/aisclient/ledger/filter"
)

// typed are lines that people type letter by letter: words that go on and words that stop matching, phrases,
// accents, capitals, fields, alternatives, negation, and a slip of the finger that is taken back.
var typed = []string{"zakupy", "zabka polska 77", "ref 77", "7771", "za zakupy w", `"za zakupy w lodzi"`, `"za  zakupy   w"`, `party:"za zakupy w"`, "Żabka", "łodzi", "ŁODZI", "płatność 12",
	"title:zakupy", "party:zabka", "iban:PL00000", "label:loan", "kind:karta -zabka", "-zakupy", "-zabka -biedronka", "zabka|orlen", "title:ref|za",
	"/ref 7+/", "zakupx", "aa", "ref 1 ref 12", "date:2026 zakup", "amt:>100 ref", "zażółć gęślą", "straße"}

// typing calls ask with every beginning of a line that parses, and with the line before its last letter at the end.
func typing(line string, ask func(f filter.Filter)) {
	for i := range line {
		_, n := utf8.DecodeRuneInString(line[i:])
		if f, err := filter.Parse(line[:i+n], today); err == nil {
			ask(f)
		}
	}
	_, n := utf8.DecodeLastRuneInString(line)
	if f, err := filter.Parse(line[:len(line)-n], today); err == nil {
		ask(f)
	}
}

func TestTypingOnGivesWhatAskingGives(t *testing.T) {
	l, err := FromImport(padded(randomImport(1500, 5)))
	if err != nil {
		t.Fatal(err)
	}
	sorts := [][]SortKey{nil, {{ColAmount, true}}}
	for i, line := range typed {
		var previous *Result
		typing(line, func(f filter.Filter) {
			r, err := l.Run(context.Background(), Query{Filter: f, Sort: sorts[i%2], Previous: previous})
			if err != nil {
				t.Fatal(err)
			}
			got := slices.Sorted(slices.Values(r.Order))
			if want := naive(l, f, All()); !slices.Equal(got, want) {
				t.Fatalf("%q: %d rows, want %d", f, len(got), len(want))
			}
			previous = r
		})
		if previous == nil {
			t.Errorf("nothing was asked of %q", line)
		}
	}
}

// The same on a ledger of several parts and several blocks of text, against one in which nothing was asked before.
func TestTypingOnAcrossParts(t *testing.T) {
	imp := padded(randomImport(2*partRows+5000, 6))
	l, err := FromImport(imp)
	if err != nil {
		t.Fatal(err)
	}
	if len(l.foldTitles.blocks) < 2 {
		t.Fatal("all titles lie in one block")
	}
	r := rand.New(rand.NewPCG(8, 9))
	for _, i := range r.Perm(len(typed))[:12] {
		var previous *Result
		typing(typed[i], func(f filter.Filter) {
			q := Query{Filter: f, Sort: []SortKey{{ColAmount, false}}, Previous: previous}
			got, err := l.Run(context.Background(), q)
			if err != nil {
				t.Fatal(err)
			}
			kept := l.cache.prefixes
			l.cache.prefixes, q.Previous = nil, nil
			want, err := l.Run(context.Background(), q)
			if err != nil || !slices.Equal(got.Order, want.Order) || !slices.Equal(got.Totals, want.Totals) {
				t.Fatalf("%q: %d rows, want %d (%v)", f, len(got.Order), len(want.Order), err)
			}
			l.cache.prefixes, previous = kept, got
		})
	}
}

func TestFindStopsWithTheContext(t *testing.T) {
	l := smallLedger(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	f, _ := filter.Parse("zabka", today)
	if r, err := l.Run(ctx, Query{Filter: f}); err == nil {
		t.Fatalf("%d rows from a query that was given up", r.Len())
	}
	if r := run(t, l, "zabka"); r.Len() == 0 {
		t.Fatal("the query that was given up left something behind")
	}
}
