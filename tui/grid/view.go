package grid

import (
	"strconv"
	"strings"

	"aisdesk/tui/cell"
	"aisdesk/tui/theme"
)

// View draws the grid: a header and rows, exactly as high and wide as SetSize said.
func (g *Grid) View() string {
	g.layout()
	b := g.buf[:0]
	b = g.appendHeader(b)
	from, to := g.rangeNow()
	for y := range g.height() {
		b = append(b, '\n')
		pos := g.top + y
		if pos < g.rows.Len() {
			b = g.appendRow(b, pos, y, pos >= from && pos <= to)
			continue
		}
		if g.rows.Len() == 0 && y == min(1, g.height()-1) {
			b = append(b, g.theme.On(theme.Dim)...)
			b = cell.AppendFit(b, []byte(g.empty), g.w, cell.Center, g.theme.Glyphs().Ellipsis)
			b = append(b, g.theme.Off()...)
			continue
		}
		b = cell.AppendSpaces(b, g.w)
	}
	g.buf = b
	if g.h == 0 {
		return ""
	}
	return string(b)
}

// Lines is View, cut into lines.
func (g *Grid) Lines() []string { return strings.Split(g.View(), "\n") }

func (g *Grid) appendHeader(b []byte) []byte {
	gl := g.theme.Glyphs()
	x := gutter
	if g.w < gutter+minWidth {
		return cell.AppendSpaces(b, g.w)
	}
	b = append(b, g.theme.On(theme.Dim)...)
	if g.left > 0 {
		b = append(b, gl.Left...)
		b = cell.AppendSpaces(b, gutter-1)
	} else {
		b = cell.AppendSpaces(b, gutter)
	}
	for i, p := range g.placed {
		if i > 0 {
			b = g.appendGap(b, theme.RowPlain, g.placed[i-1].last)
			x += g.gap()
		}
		b = g.appendTitle(b, p)
		x += p.w
	}
	b = append(b, g.theme.On(theme.Dim)...)
	if g.more && x < g.w {
		b = cell.AppendSpaces(b, g.w-x-1)
		b = append(b, gl.Right...)
	} else {
		b = cell.AppendSpaces(b, g.w-x)
	}
	return append(b, g.theme.Off()...)
}

// appendTitle writes a title with the arrow and, when there is more than one sort key, its number.
func (g *Grid) appendTitle(b []byte, p place) []byte {
	c := &g.cols[p.col]
	mark := g.sortMark(c.Key)
	role := theme.Header
	if mark != "" || p.vis == g.col && g.focus {
		role = theme.HeaderOn
	}
	b = append(b, g.theme.On(role)...)
	align := c.Align
	if align == cell.Decimal {
		align = cell.Right
	}
	room := p.w - cell.Width(mark)
	if room < 1 {
		return cell.AppendFit(b, []byte(mark), p.w, align, "")
	}
	g.cell = cell.AppendFit(g.cell[:0], []byte(c.Title), min(room, cell.Width(c.Title)), cell.Left, g.theme.Glyphs().Ellipsis)
	g.cell = append(g.cell, mark...)
	return cell.AppendFit(b, g.cell, p.w, align, "")
}

func (g *Grid) sortMark(key string) string {
	for i, s := range g.sorts {
		if s.Key != key {
			continue
		}
		arrow := g.theme.Glyphs().Asc
		if s.Desc {
			arrow = g.theme.Glyphs().Desc
		}
		if len(g.sorts) > 1 {
			arrow += strconv.Itoa(i + 1)
		}
		return arrow
	}
	return ""
}

// appendGap writes the space between two columns; after the frozen ones it holds a rule.
func (g *Grid) appendGap(b []byte, row theme.Row, rule bool) []byte {
	if !rule {
		b = append(b, g.theme.OnRow(row, theme.Plain)...)
		return cell.AppendSpaces(b, g.gap())
	}
	b = append(b, g.theme.OnRow(row, theme.Faint)...)
	b = append(b, g.theme.Glyphs().V...)
	return cell.AppendSpaces(b, g.gap()-1)
}

