package terminal

import (
	"strings"
	"unicode/utf8"
)

// Scrub takes out of a line what could do something to a terminal: every control but the colour sequences
// that a theme makes, C1 controls, and marks that turn the direction of the text. Panes are handed cleaned
// text only; this is the second wall, and it costs a frame about as much as copying it.
func Scrub(line string) string {
	for i := 0; i < len(line); {
		if line[i]-0x20 < 0x5f { // a letter of ASCII, as nearly all are
			i++
			continue
		}
		n := harmless(line[i:])
		if n == 0 {
			return scrubFrom(line, i)
		}
		i += n
	}
	return line
}

func scrubFrom(line string, i int) string {
	var b strings.Builder
	b.WriteString(line[:i])
	for i < len(line) {
		if n := harmless(line[i:]); n > 0 {
			b.WriteString(line[i : i+n])
			i += n
			continue
		}
		b.WriteByte('?')
		i += harm(line[i:])
	}
	return b.String()
}

// harmless is how many bytes at the start of s may go to the terminal as they are; 0 for a forbidden one. Each character
// is read whole: a broken one must not carry the byte that follows it past this wall.
func harmless(s string) int {
	switch c := s[0]; {
	case c == 0x1b:
		return ColourSequence(s)
	case c < 0x20 || c == 0x7f:
		return 0
	case c < 0x80:
		return 1
	}
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && n == 1 || r < 0xa0 || turns(r) {
		return 0
	}
	return n
}

// turns reports whether a character breaks a line or turns the direction of text.
func turns(r rune) bool {
	return r == 0x61c || r == 0x200e || r == 0x200f || r >= 0x2028 && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

// ColourSequence is the length of ESC [ digits ; ... m at the start of s, 0 for any other sequence.
func ColourSequence(s string) int {
	if len(s) < 3 || s[1] != '[' {
		return 0
	}
	for i := 2; i < len(s); i++ {
		switch c := s[i]; {
		case c == 'm':
			return i + 1
		case c != ';' && (c < '0' || c > '9'):
			return 0
		}
	}
	return 0
}

// harm is the length of the forbidden character at the start of s.
func harm(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	return n
}
