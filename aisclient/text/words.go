package text

import "strings"

// WordSet is the set of the words of a text, which spaces divide.
func WordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}
