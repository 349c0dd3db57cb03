package ledger

import (
	"bytes"
	"context"
	"runtime"
	"strings"
	"sync"
)

// pause is how many rows are looked at between two looks at the context.
const pause = 1 << 14

// fillEach sets the rows that a condition matches, one by one.
func fillEach(ctx context.Context, b bitset, n int, match func(int32) bool) {
	for from := 0; from < n && ctx.Err() == nil; from += pause {
		for row := int32(from); row < int32(min(from+pause, n)); row++ {
			if match(row) {
				b.set(row)
			}
		}
	}
}

func (f rowFunc) fill(ctx context.Context, b bitset, n int) { fillEach(ctx, b, n, f) }

// tableMatcher looks a row's dictionary id up among the ids that match.
type tableMatcher struct {
	hits   []bool
	column []int32
	any    bool // some id matches
}

func newTableMatcher(hits []bool, column []int32) *tableMatcher {
	m := &tableMatcher{hits: hits, column: column}
	for _, h := range hits {
		m.any = m.any || h
	}
	return m
}

func (m *tableMatcher) match(row int32) bool { return m.hits[m.column[row]] }

func (m *tableMatcher) fill(_ context.Context, b bitset, _ int) {
	if !m.any {
		return
	}
	for i := range b {
		var w uint64
		from := i << 6
		for j, id := range m.column[from:min(from+64, len(m.column))] {
			if m.hits[id] {
				w |= 1 << j
			}
		}
		b[i] |= w
	}
}

// titleMatcher looks for a text in the titles.
type titleMatcher struct {
	l *Ledger
	a *textAtom
}

func (m *titleMatcher) match(row int32) bool {
	return m.a.hit(m.l.title(row), m.l.foldTitles.at(row))
}

func (m *titleMatcher) fill(ctx context.Context, b bitset, n int) {
	if m.a.sieve != nil {
		m.l.foldTitles.sift(ctx, m.a.sieve, func(row int32) {
			if m.match(row) {
				b.set(row)
			}
		})
		return
	}
	if m.a.re != nil || m.a.fold == "" {
		fillEach(ctx, b, n, m.match)
		return
	}
	if strings.IndexByte(m.a.fold, textEnd) >= 0 {
		return // no title has a line feed
	}
	found := b.set
	if m.a.exact || m.a.spell != 0 {
		found = func(row int32) {
			if m.match(row) {
				b.set(row)
			}
		}
	}
	if m.a.exact || m.a.spell != 0 || m.l.foldTitles.bytes() < parallelBytes {
		m.l.foldTitles.search(ctx, 0, len(m.l.foldTitles.blocks), []byte(m.a.fold), found)
		return
	}
	m.fillParallel(ctx, b, n)
}

// parallelBytes is how much text is worth a second processor.
const parallelBytes = 1 << 20

// fillParallel shares the blocks out to the processors, each with bits of its own.
func (m *titleMatcher) fillParallel(ctx context.Context, b bitset, n int) {
	titles := &m.l.foldTitles
	blocks := len(titles.blocks)
	workers := min(runtime.GOMAXPROCS(0), blocks, 8)
	parts := make([]bitset, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			parts[w] = newBitset(n)
			titles.search(ctx, blocks*w/workers, blocks*(w+1)/workers, []byte(m.a.fold), parts[w].set)
		})
	}
	wg.Wait()
	for _, p := range parts {
		b.or(p)
	}
}

// sift calls found with every row that may hold one of the sieve's words.
func (t *textColumn) sift(ctx context.Context, s *wordSieve, found func(int32)) {
	for i, block := range t.blocks {
		if ctx.Err() != nil {
			return
		}
		row, end := block.first, int32(len(t.off))
		if i+1 < len(t.blocks) {
			end = t.blocks[i+1].first
		}
		data := view(block.data)
		for at := 0; at < len(data); {
			k := s.find(data[at:])
			if k < 0 {
				break
			}
			at += k
			for row+1 < end && int(t.off[row+1]%blockSize) <= at {
				row++
			}
			found(row)
			at = int(t.off[row]%blockSize) + int(t.size[row]) + 1
		}
	}
}

// search calls found with every row of the blocks from to to-1 whose text holds what, which is not empty and has
// no line feed.
func (t *textColumn) search(ctx context.Context, from, to int, what []byte, found func(int32)) {
	for i := from; i < to; i++ {
		block := t.blocks[i]
		if ctx.Err() != nil {
			return
		}
		end := int32(len(t.off))
		if i+1 < len(t.blocks) {
			end = t.blocks[i+1].first
		}
		t.searchBlock(block, end, what, found)
	}
}

func (t *textColumn) searchBlock(block textBlock, end int32, what []byte, found func(int32)) {
	row := block.first
	off := t.off[:end]
	for at := 0; at < len(block.data); {
		k := bytes.Index(block.data[at:], what)
		if k < 0 {
			return
		}
		at += k
		for row+1 < int32(len(off)) && int(off[row+1]%blockSize) <= at {
			row++
		}
		found(row)
		at = int(off[row]%blockSize) + int(t.size[row]) + 1
	}
}

// anyMatcher looks for a text in all the searched fields, each by itself.
type anyMatcher struct {
	party, iban, kind, labels *tableMatcher
	title                     *titleMatcher
}

func newAnyMatcher(l *Ledger, a *textAtom) *anyMatcher {
	return &anyMatcher{
		party: newTableMatcher(a.hits(&l.parties), l.party), iban: newTableMatcher(a.ibanHits(l), l.iban),
		kind: newTableMatcher(a.hits(&l.kinds), l.kind), labels: newTableMatcher(a.setHits(l), l.labels),
		title: &titleMatcher{l, a},
	}
}

func (m *anyMatcher) match(row int32) bool {
	return m.party.match(row) || m.kind.match(row) || m.labels.match(row) || m.iban.match(row) || m.title.match(row)
}

func (m *anyMatcher) fill(ctx context.Context, b bitset, n int) {
	m.party.fill(ctx, b, n)
	m.iban.fill(ctx, b, n)
	m.kind.fill(ctx, b, n)
	m.labels.fill(ctx, b, n)
	m.title.fill(ctx, b, n)
}
