package chart

import (
	"strings"

	"aisdesk/tui/cell"
	"aisdesk/tui/theme"
)

const asciiSpark = "_.-=*#"

// Spark draws values as one line of exactly w cells, the last value at the right. Its scale holds zero: what hardly varies
// looks level. More values than cells are thinned out, fewer leave blanks at the left.
func Spark(t *theme.Theme, role theme.Role, values []int64, w int) string {
	if w <= 0 {
		return ""
	}
	values = thin(values, w)
	if len(values) == 0 {
		return cell.Spaces(w)
	}
	low, high := int64(0), int64(0)
	for _, v := range values {
		low, high = min(low, v), max(high, v)
	}
	var sb strings.Builder
	for _, v := range values {
		f := 0.0
		if high > low {
			f = (float64(v) - float64(low)) / (float64(high) - float64(low))
		}
		if t.Glyphs().Unicode {
			sb.WriteRune('▁' + rune(f*7+0.5))
		} else {
			sb.WriteByte(asciiSpark[int(f*float64(len(asciiSpark)-1)+0.5)])
		}
	}
	return cell.Spaces(w-len(values)) + t.Paint(role, sb.String())
}

// thin keeps the last value of each of w equal stretches.
func thin(values []int64, w int) []int64 {
	if len(values) <= w {
		return values
	}
	out := make([]int64, w)
	for i := range out {
		out[i] = values[(i+1)*len(values)/w-1]
	}
	return out
}

// Heat is a row of fields that are the darker the more they stand for.
type Heat struct {
	Labels []string
	Values []int64  // not negative, one for each label
	Words  []string // what is written under each field; may be nil
	At     int
	Focus  bool
	W      int
	// Kind, if it is not 0, makes each place an area of that kind; Item is its number.
	Kind int
}

// Draw returns two lines, or three with words, of exactly W cells.
func (h Heat) Draw(t *theme.Theme) []string {
	n := len(h.Labels)
	if n == 0 {
		return cell.Lines(nil, h.W, 2)
	}
	width := max(h.W/n-1, 1)
	most := int64(1)
	for _, v := range h.Values {
		most = max(most, v)
	}
	var top, mid, low strings.Builder
	for i, l := range h.Labels {
		role, row := theme.Dim, theme.RowPlain
		if i == h.At {
			role, row = theme.Strong, theme.RowIdle
			if h.Focus {
				row, l = theme.RowCursor, t.Glyphs().Cursor+l
			}
		}
		top.WriteString(area(h.Kind, i, t.PaintRow(row, role, cell.Fit(l, width, cell.Left, ""))) + " ")
		s, r := shade(t, h.Values[i], most)
		mid.WriteString(area(h.Kind, i, t.Paint(r, strings.Repeat(s, width))) + " ")
		if h.Words != nil {
			low.WriteString(area(h.Kind, i, t.Paint(theme.Dim, cell.Fit(h.Words[i], width, cell.Left, ""))) + " ")
		}
	}
	lines := []string{top.String(), mid.String()}
	if h.Words != nil {
		lines = append(lines, low.String())
	}
	return cell.Lines(lines, h.W, len(lines))
}

// shade is the sign and the role of a share of the most: five steps, told apart by the sign where there is no
// colour.
func shade(t *theme.Theme, v, most int64) (string, theme.Role) {
	i := 0
	if v > 0 {
		i = min(1+int(float64(v)/float64(most)*3.999), 4)
	}
	role := theme.Heat0 + theme.Role(i)
	switch {
	case !t.Glyphs().Unicode:
		return string(".:=*#"[i]), role
	case t.Depth() <= theme.NoColour || t.Name() == theme.Mono:
		return string([]rune("·░▒▓█")[i]), role
	}
	return "█", role
}
