// Package radix sorts row numbers by keys.
package radix

import "math/bits"

// Sorter sorts rows by numbers, digit by digit, stable. It keeps its scratch memory from one sort to the next.
type Sorter struct {
	keys, to []uint64
	wide     [2][]keyed
}

// widest is how many bits one pass sorts by at most: 2,048 counters stay in the first cache.
const widest = 11

// Sort reorders rows by value, rising or falling; rows without a value go last either way.
func (s *Sorter) Sort(rows []int32, value func(int32) (int64, bool), desc bool) {
	if cap(s.keys) < len(rows) {
		s.keys, s.to = make([]uint64, len(rows)), make([]uint64, len(rows))
	}
	keys, empty := s.keys[:0], s.to[:0]
	low, high := uint64(1<<64-1), uint64(0)
	n := 0
	for _, row := range rows {
		v, ok := value(row)
		if !ok {
			empty = append(empty, uint64(row))
			continue
		}
		k := uint64(v) ^ 1<<63 // keeps the order of signed numbers
		if desc {
			k = ^k
		}
		low, high = min(low, k), max(high, k)
		keys = append(keys, k)
		rows[n] = row
		n++
	}
	for i, row := range empty {
		rows[n+i] = int32(row)
	}
	switch {
	case n == 0 || low == high:
	case n <= insertable:
		insert(rows[:n], keys)
	default:
		s.sortKeys(rows[:n], keys, low, high)
	}
}

// insertable is up to how many rows are put in their places one by one: setting up the counters costs more.
const insertable = 24

func insert(rows []int32, keys []uint64) {
	for i, k := range keys {
		row, at := rows[i], i
		for ; at > 0 && keys[at-1] > k; at-- {
			keys[at], rows[at] = keys[at-1], rows[at-1]
		}
		keys[at], rows[at] = k, row
	}
}

// sortKeys sorts rows by keys between low and high. Keys that fit into 32 bits share a word with their row.
func (s *Sorter) sortKeys(rows []int32, keys []uint64, low, high uint64) {
	width := bits.Len64(high - low)
	if width > 32 {
		s.sortWide(rows, keys, low, width)
		return
	}
	for i, row := range rows {
		keys[i] = (keys[i]-low)<<32 | uint64(uint32(row))
	}
	to := s.to[:len(keys)]
	digit, passes := digits(width)
	for p := range passes {
		pass(keys, to, 32+p*digit, digit)
		keys, to = to, keys
	}
	for i, k := range keys {
		rows[i] = int32(uint32(k))
	}
}

// digits shares width bits out to equal passes.
func digits(width int) (digit, passes int) {
	passes = (width + widest - 1) / widest
	return (width + passes - 1) / passes, passes
}

// keyed is a row with the number it is sorted by.
type keyed struct {
	key uint64
	row int32
}

func (s *Sorter) sortWide(rows []int32, keys []uint64, low uint64, width int) {
	for i := range s.wide {
		if cap(s.wide[i]) < len(rows) {
			s.wide[i] = make([]keyed, len(rows))
		}
	}
	from, to := s.wide[0][:len(rows)], s.wide[1][:len(rows)]
	for i, row := range rows {
		from[i] = keyed{keys[i] - low, row}
	}
	digit, passes := digits(width)
	for p := range passes {
		widePass(from, to, p*digit, digit)
		from, to = to, from
	}
	for i, k := range from {
		rows[i] = k.row
	}
}

// pass moves words to their places by one digit.
func pass(keys, to []uint64, shift, width int) {
	var counts [1 << widest]int32
	mask := uint64(1)<<width - 1
	for _, k := range keys {
		counts[k>>shift&mask&(1<<widest-1)]++
	}
	running(counts[:mask+1])
	for _, k := range keys {
		d := k >> shift & mask & (1<<widest - 1)
		to[counts[d]] = k
		counts[d]++
	}
}

// widePass is pass for keys that do not fit into a word with their row.
func widePass(keys, to []keyed, shift, width int) {
	var counts [1 << widest]int32
	mask := uint64(1)<<width - 1
	for i := range keys {
		counts[keys[i].key>>shift&mask&(1<<widest-1)]++
	}
	running(counts[:mask+1])
	for _, k := range keys {
		d := k.key >> shift & mask & (1<<widest - 1)
		to[counts[d]] = k
		counts[d]++
	}
}

// running turns counts into the places where each digit starts.
func running(counts []int32) {
	at := int32(0)
	for i := range counts {
		counts[i], at = at, at+counts[i]
	}
}
