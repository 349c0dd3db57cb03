package ledger

import (
	"iter"
	"math/bits"
)

// RowSet is a set of row ids, for example the marked rows. A nil set is empty.
type RowSet struct {
	words []uint64
	n     int
}

// Add puts a row in; adding it again changes nothing.
func (s *RowSet) Add(row int32) {
	w := int(row >> 6)
	for len(s.words) <= w {
		s.words = append(s.words, 0)
	}
	if bit := uint64(1) << (row & 63); s.words[w]&bit == 0 {
		s.words[w] |= bit
		s.n++
	}
}

// Remove takes a row out.
func (s *RowSet) Remove(row int32) {
	if s.Has(row) {
		s.words[row>>6] &^= 1 << (row & 63)
		s.n--
	}
}

// Has reports whether a row is in the set.
func (s *RowSet) Has(row int32) bool {
	return s != nil && row >= 0 && int(row>>6) < len(s.words) && s.words[row>>6]&(1<<(row&63)) != 0
}

// Len is the number of rows in the set.
func (s *RowSet) Len() int {
	if s == nil {
		return 0
	}
	return s.n
}

// Clear empties the set.
func (s *RowSet) Clear() { s.words, s.n = s.words[:0], 0 }

// Clone copies the set, so that a query can use it off the UI loop.
func (s *RowSet) Clone() *RowSet {
	if s == nil {
		return nil
	}
	return &RowSet{append([]uint64(nil), s.words...), s.n}
}

// All yields the rows in rising order.
func (s *RowSet) All() iter.Seq[int32] {
	return func(yield func(int32) bool) {
		if s == nil {
			return
		}
		for i, w := range s.words {
			for ; w != 0; w &= w - 1 {
				if !yield(int32(i<<6 + bits.TrailingZeros64(w))) {
					return
				}
			}
		}
	}
}

// bitset has one bit a row.
type bitset []uint64

func newBitset(rows int) bitset { return make(bitset, (rows+63)/64) }

func (b bitset) set(row int32) { b[row>>6] |= 1 << (row & 63) }

// bitsOf is the set of some of n rows.
func bitsOf(n int, rows []int32) bitset {
	b := newBitset(n)
	for _, row := range rows {
		b.set(row)
	}
	return b
}

// setAll sets the first n bits.
func (b bitset) setAll(n int) {
	for i := range b {
		b[i] = ^uint64(0)
	}
	if n%64 != 0 {
		b[len(b)-1] = 1<<(n%64) - 1
	}
}

func (b bitset) and(o bitset) {
	for i := range b {
		b[i] &= o[i]
	}
}

func (b bitset) andNot(o bitset) {
	for i := range b {
		b[i] &^= o[i]
	}
}

func (b bitset) count() int {
	n := 0
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}

// rows lists the set rows in rising order.
func (b bitset) rows() []int32 {
	out := make([]int32, 0, b.count())
	for i, w := range b {
		for ; w != 0; w &= w - 1 {
			out = append(out, int32(i<<6+bits.TrailingZeros64(w)))
		}
	}
	return out
}

// pick lists those of some rows that are in the set. It writes every row and forgets it again where it is not,
// which is quicker than a branch that nobody can foresee.
func (b bitset) pick(rows []int32) []int32 {
	out := make([]int32, len(rows)+1)
	n := 0
	for _, row := range rows {
		out[n] = row
		n += int(b[row>>6] >> (row & 63) & 1)
	}
	return out[:n:n]
}

// keep clears the rows for which ok is false.
func (b bitset) keep(ok func(int32) bool) {
	for i, w := range b {
		for ; w != 0; w &= w - 1 {
			if t := bits.TrailingZeros64(w); !ok(int32(i<<6 + t)) {
				b[i] &^= 1 << t
			}
		}
	}
}
