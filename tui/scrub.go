package tui

import (
	"strings"
)

// scrub takes out of a line what could do something to a terminal: every control but the colour sequences
// that a theme makes, C1 controls, and marks that turn the direction of the text. Panes are handed cleaned
// text only; this is the second wall, and it costs a frame about as much as copying it.
func scrub(line string) string {
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

// harmless is how many bytes at the start of s may go to the terminal as they are; 0 for a forbidden one.
func harmless(s string) int {
	switch c := s[0]; {
	case c == 0x1b:
		return colourSequence(s)
	case c < 0x20 || c == 0x7f:
		return 0
	case c < 0x80:
		return 1
	case c == 0xc2:
		return two(s, len(s) > 1 && s[1] >= 0xa0)
	case c == 0xd8:
		return two(s, len(s) > 1 && s[1] != 0x9c) // the Arabic letter mark
	case c == 0xe2 && len(s) > 2:
		if s[1] == 0x80 && (s[2] == 0x8e || s[2] == 0x8f || s[2] >= 0xa8 && s[2] <= 0xae) ||
			s[1] == 0x81 && s[2] >= 0xa6 && s[2] <= 0xa9 {
			return 0
		}
		return 3
	}
	return 1
}

func two(s string, ok bool) int {
	if !ok {
		return 0
	}
	return min(2, len(s))
}

// colourSequence is the length of ESC [ digits ; ... m at the start of s, 0 for any other sequence.
func colourSequence(s string) int {
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
	switch {
	case s[0] == 0xe2:
		return min(3, len(s))
	case s[0] == 0xc2 || s[0] == 0xd8:
		return min(2, len(s))
	}
	return 1
}
