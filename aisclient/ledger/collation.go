package ledger

import (
	"bytes"
	"context"
	"encoding/binary"
	"slices"
	"sync"

	"aisdesk/aisclient/ledger/internal/priority"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// Texts sort as Polish does (a ą b c ć ... z ź ż). Comparing two texts that way is slow, so every distinct
// text gets a rank once: rows then sort by a small number.

// textRanks gives a row's text as an id, and the rank of every id; -1 is no text. Without ids a row is its own.
func (l *Ledger) textRanks(ctx context.Context, c Column) (ids, ranks []int32, err error) {
	l.cache.ranking.Lock()
	defer l.cache.ranking.Unlock()
	r := &l.cache.ranks[c]
	if r.ranks == nil {
		ids, texts := l.distinct(c)
		ranks, err := rank(ctx, texts)
		if err != nil {
			return nil, nil, err
		}
		r.ids, r.ranks = ids, ranks
	}
	return r.ids, r.ranks, nil
}

// ranked is a column's texts by rank.
type ranked struct{ ids, ranks []int32 }

// textList is numbered texts, which need not be distinct.
type textList struct {
	n  int
	at func(i int32) string
}

// distinct lists a column's texts and tells which one each row has. Titles and symbols are listed row by row:
// most are distinct, and finding out takes more room than ranking them twice.
func (l *Ledger) distinct(c Column) (ids []int32, texts textList) {
	var d *dictionary
	switch c {
	case ColParty:
		ids, d = l.party, &l.parties
	case ColPartyIBAN:
		ids, d = l.iban, &l.ibans
	case ColKind:
		ids, d = l.kind, &l.kinds
	case ColStatus:
		ids, d = l.status, &l.statuses
	case ColLabels:
		return l.labels, textList{len(l.sets), func(i int32) string { return joinTexts(l.sets[i].texts, ", ") }}
	case ColAccount, ColAccountIBAN, ColOwner, ColCurrency, ColBank:
		texts := l.sourceTexts(c)
		return l.source, textList{len(texts), func(i int32) string { return texts[i] }}
	case ColTitle:
		return nil, textList{l.Len(), l.title}
	default:
		return nil, textList{l.Len(), func(row int32) string { return l.Text(row, c).String() }}
	}
	return ids, textList{len(d.vals), func(i int32) string { return d.vals[i].String() }}
}

func (l *Ledger) sourceTexts(c Column) []string {
	texts := make([]string, len(l.sources))
	for i := range l.sources {
		s := &l.sources[i]
		switch c {
		case ColAccount:
			texts[i] = s.Label().String()
		case ColAccountIBAN:
			texts[i] = s.IBAN.String()
		case ColOwner:
			texts[i] = s.OwnerNames().String()
		case ColCurrency:
			texts[i] = string(s.Currency)
		default:
			texts[i] = s.TargetName.String()
		}
	}
	return texts
}

// rank numbers texts in Polish order; equal ones share a rank, empty ones get -1. Most texts differ in their
// letters already, so only the letters' keys are kept, which are short; accents and case decide among equals.
func rank(ctx context.Context, texts textList) ([]int32, error) {
	keys, err := letterKeys(ctx, texts)
	if err != nil {
		return nil, err
	}
	order := make([]int32, texts.n)
	for i := range order {
		order[i] = int32(i)
	}
	if err := sortParts(ctx, order, func() func(x, y int32) int { return comparer(texts, keys) }); err != nil {
		return nil, err
	}
	compare := comparer(texts, keys)
	ranks := make([]int32, texts.n)
	n := int32(0)
	for i, id := range order {
		if i > 0 && compare(order[i-1], id) != 0 {
			n++
		}
		ranks[id] = n
		if texts.at(id) == "" {
			ranks[id] = -1
		}
	}
	return ranks, ctx.Err()
}

// comparer compares texts by their letters, then exactly. It is for one goroutine.
func comparer(texts textList, keys *keyStore) func(x, y int32) int {
	polish := collate.New(language.Polish)
	return func(x, y int32) int {
		if c := bytes.Compare(keys.at(x), keys.at(y)); c != 0 {
			return c
		}
		a, b := texts.at(x), texts.at(y)
		if a == b {
			return 0
		}
		return polish.CompareString(a, b)
	}
}

// sortParts sorts on all processors: each a part, then the parts are merged.
func sortParts(ctx context.Context, order []int32, comparer func() func(x, y int32) int) error {
	parts := min(priority.Processors(), 8, len(order)/1000+1)
	ends := make([]int, parts+1)
	var wg sync.WaitGroup
	for i := range parts {
		ends[i+1] = len(order) * (i + 1) / parts
		part := order[ends[i]:ends[i+1]]
		wg.Go(func() { slices.SortFunc(part, comparer()) })
	}
	wg.Wait()
	if parts == 1 {
		return ctx.Err()
	}
	compare, merged := comparer(), make([]int32, 0, len(order))
	for i := 1; i < parts && ctx.Err() == nil; i++ {
		merged = merge(merged[:0], order[:ends[i]], order[ends[i]:ends[i+1]], compare)
		copy(order, merged)
	}
	return ctx.Err()
}

// merge appends two sorted lists in order.
func merge(to, a, b []int32, compare func(x, y int32) int) []int32 {
	for len(a) > 0 && len(b) > 0 {
		if compare(b[0], a[0]) < 0 {
			to, b = append(to, b[0]), b[1:]
		} else {
			to, a = append(to, a[0]), a[1:]
		}
	}
	return append(append(to, a...), b...)
}

// keyStore holds sort keys, one a text, close together: a million of them take about as much room as the texts.
type keyStore struct {
	mu     sync.Mutex
	blocks [][]byte
	place  []uint64 // by text: block number * 2^32 + place in the block
}

// keyBlock is how many bytes of keys lie together. A longer key has a block of its own.
const keyBlock = 1 << 18

// at is a text's key.
func (k *keyStore) at(i int32) []byte {
	p := k.place[i]
	b := k.blocks[p>>32][uint32(p):]
	n, used := binary.Uvarint(b)
	return b[used : used+int(n)]
}

// letterKeys computes the letters' keys on all processors.
func letterKeys(ctx context.Context, texts textList) (*keyStore, error) {
	k := &keyStore{place: make([]uint64, texts.n)}
	workers := min(priority.Processors(), texts.n/1000+1)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() { k.fill(ctx, texts, texts.n*w/workers, texts.n*(w+1)/workers) })
	}
	wg.Wait()
	return k, ctx.Err()
}

// fill computes the keys of texts from to to-1 into blocks of its own.
func (k *keyStore) fill(ctx context.Context, texts textList, from, to int) {
	c := collate.New(language.Polish, collate.Loose)
	var buf collate.Buffer
	var block []byte
	number := 0
	for i := from; i < to; i++ {
		if i%1024 == 0 && ctx.Err() != nil {
			return
		}
		buf.Reset()
		key := c.KeyFromString(&buf, texts.at(int32(i)))
		if need := len(key) + binary.MaxVarintLen32; need > cap(block)-len(block) {
			number, block = k.newBlock(max(keyBlock, need))
		}
		k.place[i] = uint64(number)<<32 | uint64(len(block))
		block = append(binary.AppendUvarint(block, uint64(len(key))), key...)
	}
}

// newBlock adds a block, to be filled by appending to the empty slice within its capacity.
func (k *keyStore) newBlock(size int) (number int, empty []byte) {
	b := make([]byte, size)
	k.mu.Lock()
	defer k.mu.Unlock()
	k.blocks = append(k.blocks, b)
	return len(k.blocks) - 1, b[:0]
}
