package chart

import (
	"math"
	"strings"

	"aisdesk/tui/cell"
	"aisdesk/tui/theme"
)

// Pair is one column of a chart of what came in and what went out; neither is negative.
type Pair struct {
	Label   string
	In, Out int64
	Mark    string // stands behind the label, however narrow the column
	Year    string // whose month the column is; a second line of labels says it where it changes
}

// Columns are pairs around a zero line: in above it, out below it, on one scale.
type Columns struct {
	Pairs []Pair
	At    int // the chosen column, -1 for none
	Focus bool
	W, H  int
	// Kind, if it is not 0, makes each column an area of that kind; Item is its place in Pairs.
	Kind int
	// Tick writes a value on the axis, whose greatest is most: "12k".
	Tick func(v, most int64) string
}

// Draw returns exactly H lines of W cells: the columns and, as last lines, their labels and years.
func (c Columns) Draw(t *theme.Theme) []string {
	if c.Empty() {
		return cell.Lines(nil, c.W, c.H)
	}
	return append(c.Bars(t), c.Labels(t)...)
}

// Empty reports whether there is nothing to draw, or no room.
func (c Columns) Empty() bool { return len(c.Pairs) == 0 || c.W < 12 || c.H < 4 }

// First is the place of the first column that is drawn; it moves with the chosen one only where not all have room.
func (c Columns) First() int {
	if c.Empty() {
		return 0
	}
	return c.frame().from
}

// Labels are the last lines of Draw, and Bars are those above it: of what may change from key to key these depend on
// First alone, so that they can be kept. Both need room: where Draw is only empty lines they are not to be called.
func (c Columns) Labels(t *theme.Theme) []string {
	f := c.frame()
	lines := []string{cell.Fit(c.labels(t, f.axis, f.from, f.to, f.width, f.gap), c.W, cell.Left, "")}
	if c.labelLines() > 1 {
		lines = append(lines, t.Paint(theme.Dim, cell.Fit(c.years(f), c.W, cell.Left, "")))
	}
	return lines
}

// labelLines is how many lines there are below the columns: years have one where there is room.
func (c Columns) labelLines() int {
	if c.H > 4 && len(c.Pairs) > 0 && c.Pairs[0].Year != "" {
		return 2
	}
	return 1
}

// years writes each year below its first column. That of the first column gives way to the next one's.
func (c Columns) years(f frame) string {
	line := ""
	for i := f.to - 1; i >= f.from; i-- {
		year, at := c.Pairs[i].Year, f.axis+1+(i-f.from)*(f.width+f.gap)
		if i > f.from && c.Pairs[i-1].Year == year {
			continue
		}
		if room := len(line) - len(strings.TrimLeft(line, " ")); line == "" || at+len(year) < room {
			line = cell.Spaces(at) + year + line[min(at+len(year), len(line)):]
		}
	}
	return line
}

// frame is where the columns stand, and what a line of them stands for.
type frame struct {
	up, down             int // lines above and below zero
	scale                float64
	axis                 int // cells
	from, to, width, gap int
}

func (c Columns) frame() frame {
	f := frame{}
	f.up, f.down = c.heights()
	f.scale = perLine(float64(c.greatestIn())/float64(max(f.up, 1)), float64(c.greatestOut())/float64(max(f.down, 1)))
	most := f.scale * float64(max(f.up, f.down))
	f.axis = max(cell.Width(c.tick(f.scale*float64(f.up), most)), cell.Width(c.tick(-f.scale*float64(f.down), most)))
	f.from, f.to, f.width, f.gap = c.window(c.W - f.axis - 1)
	return f
}

// Bars are the lines of Draw without the labels.
func (c Columns) Bars(t *theme.Theme) []string {
	f := c.frame()
	up, down, scale, axis := f.up, f.down, f.scale, f.axis
	from, to, width, gap := f.from, f.to, f.width, f.gap
	lines, most := make([]string, 0, c.H), scale*float64(max(up, down))
	row := func(label string, cellOf func(p Pair) (string, theme.Role), fill string) {
		var sb strings.Builder
		sb.WriteString(t.Paint(theme.Dim, cell.Fit(label, axis, cell.Right, "")+" "))
		for i := from; i < to; i++ {
			s, role := cellOf(c.Pairs[i])
			switch {
			case s != "":
				sb.WriteString(area(c.Kind, i, t.Paint(role, strings.Repeat(s, width))) + cell.Spaces(gap))
			case fill == "": // nothing to paint: a frame has thousands of these
				sb.WriteString(area(c.Kind, i, cell.Spaces(width)) + cell.Spaces(gap))
			default:
				sb.WriteString(area(c.Kind, i, t.Paint(theme.Faint, strings.Repeat(fill, width+gap))))
			}
		}
		lines = append(lines, sb.String())
	}
	for y := up; y > 0; y-- {
		label := ""
		if y == up {
			label = c.tick(scale*float64(up), most)
		}
		row(label, func(p Pair) (string, theme.Role) { return rising(t, p.In, scale, y), theme.BarIn }, "")
	}
	row("0", func(Pair) (string, theme.Role) { return "", theme.Faint }, t.Glyphs().H)
	for y := 1; y <= down; y++ {
		label := ""
		if y == down {
			label = c.tick(-scale*float64(down), most)
		}
		row(label, func(p Pair) (string, theme.Role) { return falling(t, p.Out, scale, y), theme.BarOut }, "")
	}
	return cell.Lines(lines, c.W, c.H-c.labelLines())
}

