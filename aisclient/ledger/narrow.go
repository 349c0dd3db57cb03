package ledger

import (
	"context"
	"slices"
	"strings"

	"aisdesk/aisclient/ledger/filter"
)

// narrows reports whether every row of this query's answer is in an earlier result, and in the same order.
func (q *Query) narrows(l *Ledger, r *Result) bool {
	if r == nil || r.Ledger != l || r.Query.Period != q.Period || !slices.Equal(r.Query.Sort, q.Sort) {
		return false
	}
	if !sameRows(q.Within, r.Query.Within) || asksForMarks(q.Filter) {
		return false
	}
	return implies(q.Filter, r.Query.Filter)
}

// sameRows compares lists by identity: a drill passes the same list on.
func sameRows(a, b []int32) bool {
	if (a == nil) != (b == nil) || len(a) != len(b) {
		return false
	}
	return len(a) == 0 || &a[0] == &b[0]
}

func asksForMarks(f filter.Filter) bool {
	for _, t := range f.Terms {
		for _, c := range t.Any {
			if c.Value == filter.IsMarked {
				return true
			}
		}
	}
	return false
}

// implies reports whether f can only match where g does: each term of g is in f, or a narrower one is.
func implies(f, g filter.Filter) bool {
	for _, u := range g.Terms {
		if !slices.ContainsFunc(f.Terms, func(t filter.Term) bool { return termImplies(t, u) }) {
			return false
		}
	}
	return true
}

func termImplies(t, u filter.Term) bool {
	if len(t.Any) == 1 && len(u.Any) == 1 && !t.Not && !u.Not && textImplies(t.Any[0], u.Any[0]) {
		return true
	}
	return t.String() == u.String()
}

// textImplies reports whether a text that a matches is matched by b, because b's word is in a's.
func textImplies(a, b filter.Condition) bool {
	x, ok := a.Value.(filter.Text)
	y, also := b.Value.(filter.Text)
	if a.Field != b.Field || !ok || !also || x.Exact || y.Exact {
		return false
	}
	return strings.Contains(newTextMatch(a).fold, newTextMatch(b).fold)
}

// narrow picks this query's rows out of an earlier result. Terms that the earlier filter had as they are hold
// already.
func (l *Ledger) narrow(ctx context.Context, q *Query, r *Result) ([]int32, bitset, error) {
	fresh := *q
	fresh.Filter.Terms = nil
	for _, t := range q.Filter.Terms {
		had := func(u filter.Term) bool { return t.String() == u.String() }
		if !slices.ContainsFunc(r.Query.Filter.Terms, had) {
			fresh.Filter.Terms = append(fresh.Filter.Terms, t)
		}
	}
	if len(fresh.Filter.Terms) == 0 {
		return r.Order, r.set, nil
	}
	among := r.set
	if among == nil {
		among = bitsOf(l.Len(), r.Order)
	}
	fresh.Period = All()
	set, err := l.find(ctx, &fresh, among)
	switch {
	case err != nil:
		return nil, nil, err
	case set.count() == len(r.Order):
		return r.Order, set, nil
	case len(q.Sort) == 0 && q.Within == nil:
		return set.rows(), set, nil
	}
	return set.pick(r.Order), set, nil
}
