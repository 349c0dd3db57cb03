package ledger

import (
	"bytes"
	"context"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// Texts sort as Polish does (a ą b c ć ... z ź ż). Comparing two texts that way is slow, so every distinct
// text gets a rank once: rows then sort by a small number.

// textRanks gives a row's text as an id, and the rank of every id; -1 is no text.
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

// distinct lists a column's distinct texts and tells which one each row has.
func (l *Ledger) distinct(c Column) (ids []int32, texts []string) {
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
		texts = make([]string, len(l.sets))
		for i, s := range l.sets {
			texts[i] = joinTexts(s.texts, ", ")
		}
		return l.labels, texts
	case ColAccount, ColOwner, ColCurrency, ColBank:
		return l.source, l.sourceTexts(c)
	default:
		return l.distinctTexts(c)
	}
	texts = make([]string, len(d.vals))
	for i, t := range d.vals {
		texts[i] = t.String()
	}
	return ids, texts
}

func (l *Ledger) sourceTexts(c Column) []string {
	texts := make([]string, len(l.sources))
	for i := range l.sources {
		s := &l.sources[i]
		switch c {
		case ColAccount:
			texts[i] = s.Label().String()
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

// distinctTexts is distinct for columns without a dictionary: titles and symbols.
func (l *Ledger) distinctTexts(c Column) (ids []int32, texts []string) {
	ids = make([]int32, l.Len())
	seen := make(map[string]int32)
	for row := range int32(l.Len()) {
		s := ""
		if c == ColTitle {
			s = l.title(row)
		} else {
			s = l.Text(row, c).String()
		}
		id, ok := seen[s]
		if !ok {
			id = int32(len(texts))
			seen[s] = id
			texts = append(texts, s)
		}
		ids[row] = id
	}
	return ids, texts
}

// rank numbers texts in Polish order; equal ones share a rank, empty ones get -1. Most texts differ in their
// letters already, so only the letters' keys are kept, which are short; accents and case decide among equals.
func rank(ctx context.Context, texts []string) ([]int32, error) {
	keys, err := letterKeys(ctx, texts)
	if err != nil {
		return nil, err
	}
	order := make([]int32, len(texts))
	for i := range order {
		order[i] = int32(i)
	}
	polish := collate.New(language.Polish)
	compare := func(x, y int32) int {
		if c := bytes.Compare(keys[x], keys[y]); c != 0 {
			return c
		}
		return polish.CompareString(texts[x], texts[y])
	}
	slices.SortFunc(order, compare)
	ranks := make([]int32, len(texts))
	n := int32(0)
	for i, id := range order {
		if i > 0 && compare(order[i-1], id) != 0 {
			n++
		}
		ranks[id] = n
		if texts[id] == "" {
			ranks[id] = -1
		}
	}
	return ranks, ctx.Err()
}

// letterKeys computes the letters' keys on all processors.
func letterKeys(ctx context.Context, texts []string) ([][]byte, error) {
	keys := make([][]byte, len(texts))
	workers := min(runtime.GOMAXPROCS(0), len(texts)/1000+1)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			c := collate.New(language.Polish, collate.Loose)
			var buf collate.Buffer
			var block []byte
			from, to := len(texts)*w/workers, len(texts)*(w+1)/workers
			for i := from; i < to; i++ {
				if i%1024 == 0 && ctx.Err() != nil {
					return
				}
				buf.Reset()
				keys[i], block = intoBlock(block, c.KeyFromString(&buf, texts[i]))
			}
		})
	}
	wg.Wait()
	return keys, ctx.Err()
}

// intoBlock copies a key behind others, so that many small keys are few allocations.
func intoBlock(block, key []byte) (kept, rest []byte) {
	if len(block)+len(key) > cap(block) {
		block = make([]byte, 0, max(64<<10, len(key)))
	}
	from := len(block)
	block = append(block, key...)
	return block[from:len(block):len(block)], block
}