func (g *Grid) rowState(pos int, id int32, ranged bool) theme.Row {
	switch {
	case pos == g.cursor && g.focus:
		return theme.RowCursor
	case pos == g.cursor:
		return theme.RowIdle
	case ranged, g.marks.has(id):
		return theme.RowMarked
	}
	return theme.RowPlain
}

func (g *Grid) appendRow(b []byte, pos, y int, ranged bool) []byte {
	if g.w < gutter+minWidth {
		return cell.AppendSpaces(b, g.w)
	}
	id := g.rows.ID(pos)
	row := g.rowState(pos, id, ranged)
	b = g.appendGutter(b, row, pos == g.cursor, ranged || g.marks.has(id))
	x, last, gap := gutter, -1, g.gap()
	for i := range g.placed {
		p := &g.placed[i]
		if i > 0 {
			switch {
			case g.placed[i-1].last:
				b, last = g.appendGap(b, row, true), -1
			case last != int(theme.Plain):
				b, last = g.appendGap(b, row, false), int(theme.Plain)
			default:
				b = cell.AppendSpaces(b, gap)
			}
			x += gap
		}
		b, last = g.appendCell(b, p, id, row, last)
		x += p.w
	}
	if last != int(theme.Plain) {
		b = append(b, g.theme.OnRow(row, theme.Plain)...)
	}
	if g.bar() && x < g.w {
		b = cell.AppendSpaces(b, g.w-x-1)
		return g.appendBar(b, y)
	}
	b = cell.AppendSpaces(b, g.w-x)
	return append(b, g.theme.Off()...)
}

func (g *Grid) appendGutter(b []byte, row theme.Row, cursor, marked bool) []byte {
	gl := g.theme.Glyphs()
	c, m := " ", " "
	if cursor {
		c = gl.Cursor
	}
	if marked {
		m = gl.Mark
	}
	b = append(b, g.theme.OnRow(row, theme.Accent)...)
	b = append(b, c...)
	b = append(b, m...)
	return append(b, ' ')
}

// appendCell writes one cell and returns the role that is in force after it, -1 when the next piece has to
// set its own. A sequence is written only where the role changes: that halves the bytes of a frame.
func (g *Grid) appendCell(b []byte, p *place, id int32, row theme.Row, last int) ([]byte, int) {
	c := &g.cols[p.col]
	var role theme.Role
	g.cell, role = g.rows.Append(g.cell[:0], id, p.col)
	on := row
	if row == theme.RowCursor && p.vis == g.col {
		on, last = theme.RowCell, -1
	}
	if int(role) != last {
		b = append(b, g.theme.OnRow(on, role)...)
	}
	if c.Align == cell.Decimal {
		b = cell.AppendDecimal(b, g.cell, p.w, c.Decimals)
	} else {
		b = cell.AppendFit(b, g.cell, p.w, c.Align, g.theme.Glyphs().Ellipsis)
	}
	if on == theme.RowCell {
		return b, -1
	}
	return b, int(role)
}

// appendBar writes the line's cell of the scroll bar.
func (g *Grid) appendBar(b []byte, y int) []byte {
	h, n := g.height(), g.rows.Len()
	size := max(h*h/n, 1)
	at := 0
	if n > h {
		at = g.top * (h - size) / (n - h)
	}
	sign, role := "│", theme.Faint
	if !g.theme.Glyphs().Unicode {
		sign = "|"
	}
	if y >= at && y < at+size {
		sign, role = "┃", theme.Dim
		if !g.theme.Glyphs().Unicode {
			sign = "#"
		}
	}
	b = append(b, g.theme.On(role)...)
	b = append(b, sign...)
	return append(b, g.theme.Off()...)
}
