package grid

import "slices"

// Menu is the column menu: the columns of a grid in their order, one of them chosen. What it changes shows at
// once.
type Menu struct {
	grid *Grid
	at   int
}

// Menu opens the column menu on the column of the cell cursor.
func (g *Grid) Menu() *Menu {
	m := &Menu{grid: g}
	if c, ok := g.Column(); ok {
		m.at = slices.Index(g.order, g.Index(c.Key))
	}
	return m
}

// Items are the columns from left to right, hidden ones included.
func (m *Menu) Items() []Column {
	out := make([]Column, 0, len(m.grid.order))
	for _, i := range m.grid.order {
		out = append(out, m.grid.cols[i])
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
	c.Hidden = !c.Hidden
	m.grid.laidOut = false
}

// Shift moves the chosen column to the left or to the right.
func (m *Menu) Shift(by int) {
	to := min(max(m.at+by, 0), len(m.grid.order)-1)
	o := m.grid.order
	c := o[m.at]
	o = slices.Insert(slices.Delete(slices.Clone(o), m.at, m.at+1), to, c)
	m.grid.order, m.at, m.grid.laidOut = o, to, false
}

// Widen changes the width of the chosen column from what is on the screen. From then on it keeps the width that
// it was given, whatever room there is.
func (m *Menu) Widen(by int) {
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
func (g *Grid) setWidth(i, w int) {
	c := &g.cols[i]
	c.Width, c.Min, c.Flex, c.fixed = min(max(w, minWidth), maxWidth), 0, 0, true
	g.laidOut = false
}

// Reset brings all columns back as they were at first: their order, their widths, and which are shown.
func (m *Menu) Reset() {
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
		m.Shift(1)
	case "K", "shift+up":
		m.Shift(-1)
	case "r":
		m.Reset()
	case "right", "l", "+":
		m.Widen(1)
	case "left", "h", "-":
		m.Widen(-1)
	default:
		return false
	}
	return true
}
