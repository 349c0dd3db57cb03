package grid

import "slices"

// Menu is the column menu: the columns of a grid in their order, one of them chosen. What it changes shows at
// once.
type Menu struct {
	grid *columnSet
	at   int
	past []arrangement
}

// arrangement is how the columns were before a change.
type arrangement struct {
	cols  []Column
	order []int
}

// keep notes how the columns are, for Undo.
func (m *Menu) keep() {
	m.past = append(m.past, arrangement{slices.Clone(m.grid.cols), slices.Clone(m.grid.order)})
}

// Changed reports whether Undo has something to take back.
func (m *Menu) Changed() bool { return len(m.past) > 0 }

// Undo takes the last change of the columns back and reports whether there was one since the menu was opened.
func (m *Menu) Undo() bool {
	n := len(m.past)
	if n == 0 {
		return false
	}
	g, to := m.grid, m.past[n-1]
	m.past = m.past[:n-1]
	g.cols, g.order, g.laidOut = to.cols, to.order, false
	return true
}

// Menu opens the column menu on the column of the cell cursor.
func (g *columnSet) Menu() *Menu {
	m := &Menu{grid: g}
	if c, ok := g.Column(); ok {
		m.at = slices.Index(g.order, g.Index(c.Key))
	}
	return m
}

// Items are the columns from left to right, hidden ones included, each with the width that it has on the screen.
func (m *Menu) Items() []Column {
	m.grid.layout()
	on := map[int]int{}
	for _, p := range m.grid.placed {
		on[p.col] = p.w
	}
	out := make([]Column, 0, len(m.grid.order))
	for _, i := range m.grid.order {
		c := m.grid.cols[i]
		if w, shown := on[i]; shown {
			c.Width = w
		}
		out = append(out, c)
	}
	return out
}

// At is the chosen item.
func (m *Menu) At() int { return m.at }

// Move chooses another item.
func (m *Menu) Move(by int) { m.at = min(max(m.at+by, 0), len(m.grid.order)-1) }

// Toggle hides or shows the chosen column. The last visible column stays.
func (m *Menu) Toggle() {
	c := &m.grid.cols[m.grid.order[m.at]]
	if !c.Hidden && len(m.grid.Visible()) == 1 {
		return
	}
	m.keep()
	c.Hidden = !c.Hidden
	m.grid.laidOut = false
}

// shift moves the chosen column to the left or to the right.
func (m *Menu) shift(by int) {
	to := min(max(m.at+by, 0), len(m.grid.order)-1)
	if to == m.at {
		return
	}
	m.keep()
	o := m.grid.order
	c := o[m.at]
	o = slices.Insert(slices.Delete(slices.Clone(o), m.at, m.at+1), to, c)
	m.grid.order, m.at, m.grid.laidOut = o, to, false
}

// widen changes the width of the chosen column from what is on the screen. From then on it keeps the width that
// it was given, whatever room there is.
func (m *Menu) widen(by int) {
	m.keep()
	g, i := m.grid, m.grid.order[m.at]
	w := g.cols[i].Width
	g.layout()
	for _, p := range g.placed {
		if p.col == i {
			w = p.w
		}
	}
	g.setWidth(i, w+by)
}

// setWidth gives a column a width of the user's choice.
func (g *columnSet) setWidth(i, w int) {
	c := &g.cols[i]
	c.Width, c.Min, c.Flex, c.fixed = min(max(w, minWidth), maxWidth), 0, 0, true
	g.laidOut = false
}

// Reset brings all columns back as they were at first: their order, their widths, and which are shown.
func (m *Menu) Reset() {
	m.keep()
	g := m.grid
	g.cols = slices.Clone(g.first)
	for i := range g.order {
		g.order[i] = i
	}
	g.laidOut = false
}

// Key handles the keys of the menu and reports whether k was one of them.
func (m *Menu) Key(k string) bool {
	switch k {
	case "down", "j":
		m.Move(1)
	case "up", "k":
		m.Move(-1)
	case " ", "x":
		m.Toggle()
	case "J", "shift+down":
		m.shift(1)
	case "K", "shift+up":
		m.shift(-1)
	case "r":
		m.Reset()
	case "u":
		m.Undo()
	case "right", "l", "+":
		m.widen(1)
	case "left", "h", "-":
		m.widen(-1)
	default:
		return false
	}
	return true
}
