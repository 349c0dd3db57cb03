package party

import (
	"context"
	"hash/maphash"
	"slices"

	"aisdesk/aisclient"
)

// rowHash is a hash table of rows by what makes them identical.
type rowHash struct {
	seed  maphash.Seed
	slots []int32 // row + 1
	mask  uint64
}

func newRowHash(rows int) *rowHash {
	n := uint64(16)
	for n < uint64(rows)*2 {
		n *= 2
	}
	return &rowHash{seed: maphash.MakeSeed(), slots: make([]int32, n), mask: n - 1}
}

// identical reports whether two rows say the same: account, day, amount, party, title (statement 4.6).
func (b *builder) identical(x, y int32) bool {
	l := b.l
	return l.Date(x) == l.Date(y) && l.Amount(x) == l.Amount(y) && l.PartyID(x) == l.PartyID(y) && l.PartyIBANID(x) == l.PartyIBANID(y) &&
		l.FoldedTitle(x) == l.FoldedTitle(y) && l.Status(x).String() == l.Status(y).String()
}

func (b *builder) hash(h *rowHash, row int32) uint64 {
	l := b.l
	key := [3]uint64{uint64(l.Date(row))<<32 | uint64(uint32(l.PartyID(row))), uint64(l.Amount(row)), uint64(l.PartyIBANID(row))}
	return maphash.Comparable(h.seed, key) ^ maphash.String(h.seed, l.FoldedTitle(row))
}

// add finds the last row of the table that is identical to a row in the accounts that ok allows, and puts the row in.
func (b *builder) addRow(h *rowHash, row int32, ok func(int32) bool) (int32, bool) {
	for at := b.hash(h, row) & h.mask; ; at = (at + 1) & h.mask {
		switch other := h.slots[at] - 1; {
		case other < 0:
			h.slots[at] = row + 1
			return 0, false
		case ok(other) && b.identical(other, row):
			h.slots[at] = row + 1
			return other, true
		}
	}
}

// findCopies finds rows that stand twice: identical rows of one account, and the rows of an account that the reply has
// twice.
func (b *builder) findCopies(ctx context.Context) error {
	h := newRowHash(b.l.Len())
	err := b.pieces(ctx, func(row int32) {
		if b.l.Date(row) == 0 || b.l.Amount(row) == 0 {
			return
		}
		source := b.l.Account(row)
		other, found := b.addRow(h, row, func(o int32) bool { return b.l.Account(o) == source })
		if !found {
			return
		}
		was, ok := b.l.Balance(other)
		now, also := b.l.Balance(row)
		switch {
		case ok != also || !ok:
			b.copies[row] = copyOf{other, PossibleCopy}
		case was == now:
			b.copies[row] = copyOf{other, CertainCopy}
		}
	})
	if err != nil || !slices.ContainsFunc(b.repeats, func(of int) bool { return of >= 0 }) {
		return err
	}
	return b.repeatedRows(ctx)
}

// repeatedRows finds the rows that two entries of one account both have (statement 4.7), each as often as in the first.
func (b *builder) repeatedRows(ctx context.Context) error {
	type key struct {
		source int
		day    aisclient.Date
		amount aisclient.Amount
		title  string
		number int32
	}
	left := map[key][]int32{}
	of := func(source int, row int32) key {
		return key{source, b.l.Date(row), b.l.Amount(row), b.l.FoldedTitle(row), b.l.PartyIBANID(row)}
	}
	for source, first := range b.repeats {
		if first < 0 {
			continue
		}
		if !b.l.GiveWay(ctx) {
			return ctx.Err()
		}
		s, f := &b.l.Sources()[source], &b.l.Sources()[first]
		for row := f.First; row < f.Last; row++ {
			left[of(source, row)] = append(left[of(source, row)], row)
		}
		for row := s.First; row < s.Last; row++ {
			k := of(source, row)
			if n := len(left[k]); n > 0 {
				b.copies[row] = copyOf{left[k][0], CertainCopy}
				left[k] = left[k][1:]
			}
		}
	}
	return nil
}

// sortedKeys are the keys of a map, rising.
func sortedKeys[V any](m map[int32]V) []int32 {
	keys := make([]int32, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
