package ledger

import (
	"strings"
	"sync/atomic"
)

func (f rowFunc) fill(p *part) { p.fillEach(f) }

// fillEach looks at the open rows one by one.
func (p *part) fillEach(match func(int32) bool) {
	p.eachOpen(func(row int32) {
		if match(row) {
			p.found.set(row - p.from)
		}
	})
}

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

func (m *tableMatcher) fill(p *part) {
	if !m.any {
		return
	}
	column := m.column[p.from:p.to]
	for i := range p.found {
		if p.open(i) == 0 {
			continue
		}
		var w uint64
		from := i << 6
		for j, id := range column[from:min(from+64, len(column))] {
			var bit uint64
			if m.hits[id] {
				bit = 1
			}
			w |= bit << (j & 63)
		}
		p.found[i] |= w
	}
}

// titleMatcher looks for a text in the titles.
type titleMatcher struct {
	l     *Ledger
	a     *textMatch
	word  needle
	plain bool                          // a plain word: where it stands is worth remembering
	known *prefixMatches                // of a word that this one begins with, or nil
	fresh atomic.Pointer[prefixMatches] // what this search finds
}

func newTitleMatcher(l *Ledger, a *textMatch) *titleMatcher {
	m := &titleMatcher{l: l, a: a}
	if a.re == nil && a.fold != "" {
		m.word = newNeedle(a.fold, l.letters())
		m.plain = !a.exact
	}
	if m.plain {
		m.known = l.cache.prefixOf(a.fold)
	}
	return m
}

func (m *titleMatcher) match(row int32) bool {
	return m.a.hit(m.l.title(row), m.l.foldTitles.at(row))
}

func (m *titleMatcher) fill(p *part) {
	switch {
	case m.a.literals != nil:
		m.l.foldTitles.eachRun(p, sparse, func(s textRun) {
			s.each(func(text []byte) int { return m.a.literals.Find(view(text)) }, func(row int32, _ int) { m.check(p, row) })
		})
	case m.a.re != nil || m.a.fold == "":
		p.fillEach(m.match)
	case strings.IndexByte(m.a.fold, textEnd) >= 0: // no title has a line feed
	case !m.plain:
		m.l.foldTitles.eachRun(p, m.word.sparse, func(s textRun) {
			s.each(m.word.index, func(row int32, _ int) { m.check(p, row) })
		})
	default:
		m.fillPrefixes(p)
	}
}

// check looks at a row whose folded title may be a match.
func (m *titleMatcher) check(p *part, row int32) {
	if m.match(row) {
		p.found.set(row - p.from)
	}
}

// fillPrefixes finds the rows with a plain word and remembers where it stands in them. Rows in which a beginning
// of the word was found before are tried at that place first.
func (m *titleMatcher) fillPrefixes(p *part) {
	if m.fresh.Load() == nil {
		m.fresh.CompareAndSwap(nil, newPrefixMatches(m.a.fold, m.l.Len()))
	}
	fresh := m.fresh.Load()
	if m.known != nil {
		m.known.follow(&m.l.foldTitles, p, fresh)
	}
	m.l.foldTitles.eachRun(p, m.word.sparse, func(s textRun) {
		s.each(m.word.index, func(row int32, place int) {
			p.found.set(row - p.from)
			fresh.at[row] = uint16(place + 1)
		})
	})
}

// anyMatcher looks for a text in all the searched fields, each by itself.
type anyMatcher struct {
	party, iban, kind, labels *tableMatcher
	title                     *titleMatcher
}

func newAnyMatcher(l *Ledger, a *textMatch) *anyMatcher {
	return &anyMatcher{
		party: newTableMatcher(a.hits(&l.parties), l.party), iban: newTableMatcher(a.ibanHits(l), l.iban),
		kind: newTableMatcher(a.hits(&l.kinds), l.kind), labels: newTableMatcher(a.setHits(l), l.labels),
		title: newTitleMatcher(l, a),
	}
}

func (m *anyMatcher) match(row int32) bool {
	return m.party.match(row) || m.kind.match(row) || m.labels.match(row) || m.iban.match(row) || m.title.match(row)
}

func (m *anyMatcher) fill(p *part) {
	m.party.fill(p)
	m.iban.fill(p)
	m.kind.fill(p)
	m.labels.fill(p)
	m.title.fill(p)
}
