package ledger

import "strings"

// matcher is a condition bound to a ledger.
type matcher interface {
	match(row int32) bool
	// fill finds the rows of a part that match. Whether rows that are not open are found does not matter.
	fill(p *part)
}

// rowFunc is a matcher made of a function.
type rowFunc func(row int32) bool

func (f rowFunc) match(row int32) bool { return f(row) }

func (a *numAtom) bind(l *Ledger, _ *Query) matcher {
	lo, hi := a.lo, a.hi
	switch a.field.num {
	case numAmount:
		return rowFunc(func(r int32) bool { v := int64(l.amount[r]); return v >= lo && v <= hi })
	case numAbs:
		return rowFunc(func(r int32) bool { v := int64(l.amount[r].Abs()); return v >= lo && v <= hi })
	case numBalance:
		return rowFunc(func(r int32) bool {
			v := l.balance[r]
			return v != noBalance && int64(v) >= lo && int64(v) <= hi
		})
	case numRow:
		return rowFunc(func(r int32) bool { return int64(r) >= lo && int64(r) <= hi })
	case numSource:
		return rowFunc(func(r int32) bool { v := int64(l.source[r]); return v >= lo && v <= hi })
	}
	days := l.date
	if a.field.num == numOn {
		days = l.on
	}
	return rowFunc(func(r int32) bool { d := days[r]; return d != 0 && int64(d) >= lo && int64(d) <= hi })
}

func (a *dayAtom) bind(l *Ledger, _ *Query) matcher {
	day := a.day
	return rowFunc(func(r int32) bool { return l.date[r] != 0 && l.date[r].Weekday() == day })
}

func (a *flagAtom) bind(l *Ledger, q *Query) matcher {
	switch a.flag {
	case isIn:
		return rowFunc(func(r int32) bool { return l.amount[r] > 0 })
	case isOut:
		return rowFunc(func(r int32) bool { return l.amount[r] < 0 })
	case isCard:
		return rowFunc(func(r int32) bool { return l.sources[l.source[r]].IsCard() })
	case isAccount:
		return rowFunc(func(r int32) bool { return !l.sources[l.source[r]].IsCard() })
	case isLabelled:
		return rowFunc(func(r int32) bool { return l.labels[r] != 0 })
	case isBooked:
		return rowFunc(l.Booked)
	case isPending:
		return rowFunc(func(r int32) bool { return !l.Booked(r) })
	case isBalance:
		return rowFunc(func(r int32) bool { return l.balance[r] != noBalance })
	}
	marked := q.Marked
	return rowFunc(func(r int32) bool { return marked.Has(r) })
}

// hits applies a text condition to every text of a dictionary.
func (a *textAtom) hits(d *dictionary) []bool {
	out := make([]bool, len(d.vals))
	for i := range out {
		out[i] = a.hit(d.vals[i].String(), d.folded[i])
	}
	return out
}

// ibanHits applies a text condition to the account numbers. Capitals and spaces mean nothing in them.
func (a *textAtom) ibanHits(l *Ledger) []bool {
	if a.exact || a.re != nil {
		return a.hits(&l.ibans)
	}
	out := make([]bool, len(l.ibans.vals))
	for i, s := range l.ibans.folded {
		out[i] = a.spell&keepAccents == 0 && strings.Contains(s, a.fold)
	}
	return out
}

// setHits tells which label sets hold a label that matches. An exact empty text matches the empty set.
func (a *textAtom) setHits(l *Ledger) []bool {
	names := a.hits(&l.labelNames)
	out := make([]bool, len(l.sets))
	for i, s := range l.sets {
		out[i] = len(s.ids) == 0 && a.exact && a.raw == ""
		for _, id := range s.ids {
			out[i] = out[i] || names[id]
		}
	}
	return out
}

// sourceHits applies a text condition to what the sources say.
func (a *textAtom) sourceHits(l *Ledger) []bool {
	out := make([]bool, len(l.sources))
	for i := range l.sources {
		out[i] = a.hitSource(&l.sources[i])
	}
	return out
}

func (a *textAtom) hitSource(s *SourceInfo) bool {
	hit := func(t string) bool { return (t != "" || a.exact) && a.hit(t, Fold(t)) }
	switch a.field.text {
	case inCurrency:
		return hit(string(s.Currency))
	case inBank:
		return hit(s.TargetName.String()) || hit(s.Target.String())
	case inOwner:
		for _, o := range s.Owners {
			if hit(o.String()) {
				return true
			}
		}
		return len(s.Owners) == 0 && a.exact && a.raw == ""
	}
	if a.exact && a.raw == "" {
		return s.Label().Empty()
	}
	iban := s.IBAN.String()
	return hit(s.Friendly.String()) || hit(s.Name.String()) || hit(s.Number.String()) || hit(iban) ||
		(!a.exact && a.re == nil && strings.Contains(foldIBAN(iban), foldIBAN(a.raw)))
}

func (a *textAtom) bind(l *Ledger, _ *Query) matcher {
	switch a.field.text {
	case inTitle:
		return newTitleMatcher(l, a)
	case inParty:
		return newTableMatcher(a.hits(&l.parties), l.party)
	case inIBAN:
		return newTableMatcher(a.ibanHits(l), l.iban)
	case inKind:
		return newTableMatcher(a.hits(&l.kinds), l.kind)
	case inStatus:
		return newTableMatcher(a.hits(&l.statuses), l.status)
	case inLabel:
		return newTableMatcher(a.setHits(l), l.labels)
	case inSymbol:
		return rowFunc(func(r int32) bool { return a.hitSymbols(l, r) })
	case inAny:
		return newAnyMatcher(l, a)
	}
	return newTableMatcher(a.sourceHits(l), l.source)
}

func (a *textAtom) hitSymbols(l *Ledger, r int32) bool {
	v, c := l.symbols.at(r)
	return a.hit(v.String(), Fold(v.String())) || a.hit(c.String(), Fold(c.String()))
}
