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
	Label     string
	LabelRole theme.Role
	Indent    int // cells before the label
	// Size is how long the bar is, Past how long it was in the period compared with; neither is negative but with
	// Bars.Around.
	Size, Past int64
	// Of, if it is not 0, is what a full bar stands for instead of Bars.Longest.
	Of         int64
	Role       theme.Role // of the bar and its value
	Count      string     // of what the value is made of
	Value      string     // the amount, ready to be aligned on its decimal point
	Share      string     // for example "12.5%"
	Change     string     // for example "+4.0%" or "new"
	ChangeRole theme.Role
}

// Bars are ranked bars in a window: a cursor, and as many bars as there are lines. Only those in the window are
// made.
type Bars struct {
	N       int             // how many there are
	Bar     func(i int) Bar // the i-th
	Room    BarRoom         // what the widest of all bars need, so that nothing moves when they are scrolled
	Longest int64           // what a full bar stands for
	// Around draws negative bars to the left of a zero line and positive ones to its right. Least is then what a full
	// bar to the left stands for, without its sign.
	Around bool
	Least  int64
	Head   Bar  // the names of the columns, in Label, Count, Value, Share and Change; without a label no head is drawn
	At     int  // the chosen bar, -1 for none
	Focus  bool // the bars have the keys
	W, H   int
	// Kind, if it is not 0, makes each bar an area of that kind; Item is its number.
	Kind int
}

// BarRoom are the cells that the widest parts of bars take: of labels with their indent, of counts, of values before
// the decimal point and from it on, of shares, of changes. What is 0 has no column.
type BarRoom struct{ Label, Count, Whole, Decimals, Share, Change int }

// barWidths are the widths of the parts of a line.
type barWidths struct{ label, bar, count, value, share, change, decimals int }

// Draw returns exactly H lines of W cells.
func (b Bars) Draw(t *theme.Theme) []string {
	w := b.widths()
	lines := make([]string, 0, b.H)
	if b.Head.Label != "" && b.H > 2 {
		lines = append(lines, b.head(t, w))
	}
	h := b.H - len(lines)
	top := max(min(b.At-h/2, b.N-h), 0)
	for i := top; i < b.N && len(lines) < b.H; i++ {
		lines = append(lines, area(b.Kind, i, b.line(t, i, w)))
	}
	return cell.Lines(lines, b.W, b.H)
}

// widths shares out the line: the value is always whole; count, change and then share go first when it is narrow.
func (b Bars) widths() barWidths {
	r := b.Room
	w := barWidths{count: r.Count, share: r.Share, change: r.Change, value: r.Whole + r.Decimals, decimals: max(r.Decimals-1, 0)}
	if w.count > 0 {
		w.count = max(w.count, cell.Width(b.Head.Count))
	}
	if w.share > 0 {
		w.share = max(w.share, cell.Width(b.Head.Share))
	}
	if w.change > 0 {
		w.change = max(w.change, cell.Width(b.Head.Change))
	}
	w.value = max(w.value, cell.Width(b.Head.Value))
	room := b.W - 2 - 2 - w.value
	for _, x := range []struct {
		width *int
		least int
	}{{&w.count, 36}, {&w.change, 28}, {&w.share, 22}} {
		if *x.width > 0 && room-*x.width-2 < x.least {
			*x.width = 0
		}
		if *x.width > 0 {
			room -= *x.width + 2
		}
	}
	w.label = min(max(r.Label, cell.Width(b.Head.Label)), max(room-max(room/4, 8), min(room, 14)))
	w.bar = max(room-w.label-2, 0)
	return w
}

// SplitValue returns the cells of a value before the decimal point and from the point on, for BarRoom.
func SplitValue(s string) (whole, decimals int) {
	if i := cell.DecimalSign(s); i >= 0 {
		return cell.Width(s[:i]), cell.Width(s[i:])
	}
	return cell.Width(s), 0
}

// head names the columns.
func (b Bars) head(t *theme.Theme, w barWidths) string {
	o := append([]byte(t.On(theme.Dim)), "  "...)
	o = cell.AppendFit(o, []byte(b.Head.Label), w.label, cell.Left, t.Glyphs().Ellipsis)
	o = cell.AppendSpaces(o, 2+w.bar)
	if w.count > 0 {
		o = append(cell.AppendFit(o, []byte(b.Head.Count), w.count, cell.Right, ""), ' ', ' ')
	}
	o = cell.AppendFit(o, []byte(b.Head.Value), w.value, cell.Right, "")
	for _, x := range []struct {
		name  string
		width int
	}{{b.Head.Share, w.share}, {b.Head.Change, w.change}} {
		if x.width > 0 {
			o = cell.AppendFit(append(o, ' ', ' '), []byte(x.name), x.width, cell.Right, "")
		}
	}
	return string(append(o, t.Off()...))
}

func (b Bars) line(t *theme.Theme, i int, w barWidths) string {
	x, g := b.Bar(i), t.Glyphs()
	row, sign := theme.RowPlain, " "
	if i == b.At {
		row = theme.RowIdle
		if b.Focus {
			row, sign = theme.RowCursor, g.Cursor
		}
	}
	put := func(sb []byte, r theme.Role) []byte { return append(sb, t.OnRow(row, r)...) }
	o := put(nil, theme.Accent)
	o = append(append(o, sign...), ' ')
	o = put(o, x.LabelRole)
	indent := min(x.Indent, w.label)
	o = cell.AppendSpaces(o, indent)
	o = cell.AppendFit(o, []byte(x.Label), w.label-indent, cell.Left, g.Ellipsis)
	o = append(o, ' ', ' ')
	if w.bar > 0 {
		o = b.bar(t, o, put, x, w.bar)
	}
	if w.count > 0 {
		o = cell.AppendFit(put(o, theme.Dim), []byte(x.Count), w.count, cell.Right, "")
		o = append(o, ' ', ' ')
	}
	o = put(o, x.written())
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
	for _, c := range []int{w.count, w.share, w.change} {
		if c > 0 {
			used += c + 2
		}
	}
	o = cell.AppendSpaces(put(o, theme.Plain), b.W-used)
	return string(append(o, t.Off()...))
}

// written is the role of the bar's value: it has the bar's colour where that can be read on its row.
func (x Bar) written() theme.Role {
	switch x.Role {
	case theme.BarIn:
		return theme.In
	case theme.BarOut:
		return theme.Out
	}
	return x.Role
}

// bar appends the bar itself, in w cells.
func (b Bars) bar(t *theme.Theme, o []byte, put func([]byte, theme.Role) []byte, x Bar, w int) []byte {
	if b.Around {
		s, ok := b.around(t, x, w)
		if !ok {
			return cell.AppendSpaces(o, w)
		}
		o = append(put(append(put(o, theme.BarPast), s.pastLeft...), x.Role), s.left...)
		o = append(put(o, theme.Faint), t.Glyphs().V...)
		o = append(put(append(put(o, x.Role), s.right...), theme.BarPast), s.pastRight...)
		return append(o, ' ')
	}
	longest := b.Longest
	if x.Of > 0 {
		longest = x.Of
	}
	longest = max(longest, 1)
	bar, n := horizontal(t, x.Size, longest, w)
	o = append(put(o, x.Role), bar...)
	return append(put(o, theme.BarPast), past(t, x.Past, longest, w, n)...)
}

// area makes a piece of a chart an area for the mouse, where the chart is to have some.
func area(kind, item int, s string) string {
	if kind == 0 {
		return s
	}
	return cell.Mark(kind, item, s)
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
