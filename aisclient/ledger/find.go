package ledger

import (
	"context"
	"math/bits"
	"slices"
	"sync/atomic"

	"aisdesk/aisclient/ledger/internal/priority"
)

// partRows is how many rows are looked at in one go: all terms of a filter, one after the other, while the rows' texts
// are still in the processor's cache.
const partRows = priority.Part

// part is a run of rows that one processor looks at. Bits count from its first row.
type part struct {
	from, to int32
	todo     bitset // rows that are asked about
	found    bitset // rows that match
	decided  bitset // rows that are settled for the condition at work, whether they match or not
}

// len is the number of rows.
func (p *part) len() int { return int(p.to - p.from) }

// open are the rows of a word of bits that are asked about and not settled yet.
func (p *part) open(word int) uint64 { return p.todo[word] &^ (p.found[word] | p.decided[word]) }

// eachOpen calls look with every open row.
func (p *part) eachOpen(look func(row int32)) {
	for i := range p.todo {
		for w := p.open(i); w != 0; w &= w - 1 {
			look(p.from + int32(i<<6+bits.TrailingZeros64(w)))
		}
	}
}

// find sets the bits of the rows that are in the period and that the filter lets through. It looks only at the
// rows of among, or at all of them where that is nil.
func (l *Ledger) find(ctx context.Context, q *Query, among bitset) (bitset, error) {
	return l.findTerms(ctx, l.bind(q), q.Period, among)
}

// findTerms is find for terms that are bound already.
func (l *Ledger) findTerms(ctx context.Context, terms boundFilter, period Period, among bitset) (bitset, error) {
	n := l.Len()
	hits := slices.Clone(among)
	if hits == nil {
		hits = newBitset(n)
		hits.setAll(n)
	}
	slices.SortStableFunc(terms, func(x, y boundTerm) int { return x.cost() - y.cost() })
	var next atomic.Int32
	work := func() {
		found, decided := newBitset(partRows), newBitset(partRows)
		for l.GiveWay(ctx) {
			from := int(next.Add(1)-1) * partRows
			if from >= n {
				return
			}
			to := min(from+partRows, n)
			p := part{from: int32(from), to: int32(to), todo: hits[from/64 : (to+63)/64]}
			p.found, p.decided = found[:len(p.todo)], decided[:len(p.todo)]
			l.findIn(&p, period, terms)
		}
	}
	priority.Share(ctx, n, work)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	terms.keepPrefixes(l)
	return hits, nil
}

// scanThreshold is the part of the rows below which looking at each is quicker than scanning all.
const scanThreshold = 16

// findIn clears what the period or a term refuses.
func (l *Ledger) findIn(p *part, period Period, terms boundFilter) {
	if !period.IsAll() {
		p.todo.keep(func(r int32) bool { return period.Contains(l.date[p.from+r]) })
	}
	for i := range terms {
		t := &terms[i]
		n := p.todo.count()
		if n == 0 {
			return
		}
		if n < p.len()/scanThreshold {
			p.todo.keep(func(r int32) bool { return t.match(p.from + r) })
			continue
		}
		clear(p.found)
		for _, m := range t.alts {
			clear(p.decided)
			m.fill(p)
		}
		if t.not {
			p.todo.andNot(p.found)
		} else {
			p.todo.and(p.found)
		}
	}
}