// tick writes a value at the end of the axis. The end is beyond the greatest value, and can be beyond every amount.
func (c Columns) tick(v, most float64) string { return c.Tick(bounded(v), bounded(most)) }

func bounded(v float64) int64 {
	switch {
	case v >= math.MaxInt64:
		return math.MaxInt64
	case v <= -math.MaxInt64:
		return -math.MaxInt64
	}
	return int64(v)
}

func (c Columns) greatestIn() (m int64) {
	for _, p := range c.Pairs {
		m = max(m, p.In)
	}
	return m
}

func (c Columns) greatestOut() (m int64) {
	for _, p := range c.Pairs {
		m = max(m, p.Out)
	}
	return m
}

// perLine is a round number that is at least as great as both: what one line of the chart stands for.
func perLine(a, b float64) float64 {
	most := max(a, b, 1)
	power := math.Pow(10, math.Floor(math.Log10(most)))
	for _, m := range []float64{1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8} {
		if m*power >= most {
			return m * power
		}
	}
	return 10 * power
}

// heights shares the lines between what is above and what is below zero, by the longest of each.
func (c Columns) heights() (up, down int) {
	var in, out int64
	for _, p := range c.Pairs {
		in, out = max(in, p.In), max(out, p.Out)
	}
	room := c.H - 1 - c.labelLines() // the zero line takes one
	if in+out == 0 {
		return room / 2, room - room/2
	}
	switch {
	case in == 0:
		return 0, room
	case out == 0:
		return room, 0
	}
	up = int(float64(room)*float64(in)/(float64(in)+float64(out)) + 0.5)
	up = min(max(up, min(1, room)), room-1)
	return up, room - up
}

// widestColumn is the room that a column of a chart of few months takes.
const widestColumn = 24

// window picks the width of a column and, if there are too many, those around the chosen one or the newest.
func (c Columns) window(room int) (from, to, width, gap int) {
	n := len(c.Pairs)
	gap = 1
	width = min(max((room+gap)/n-gap, 2), widestColumn) // no gap is needed behind the last
	fit := max((room+gap)/(width+gap), 1)
	if fit >= n {
		return 0, n, width, gap
	}
	at := c.At
	if at < 0 {
		at = n - 1
	}
	from = max(min(at-fit/2, n-fit), 0)
	return from, from + fit, width, gap
}

// filled is how much of the y-th line from zero a value fills, in eighths; any value shows on the first line.
func filled(v int64, scale float64, y int) int {
	e := int(float64(v)/scale*8+0.5) - (y-1)*8
	if y == 1 && v > 0 {
		e = max(e, 1)
	}
	return e
}

// plain is the sign of a line without blocks: it stands from half a line on, and always on the first.
func plain(sign string, e, y int) string {
	if e < 4 && y > 1 {
		return ""
	}
	return sign
}

// rising is the sign of the y-th line above zero for a value.
func rising(t *theme.Theme, v int64, scale float64, y int) string {
	e := filled(v, scale, y)
	switch {
	case e <= 0:
		return ""
	case !t.Glyphs().Unicode:
		return plain("#", e, y)
	case e >= 8:
		return "█"
	}
	return string(rune('▁' + e - 1))
}

// falling is the sign of the y-th line below zero. Blocks that hang from above exist for an eighth, a half
// and a whole only.
func falling(t *theme.Theme, v int64, scale float64, y int) string {
	e := filled(v, scale, y)
	switch {
	case e <= 0:
		return ""
	case !t.Glyphs().Unicode:
		return plain("=", e, y)
	case e >= 7:
		return "█"
	case e >= 3:
		return "▀"
	}
	return "▔"
}

// labels writes a label below each column. Where columns are narrower than their labels every second or third has one,
// the chosen or the newest among them.
func (c Columns) labels(t *theme.Theme, axis, from, to, width, gap int) string {
	var sb strings.Builder
	sb.WriteString(cell.Spaces(axis + 1))
	at := c.At
	if at < 0 {
		at = to - 1
	}
	every := c.every(from, to, width, gap)
	for i := from; i < to; {
		n := 1
		for every > 1 && i+n < to && (i+n-at)%every != 0 { // up to the next column with a label
			n++
		}
		room := n*(width+gap) - gap
		mark := c.Pairs[i].Mark
		label := ""
		if every == 1 || (i-at)%every == 0 {
			label = strings.TrimRight(cell.Fit(c.Pairs[i].Label, max(room-cell.Width(mark), 0), cell.Left, ""), " ") + mark
		}
		role, row := theme.Dim, theme.RowPlain
		if i == c.At {
			role, row = theme.Strong, theme.RowIdle
			if c.Focus {
				row = theme.RowCursor
				if t.Depth() <= theme.NoColour && room > cell.Width(label) {
					label = t.Glyphs().Cursor + label
				}
			}
		}
		sb.WriteString(area(c.Kind, i, t.PaintRow(row, role, cell.Fit(label, room, cell.Left, ""))))
		sb.WriteString(cell.Spaces(gap))
		i += n
	}
	return sb.String()
}

// every is how many columns a label takes: one where a column has a mark, which must stand below it; its label is cut.
func (c Columns) every(from, to, width, gap int) int {
	widest := 0
	for i := from; i < to; i++ {
		if c.Pairs[i].Mark != "" {
			return 1
		}
		widest = max(widest, cell.Width(c.Pairs[i].Label))
	}
	if widest <= width || widest > 4 { // longer ones are cut
		return 1
	}
	return (widest + gap + width + gap - 1) / (width + gap)
}
