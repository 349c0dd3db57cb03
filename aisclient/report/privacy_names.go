package report

import (
	"slices"
	"strings"
	"unicode"

	"aisdesk/aisclient/text"
)

// names are people's names by their first word. Each is its words, folded.
type names map[string][][]string

// add takes a name in, and one of two words also with its words the other way round, as banks write it.
func (n *names) add(name string) {
	var words []string
	for _, w := range wordsOf(name) {
		words = append(words, w.folded)
	}
	if len(words) < 2 {
		return // a single word is also in other words
	}
	n.put(words)
	if len(words) == 2 {
		n.put([]string{words[1], words[0]})
	}
}

func (n *names) put(words []string) {
	if *n == nil {
		*n = names{}
	}
	(*n)[words[0]] = append((*n)[words[0]], words)
}

// word is a word of a text: s[from:to].
type word struct {
	from, to int
	folded   string
}

// wordsOf are the runs of letters of a text, with their marks.
func wordsOf(s string) (all []word) {
	from := -1
	for at, r := range s + " " {
		switch letter := unicode.IsLetter(r) || from >= 0 && unicode.IsMark(r); {
		case letter && from < 0:
			from = at
		case !letter && from >= 0:
			all, from = append(all, word{from, at, text.Fold(s[from:at])}), -1
		}
	}
	return all
}

// replace writes every name as its initials, with or without accents and in any case, but where kept says that it stays.
func (n names) replace(s string, kept func(name string) bool) string {
	if len(n) == 0 {
		return s
	}
	var b strings.Builder
	all, done := wordsOf(s), 0
	for i := 0; i < len(all); i++ {
		k := n.longest(s, all[i:])
		if k == 0 {
			continue
		}
		from, to := all[i].from, all[i+k-1].to
		if name := s[from:to]; !kept(name) {
			b.WriteString(s[done:from] + initials(name))
			done = to
		}
		i += k - 1
	}
	return b.String() + s[done:]
}

// longest is of how many words the longest name is that words begin with; 0 for none.
func (n names) longest(s string, words []word) (most int) {
	for _, name := range n[words[0].folded] {
		if len(name) > most && len(name) <= len(words) && begin(s, words, name) {
			most = len(name)
		}
	}
	return most
}

// apart is how many bytes stand between two words of one name: a hyphen, a comma and a blank, a hard space.
const apart = 3

// begin reports whether words begin with those of a name. The last may have an ending, as names are declined.
func begin(s string, words []word, name []string) bool {
	for i, w := range name {
		if i > 0 && (words[i].from-words[i-1].to > apart || strings.ContainsAny(s[words[i-1].to:words[i].from], "0123456789\n;:")) {
			return false
		}
		ending, ok := strings.CutPrefix(words[i].folded, w)
		if !ok || ending != "" && (i < len(name)-1 || !slices.Contains(endings, ending)) {
			return false
		}
	}
	return true
}

// endings are what Polish and Czech add to a name that is not the subject of its sentence, folded.
var endings = []string{"a", "owi", "em", "u", "ovi", "ego", "emu", "ej", "iej", "y", "e"}
