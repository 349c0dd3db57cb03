package ledger

import "context"

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
	if len(keys) == 0 || hits.count() < l.Len()/few {
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

// keepPlaces remembers where the words were found, for the next letter.
func (f boundFilter) keepPlaces(l *Ledger) {
	for _, t := range f {
		for _, m := range t.alts {
			if m := titles(m); m != nil && m.fresh.Load() != nil {
				l.cache.keepPlaces(m.fresh.Load())
			}
		}
	}
}
