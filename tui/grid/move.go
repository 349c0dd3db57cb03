package grid

// GoTo puts the cursor on a position, or on the nearest there is.
func (g *window) GoTo(pos int) {
	n := g.rows.Len()
	g.cursor = min(max(pos, 0), max(n-1, 0))
	if n > 0 {
		g.id = g.rows.ID(g.cursor)
	}
	g.scrollToCursor()
}

// scrollToCursor keeps the cursor inside the window, and the window inside the rows.
func (g *window) scrollToCursor() {
	h, n := g.height(), g.rows.Len()
	g.top = min(g.top, max(n-h, 0))
	g.top = max(min(g.top, g.cursor), g.cursor-h+1, 0)
}

// move moves the cursor by rows.
func (g *window) move(by int) { g.GoTo(g.cursor + by) }

// Page moves the cursor and the window by pages.
func (g *window) Page(by int) {
	step := max(g.height()-1, 1) * by
	g.top += step
	g.GoTo(g.cursor + step)
}

// Sideways moves the cell cursor by columns.
func (g *columnSet) Sideways(by int) {
	g.layout()
	g.col = min(max(g.col+by, 0), max(len(g.shown)-1, 0))
	g.showColumn()
}

// Key handles the keys that every table has and reports whether k was one of them.
func (g *Grid) Key(k string) bool {
	switch k {
	case "down", "j":
		g.move(1)
	case "up", "k":
		g.move(-1)
	case "pgdown", "ctrl+f":
		g.Page(1)
	case "pgup", "ctrl+b":
		g.Page(-1)
	case "ctrl+d":
		g.move(max(g.height()/2, 1))
	case "ctrl+u":
		g.move(-max(g.height()/2, 1))
	case "home":
		g.GoTo(0)
	case "end", "G":
		g.GoTo(g.rows.Len() - 1)
	case "right", "l":
		g.Sideways(1)
	case "left", "h":
		g.Sideways(-1)
	case "^":
		g.Sideways(-len(g.order))
	case "$":
		g.Sideways(len(g.order))
	case " ":
		g.toggleMark()
	case "v":
		g.Range()
	case "V":
		g.ClearMarks()
	default:
		return false
	}
	return true
}

// Find moves the cursor to the next row, or the one before, that match accepts, going around the end, and
// reports whether there was one. The row under the cursor is tried last.
func (g *window) Find(match func(id int32) bool, backward bool) bool {
	n := g.rows.Len()
	for i := 1; i <= n; i++ {
		pos := (g.cursor + i) % n
		if backward {
			pos = (g.cursor - i + n) % n
		}
		if match(g.rows.ID(pos)) {
			g.GoTo(pos)
			return true
		}
	}
	return false
}

// Scroll moves the window by rows and takes the cursor along only as far as it must.
func (g *window) Scroll(by int) {
	h, n := g.height(), g.rows.Len()
	g.top = max(min(g.top+by, n-h), 0)
	g.GoTo(max(min(g.cursor, g.top+h-1), g.top))
}

// Click puts the cursor on the cell at x, y of the grid's own cells. On the header it only chooses the column
// and reports header; it reports neither where there is no cell.
func (g *Grid) Click(x, y int) (row, header bool) {
	g.layout()
	at := gutter
	for i, p := range g.placed {
		if i > 0 {
			at += g.gap()
		}
		if x >= at-1 && x < at+p.w {
			g.col = p.vis
			header = y == 0
		}
		at += p.w
	}
	if pos := g.top + y - 1; y > 0 && y < g.h && pos < g.rows.Len() {
		g.GoTo(pos)
		return true, false
	}
	return false, header
}
