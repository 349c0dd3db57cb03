package ledger

import (
	"context"
	"slices"
	"strings"
)

// narrows reports whether every row of this query's answer is in an earlier result, and in the same order.
func (q *Query) narrows(l *Ledger, r *Result) bool {
	if r == nil || r.Ledger != l || r.Query.Period != q.Period || !slices.Equal(r.Query.Sort, q.Sort) {
		return false
	}
	if !sameRows(q.Within, r.Query.Within) || q.Filter.asksForMarks() || r.Query.Filter.asksForMarks() {
		return false
	}
	return q.Filter.implies(r.Query.Filter)
}

// sameRows compares lists by identity: a drill passes the same list on.
func sameRows(a, b []int32) bool {
	if (a == nil) != (b == nil) || len(a) != len(b) {
		return false
	}
	return len(a) == 0 || &a[0] == &b[0]
}

func (f Filter) asksForMarks() bool {
	for _, t := range f.terms {
		for _, a := range t.alts {
			if flag, ok := a.(*flagAtom); ok && flag.flag == isMarked {
				return true
			}
		}
	}
	return false
}

// implies reports whether f can only match where g does: each term of g is in f, or a narrower one is.
func (f Filter) implies(g Filter) bool {
	for i := range g.terms {
		if !slices.ContainsFunc(f.terms, func(t term) bool { return t.implies(&g.terms[i]) }) {
			return false
		}
	}
	return true
}

func (t *term) implies(u *term) bool {
	if len(t.alts) == 1 && len(u.alts) == 1 && !t.not && !u.not {
		a, ok := t.alts[0].(*textAtom)
		b, also := u.alts[0].(*textAtom)
		if ok && also && a.implies(b) {
			return true
		}
	}
	return t.not == u.not && string(t.appendTo(nil)) == string(u.appendTo(nil))
}

// implies reports whether a text that a matches is matched by b, because b's word is in a's.
func (a *textAtom) implies(b *textAtom) bool {
	if a.field != b.field || a.re != nil || b.re != nil || a.exact || b.exact {
		return false
	}
	if b.spell == 0 {
		return strings.Contains(a.fold, b.fold)
	}
	return a.spell == b.spell && strings.Contains(a.want, b.want) && strings.Contains(a.fold, b.fold)
}

// narrow picks this query's rows out of an earlier result. Terms that the earlier filter had as they are hold
// already.
func (l *Ledger) narrow(ctx context.Context, q *Query, r *Result) ([]int32, bitset, error) {
	fresh := *q
	fresh.Filter.terms = nil
	for i := range q.Filter.terms {
		t := &q.Filter.terms[i]
		had := slices.ContainsFunc(r.Query.Filter.terms, func(u term) bool {
			return t.not == u.not && string(t.appendTo(nil)) == string(u.appendTo(nil))
		})
		if !had {
			fresh.Filter.terms = append(fresh.Filter.terms, *t)
		}
	}
	if len(fresh.Filter.terms) == 0 {
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
