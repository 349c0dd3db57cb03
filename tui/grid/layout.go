package grid

import (
	"maps"
	"slices"
)

// Widths that a user can give a column.
const (
	minWidth = 3
	maxWidth = 120
	// partWidth is the least that is shown of a column that does not fit whole.
	partWidth = 8
)

// gutter holds the cursor sign, the mark sign and a space: what says without colour where the cursor is.
const gutter = 3

// place is a column on the screen.
type place struct {
	col  int // index into Grid.cols
	vis  int // index into Grid.shown
	w    int
	last bool // of the frozen columns
}

func (g *columnSet) gap() int {
	if g.w >= 100 {
		return 2
	}
	return 1
}

// bar reports whether the scroll bar takes the last cell of each line.
func (g *window) bar() bool { return g.rows.Len() > g.height() && g.w > 12 }

// layout places the columns: all of them if they fit at their narrowest, else the frozen ones and as many of
// the others as there is room for.
func (g *columnSet) layout() {
	if g.laidOut {
		return
	}
	g.laidOut = true
	g.shown = g.shown[:0]
	for _, c := range g.order {
		if g.cols[c].seen() {
			g.shown = append(g.shown, c)
		}
	}
	g.col = min(max(g.col, 0), max(len(g.shown)-1, 0))
	g.more = false
	avail := g.w - gutter
	if g.bar() {
		avail -= 2
	}
	if !g.fitAll(avail) {
		g.showColumnIn(avail)
		g.fitSome(avail)
	}
}

// fitAll places every column and reports whether there was room.
func (g *columnSet) fitAll(avail int) bool {
	natural, least, flex := 0, 0, 0
	for _, c := range g.shown {
		natural += g.cols[c].Width
		least += g.cols[c].least()
		flex += g.cols[c].Flex
	}
	gaps := g.gap() * max(len(g.shown)-1, 0)
	if least+gaps > avail {
		return false
	}
	g.left = 0
	g.placed = g.placed[:0]
	for i, c := range g.shown {
		g.placed = append(g.placed, place{col: c, vis: i, w: g.cols[c].Width})
	}
	if extra := avail - gaps - natural; extra >= 0 {
		g.widen(extra, flex)
	} else {
		g.narrow(-extra)
	}
	return true
}

// widen shares out room by flex; the rounding goes to the last flexible column.
func (g *columnSet) widen(extra, flex int) {
	if flex == 0 {
		return
	}
	rest, last := extra, -1
	for i := range g.placed {
		if f := g.cols[g.placed[i].col].Flex; f > 0 {
			d := extra * f / flex
			g.placed[i].w += d
			rest -= d
			last = i
		}
	}
	g.placed[last].w += rest
}

// narrow takes room away: what few rows need of any column, then from the columns that are cut first, among those in proportion
// to what each can give.
func (g *columnSet) narrow(missing int) {
	for _, to := range []func(*Column) int{(*Column).usual, (*Column).least} {
		levels := map[int]int{} // what the columns of each level can give
		for i := range g.placed {
			c := &g.cols[g.placed[i].col]
			levels[c.Cut] += g.placed[i].w - to(c)
		}
		for _, level := range slices.Backward(slices.Sorted(maps.Keys(levels))) {
			if take := min(missing, levels[level]); take > 0 {
				g.narrowLevel(level, take, levels[level], to)
				missing -= take
			}
		}
	}
}

// narrowLevel takes room away from the columns of a level, which can give slack.
func (g *columnSet) narrowLevel(level, missing, slack int, to func(*Column) int) {
	rest := missing
	for i := range g.placed {
		if c := &g.cols[g.placed[i].col]; c.Cut == level {
			d := missing * (g.placed[i].w - to(c)) / slack
			g.placed[i].w -= d
			rest -= d
		}
	}
	for i := 0; rest > 0; i = (i + 1) % len(g.placed) {
		if p := &g.placed[i]; g.cols[p.col].Cut == level && p.w > to(&g.cols[p.col]) {
			p.w--
			rest--
		}
	}
}

// cutFirst is the level of Cut beyond which a column that does not fit whole is scrolled to rather than placed at its
// narrowest: its room serves the texts before it.
const cutFirst = 2

// fitSome places the frozen columns and then those from left on.
func (g *columnSet) fitSome(avail int) {
	g.placed = g.placed[:0]
	x, frozen := 0, min(g.frozen, len(g.shown))
	for i, c := range g.shown {
		if i >= frozen && i < frozen+g.left {
			continue
		}
		w, gap := g.cols[c].least(), g.gap()
		if g.left == 0 && i != g.col && w < g.cols[c].Width && g.cols[c].Cut > cutFirst {
			g.more = true
			break
		}
		if len(g.placed) == 0 {
			gap = 0
		}
		room := avail - x - gap
		if w > room {
			if room < partWidth && len(g.placed) > 0 && i != g.col {
				g.more = true
				break
			}
			g.more = true
			w = max(room, 0)
		}
		if w == 0 {
			break
		}
		g.placed = append(g.placed, place{col: c, vis: i, w: w, last: i == frozen-1 && g.left > 0})
		x += gap + w
		if x >= avail {
			g.more = g.more || i < len(g.shown)-1
			break
		}
	}
	if extra := avail - x; extra > 0 && len(g.placed) > 0 {
		g.giveRest(extra)
	}
}

// giveRest widens flexible columns that were placed at their narrowest while columns scroll.
func (g *columnSet) giveRest(extra int) {
	for i := range g.placed {
		c := &g.cols[g.placed[i].col]
		d := min(extra, max(c.Width-g.placed[i].w, 0))
		g.placed[i].w += d
		extra -= d
	}
	last := &g.placed[len(g.placed)-1]
	if g.cols[last.col].Flex > 0 {
		last.w += extra
	}
}

// showColumn scrolls sideways until the cell cursor's column is placed in full.
func (g *columnSet) showColumn() { g.laidOut = false; g.layout() }

func (g *columnSet) showColumnIn(avail int) {
	frozen := min(g.frozen, len(g.shown))
	if g.col < frozen {
		g.left = 0
		return
	}
	g.left = min(g.left, max(len(g.shown)-frozen-1, 0), g.col-frozen)
	for ; g.left < g.col-frozen; g.left++ {
		x := 0
		for i, c := range g.shown[:g.col+1] {
			if i < frozen || i >= frozen+g.left {
				x += g.cols[c].least() + g.gap()
			}
		}
		if x-g.gap() <= avail {
			break
		}
	}
}
