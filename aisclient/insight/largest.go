package insight

import (
	"context"
	"fmt"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/filter"
)

// topCounterparty is the greatest amounts of one currency, greatest first.
type topCounterparty struct {
	Currency aisclient.Currency
	In, Out  []int32 // row ids
}

// largestRows finds the n greatest booked amounts each way, per currency. Rows that skip reports are left out; it may be
// nil.
func largestRows(ctx context.Context, r *ledger.Result, n int, skip func(row int32) bool) ([]topCounterparty, error) {
	l := r.Ledger
	var tops []topCounterparty
	for _, t := range r.Totals {
		top := topCounterparty{Currency: t.Currency}
		for row := range calmly(ctx, l, r.Order) {
			a := l.Amount(row)
			if a == 0 || l.Currency(row) != t.Currency || !l.Booked(row) {
				continue
			}
			rows, greater := &top.In, func(other int32) bool { return a > l.Amount(other) }
			if a < 0 {
				rows, greater = &top.Out, func(other int32) bool { return a <= l.Amount(other) }
			}
			if full := len(*rows) == n && !greater((*rows)[n-1]); !full && (skip == nil || !skip(row)) {
				*rows = ranked(*rows, row, n, greater)
			}
		}
		tops = append(tops, top)
	}
	return tops, ctx.Err()
}

// ranked puts a row before the first of at most n rows that it is greater than.
func ranked(rows []int32, row int32, n int, greater func(int32) bool) []int32 {
	at := slices.IndexFunc(rows, greater)
	if at < 0 {
		at = len(rows)
	}
	rows = slices.Insert(rows, at, row)
	return rows[:min(len(rows), n)]
}

func (l *look) largest(ctx context.Context) ([]Finding, error) {
	r := l.result
	tops, err := largestRows(ctx, r, 5, l.kept)
	if err != nil {
		return nil, err
	}
	var out []Finding
	for _, top := range tops {
		for _, side := range []struct {
			rows []int32
			word string
		}{{top.In, "coming in"}, {top.Out, "going out"}} {
			if len(side.rows) == 0 {
				continue
			}
			first := side.rows[0]
			a := r.Ledger.Amount(first)
			rows := inOrder(append([]int32(nil), side.rows...))
			sentence := fmt.Sprintf("The largest payment %s is %s", side.word, money(a.Abs(), top.Currency))
			if d := r.Ledger.Date(first); d != 0 {
				sentence += " on " + d.String()
			}
			if p := r.Ledger.Party(first); !p.Empty() {
				sentence += ", " + p.String()
			}
			all, together := addUp(r.Ledger, rows)
			if together && len(rows) > 1 {
				sentence += fmt.Sprintf("; the %d largest come to %s", len(rows), money(all.Abs(), top.Currency))
			} else {
				all = a
			}
			out = append(out, Finding{Topic: Largest, Level: Info, Sentence: sentence + ".",
				Figures: []Figure{{top.Currency, all, len(rows)}}, Rows: rows, Filter: filter.Rows(rows)})
		}
	}
	return out, nil
}

// addUp sums the amounts of rows of one currency; false where the sum is too large.
func addUp(l *ledger.Ledger, rows []int32) (sum aisclient.Amount, ok bool) {
	for _, row := range rows {
		var err error
		if sum, err = sum.Add(l.Amount(row)); err != nil || sum.Abs() < 0 {
			return 0, false
		}
	}
	return sum, true
}
