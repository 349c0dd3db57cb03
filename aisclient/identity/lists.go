package identity

import (
	"embed"
	"strings"
	"sync"
)

//go:embed data/*.txt
var data embed.FS

// lists are the data files, read when they are first needed.
type lists struct {
	given    map[string]bool
	spanish  map[string]bool     // given names of Spain
	nickname map[string][]string // a form and the full names that it can stand for; a full name stands for itself
	same     map[string][]int    // the lines of equivalents that a name stands in
	business map[string]bool
}

var listed = sync.OnceValue(func() *lists {
	l := &lists{given: map[string]bool{}, spanish: map[string]bool{}, nickname: map[string][]string{}, same: map[string][]int{}, business: map[string]bool{}}
	for _, country := range []string{"pl", "cs", "es", "en", "uk", "de", "more"} {
		eachLine("given_"+country, func(_ int, words []string) {
			for _, w := range words {
				l.given[w] = true
				if country == "es" {
					l.spanish[w] = true
				}
			}
		})
	}
	eachLine("nicknames", func(_ int, words []string) {
		for _, w := range words {
			l.nickname[w] = append(l.nickname[w], words[0])
			l.given[w] = true
		}
	})
	eachLine("equivalents", func(n int, words []string) {
		for _, w := range words {
			l.same[w] = append(l.same[w], n)
			l.given[w] = true
		}
	})
	eachLine("business", func(_ int, words []string) {
		for _, w := range words {
			l.business[w] = true
		}
	})
	return l
})

// eachLine yields the words of a data file line by line; lines that begin with # are notes.
func eachLine(name string, do func(n int, words []string)) {
	raw, err := data.ReadFile("data/" + name + ".txt")
	if err != nil {
		panic("identity: " + err.Error()) // the file is part of the program
	}
	for n, line := range strings.Split(string(raw), "\n") {
		if words := strings.Fields(line); len(words) > 0 && words[0] != "#" {
			do(n, words)
		}
	}
}

// IsGivenName reports whether a folded word is a given name in one of the listed countries.
func IsGivenName(word string) bool { return listed().given[word] }

// nicknames reports whether two folded words are forms of one given name: Kasia and Katarzyna.
func nicknames(a, b string) bool {
	for _, x := range listed().nickname[a] {
		for _, y := range listed().nickname[b] {
			if x == y && (a == x || b == x) { // two short forms of one name are two steps
				return true
			}
		}
	}
	return false
}

// equivalents reports whether two folded words are one given name in two languages: Oleksandr and Alexander.
func equivalents(a, b string) bool {
	for _, x := range listed().same[a] {
		for _, y := range listed().same[b] {
			if x == y {
				return true
			}
		}
	}
	return false
}
