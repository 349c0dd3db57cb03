// Package grid is a table that draws only its window. It knows columns, row numbers and cell texts, and
// nothing about banks: what it shows is behind Rows, so a key costs the same for a hundred rows and for a
// million.
//
// Cursor and marks hold on to row ids, not to positions: they stay on their rows when the rows are filtered
// or sorted anew.
package grid

import (
	"slices"

	"aisdesk/tui/theme"
)

// Rows is what a grid shows: rows in the order in which they are to be seen. Ids are not negative, unique,
// and small enough to index a bit set by them.
type Rows interface {
	Len() int
	// ID is the id of the row at a position.
	ID(pos int) int32
	// Append appends the text of a cell, one line of cleaned text, and says what it is. col counts the columns
	// as they were given to New.
	Append(dst []byte, id int32, col int) ([]byte, theme.Role)
}

// Grid is the table. Make it with New.
type Grid struct {
	*window
	*columnSet
	marking
	theme *theme.Theme
	focus bool
	empty string

	buf  []byte
	cell []byte
}

// window is the rows that are in sight, and the cursor on one of them.
type window struct {
	rows   Rows
	w, h   int
	cursor int // position
	id     int32
	top    int // position of the first row shown
}

// columnSet is the columns, their order and which of them are in sight.
type columnSet struct {
	*window
	cols   []Column
	first  []Column // the columns as they were at first
	order  []int    // columns in the order in which they are shown, hidden ones included
	sorts  []Sort
	col    int // index into the visible columns
	left   int // first visible column after the frozen ones
	frozen int // number of visible columns that do not scroll

	placed  []place
	shown   []int
	more    bool // columns are left over at the right
	laidOut bool
}

// marking is the marks, and the beginning of a range of them.
type marking struct {
	*window
	marks  marks
	anchor int32
}

// noRow is the id of no row.
const noRow = -1

// New makes a grid with its columns.
func New(t *theme.Theme, cols []Column) *Grid {
	w := &window{rows: none{}, id: noRow}
	c := &columnSet{window: w, cols: slices.Clone(cols), first: slices.Clone(cols)}
	g := &Grid{window: w, columnSet: c, marking: marking{window: w, anchor: noRow}, theme: t, focus: true, empty: "nothing to show"}
	for i := range cols {
		g.order = append(g.order, i)
	}
	return g
}

// none is a table without rows.
type none struct{}

func (none) Len() int                                               { return 0 }
func (none) ID(int) int32                                           { return noRow }
func (none) Append(dst []byte, _ int32, _ int) ([]byte, theme.Role) { return dst, theme.Plain }

// SetTheme changes the look.
func (g *Grid) SetTheme(t *theme.Theme) { g.theme = t }

// SetEmpty sets what an empty grid says.
func (g *Grid) SetEmpty(s string) { g.empty = s }

// SetFocus says whether the grid has the keys; without them its cursor row is drawn quietly.
func (g *Grid) SetFocus(on bool) { g.focus = on }

// SetSize sets the outer size in cells, header included.
func (g *Grid) SetSize(w, h int) {
	if w != g.w || h != g.h {
		if w > g.w {
			g.left = 0 // what had to be scrolled away has room again; the layout scrolls as far as the cell cursor needs
		}
		g.w, g.h = max(w, 0), max(h, 0)
		g.laidOut = false
		g.scrollToCursor()
	}
}

// SetRows changes what is shown. The cursor stays on its row if that row is still there, and otherwise at its
// position. nil is no rows.
func (g *Grid) SetRows(r Rows) {
	if r == nil {
		r = none{}
	}
	offset := g.cursor - g.top
	g.rows = r
	pos := g.find(g.id)
	if pos < 0 {
		pos = min(g.cursor, r.Len()-1)
	}
	g.laidOut = false // the scroll bar may come or go
	g.top = pos - offset
	g.GoTo(pos)
}

// find returns the position of a row, or -1.
func (g *window) find(id int32) int {
	if id < 0 {
		return -1
	}
	if p, ok := g.rows.(interface{ Pos(id int32) int }); ok {
		return p.Pos(id)
	}
	if g.cursor < g.rows.Len() && g.rows.ID(g.cursor) == id {
		return g.cursor
	}
	for i := range g.rows.Len() {
		if g.rows.ID(i) == id {
			return i
		}
	}
	return -1
}

// Len is the number of rows.
func (g *window) Len() int { return g.rows.Len() }

// Pos is the position of the cursor, -1 without rows.
func (g *window) Pos() int {
	if g.rows.Len() == 0 {
		return -1
	}
	return g.cursor
}

// ID is the id of the row under the cursor, -1 without rows.
func (g *window) ID() int32 {
	if g.rows.Len() == 0 {
		return noRow
	}
	return g.id
}

// height is the number of rows that fit.
func (g *window) height() int { return max(g.h-1, 0) }

// View state that Restore brings back exactly.
type View struct {
	ID                  int32
	Cursor, Top, Column int
	Left                int
}

// Snapshot returns where the user is.
func (g *Grid) Snapshot() View {
	return View{ID: g.id, Cursor: g.cursor, Top: g.top, Column: g.col, Left: g.left}
}

// Restore goes back to a snapshot of the same rows.
func (g *Grid) Restore(v View) {
	g.col, g.left, g.top = v.Column, v.Left, v.Top
	pos := v.Cursor
	if pos >= g.rows.Len() || pos >= 0 && g.rows.ID(pos) != v.ID {
		if p := g.find(v.ID); p >= 0 {
			pos = p
		}
	}
	g.laidOut = false
	g.GoTo(pos)
}
