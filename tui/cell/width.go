// Package cell measures and cuts text in terminal cells.
//
// Text of a bank is mostly ASCII and Latin letters, where one rune is one cell; a table of such runes is
// measured without the Unicode machinery. Everything else is measured in both ways that terminals know, and gets the
// wider of the two.
package cell

// Width is the number of cells that s may take, in any terminal; escape sequences take none.
func Width(s string) int {
	if n, ok := painted(s); ok {
		return n
	}
	return measured(s)
}

// painted is narrow for a text that may hold the colour sequences of a theme: ESC [ digits ; ... m. Every line of a
// frame goes through it several times, so that the letters and sequences that make up nearly all of one are not handed on.
func painted[S string | []byte](s S) (int, bool) {
	n := 0
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c-0x20 < 0x5f:
			i++
			n++
		case c == 0x1b:
			if i++; i >= len(s) || s[i] != '[' {
				return 0, false
			}
			for i++; i < len(s) && (s[i]-'0' < 10 || s[i] == ';'); i++ {
			}
			if i >= len(s) || s[i] != 'm' {
				return 0, false
			}
			i++
		default:
			step := single(s, i)
			if step == 0 {
				return 0, false
			}
			i += step
			n++
		}
	}
	return n, true
}

// narrow counts the runes of s when each of them is known to be one cell wide, whatever its neighbours.
func narrow[S string | []byte](s S) (int, bool) {
	n := 0
	for i := 0; i < len(s); n++ {
		step := single(s, i)
		if step == 0 {
			return 0, false
		}
		i += step
	}
	return n, true
}

// single is the length in bytes of the one-cell rune at i, 0 where it is not known to be one.
func single[S string | []byte](s S, i int) int {
	c := s[i]
	switch {
	case c >= 0x20 && c < 0x7f:
		return 1
	case c >= 0xc3 && c <= 0xc9 && i+1 < len(s) && s[i+1]&0xc0 == 0x80:
		return 2 // U+00C0..U+024F: Latin letters
	case c == 0xc2 && i+1 < len(s) && (s[i+1] == 0xb7 || s[i+1] == 0xa0):
		return 2 // the middle dot and the space at which no line ends
	case c == 0xe2 && i+2 < len(s) && drawn(s[i+1], s[i+2]):
		return 3
	}
	return 0
}

// drawn reports whether E2 b c is a sign that this program draws with: ellipsis, bullet, arrows, boxes,
// blocks, braille.
func drawn(b, c byte) bool {
	if c&0xc0 != 0x80 {
		return false
	}
	r := 0x2000 | rune(b&0x3f)<<6 | rune(c&0x3f)
	switch {
	case r == '…', r == '•', r == '−', r == '›', r == '✓', r == '✗':
		return true
	case r >= '←' && r <= '↓':
		return true
	case r >= 0x2500 && r <= 0x25ab, r >= 0x2800 && r <= 0x28ff:
		return true
	}
	return false
}

// cut returns how many bytes of s, which narrow accepted, make the first n cells.
func cut[S string | []byte](s S, n int) int {
	i := 0
	for ; n > 0 && i < len(s); n-- {
		switch c := s[i]; {
		case c < 0x80:
			i++
		case c < 0xe0:
			i += 2
		default:
			i += 3
		}
	}
	return i
}
