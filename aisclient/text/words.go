package text

import (
	"strings"
	"unicode/utf8"
)

// WordSet is the set of the words of a text, which spaces divide.
func WordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// IsASCII reports whether a text has ASCII characters alone.
func IsASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
