package ledger

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"aisdesk/aisclient"
)

// sumKeys tell for every row what a sum needs beside the amount: the currency and whether the row is booked, as
// 2*currency+1 for booked rows and 2*currency for others.
type sumKeys []uint32

// sumKeys makes the keys once.
func (l *Ledger) sumKeys() sumKeys {
	l.cache.summing.Lock()
	defer l.cache.summing.Unlock()
	if l.cache.keys == nil {
		booked := l.bookedStatuses()
		keys := make(sumKeys, l.Len())
		for row, src := range l.source {
			k := uint32(l.currencyOf[src]) << 1
			if booked[l.status[row]] && !l.sources[src].Stranger {
				k |= 1
			}
			keys[row] = k
		}
		for _, u := range l.unread {
			if u.amount {
				keys[u.row] &^= 1
			}
		}
		for row := range l.excluded.All() {
			keys[row] &^= 1
		}
		for _, row := range l.future {
			keys[row] &^= 1
		}
		l.cache.keys = keys
	}
	return l.cache.keys
}

// Sums are the sums of rows that were dealt out to groups, one a group and currency. It keeps its memory from one use to
// the next. It is for one goroutine.
type Sums struct {
	l     *Ledger
	n     int        // currencies
	flat  []sum      // by group and currency
	lists [][]inCurr // by group, instead of flat where that would be too large
	kept  []sum      // memory for flat
}

// inCurr is a sum with its currency.
type inCurr struct {
	currency int32
	sum
}

// maxFlat limits the flat table to 50 MB. Real data has a few currencies.
const maxFlat = 1 << 20

// NewSums makes sums of nothing.
func (l *Ledger) NewSums() *Sums { return &Sums{l: l, n: len(l.currencies)} }

// clear makes the sums those of so many groups without rows.
func (s *Sums) clear(groups int) {
	s.flat, s.lists = nil, nil
	if s.n > 1 && groups > maxFlat/s.n {
		s.lists = make([][]inCurr, groups)
		return
	}
	size := groups * s.n
	if cap(s.kept) < size {
		s.kept = make([]sum, size)
	}
	s.flat = s.kept[:size]
	clear(s.flat)
}

// AddRows makes them the sums of rows: groupOf tells each row's group, from 0 to groups-1. It stops with the context's
// error.
func (s *Sums) AddRows(ctx context.Context, rows, groupOf []int32, groups int) error {
	s.clear(groups)
	amounts, keys := s.l.amount, s.l.sumKeys()
	for from := 0; from < len(rows); from += partRows {
		if !s.l.GiveWay(ctx) {
			return ctx.Err()
		}
		to := min(from+partRows, len(rows))
		s.add(amounts, keys, rows[from:to], groupOf[from:to])
	}
	return ctx.Err()
}

func (s *Sums) add(amounts []aisclient.Amount, keys sumKeys, rows, groupOf []int32) {
	if s.flat == nil {
		for i, row := range rows {
			s.at(groupOf[i], int32(keys[row]>>1)).add(amounts[row], keys[row]&1 == 1)
		}
		return
	}
	n := int32(s.n)
	for i, row := range rows {
		k := keys[row]
		s.flat[groupOf[i]*n+int32(k>>1)].add(amounts[row], k&1 == 1)
	}
}

// Regroup makes them the sums of from's groups, each of which counts in every group of into.
func (s *Sums) Regroup(from *Sums, into [][]int32, groups int) {
	s.clear(groups)
	for i, to := range into {
		for c, one := range from.of(int32(i)) {
			for _, k := range to {
				s.at(k, c).merge(one)
			}
		}
	}
}

// at is the sum of a group in a currency.
func (s *Sums) at(group, currency int32) *sum {
	if s.flat != nil {
		return &s.flat[int(group)*s.n+int(currency)]
	}
	list := s.lists[group]
	for i := range list {
		if list[i].currency == currency {
			return &list[i].sum
		}
	}
	s.lists[group] = append(list, inCurr{currency: currency})
	return &s.lists[group][len(list)].sum
}

// of yields a group's sums that have rows, with their currencies; in the currencies' order where the table is flat.
func (s *Sums) of(group int32) iter.Seq2[int32, *sum] {
	return func(yield func(int32, *sum) bool) {
		if s.flat == nil {
			for i := range s.lists[group] {
				if one := &s.lists[group][i]; !yield(one.currency, &one.sum) {
					return
				}
			}
			return
		}
		row := s.flat[int(group)*s.n:][:s.n]
		for c := range row {
			if row[c].count > 0 && !yield(int32(c), &row[c]) {
				return
			}
		}
	}
}

// Count is a group's number of rows, and the number of currencies in which it has any.
func (s *Sums) Count(group int32) (rows, currencies int32) {
	for _, one := range s.of(group) {
		rows += one.count
		currencies++
	}
	return rows, currencies
}

// AppendTotals appends a group's totals, one a currency in which it has rows, in the sources' order, without medians.
func (s *Sums) AppendTotals(to []Totals, group int32) []Totals {
	if s.flat == nil {
		list := s.lists[group]
		slices.SortFunc(list, func(x, y inCurr) int { return cmp.Compare(x.currency, y.currency) })
	}
	for c, one := range s.of(group) {
		to = append(to, one.totals(s.l.currencies[c]))
	}
	return to
}

// gathered is what totals are made of, by currency: sums, and all booked amounts for the median.
type gathered struct {
	sums    []sum
	amounts [][]aisclient.Amount
}

func (l *Ledger) newGathered() *gathered {
	return &gathered{make([]sum, len(l.currencies)), make([][]aisclient.Amount, len(l.currencies))}
}

// add takes rows in.
func (g *gathered) add(amounts []aisclient.Amount, keys sumKeys, rows []int32) {
	for c := range g.amounts {
		g.amounts[c] = slices.Grow(g.amounts[c], len(rows))
	}
	for _, row := range rows {
		k, a := keys[row], amounts[row]
		g.sums[k>>1].add(a, k&1 == 1)
		if k&1 == 1 {
			g.amounts[k>>1] = append(g.amounts[k>>1], a)
		}
	}
}

// merge takes in what another processor gathered.
func (g *gathered) merge(o *gathered) {
	for c := range o.sums {
		g.sums[c].merge(&o.sums[c])
		if g.amounts[c] == nil {
			g.amounts[c] = o.amounts[c]
		} else {
			g.amounts[c] = append(g.amounts[c], o.amounts[c]...)
		}
	}
}

// totals are one a currency with rows.
func (g *gathered) totals(currencies []aisclient.Currency) []Totals {
	totals := []Totals{}
	for c := range g.sums {
		if g.sums[c].count == 0 {
			continue
		}
		t := g.sums[c].totals(currencies[c])
		t.Median = median(g.amounts[c])
		totals = append(totals, t)
	}
	return totals
}
