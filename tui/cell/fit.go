package cell

import (
	"strings"
	"unsafe"
)

// Align says where a text stands in its cells.
type Align uint8

// Alignments. Decimal stands on the decimal point: see AppendDecimal.
const (
	Left Align = iota
	Right
	Center
	Decimal
)

// spaces is padding for the widest line that is drawn without a loop.
const spaces = "                                                                                                                                "

// AppendSpaces appends n spaces, none for a negative n.
func AppendSpaces(b []byte, n int) []byte {
	for n > len(spaces) {
		b = append(b, spaces...)
		n -= len(spaces)
	}
	if n > 0 {
		b = append(b, spaces[:n]...)
	}
	return b
}

// Spaces returns n spaces, none for a negative n.
func Spaces(n int) string {
	if n <= 0 {
		return ""
	}
	if n <= len(spaces) {
		return spaces[:n]
	}
	return strings.Repeat(" ", n)
}

// AppendFit appends s cut or padded to exactly w cells. A cut text ends in the ellipsis.
func AppendFit(b, s []byte, w int, a Align, ellipsis string) []byte {
	if w <= 0 {
		return b
	}
	n, fast := narrow(s)
	if !fast {
		n = Width(view(s))
	}
	if n > w {
		return appendCut(b, s, w, ellipsis, fast)
	}
	pad := w - n
	switch a {
	case Right, Decimal:
		b = AppendSpaces(b, pad)
		return append(b, s...)
	case Center:
		b = AppendSpaces(b, pad/2)
		b = append(b, s...)
		return AppendSpaces(b, pad-pad/2)
	}
	b = append(b, s...)
	return AppendSpaces(b, pad)
}

// appendCut appends the first w cells of s, the last of them the ellipsis. A wide character that does not
// fit leaves a space.
func appendCut(b, s []byte, w int, ellipsis string, fast bool) []byte {
	e := Width(ellipsis)
	if e > w {
		ellipsis, e = "", 0
	}
	if fast {
		b = append(b, s[:cut(s, w-e)]...)
		return append(b, ellipsis...)
	}
	t := Truncate(view(s), w, ellipsis)
	b = append(b, t...)
	return AppendSpaces(b, w-Width(t))
}

// AppendDecimal appends the number s so that its decimal point stands decimals+1 cells from the right end of w
// cells. A number that does not fit is replaced by hashes: half a number is a wrong number.
func AppendDecimal(b, s []byte, w, decimals int) []byte {
	n, fast := narrow(s)
	if !fast {
		return AppendFit(b, s, w, Right, "#")
	}
	have := 0
	if i := DecimalSign(s); i >= 0 {
		have = len(s) - 1 - i
	}
	pad := 0
	if have > 0 || n > 0 && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' {
		pad = max(decimals-have, 0)
		if have == 0 && decimals > 0 {
			pad++
		}
	}
	if n > w {
		for range w {
			b = append(b, '#')
		}
		return b
	}
	pad = min(pad, w-n)
	b = AppendSpaces(b, w-n-pad)
	b = append(b, s...)
	return AppendSpaces(b, pad)
}

// DecimalSign is where the point or comma before the decimals of a number stands, -1 where it has none. Three digits behind
// a comma are thousands: amounts have two decimals or four.
func DecimalSign[S string | []byte](s S) int {
	for i := len(s) - 1; i >= 0; i-- {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
		case c == '.', c == ',' && len(s)-1-i != 3:
			return i
		default:
			return -1
		}
	}
	return -1
}

// Fit returns s, which may hold escape sequences, cut or padded to exactly w cells.
func Fit(s string, w int, a Align, ellipsis string) string {
	if n := Width(s); n == w {
		return s
	}
	return view(AppendFit(make([]byte, 0, len(s)+max(w, 0)), []byte(s), w, a, ellipsis))
}

// CutWords returns s, a text without escape sequences, cut between two words to at most w cells, with a space and the
// ellipsis at its end. Only a first word that is longer than that is cut itself.
func CutWords(s string, w int, ellipsis string) string {
	if Width(s) <= w {
		return s
	}
	head := Truncate(s, max(w-Width(ellipsis)-1, 0), "")
	if i := strings.LastIndexByte(head, ' '); i > 0 && !strings.HasPrefix(s[len(head):], " ") {
		head = head[:i]
	}
	return strings.TrimRight(head, " ") + " " + ellipsis
}

// view reads b as a string without copying; nobody writes to b as long as the string is of use.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }
