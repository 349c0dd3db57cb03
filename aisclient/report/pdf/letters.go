package pdf

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
)

// letters knows what the fonts can write.
type letters struct {
	font *sfnt.Font
	buf  sfnt.Buffer
	has  map[rune]bool
}

func (l *letters) read() (err error) {
	l.font, err = sfnt.Parse(goregular.TTF)
	l.has = map[rune]bool{}
	return err
}

// text is a text that the fonts can write: the peso sign is PHP, other letters that they do not have are their numbers in
// Unicode, such as [U+5DE5 U+8D44], which can be looked up. They are remembered.
func (l *letters) text(s string) string {
	if plain(s) {
		return s
	}
	s = strings.ReplaceAll(s, "₱", "PHP ")
	var b strings.Builder
	open := false
	for _, r := range s {
		known := r < 0x80 || l.knows(r)
		switch {
		case known && open:
			b.WriteByte(']')
		case !known && open:
			b.WriteByte(' ')
		case !known:
			b.WriteByte('[')
		}
		if open = !known; known {
			b.WriteRune(r)
			continue
		}
		fmt.Fprintf(&b, "U+%04X", r)
	}
	if open {
		b.WriteByte(']')
	}
	return b.String()
}

// maxNamed is how many letters that cannot be drawn are named.
const maxNamed = 100

// absent says which letters of what was written the fonts do not have; empty where they have all.
func (l *letters) absent() string {
	var names []string
	for _, r := range slices.Sorted(maps.Keys(l.has)) {
		if !l.has[r] && r != '₱' {
			names = append(names, fmt.Sprintf("U+%04X", r))
		}
	}
	if len(names) == 0 {
		return ""
	}
	more := ""
	if n := len(names) - maxNamed; n > 0 {
		names, more = names[:maxNamed], fmt.Sprintf(" and %d more", n)
	}
	return "This form cannot draw these characters and shows their numbers in Unicode in brackets: " + strings.Join(names, ", ") + more +
		". The JSON of the report and its HTML have the text as the bank has it."
}

// plain reports whether a text is ASCII, as most are.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// knows reports whether both fonts have a letter: they have the same ones. Beyond the first plane there are none.
func (l *letters) knows(r rune) bool {
	known, seen := l.has[r]
	if !seen {
		g, err := l.font.GlyphIndex(&l.buf, r)
		known = err == nil && g != 0 && r < 0x10000
		l.has[r] = known
	}
	return known
}

// wrap breaks a text into lines of a width, at blanks, or inside a word that is longer than a line.
func (p *page) wrap(s string, w float64) []string {
	if s == "" {
		return []string{""}
	}
	if p.GetStringWidth(s) <= w {
		return []string{s}
	}
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		next := word
		if line != "" {
			next = line + " " + word
		}
		if p.GetStringWidth(next) <= w {
			line = next
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		line = word
		for p.GetStringWidth(line) > w {
			n := p.fits(line, w)
			lines, line = append(lines, line[:n]), line[n:]
		}
	}
	return append(lines, line)
}

// fits is how many bytes of a word go into a width; at least one letter.
func (p *page) fits(word string, w float64) int {
	n := 0
	for i := range word {
		if i > 0 && p.GetStringWidth(word[:i]) > w {
			break
		}
		n = i
	}
	if n == 0 {
		for i := range word {
			if i > 0 {
				return i
			}
		}
		return len(word)
	}
	return n
}
