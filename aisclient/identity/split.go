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

// and joins people in our languages, also where either may sign alone.
var and = text.WordSet("i a oraz y e und and & + и та lub albo nebo anebo or o u indistinta indistintamente oder")

// couples are folded words for a married couple before their names.
var couples = text.WordSet("manzele malzonkowie malzenstwo panstwo manzelia matrimonio")

// split parts a name into the people whom it names: at commas, slashes, semicolons, dashes between blanks and words for "and" or "or"
// with two words on each side. A word for a couple before the names is left out, and a surname that two share goes to each. A comma between two single words, or between surnames and given names, is reversed order.
func split(name string) []person {
	name, _ = StripAddress(untitled(name))
	if first, rest, ok := strings.Cut(name, " "); ok && couples[text.Fold(first)] {
		name = rest
	}
	for _, sep := range []string{";", "/", "|", " - ", ","} {
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
			return sharing(l[0].fold, r[0].fold, fields[len(fields)-1])
		case len(l) == 2 && len(r) == 1 && r[0].given() && l[1].given(): // Nowak Jan i Anna
			return sharing(l[1].fold, r[0].fold, fields[0])
		}
	}
	return []person{{name: name}}
}

// sharing are two people under one surname, in each form that it may have for one of them.
func sharing(one, other, surname string) (people []person) {
	for _, s := range singular(surname) {
		people = append(people, person{one + " " + s, true}, person{other + " " + s, true})
	}
	return people
}

// plurals are folded endings of a family's surname, and of those of its people.
var plurals = []struct {
	end string
	of  []string
}{{"dzcy", []string{"dzki", "dzka"}}, {"scy", []string{"ski", "ska"}}, {"ccy", []string{"cki", "cka"}}, {"zcy", []string{"zki", "zka"}}, {"owie", []string{""}}, {"ovi", []string{"", "ova"}}}

// singular are the forms of a surname that stands for two: Kowalscy are Kowalski and Kowalska.
func singular(surname string) []string {
	fold := text.Fold(surname)
	for _, p := range plurals {
		if stem, ok := strings.CutSuffix(fold, p.end); ok && len(stem) > 2 {
			var all []string
			for _, end := range p.of {
				all = append(all, stem+end)
			}
			return all
		}
	}
	return []string{surname}
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
