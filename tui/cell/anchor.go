package cell

import (
	"strconv"

	"github.com/charmbracelet/x/ansi"
)

// Anchor returns a line of w cells with cursor positions in it, so that what stands behind a text is in its own column
// whatever width the terminal gives to that text. Cells that a terminal may leave out are erased first. Lines of
// letters whose width nobody doubts come back as they are.
//
// The renderer measures grapheme clusters, which may be narrower than what is reserved. It would erase the end of a line
// that it takes for a short one, so spaces that are then written over make up for the difference.
func Anchor(line string, w int) string {
	if _, ok := painted(line); ok {
		return line
	}
	b := make([]byte, 0, len(line)+64)
	at, drifted := 0, false // drifted: the terminal's cursor may be elsewhere
	each(line, func(part string, n int) bool {
		switch {
		case n < 0:
			b = append(b, part...)
			return true
		case single(part, 0) == len(part):
			if drifted {
				b = column(b, at)
			}
			drifted = false
		default:
			if drifted && doubtful(part, n) {
				b = column(b, at)
			}
			if doubtful(part, n) {
				b = erase(b, n)
			}
			drifted = true
		}
		b = append(b, part...)
		if at += n; doubtful(part, n) && at < w {
			b = column(b, at)
			drifted = false
		}
		return true
	})
	// Positions part clusters, so the line is measured with them.
	if short := w - ansi.StringWidth(view(b)); short > 0 {
		return view(append(column(AppendSpaces(nil, short), 0), b...))
	}
	return view(b)
}

// doubtful reports whether terminals may disagree on the width of a cluster: it is wide, or has several code points.
func doubtful(part string, n int) bool {
	return n != 1 || single(part, 0) != len(part) && len([]rune(part)) > 1
}

// column moves the cursor to a cell of its row, counted from 0.
func column(b []byte, at int) []byte {
	b = append(b, "\x1b["...)
	b = strconv.AppendInt(b, int64(at+1), 10)
	return append(b, 'G')
}

// erase blanks n cells from the cursor on, which stays where it is.
func erase(b []byte, n int) []byte {
	if n <= 0 {
		return b
	}
	b = append(b, "\x1b["...)
	b = strconv.AppendInt(b, int64(n), 10)
	return append(b, 'X')
}
