package identity

import (
	"strings"

	"aisdesk/aisclient/text"
)

// person is one of several people under a joint name.
type person struct {
	name   string
	shared bool // the surname was written once for two
}

// and joins people in our languages.
var and = text.WordSet("i a oraz y e und and & + и та")

// split parts a name into the people whom it names: at commas, slashes, semicolons and words for "and" with two words
// on each side. A comma between two single words, or between surnames and given names, is reversed order.
func split(name string) []person {
	name, _ = StripAddress(untitled(name))
	for _, sep := range []string{";", "/", "|", ","} {
		parts := nonEmpty(strings.Split(name, sep))
		if len(parts) > 1 && allAtLeastTwoWords(parts) && !(sep == "," && reversed(parts)) {
			var all []person
			for _, p := range parts {
				all = append(all, split(p)...)
			}
			return all
		}
	}
	return splitAnd(name)
}

func splitAnd(name string) []person {
	fields := strings.Fields(name)
	for i, f := range fields {
		if !and[strings.ToLower(f)] || i == 0 || i == len(fields)-1 {
			continue
		}
		left, right := strings.Join(fields[:i], " "), strings.Join(fields[i+1:], " ")
		switch l, r := personWords(left), personWords(right); {
		case len(l) >= 2 && len(r) >= 2:
			return append([]person{{name: left}}, splitAnd(right)...)
		case len(l) == 1 && len(r) == 2 && l[0].given() && r[0].given(): // Jan i Anna Nowak
			return []person{{left + " " + fields[len(fields)-1], true}, {right, true}}
		case len(l) == 2 && len(r) == 1 && r[0].given() && l[1].given(): // Nowak Jan i Anna
			return []person{{left, true}, {fields[0] + " " + right, true}}
		}
	}
	return []person{{name: name}}
}

func nonEmpty(parts []string) []string {
	var out []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

func allAtLeastTwoWords(parts []string) bool {
	for _, p := range parts {
		if len(personWords(p)) < 2 {
			return false
		}
	}
	return true
}

// reversed reports whether surnames stand before a comma and given names behind it: "García López, María José".
func reversed(parts []string) bool {
	if len(parts) != 2 {
		return false
	}
	for _, w := range personWords(parts[0]) {
		if w.given() {
			return false
		}
	}
	for _, w := range personWords(parts[1]) {
		if !w.given() && !w.initial() {
			return false
		}
	}
	return true
}

// personWords are the words of a person's name: titles and particles off.
func personWords(name string) []word {
	words := wordsOf(untitled(name))
	if last := len(words) - 1; last >= 2 && generations[words[last].fold] != "" {
		words[last].fold = generations[words[last].fold]
		words[last].out = words[last].fold
	}
	words = withoutTitles(words)
	var out []word
	for i, w := range words {
		middle := i > 0 && i < len(words)-1
		if particles[w.fold] && len(words) >= 3 && (middle || i == 0) && (len(w.fold) > 1 || middle && len(words) >= 4) {
			continue
		}
		out = append(out, w)
	}
	return out
}
