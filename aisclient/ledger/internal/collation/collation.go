// Package collation ranks texts in the order of a language.
package collation

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

// Texts are numbered texts, which need not be distinct.
type Texts struct {
	Len int
	At  func(i int32) string
}

// Rank numbers texts in Polish order; equal ones share a rank, empty ones get -1. Most texts differ in their
// letters already, so only the letters' keys are kept, which are short; accents and case decide among equals. Ranking every distinct text once lets rows sort by a small number; comparing two texts is slow.
// The error is the context's.
func Rank(ctx context.Context, texts Texts) ([]int32, error) {
	keys, err := letterKeys(ctx, texts)
	if err != nil {
		return nil, err
	}
	order := make([]int32, texts.Len)
	for i := range order {
		order[i] = int32(i)
	}
	if err := sortParts(ctx, order, func() func(x, y int32) int { return comparer(texts, keys) }); err != nil {
		return nil, err
	}
	compare := comparer(texts, keys)
	ranks := make([]int32, texts.Len)
	n := int32(0)
	for i, id := range order {
		if i > 0 && compare(order[i-1], id) != 0 {
			n++
		}
		ranks[id] = n
		if texts.At(id) == "" {
			ranks[id] = -1
		}
	}
	return ranks, ctx.Err()
}

// comparer compares texts by their letters, then exactly. It is for one goroutine.
func comparer(texts Texts, keys *keyStore) func(x, y int32) int {
	polish := collate.New(language.Polish)
	return func(x, y int32) int {
		if c := bytes.Compare(keys.at(x), keys.at(y)); c != 0 {
			return c
		}
		a, b := texts.At(x), texts.At(y)
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
func letterKeys(ctx context.Context, texts Texts) (*keyStore, error) {
	k := &keyStore{place: make([]uint64, texts.Len)}
	workers := min(priority.Processors(), texts.Len/1000+1)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() { k.fill(ctx, texts, texts.Len*w/workers, texts.Len*(w+1)/workers) })
	}
	wg.Wait()
	return k, ctx.Err()
}

// fill computes the keys of texts from to to-1 into blocks of its own.
func (k *keyStore) fill(ctx context.Context, texts Texts, from, to int) {
	c := collate.New(language.Polish, collate.Loose)
	var buf collate.Buffer
	var block []byte
	number := 0
	for i := from; i < to; i++ {
		if i%1024 == 0 && ctx.Err() != nil {
			return
		}
		buf.Reset()
		key := c.KeyFromString(&buf, texts.At(int32(i)))
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
