package ledger

import (
	"iter"
	"sync"

	"aisdesk/aisclient"
)

// sumKeys tell for every row what a sum needs beside the amount: the currency and whether the row is booked, as
// 2*currency+1 for booked rows and 2*currency for others.
type sumKeys []uint32

// sumKeys makes the keys once.
func (l *Ledger) sumKeys() sumKeys {
	l.cache.grouping.Lock()
	defer l.cache.grouping.Unlock()
	if l.cache.keys == nil {
		booked := l.bookedStatuses()
		keys := make(sumKeys, l.Len())
		for row, src := range l.source {
			k := uint32(l.currencyOf[src]) << 1
			if booked[l.status[row]] {
				k |= 1
			}
			keys[row] = k
		}
		l.cache.keys = keys
	}
	return l.cache.keys
}

// tally has a sum for every place and currency.
type tally struct {
	currencies int
	flat       []sum      // by place and currency
	lists      [][]inCurr // by place, instead of flat where that would be too large
}

// inCurr is a sum with its currency.
type inCurr struct {
	currency int32
	sum
}

// maxFlat limits the flat table to 50 MB. Real data has a few currencies.
const maxFlat = 1 << 20

// tally makes an empty tally. The one before in the same of the grouper's two is of no more use.
func (g *grouper) tally(which, places int) tally {
	n := len(g.l.currencies)
	t := tally{currencies: n}
	if n > 1 && places > maxFlat/n {
		t.lists = make([][]inCurr, places)
		return t
	}
	flat := &g.flat[which]
	if cap(*flat) < places*n {
		*flat = g.l.cache.sums.take(places * n)
	} else {
		*flat = (*flat)[:places*n]
		clear(*flat)
	}
	t.flat = *flat
	return t
}

// sumPool keeps a flat table for the next grouping: fresh memory costs more than adding does.
type sumPool struct{ pool sync.Pool }

func (p *sumPool) take(n int) []sum {
	if kept, ok := p.pool.Get().(*[]sum); ok && cap(*kept) >= n {
		flat := (*kept)[:n]
		clear(flat)
		return flat
	}
	return make([]sum, n)
}

// give takes a tally's table back; the tally is of no more use.
func (p *sumPool) give(flat []sum) {
	if flat != nil {
		p.pool.Put(&flat)
	}
}

// addRows adds rows, each to the sum of its place.
func (t *tally) addRows(amounts []aisclient.Amount, keys sumKeys, rows, places []int32) {
	if t.flat == nil {
		for i, row := range rows {
			t.at(places[i], int32(keys[row]>>1)).add(amounts[row], keys[row]&1 == 1)
		}
		return
	}
	n := int32(t.currencies)
	for i, row := range rows {
		k := keys[row]
		t.flat[places[i]*n+int32(k>>1)].add(amounts[row], k&1 == 1)
	}
}

// at is the sum of a place in a currency.
func (t *tally) at(place, currency int32) *sum {
	if t.flat != nil {
		return &t.flat[int(place)*t.currencies+int(currency)]
	}
	list := t.lists[place]
	for i := range list {
		if list[i].currency == currency {
			return &list[i].sum
		}
	}
	t.lists[place] = append(list, inCurr{currency: currency})
	return &t.lists[place][len(list)].sum
}

// of yields a place's sums that have rows, with their currencies; in the currencies' order where the table is flat.
func (t *tally) of(place int32) iter.Seq2[int32, *sum] {
	return func(yield func(int32, *sum) bool) {
		if t.flat == nil {
			for i := range t.lists[place] {
				if s := &t.lists[place][i]; !yield(s.currency, &s.sum) {
					return
				}
			}
			return
		}
		row := t.flat[int(place)*t.currencies:][:t.currencies]
		for c := range row {
			if row[c].count > 0 && !yield(int32(c), &row[c]) {
				return
			}
		}
	}
}
