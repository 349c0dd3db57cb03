package cell

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Terminals do not agree on the width of what is more than one code point: some draw a joined emoji in two cells, some
// add up its parts. The wider of the two measures is reserved, so that neither draws beyond its place.

// each calls f with every grapheme cluster of s and its width, and with every escape sequence, whose width is -1, until
// f says false.
func each(s string, f func(part string, w int) bool) {
	var state byte
	for s != "" {
		part, w, n, next := ansi.DecodeSequence(s, state, nil)
		if n <= 0 { // never seen; a byte is passed over rather than for ever looked at
			part, n = s[:1], 1
		}
		state = next
		switch {
		case part[0] == 0x1b || part[0] < 0x20 || part[0] == 0x7f:
			w = -1
		default:
			w = max(w, ansi.StringWidthWc(part))
		}
		if !f(part, w) {
			return
		}
		s = s[n:]
	}
}

// measured is Width without the short way.
func measured(s string) int {
	n := 0
	each(s, func(_ string, w int) bool { n += max(w, 0); return true })
	return n
}

// Truncate cuts s to at most w cells, the last of them the tail where it was cut. Escape sequences behind the cut stay, so
// that colours end as they would have.
func Truncate(s string, w int, tail string) string {
	if Width(s) <= w {
		return s
	}
	if Width(tail) > w {
		tail = ""
	}
	room := max(w-Width(tail), 0)
	var b strings.Builder
	cut := false
	each(s, func(part string, n int) bool {
		switch {
		case n < 0:
			b.WriteString(part)
		case cut:
		case n > room:
			cut = true
			b.WriteString(tail)
		default:
			room -= n
			b.WriteString(part)
		}
		return true
	})
	return b.String()
}

// TruncateLeft takes the first w cells off s. Escape sequences among them stay, and a character that is cut through
// leaves spaces.
func TruncateLeft(s string, w int) string {
	if w <= 0 {
		return s
	}
	var b strings.Builder
	each(s, func(part string, n int) bool {
		switch {
		case n < 0:
			b.WriteString(part)
		case w <= 0:
			b.WriteString(part)
		default:
			if w -= n; w < 0 {
				b.WriteString(Spaces(-w))
			}
		}
		return true
	})
	return b.String()
}
