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

// rows filters and sorts. The set has the same rows as the order; it is nil where that was not worked out.
func (l *Ledger) rows(ctx context.Context, q *Query, previous *Result) (order []int32, set bitset, err error) {
	if q.narrows(l, previous) {
		return l.narrow(ctx, q, previous)
	}
	if q.Filter.Empty() && q.Period.IsAll() && q.Within == nil {
		order, err = l.sorted(ctx, q.Sort)
		return order, nil, err
	}
	var among bitset
	if q.Within != nil {
		among = bitsOf(l.Len(), q.Within)
	}
	if set, err = l.find(ctx, q, among); err != nil {
		return nil, nil, err
	}
	if q.Within != nil {
		order, err = l.sortRows(ctx, set.pick(q.Within), q.Sort)
	} else {
		order, err = l.arrange(ctx, set, q.Sort)
	}
	return order, set, err
}

// arrange lists the rows of a set in the order of a sort. Many rows are picked from the order of all rows,
// which is kept, few are sorted.
func (l *Ledger) arrange(ctx context.Context, hits bitset, keys []SortKey) ([]int32, error) {
	if len(keys) == 0 || hits.count() < l.Len()/scanThreshold {
		return l.sortRows(ctx, hits.rows(), keys)
	}
	all, err := l.sorted(ctx, keys)
	if err != nil {
		return nil, err
	}
	return hits.pick(all), nil
}

// boundTerm is a term bound to a ledger.
type boundTerm struct {
	not  bool
	alts []matcher
}

func (t *boundTerm) match(row int32) bool {
	for _, m := range t.alts {
		if m.match(row) {
			return !t.not
		}
	}
	return t.not
}

// cost ranks terms: those that read titles come last, expressions after words.
func (t *boundTerm) cost() int {
	cost := 0
	for _, m := range t.alts {
		if m := titles(m); m != nil {
			cost = max(cost, m.cost())
		}
	}
	return cost
}

func (m *titleMatcher) cost() int {
	if m.a.re != nil {
		return 2
	}
	return 1
}

// titles is the part of a condition that reads titles, or nil.
func titles(m matcher) *titleMatcher {
	switch m := m.(type) {
	case *titleMatcher:
		return m
	case *anyMatcher:
		return m.title
	}
	return nil
}

type boundFilter []boundTerm

// bind prepares the query's filter for the ledger.
func (l *Ledger) bind(q *Query) boundFilter {
	terms := make(boundFilter, len(q.Filter.Terms))
	for i, t := range q.Filter.Terms {
		terms[i].not = t.Not
		for _, c := range t.Any {
			terms[i].alts = append(terms[i].alts, l.matcher(c, q))
		}
	}
	return terms
}

// keepPrefixes remembers where the words were found, for the next letter.
func (f boundFilter) keepPrefixes(l *Ledger) {
	for _, t := range f {
		for _, m := range t.alts {
			if m := titles(m); m != nil && m.fresh.Load() != nil {
				l.cache.keepPrefixes(m.fresh.Load())
			}
		}
	}
}
