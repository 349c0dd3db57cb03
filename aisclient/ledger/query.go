package ledger

import (
	"context"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger/filter"
)

// Query asks for rows. The zero value is every row in the reply's order.
type Query struct {
	Filter filter.Filter
	Period Period
	// Sort is the sort stack, most significant first. Equal rows keep the reply's order; rows without a
	// value come last whichever way the column is sorted.
	Sort []SortKey
	// Marked are the rows of is:marked and of Result.Marked; do not change it while the query runs.
	Marked *RowSet
	// Within limits the query to rows of an earlier result's order, for drilling; nil is all rows.
	Within []int32
	// Previous is a result that may be used again where this query only narrows it. It changes the speed,
	// never the answer.
	Previous *Result
}

// Result is the answer to a query. Table, totals, chart and export read it, nothing else.
type Result struct {
	Ledger *Ledger
	Query  Query // without Previous
	// Order are the row ids to show, in order. Do not change it.
	Order []int32
	// Totals are over Order, one a currency that occurs in it.
	Totals []Totals
	// All are the totals of the whole ledger, Marked those of the marked rows.
	All, Marked []Totals

	set bitset // the rows of Order, where it is known
}

// Len is the number of rows.
func (r *Result) Len() int { return len(r.Order) }

// Index is the place of a row in Order, or -1.
func (r *Result) Index(row int32) int { return slices.Index(r.Order, row) }

// Run answers a query. It stops with the context's error soon after the context ends.
func (l *Ledger) Run(ctx context.Context, q Query) (*Result, error) {
	defer l.Enter(ctx)()
	previous := q.Previous
	q.Previous = nil
	r := &Result{Ledger: l, Query: q}
	var err error
	if r.Order, r.set, err = l.rows(ctx, &q, previous); err != nil {
		return nil, err
	}
	if r.All, err = l.Totals(ctx); err != nil {
		return nil, err
	}
	switch {
	case len(r.Order) == l.Len() && q.Within == nil:
		r.Totals = r.All
	case previous != nil && previous.Ledger == l && sameRows(previous.Order, r.Order):
		r.Totals = previous.Totals
	default:
		if r.Totals, err = l.TotalsOf(ctx, r.inRow()); err != nil {
			return nil, err
		}
	}
	if q.Marked.Len() > 0 {
		r.Marked, err = l.TotalsOf(ctx, l.known(q.Marked))
	}
	return r, err
}

// In is the result's rows of one currency, with their totals.
func (r *Result) In(c aisclient.Currency) *Result {
	in := *r
	in.Totals = slices.DeleteFunc(slices.Clone(r.Totals), func(t Totals) bool { return t.Currency != c })
	if len(r.Ledger.currencies) < 2 {
		return &in
	}
	in.Order, in.set = nil, nil
	for _, row := range r.Order {
		if r.Ledger.Currency(row) == c {
			in.Order = append(in.Order, row)
		}
	}
	return &in
}

// inRow are the rows as they lie in memory where that is known, else in their order: sums go quicker.
func (r *Result) inRow() []int32 {
	if r.set == nil || len(r.Query.Sort) == 0 {
		return r.Order
	}
	return r.set.rows()
}

// known are the set's rows that this ledger has: marks may come from a later one.
func (l *Ledger) known(s *RowSet) []int32 {
	rows := make([]int32, 0, s.Len())
	for row := range s.All() {
		if int(row) < l.Len() {
			rows = append(rows, row)
		}
	}
	return rows
}
