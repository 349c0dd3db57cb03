package chart

import (
	"strings"

	"aisdesk/tui/cell"
	"aisdesk/tui/theme"
)

// Point is a value that holds from a day on until the next point.
type Point struct {
	Day   int
	Value int64
}

// Line is a value over days, drawn as steps.
type Line struct {
	Points   []Point // by day, ascending
	From, To int     // first and last day shown
	Chosen   bool    // a day is chosen: an upright line stands at it
	At       int     // the chosen day
	W, H     int
	// Tick writes a value on the axis, whose greatest is most.
	Tick func(v, most int64) string
	Day  func(int) string // a day under the axis
}

// Draw returns exactly H lines of W cells; the last holds the days.
func (l Line) Draw(t *theme.Theme) []string {
	if len(l.Points) == 0 || l.W < 14 || l.H < 4 || l.To < l.From {
		return cell.Lines(nil, l.W, l.H)
	}
	low, high := l.span()
	w, h := l.W, l.H-1
	s := scaleOf(low, high, h)
	if len(s.ticks) == 0 { // as no amounts of money are
		return cell.Lines(nil, l.W, l.H)
	}
	axis, most := 0, max(-s.ticks[0], s.ticks[0], -s.ticks[len(s.ticks)-1], s.ticks[len(s.ticks)-1])
	for _, v := range s.ticks {
		axis = max(axis, cell.Width(l.Tick(v, most)))
	}
	w -= axis + 2
	c := canvas{w: w, h: h, dots: make([]uint8, max(w*h, 0))}
	l.plot(&c, s)
	labels := make([]string, h)
	zero := -1
	for i, v := range s.ticks {
		y := s.line(i)
		if labels[y] = l.Tick(v, most); v == 0 {
			zero = y
		}
	}
	lines := make([]string, 0, l.H)
	for y := range h {
		sep := t.Glyphs().V
		lines = append(lines, t.Paint(theme.Dim, cell.Fit(labels[y], axis, cell.Right, ""))+" "+
			t.Paint(theme.Faint, sep)+c.draw(t, y, y == zero, l.column(w)))
	}
	lines = append(lines, cell.Spaces(axis+2)+t.Paint(theme.Dim, ends(l.Day(l.From), l.Day((l.From+l.To)/2), l.Day(l.To), w)))
	return cell.Lines(lines, l.W, l.H)
}

// ends writes three labels at the left, in the middle and at the right of w cells, as many as have room.
func ends(left, middle, right string, w int) string {
	a, b, c := cell.Width(left), cell.Width(middle), cell.Width(right)
	if a+c+1 > w {
		return cell.Fit(left, w, cell.Left, "")
	}
	if a+b+c+4 > w {
		return left + cell.Spaces(w-a-c) + right
	}
	m := (w - b) / 2
	return left + cell.Spaces(m-a) + middle + cell.Spaces(w-m-b-c) + right
}

func (l Line) span() (low, high int64) {
	low, high = l.Points[0].Value, l.Points[0].Value
	for _, p := range l.Points {
		low, high = min(low, p.Value), max(high, p.Value)
	}
	switch {
	case low > 0 && (low < high/2 || low == high):
		low = 0
	case high < 0 && low == high:
		high = 0
	}
	return low, high
}

// plot walks the dot columns and joins the value at each with the one before.
func (l Line) plot(c *canvas, s scale) {
	n, days := c.w*2, max(l.To-l.From, 1)
	i, before := 0, -1
	for x := range n {
		day := l.From + x*days/max(n-1, 1)
		for i+1 < len(l.Points) && l.Points[i+1].Day <= day {
			i++
		}
		if l.Points[i].Day > day {
			continue
		}
		y := s.dot(l.Points[i].Value)
		from, to := y, y
		if before >= 0 {
			from, to = min(y, before), max(y, before)
		}
		for k := from; k <= to; k++ {
			c.set(x, k)
		}
		before = y
	}
}

// column is the column of cells of the chosen day, -1 for none.
func (l Line) column(w int) int {
	if !l.Chosen || l.At < l.From || l.At > l.To {
		return -1
	}
	return (l.At - l.From) * (w*2 - 1) / max(l.To-l.From, 1) / 2
}

// canvas is a field of braille cells, two dots wide and four dots high each.
type canvas struct {
	w, h int
	dots []uint8
}

// braille are the bits of a cell's dots by column and line.
var braille = [2][4]uint8{{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}}

func (c *canvas) set(x, y int) {
	if i := y/4*c.w + x/2; x >= 0 && y >= 0 && x/2 < c.w && i < len(c.dots) {
		c.dots[i] |= braille[x%2][y%4]
	}
}

func (c *canvas) draw(t *theme.Theme, y int, zero bool, chosen int) string {
	var sb strings.Builder
	last := theme.Role(255)
	for x, d := range c.dots[y*c.w : (y+1)*c.w] {
		s, role := " ", theme.Bar
		switch {
		case d == 0 && x == chosen:
			s, role = t.Glyphs().V, theme.Accent
		case d == 0 && zero:
			s, role = t.Glyphs().H, theme.Faint
		case d == 0:
		case t.Glyphs().Unicode:
			s = string(rune(0x2800 + int(d)))
		default:
			s = plainDots(d)
		}
		if role != last {
			sb.WriteString(t.On(role))
			last = role
		}
		sb.WriteString(s)
	}
	sb.WriteString(t.Off())
	return sb.String()
}

// plainDots is the nearest ASCII sign of a braille cell.
func plainDots(d uint8) string {
	upper, lower := d&0x1b != 0, d&0xe4 != 0
	switch {
	case upper && lower:
		return "|"
	case upper:
		return "'"
	}
	return "."
}
