package grid

import (
	"slices"

	"aisdesk/tui/cell"
)

// Column describes a column.
type Column struct {
	Key   string // stable name: settings, sort and export use it
	Title string
	Align cell.Align
	// Width is the natural width, Min what it may shrink to, 0 for Width. Flex is its share of the room that
	// is left over, 0 for none.
	Width, Min, Flex int
	// Usual is the width that most rows need, 0 for Width: where there is no room for all, columns are cut to that first.
	Usual int
	// Cut orders the columns where not all have their width: those with the greatest number are cut first.
	Cut int
	// Decimals is how many decimals the longest number has; for cell.Decimal.
	Decimals int
	Hidden   bool

	fixed bool // the user chose the width
	blank bool // no row has anything in it: it is left out, whatever the user chose
}

// seen reports whether the column is shown.
func (c *Column) seen() bool { return !c.Hidden && !c.blank }

func (c *Column) least() int {
	if c.Min > 0 && c.Min < c.Width {
		return c.Min
	}
	return c.Width
}

// Sort is one key of the order that the rows are in; the grid shows it, its owner does the sorting.
type Sort struct {
	Key  string
	Desc bool
}

// SetSort sets the arrows in the header, the first key being the most significant.
func (g *columnSet) SetSort(s []Sort) { g.sorts = slices.Clone(s) }

// usual is the width to which the column is cut before any is cut further.
func (c *Column) usual() int {
	if c.Usual == 0 || c.fixed {
		return c.Width
	}
	return max(min(c.Usual, c.Width), c.least())
}

// SetFrozen sets how many of the visible columns stay when the others scroll.
func (g *columnSet) SetFrozen(n int) {
	g.frozen = max(n, 0)
	g.laidOut = false
}

// Frozen is the number of columns that stay.
func (g *columnSet) Frozen() int { return g.frozen }

// Column is the column of the cell cursor; ok is false when no column is visible.
func (g *columnSet) Column() (c Column, ok bool) {
	g.layout()
	if len(g.shown) == 0 {
		return Column{}, false
	}
	return g.cols[g.shown[g.col]], true
}

// SetColumn puts the cell cursor on the column with that key, if it is visible.
func (g *columnSet) SetColumn(key string) bool {
	g.layout()
	for i, c := range g.shown {
		if g.cols[c].Key == key {
			g.col = i
			g.showColumn()
			return true
		}
	}
	return false
}

// Index is the number that Rows.Append knows the column by, -1 for none.
func (g *columnSet) Index(key string) int {
	return slices.IndexFunc(g.cols, func(c Column) bool { return c.Key == key })
}

// Visible lists the visible columns from left to right: what an export of the view holds.
func (g *columnSet) Visible() []Column {
	g.layout()
	out := make([]Column, 0, len(g.shown))
	for _, c := range g.shown {
		out = append(out, g.cols[c])
	}
	return out
}

// SetDecimals changes the number of decimals that a column makes room for.
func (g *columnSet) SetDecimals(key string, n int) {
	if i := g.Index(key); i >= 0 {
		g.cols[i].Decimals, g.first[i].Decimals = n, n
	}
}

// SetUsual says how wide a column is for most rows.
func (g *columnSet) SetUsual(key string, w int) {
	if i := g.Index(key); i >= 0 {
		g.cols[i].Usual, g.first[i].Usual, g.laidOut = w, w, false
	}
}

// SetLeast changes the width of a column, and the least that it may shrink to, so that its content fits.
func (g *columnSet) SetLeast(key string, w int) {
	if i := g.Index(key); i >= 0 {
		w = max(w, minWidth)
		g.first[i].Width, g.first[i].Min = w, 0
		if g.cols[i].fixed {
			w = max(w, g.cols[i].Width)
		}
		g.cols[i].Width, g.cols[i].Min, g.laidOut = w, 0, false
	}
}

// SetWidth changes the natural width of a column, unless the user chose one.
func (g *columnSet) SetWidth(key string, w int) {
	if i := g.Index(key); i >= 0 {
		g.first[i].Width = max(w, minWidth)
		if !g.cols[i].fixed {
			g.cols[i].Width, g.laidOut = g.first[i].Width, false
		}
	}
}

// SetBlank says whether a column holds nothing in any row, and so is left out.
func (g *columnSet) SetBlank(key string, on bool) {
	if i := g.Index(key); i >= 0 && g.cols[i].blank != on {
		g.cols[i].blank, g.first[i].blank, g.laidOut = on, on, false
	}
}

// Reveal shows columns that were hidden.
func (g *columnSet) Reveal(keys ...string) {
	for _, k := range keys {
		if i := g.Index(k); i >= 0 && g.cols[i].Hidden {
			g.cols[i].Hidden, g.laidOut = false, false
		}
	}
}

// ColumnState is one column of a layout that a user made.
type ColumnState struct {
	Key    string `json:"key" toml:"key"`
	Width  int    `json:"width" toml:"width"`
	Hidden bool   `json:"hidden,omitempty" toml:"hidden,omitempty"`
	Fixed  bool   `json:"fixed,omitempty" toml:"fixed,omitempty"` // the user chose the width
}

// Layout is the order, width and visibility of the columns, to be remembered.
func (g *columnSet) Layout() []ColumnState {
	out := make([]ColumnState, 0, len(g.order))
	for _, i := range g.order {
		out = append(out, ColumnState{g.cols[i].Key, g.cols[i].Width, g.cols[i].Hidden, g.cols[i].fixed})
	}
	return out
}

// SetLayout brings a remembered layout back. Columns it does not know keep their place at the end; keys that
// are no columns are passed over; a layout that hides everything is not taken.
func (g *columnSet) SetLayout(l []ColumnState) {
	var order []int
	visible := false
	for _, s := range l {
		if i := g.Index(s.Key); i >= 0 && !slices.Contains(order, i) {
			order = append(order, i)
			visible = visible || !s.Hidden
		}
	}
	for _, i := range g.order {
		if !slices.Contains(order, i) {
			order = append(order, i)
			visible = visible || !g.cols[i].Hidden
		}
	}
	if !visible {
		return
	}
	for _, s := range l {
		if i := g.Index(s.Key); i >= 0 {
			g.cols[i].Hidden = s.Hidden
			if s.Fixed {
				g.setWidth(i, s.Width)
			}
		}
	}
	g.order, g.laidOut = order, false
}
