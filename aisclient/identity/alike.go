package identity

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"aisdesk/aisclient/text"
)

// LooksAlike reports whether two names are one as people read them: case, accents, width, blanks, marks and characters that nobody
// sees do not count. A letter of another script in a name with Latin ones may stand for any, since it was perhaps chosen by its
// looks; a name in Cyrillic or Greek alone is compared by its sound and by its looks.
func LooksAlike(a, b string) bool {
	same := func(r, s rune) bool { return r == s || r == anyLetter || s == anyLetter }
	return slices.ContainsFunc(readings(a), func(x []rune) bool {
		return slices.ContainsFunc(readings(b), func(y []rune) bool { return slices.EqualFunc(x, y, same) })
	})
}

// anyLetter stands for a letter of which nobody knows what it is meant to be. It is a character of no script.
const anyLetter = '\ue000'

// readings are how a name may be read.
func readings(name string) [][]rune {
	name = norm.NFKC.String(text.Clean(name).String())
	latin, other := false, false
	for _, r := range name {
		latin, other = latin || unicode.Is(unicode.Latin, r), other || isOtherScript(r)
	}
	switch {
	case latin && other:
		return [][]rune{lettersOf(strings.Map(func(r rune) rune {
			if isOtherScript(r) {
				return anyLetter
			}
			return r
		}, name))}
	case other:
		return [][]rune{lettersOf(name), lettersOf(transliterate(name)), lettersOf(latinise(name))}
	}
	return [][]rune{lettersOf(latinise(name))}
}

func isOtherScript(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) }

// lettersOf are the letters and digits of a name, folded; all of it where there are none.
func lettersOf(name string) []rune {
	folded := []rune(text.Fold(name))
	bare := slices.DeleteFunc(slices.Clone(folded), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != anyLetter })
	if len(bare) == 0 {
		return folded
	}
	return bare
}
