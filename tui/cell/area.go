package cell

import (
	"slices"
	"strconv"
	"strings"
)

// Area is a part of a drawn frame that answers to the mouse. Who draws a piece marks it with what it is; the
// mark goes with the piece through every cutting and laying side by side, so that nobody has to work out
// afterwards where on the screen the piece came to stand. Marks are taken out before a frame is sent.
type Area struct {
	Kind int // what it is, in numbers of who drew it; 0 is no area
	Item int // which one of its kind
	X, Y int // where in the area the pointer is, from its first cell
}

// A mark is a colour sequence that begins with two empty numbers: no theme makes one, and what measures and cuts
// text passes over it as over any other.
const (
	markPrefix = "\x1b[;;"
	markEnd    = markPrefix + "m"
)

// Mark makes s, a piece of one line, an area.
func Mark(kind, item int, s string) string { return mark(kind, item, 0, s) }

// MarkBlock makes the lines of a block one area, in place, and returns them.
func MarkBlock(kind, item int, lines []string) []string {
	for y, l := range lines {
		lines[y] = mark(kind, item, y, l)
	}
	return lines
}

func mark(kind, item, y int, s string) string {
	b := make([]byte, 0, len(s)+32)
	b = append(b, markPrefix...)
	b = strconv.AppendInt(b, int64(kind), 10)
	b = append(b, ';')
	b = strconv.AppendInt(b, int64(item), 10)
	b = append(b, ';')
	b = strconv.AppendInt(b, int64(y), 10)
	b = append(b, 'm')
	b = append(b, s...)
	return view(append(b, markEnd...))
}

// Under is the innermost area at cell x of a line; the zero value where there is none.
func Under(line string, x int) Area {
	var open []Area // X holds the cell at which the area begins
	for at := 0; line != ""; {
		i := strings.Index(line, markPrefix)
		if i < 0 {
			i = len(line)
		}
		if n := Width(line[:i]); n > 0 {
			if at += n; x < at {
				break
			}
		}
		if line = line[i:]; line == "" {
			return Area{}
		}
		end := strings.IndexByte(line, 'm')
		if end < 0 {
			return Area{}
		}
		if a, begins := parseMark(line[len(markPrefix):end]); begins {
			a.X = at
			open = append(open, a)
		} else if len(open) > 0 {
			open = open[:len(open)-1]
		}
		line = line[end+1:]
	}
	for _, a := range slices.Backward(open) {
		if a.Kind != linkKind && x >= 0 {
			a.X = x - a.X
			return a
		}
	}
	return Area{}
}

func parseMark(s string) (Area, bool) {
	parts := strings.Split(s, ";")
	if len(parts) != 3 {
		return Area{}, false
	}
	var n [3]int
	for i, p := range parts {
		n[i], _ = strconv.Atoi(p) // made by mark
	}
	return Area{Kind: n[0], Item: n[1], Y: n[2]}, true
}

// Unmark takes the marks out of a line.
func Unmark(line string) string {
	i := strings.Index(line, markPrefix)
	if i < 0 {
		return line
	}
	b := make([]byte, 0, len(line))
	for ; i >= 0; i = strings.Index(line, markPrefix) {
		b = append(b, line[:i]...)
		line = line[i:]
		end := strings.IndexByte(line, 'm')
		line = line[end+1:]
	}
	return view(append(b, line...))
}
