package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxLength is the longest Text in bytes; what is longer is cut at a rune and ends in an ellipsis.
const MaxLength = 4096

// maxMarks is how many combining marks may stand on one base before the rest is dropped.
const maxMarks = 4

// Visible replacements. They are one cell wide in every terminal font that has the basic symbols.
const (
	controlMark = '␀' // base of the Unicode control pictures, U+2400
	hiddenMark  = '�'
)

// Clean makes a Text of s. Invalid UTF-8 becomes U+FFFD; controls become their visible pictures; tab, line
// ends, line separators and every other space become a space; bidirectional controls and zero-width characters become a
// visible mark, but joiners and selectors of scripts and emoji that need them are left out; so
// becomes a combining mark without a base, which would stand on whatever is printed before;
// more than four combining marks on a base are dropped.
func Clean(s string) Text {
	if len(s) <= MaxLength && plain(s) {
		return Text{s: s}
	}
	cleaned := scrub(s)
	if cleaned == s {
		return Text{s: s}
	}
	raw := s // a copy: s itself would be on the heap for plain texts, too
	return Text{s: cleaned, raw: &raw}
}

// CleanBytes is Clean for bytes.
func CleanBytes(b []byte) Text { return Clean(string(b)) }

// plain reports whether s needs no cleaning: printable ASCII and Latin letters up to U+024F.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x20 && c < 0x7f {
			continue
		}
		// U+00C0..U+024F are the two-byte sequences C3 80..C9 8F; nothing in there is a control or a mark.
		if c < 0xc3 || c > 0xc9 || i+1 >= len(s) || s[i+1]&0xc0 != 0x80 || (c == 0xc9 && s[i+1] > 0x8f) {
			return false
		}
		i++
	}
	return true
}

func scrub(s string) string {
	var b strings.Builder
	b.Grow(min(len(s), MaxLength) + utf8.UTFMax)
	marks, before := 0, rune(0)
	for i, r := range s {
		if shapes(before, r) {
			continue
		}
		before = r
		if i == 0 && unicode.Is(unicode.M, r) {
			r = hiddenMark
		}
		if unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r) {
			if marks++; marks > maxMarks {
				continue
			}
		} else {
			marks = 0
		}
		r = visible(r)
		if b.Len()+utf8.RuneLen(r) > MaxLength-len("…") {
			b.WriteRune('…')
			break
		}
		b.WriteRune(r)
	}
	return b.String()
}

// shapes reports whether r only tells how what stands before it is drawn: a joiner in Arabic or Indic writing, a joiner or
// selector of an emoji. No terminal needs it, and it hides nothing there; between Latin, Greek and Cyrillic letters it would.
func shapes(before, r rune) bool {
	if r != 0x200c && r != 0x200d && (r < 0xfe00 || r > 0xfe0f) {
		return false
	}
	return unicode.In(before, unicode.So, unicode.Sk, unicode.L, unicode.M) && before > 0x2ff && !unicode.In(before, unicode.Latin, unicode.Greek, unicode.Cyrillic)
}

// visible maps one rune to what may be shown for it. A rune of a broken sequence is already U+FFFD.
func visible(r rune) rune {
	switch {
	case r == '\t', r == '\n', r == '\r', r == 0x85, r == 0x2028, r == 0x2029:
		return ' '
	case r < 0x20:
		return controlMark + r
	case r == 0x7f:
		return '␡'
	case r < 0xa0 && r > 0x7f:
		return hiddenMark
	case unicode.Is(unicode.Zs, r):
		return ' '
	case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r), invisible(r):
		return hiddenMark
	}
	return r
}

// invisible lists what Unicode does not call a format character and yet shows nothing or changes its
// neighbours: fillers, the grapheme joiner, variation selectors and tags.
func invisible(r rune) bool {
	switch {
	case r == 0x034f, r == 0x115f, r == 0x1160, r == 0x17b4, r == 0x17b5, r == 0x3164, r == 0xffa0:
		return true
	case r >= 0x180b && r <= 0x180f, r >= 0xfe00 && r <= 0xfe0f, r >= 0xfff0 && r <= 0xfff8:
		return true
	case r >= 0xe0000 && r <= 0xe0fff:
		return true
	}
	return !unicode.IsGraphic(r) && r != utf8.RuneError
}
