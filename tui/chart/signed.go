package chart

import (
	"strings"

	"aisdesk/tui/cell"
	"aisdesk/tui/theme"
)

// signed is a bar beside a zero line, from left to right: what lies left of the line and what lies right of it, with
// how far the earlier period reached. All of it takes as many cells as the bars have.
type signed struct{ pastLeft, left, right, pastRight string }

// around draws a bar of Bars.Around in w cells: what is negative lies left of the zero line, what is positive right of
// it, on one scale.
func (b Bars) around(t *theme.Theme, x Bar, w int) (s signed, ok bool) {
	room := w - 2 // the zero line, and a cell that stays free before the value
	if room < 2 {
		return s, false
	}
	left := room / 2
	if all := float64(b.Least) + float64(b.Longest); all > 0 {
		left = min(max(int(float64(room)*float64(b.Least)/all+0.5), 1), room-1)
	}
	right := room - left
	unit := max(float64(b.Least)/float64(left), float64(b.Longest)/float64(right)) // what a cell stands for
	if x.Of > 0 {
		unit = float64(x.Of) / float64(min(left, right))
	}
	unit = max(unit, 1e-9)
	neg, n := leftward(t, -float64(x.Size)/unit, left)
	pos, m := rightward(t, float64(x.Size)/unit, right)
	s.left, s.right = neg, pos
	s.pastLeft = reached(t, -float64(x.Past)/unit, left, n, true)
	s.pastRight = reached(t, float64(x.Past)/unit, right, m, false)
	return s, true
}

// leftward is a bar that ends at the zero line, in halves of a cell: blocks that fill from the right have no eighths.
func leftward(t *theme.Theme, cells float64, room int) (string, int) {
	if cells <= 0 {
		return "", 0
	}
	halves := min(max(int(cells*2), 1), room*2)
	if !t.Glyphs().Unicode {
		n := (halves + 1) / 2
		return strings.Repeat("=", n), n
	}
	s := strings.Repeat("▐", halves%2) + strings.Repeat("█", halves/2)
	return s, cell.Width(s)
}

// rightward is a bar that begins at the zero line.
func rightward(t *theme.Theme, cells float64, room int) (string, int) {
	if cells <= 0 {
		return "", 0
	}
	return horizontal(t, int64(cells*1000), int64(room)*1000, room+1)
}

// reached fills the rest of one side; where the earlier period reached further, a thin line shows how far.
func reached(t *theme.Theme, cells float64, room, from int, mirrored bool) string {
	to := max(min(int(max(cells, 0)), room), from)
	sign := "╌"
	if !t.Glyphs().Unicode {
		sign = "-"
	}
	if mirrored {
		return cell.Spaces(room-to) + strings.Repeat(sign, to-from)
	}
	return strings.Repeat(sign, to-from) + cell.Spaces(room-to)
}
