// Package chart draws small charts as lines of text: ranked bars, columns around a zero line, a line in
// braille, a row of heat, a sparkline. Its functions are pure: the same numbers, theme and size give the same
// lines, each exactly as wide as asked for. They know no currency and no bank; the caller brings the words.
package chart

import (
	"strings"

	"aisdesk/tui/cell"
	"aisdesk/tui/theme"
)

// Bar is one line of ranked bars.
type Bar struct {
	Label string
	// Size is how long the bar is, Past how long it was in the period compared with; neither is negative.
	Size, Past int64
	Role       theme.Role // of the bar and its value
	Value      string     // the amount, ready to be aligned on its decimal point
	Share      string     // for example "12.5%"
	Change     string     // for example "+4.0%" or "new"
	ChangeRole theme.Role
}

// Bars are ranked bars in a window: a cursor, and as many bars as there are lines.
type Bars struct {
	Bars  []Bar
	At    int  // the chosen bar, -1 for none
	Focus bool // the bars have the keys
	W, H  int
	// Kind, if it is not 0, makes each bar an area of that kind; Item is its place in Bars.
	Kind int
}

// barWidths are the widths of the parts of a line.
type barWidths struct{ label, bar, value, share, change, decimals int }

// Draw returns exactly H lines of W cells.
func (b Bars) Draw(t *theme.Theme) []string {
	top := max(min(b.At-b.H/2, len(b.Bars)-b.H), 0)
	w := b.widths()
	longest := int64(1)
	for _, x := range b.Bars {
		longest = max(longest, x.Size, x.Past)
	}
	lines := make([]string, 0, b.H)
	for i := top; i < len(b.Bars) && len(lines) < b.H; i++ {
		lines = append(lines, area(b.Kind, i, b.line(t, i, w, longest)))
	}
	return cell.Lines(lines, b.W, b.H)
}

// area makes a piece of a chart an area for the mouse, where the chart is to have some.
func area(kind, item int, s string) string {
	if kind == 0 {
		return s
	}
	return cell.Mark(kind, item, s)
}

// widths shares out the line: the value is always whole; change and then share go first when it is narrow.
func (b Bars) widths() barWidths {
	var w barWidths
	whole := 0
	longest := 0
	for _, x := range b.Bars {
		i, d := split(x.Value)
		whole, w.decimals = max(whole, i), max(w.decimals, d)
		w.share = max(w.share, cell.Width(x.Share))
		w.change = max(w.change, cell.Width(x.Change))
		longest = max(longest, cell.Width(x.Label))
	}
	w.value = whole + w.decimals
	if w.decimals > 0 {
		w.decimals--
	}
	room := b.W - 2 - 2 - w.value
	if w.change > 0 && room-w.change-2 < 30 {
		w.change = 0
	}
	if w.share > 0 && room-w.share-2 < 24 {
		w.share = 0
	}
	for _, x := range []int{w.share, w.change} {
		if x > 0 {
			room -= x + 2
		}
	}
	w.label = min(longest, max(room*2/5, min(room, 14)))
	w.bar = max(room-w.label-2, 0)
	return w
}

// split returns the cells before the decimal point and from the point on.
func split(s string) (whole, rest int) {
	if i := strings.IndexByte(s, '.'); i >= 0 {
		return cell.Width(s[:i]), cell.Width(s[i:])
	}
	return cell.Width(s), 0
}

func (b Bars) line(t *theme.Theme, i int, w barWidths, longest int64) string {
	x, g := b.Bars[i], t.Glyphs()
	row, sign := theme.RowPlain, " "
	if i == b.At {
		row, sign = theme.RowIdle, g.Cursor
		if b.Focus {
			row = theme.RowCursor
		}
	}
	put := func(sb []byte, r theme.Role) []byte { return append(sb, t.OnRow(row, r)...) }
	o := put(nil, theme.Accent)
	o = append(append(o, sign...), ' ')
	o = put(o, theme.Plain)
	o = cell.AppendFit(o, []byte(x.Label), w.label, cell.Left, g.Ellipsis)
	o = append(o, ' ', ' ')
	if w.bar > 0 {
		o = put(o, x.Role)
		bar, n := horizontal(t, x.Size, longest, w.bar)
		o = append(o, bar...)
		o = put(o, theme.BarPast)
		o = append(o, past(t, x.Past, longest, w.bar, n)...)
	}
	o = put(o, x.Role)
	o = cell.AppendDecimal(o, []byte(x.Value), w.value, w.decimals)
	if w.share > 0 {
		o = append(put(o, theme.Dim), ' ', ' ')
		o = cell.AppendFit(o, []byte(x.Share), w.share, cell.Right, "")
	}
	if w.change > 0 {
		o = append(put(o, x.ChangeRole), ' ', ' ')
		o = cell.AppendFit(o, []byte(x.Change), w.change, cell.Right, "")
	}
	used := 2 + w.label + 2 + w.bar + w.value
	for _, c := range []int{w.share, w.change} {
		if c > 0 {
			used += c + 2
		}
	}
	o = cell.AppendSpaces(put(o, theme.Plain), b.W-used)
	return string(append(o, t.Off()...))
}

var eighths = []string{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"}

// horizontal is a bar of size out of longest in w cells, and how many cells it takes. What is not nothing
// shows at least a sliver. The last cell stays free, so that a full bar does not touch the value.
func horizontal(t *theme.Theme, size, longest int64, w int) (string, int) {
	room := max(w-1, 1)
	if size <= 0 {
		return "", 0
	}
	e := int(float64(size) / float64(longest) * float64(room*8))
	e = min(max(e, 1), room*8)
	if !t.Glyphs().Unicode {
		n := max((e+4)/8, 1)
		return strings.Repeat("#", n), n
	}
	s := strings.Repeat("█", e/8) + eighths[e%8]
	return s, cell.Width(s)
}

// past fills the rest of a bar's cells; where the earlier period reached further, a thin line shows how far.
func past(t *theme.Theme, size, longest int64, w, from int) string {
	to := 0
	if size > 0 {
		to = min(int(float64(size)/float64(longest)*float64(max(w-1, 1))), w-1)
	}
	if to <= from {
		return cell.Spaces(w - from)
	}
	sign := "╌"
	if !t.Glyphs().Unicode {
		sign = "-"
	}
	return strings.Repeat(sign, to-from) + cell.Spaces(w-to)
}
