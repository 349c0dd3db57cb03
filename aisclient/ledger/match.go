package ledger

import (
	"strings"
	"time"

	"aisdesk/aisclient/ledger/filter"
)

// matcher is a condition bound to a ledger.
type matcher interface {
	match(row int32) bool
	// fill finds the rows of a part that match. Whether rows that are not open are found does not matter.
	fill(p *part)
}

// rowFunc is a matcher made of a function.
type rowFunc func(row int32) bool

func (f rowFunc) match(row int32) bool { return f(row) }

// matcher binds a condition.
func (l *Ledger) matcher(c filter.Condition, q *Query) matcher {
	switch v := c.Value.(type) {
	case filter.Range:
		return l.rangeMatcher(c.Field, v)
	case filter.Weekday:
		day := time.Weekday(v)
		return rowFunc(func(r int32) bool { return l.date[r] != 0 && l.date[r].Weekday() == day })
	case filter.Flag:
		return l.flagMatcher(v, q)
	}
	return l.textMatcher(newTextMatch(c))
}

func (l *Ledger) rangeMatcher(f filter.Field, v filter.Range) matcher {
	lo, hi := v.Lo, v.Hi
	switch f {
	case filter.Amount:
		return rowFunc(func(r int32) bool { v := int64(l.amount[r]); return v >= lo && v <= hi && !l.AmountUnread(r) })
	case filter.Abs:
		return rowFunc(func(r int32) bool {
			v := int64(l.amount[r].Abs())
			return v >= lo && v <= hi && !l.AmountUnread(r)
		})
	case filter.Balance:
		return rowFunc(func(r int32) bool {
			v := l.balance[r]
			return v != noBalance && int64(v) >= lo && int64(v) <= hi
		})
	case filter.Row:
		return rowFunc(func(r int32) bool { return int64(r) >= lo && int64(r) <= hi })
	case filter.Source:
		return rowFunc(func(r int32) bool { v := int64(l.source[r]); return v >= lo && v <= hi })
	}
	days := l.date
	if f == filter.TransactionOn {
		days = l.on
	}
	return rowFunc(func(r int32) bool { d := days[r]; return d != 0 && int64(d) >= lo && int64(d) <= hi })
}

func (l *Ledger) flagMatcher(f filter.Flag, q *Query) matcher {
	switch f {
	case filter.IsIn:
		return rowFunc(func(r int32) bool { return l.amount[r] > 0 })
	case filter.IsOut:
		return rowFunc(func(r int32) bool { return l.amount[r] < 0 })
	case filter.IsCard:
		return rowFunc(func(r int32) bool { return l.sources[l.source[r]].IsCard() })
	case filter.IsAccount:
		return rowFunc(func(r int32) bool { return !l.sources[l.source[r]].IsCard() })
	case filter.IsLabelled:
		return rowFunc(func(r int32) bool { return l.labels[r] != 0 })
	case filter.IsBooked:
		return rowFunc(l.Booked)
	case filter.IsPending:
		return rowFunc(l.waits)
	case filter.IsUnread:
		return rowFunc(func(r int32) bool { return len(l.Unread(r)) > 0 })
	case filter.IsBalance:
		return rowFunc(func(r int32) bool { return l.balance[r] != noBalance })
	}
	marked := q.Marked
	return rowFunc(func(r int32) bool { return marked.Has(r) })
}

// hits applies a text condition to every text of a dictionary.
func (a *textMatch) hits(d *dictionary) []bool {
	out := make([]bool, len(d.vals))
	for i := range out {
		out[i] = a.hit(d.vals[i].String(), d.folded[i])
	}
	return out
}

// ibanHits applies a text condition to the account numbers. Capitals and spaces mean nothing in them.
func (a *textMatch) ibanHits(l *Ledger) []bool {
	if a.exact || a.re != nil {
		return a.hits(&l.ibans)
	}
	out := make([]bool, len(l.ibans.vals))
	for i, s := range l.ibans.folded {
		out[i] = strings.Contains(s, a.fold)
	}
	return out
}

// setHits tells which label sets hold a label that matches. An exact empty text matches the empty set.
func (a *textMatch) setHits(l *Ledger) []bool {
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
func (a *textMatch) sourceHits(l *Ledger) []bool {
	out := make([]bool, len(l.sources))
	for i := range l.sources {
		out[i] = a.hitSource(&l.sources[i])
	}
	return out
}

func (a *textMatch) hitSource(s *SourceInfo) bool {
	hit := func(t string) bool { return (t != "" || a.exact) && a.hit(t, fold(t)) }
	switch a.field {
	case filter.Currency:
		return hit(string(s.Currency))
	case filter.Bank:
		return hit(s.TargetName.String()) || hit(s.Target.String())
	case filter.Owner:
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

func (l *Ledger) textMatcher(a *textMatch) matcher {
	switch a.field {
	case filter.Title:
		return newTitleMatcher(l, a)
	case filter.Party:
		return l.partyMatcher(a)
	case filter.IBAN:
		return newTableMatcher(a.ibanHits(l), l.iban)
	case filter.Kind:
		return newTableMatcher(a.hits(&l.kinds), l.kind)
	case filter.Status:
		return newTableMatcher(a.hits(&l.statuses), l.status)
	case filter.Label:
		return newTableMatcher(a.setHits(l), l.labels)
	case filter.Symbol:
		return rowFunc(func(r int32) bool { return a.hitSymbols(l, r) })
	case filter.Category, filter.Why:
		return l.annotationMatcher(a)
	case filter.Any:
		return newAnyMatcher(l, a)
	}
	return newTableMatcher(a.sourceHits(l), l.source)
}

func (a *textMatch) hitSymbols(l *Ledger, r int32) bool {
	v, c := l.symbols.at(r)
	return a.hit(v.String(), fold(v.String())) || a.hit(c.String(), fold(c.String()))
}
