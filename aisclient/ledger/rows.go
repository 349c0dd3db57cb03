package ledger

import (
	"context"
	"slices"
)

// rows filters and sorts.
func (l *Ledger) rows(ctx context.Context, q *Query, previous *Result) ([]int32, error) {
	if q.narrows(l, previous) {
		return l.narrow(ctx, q, previous)
	}
	if q.Filter.Empty() && q.Period.IsAll() && q.Within == nil {
		return l.sorted(ctx, q.Sort)
	}
	hits, err := l.find(ctx, q)
	if err != nil {
		return nil, err
	}
	if q.Within != nil {
		order := make([]int32, 0, len(q.Within))
		for _, row := range q.Within {
			if hits.has(row) {
				order = append(order, row)
			}
		}
		return l.sortRows(ctx, order, q.Sort)
	}
	return l.arrange(ctx, hits, q.Sort)
}

// few is the part of the rows below which looking at each is quicker than scanning all.
const few = 16

// find sets the bits of the rows in the period that the filter lets through.
func (l *Ledger) find(ctx context.Context, q *Query) (bitset, error) {
	n := l.Len()
	hits := newBitset(n)
	if q.Period.IsAll() {
		hits.setAll(n)
	} else {
		fillEach(ctx, hits, n, func(r int32) bool { return q.Period.Contains(l.date[r]) })
	}
	terms := q.Filter.bind(l, q)
	slices.SortStableFunc(terms, func(x, y boundTerm) int { return x.cost() - y.cost() })
	var found bitset
	for _, t := range terms {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if hits.count() < n/few {
			hits.keep(t.match)
			continue
		}
		if found == nil {
			found = newBitset(n)
		}
		clear(found)
		for _, m := range t.alts {
			m.fill(ctx, found, n)
		}
		if t.not {
			hits.andNot(found)
		} else {
			hits.and(found)
		}
	}
	return hits, ctx.Err()
}

// arrange lists the rows of a set in the order of a sort. Many rows are picked from the order of all rows,
// which is kept, few are sorted.
func (l *Ledger) arrange(ctx context.Context, hits bitset, keys []SortKey) ([]int32, error) {
	n := hits.count()
	if len(keys) == 0 || n < l.Len()/few {
		return l.sortRows(ctx, hits.rows(), keys)
	}
	all, err := l.sorted(ctx, keys)
	if err != nil {
		return nil, err
	}
	order := make([]int32, 0, n)
	for _, row := range all {
		if hits.has(row) {
			order = append(order, row)
		}
	}
	return order, nil
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
		switch m := m.(type) {
		case *titleMatcher:
			cost = max(cost, m.cost())
		case *anyMatcher:
			cost = max(cost, m.title.cost())
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

type boundFilter []boundTerm

func (f boundFilter) match(row int32) bool {
	for i := range f {
		if !f[i].match(row) {
			return false
		}
	}
	return true
}

func (f Filter) bind(l *Ledger, q *Query) boundFilter {
	terms := make(boundFilter, len(f.terms))
	for i := range f.terms {
		terms[i].not = f.terms[i].not
		for _, a := range f.terms[i].alts {
			terms[i].alts = append(terms[i].alts, a.bind(l, q))
		}
	}
	return terms
}
