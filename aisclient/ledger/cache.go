package ledger

import (
	"bytes"
	"context"
	"math/bits"
	"slices"
	"sync"

	"aisdesk/aisclient/ledger/internal/priority"
)

// cache keeps what was computed once and stays true, because a ledger never changes.
type cache struct {
	mu       sync.Mutex
	totals   []Totals
	orders   []keptOrder      // most recently used last
	prefixes []*prefixMatches // the last words that were looked for in titles
	letters  *letterCount

	ranking sync.Mutex // held while ranks are computed, so that they are computed once
	ranks   [columnCount]ranked

	summing sync.Mutex // held while the keys are made
	keys    sumKeys

	memo memo
}

// inherit takes over what is as true with other annotations: all but what depends on them.
func (c *cache) inherit(from *cache) {
	from.mu.Lock()
	c.totals, c.letters = from.totals, from.letters
	for _, o := range from.orders {
		if !slices.ContainsFunc(o.keys, func(k SortKey) bool { return k.Column.Annotation() }) {
			c.orders = append(c.orders, o)
		}
	}
	from.mu.Unlock()
	from.ranking.Lock()
	c.ranks = from.ranks
	from.ranking.Unlock()
	from.summing.Lock()
	c.keys = from.keys
	from.summing.Unlock()
}

// keptOrders is how many orders of all rows are kept: 4 MB each for a million rows.
const keptOrders = 3

type keptOrder struct {
	keys []SortKey
	rows []int32
}

// order finds a kept order of all rows.
func (c *cache) order(keys []SortKey) ([]int32, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	i := slices.IndexFunc(c.orders, func(o keptOrder) bool { return slices.Equal(o.keys, keys) })
	if i < 0 {
		return nil, false
	}
	o := c.orders[i]
	c.orders = append(slices.Delete(c.orders, i, i+1), o)
	return o.rows, true
}

func (c *cache) keepOrder(keys []SortKey, rows []int32) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.orders) == keptOrders {
		c.orders = slices.Delete(c.orders, 0, 1)
	}
	c.orders = append(c.orders, keptOrder{slices.Clone(keys), rows})
}

// memo keeps what others derive from a ledger.
type memo struct {
	mu   sync.Mutex
	once map[any]func() any
}

// Memo returns what derive made for a key, which it is asked for once in the ledger's life. It is for what costs time
// and stays true because a ledger does not change. The key's type should be the caller's own.
func (l *Ledger) Memo(key any, derive func() any) any {
	m := &l.cache.memo
	m.mu.Lock()
	if m.once == nil {
		m.once = map[any]func() any{}
	}
	get, ok := m.once[key]
	if !ok {
		get = sync.OnceValue(derive)
		m.once[key] = get
	}
	m.mu.Unlock()
	return get()
}

// Background marks a context for work that nobody waits for with a key in hand. Queries under it use one processor,
// and between two parts they stand aside while a query without the mark is at work on the same ledger.
func Background(ctx context.Context) context.Context { return priority.Background(ctx) }

// GiveWay is for the loops of work in the background: call it every few milliseconds. It waits while a query without
// the mark of Background is at work on the ledger, and reports whether to go on; false means that the context has
// ended. Under a context without the mark it never waits.
func (l *Ledger) GiveWay(ctx context.Context) bool { return l.gate.Pass(ctx) }

// Enter begins work that somebody waits for: work in the background stands aside until leave is called. Under the
// mark of Background it holds up nobody.
func (l *Ledger) Enter(ctx context.Context) (leave func()) { return l.gate.Enter(ctx) }

// prefixMatches remember where a word first stands in the rows' folded titles. A longer word that begins with it can
// only stand there or later, so that typing on compares one letter in most rows.
type prefixMatches struct {
	word    string
	letters []byte   // the word
	at      []uint16 // by row: the place + 1, or 0 where nothing is known
}

func newPrefixMatches(word string, rows int) *prefixMatches {
	return &prefixMatches{word, []byte(word), make([]uint16, rows)}
}

// follow settles the open rows in which this word stands: the longer word is there too, or further on, or not in
// the row at all.
func (k *prefixMatches) follow(t *textColumn, p *part, longer *prefixMatches) {
	rest := longer.word[len(k.word):]
	at, to := k.at[p.from:p.to], longer.at[p.from:p.to]
	off, size := t.off[p.from:p.to], t.size[p.from:p.to]
	for i := range p.todo {
		for w := p.open(i); w != 0; w &= w - 1 {
			row := i<<6 + bits.TrailingZeros64(w)
			place := at[row]
			if place == 0 {
				continue
			}
			p.decided[i] |= w & -w
			text := t.blocks[off[row]/blockSize].data[off[row]%blockSize:][:size[row]]
			if place = longer.from(text, place, rest); place != 0 {
				p.found[i] |= w & -w
				to[row] = place
			}
		}
	}
}

// from is the place of the word in a text, of which the beginning stands at a place and no earlier; rest is what
// is new in the word.
func (k *prefixMatches) from(text []byte, place uint16, rest string) uint16 {
	tail := text[int(place)-1+len(k.word)-len(rest):]
	switch {
	case len(tail) < len(rest):
		return 0
	case rest == "", tail[0] == rest[0] && string(tail[:len(rest)]) == rest:
		return place
	}
	later := bytes.Index(text[place:], k.letters)
	if later < 0 {
		return 0
	}
	return place + uint16(later) + 1
}

// keptPrefixes is how many words are remembered: 2 MB each for a million rows.
const keptPrefixes = 2

// prefixOf finds the longest remembered word that a word begins with, or nil.
func (c *cache) prefixOf(word string) *prefixMatches {
	c.mu.Lock()
	defer c.mu.Unlock()
	var best *prefixMatches
	for _, k := range c.prefixes {
		if len(k.word) <= len(word) && word[:len(k.word)] == k.word && (best == nil || len(k.word) > len(best.word)) {
			best = k
		}
	}
	return best
}

// keepPrefixes remembers a word instead of the one that was remembered first.
func (c *cache) keepPrefixes(k *prefixMatches) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.prefixes) == keptPrefixes {
		c.prefixes = append(c.prefixes[:0], c.prefixes[1:]...)
	}
	c.prefixes = append(c.prefixes, k)
}
