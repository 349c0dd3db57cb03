package grid

import (
	"iter"
	"math/bits"
	"slices"
)

// marks is a set of row ids.
type marks struct {
	bits []uint64
	n    int
}

func (m *marks) has(id int32) bool {
	w := int(id) >> 6
	return id >= 0 && w < len(m.bits) && m.bits[w]&(1<<(id&63)) != 0
}

func (m *marks) set(id int32, on bool) {
	if id < 0 || m.has(id) == on {
		return
	}
	w := int(id) >> 6
	for w >= len(m.bits) {
		m.bits = append(m.bits, 0)
	}
	m.bits[w] ^= 1 << (id & 63)
	if on {
		m.n++
	} else {
		m.n--
	}
}

// toggleMark marks the row under the cursor or takes its mark away, and goes on to the next row. With a range
// begun, it ends the range instead.
func (g *marking) toggleMark() {
	if g.anchor != noRow {
		g.Range()
		return
	}
	if g.rows.Len() > 0 {
		g.marks.set(g.id, !g.marks.has(g.id))
		g.move(1)
	}
}

// Range begins a range at the cursor; the second call marks every row from there to the cursor.
func (g *marking) Range() {
	if g.anchor == noRow {
		g.anchor = g.ID()
		return
	}
	from, to := g.rangeNow()
	for pos := from; pos <= to; pos++ {
		g.marks.set(g.rows.ID(pos), true)
	}
	g.anchor = noRow
}

// rangeNow is the range that is being made, as positions; from > to when there is none.
func (g *marking) rangeNow() (from, to int) {
	if g.anchor == noRow {
		return 0, -1
	}
	pos := g.find(g.anchor)
	if pos < 0 {
		return 0, -1
	}
	return min(pos, g.cursor), max(pos, g.cursor)
}

// Ranging reports whether a range was begun.
func (g *marking) Ranging() bool { return g.anchor != noRow }

// EndRange forgets a range that was begun and reports whether there was one.
func (g *marking) EndRange() bool {
	was := g.anchor != noRow
	g.anchor = noRow
	return was
}

// ClearMarks takes all marks away.
func (g *marking) ClearMarks() { g.marks = marks{} }

// MarkAll marks every row that is shown, or takes their marks away when all of them are marked.
func (g *marking) MarkAll() {
	n := g.rows.Len()
	all := g.marks.n >= n
	for pos := 0; pos < n && all; pos++ {
		all = g.marks.has(g.rows.ID(pos))
	}
	for pos := range n {
		g.marks.set(g.rows.ID(pos), !all)
	}
}

// Marked reports whether a row is marked.
func (g *marking) Marked(id int32) bool { return g.marks.has(id) }

// MarkCount is the number of marked rows, shown or not.
func (g *marking) MarkCount() int { return g.marks.n }

// Marks yields the ids of the rows that are marked now, in ascending order. Marks that come later do not show in it, so
// that it can be read in another goroutine.
func (g *marking) Marks() iter.Seq[int32] {
	now := slices.Clone(g.marks.bits)
	return func(yield func(int32) bool) {
		for w, b := range now {
			for ; b != 0; b &= b - 1 {
				if !yield(int32(w<<6 + bits.TrailingZeros64(b))) {
					return
				}
			}
		}
	}
}
