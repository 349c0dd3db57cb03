package ledger

import (
	"context"
	"encoding/binary"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"aisdesk/aisclient/ledger/internal/priority"
)

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
