package identity

import (
	"slices"
	"strings"
)

// People are some people whom texts may name, such as the owners of a joint account.
type People struct {
	names []string
	all   []called
}

// called is how one person may be called.
type called struct{ given, surnames, all []word }

// PeopleOf reads the names of people.
func PeopleOf(names []string) People {
	p := People{names, make([]called, len(names))}
	for i, name := range names {
		p.all[i].all = wordsOf(name)
		words := personWords(name)
		for _, w := range words {
			if isSurname(w, words) {
				p.all[i].surnames = append(p.all[i].surnames, w)
			} else {
				p.all[i].given = append(p.all[i].given, w)
			}
		}
	}
	return p
}

// Match reports whether a name is that of one of the people, as SameName tells it but for signs that belong to no word.
func (p People) Match(name string) bool {
	words := wordsOf(name)
	for i, person := range p.names {
		if p.all[i].mayBe(words) && CompareNames(person, name).Outcome == Match {
			return true
		}
	}
	return false
}

// mayBe reports whether words may be a name that matches: they have one of its words, or another script. To compare names costs
// much more.
func (c *called) mayBe(words []word) bool {
	return hasLookalike(words) || hasLookalike(c.all) || slices.ContainsFunc(words, func(w word) bool { return w.among(c.all) })
}

// clarity is how clearly words name somebody, and by which of them.
type clarity struct {
	points int // 0: they do not
	by     int // where the given name or its letter stands; -1 without one
}

// Points of clarity: a given name as it is says more than one in another case or its first letter, and a surname as it
// is more than with another ending. A surname alone is enough only as it is, and beside no word of another name.
const (
	bySurname = 1
	byLetter  = 2
	byGiven   = 4
)

// NamedIn is which of the people a text names, by its place; -1 where it names none, or several. "A. Nowak" names Anna
// Nowak, unless Adam Nowak is one of them, too; endings of cases are let go.
func (p People) NamedIn(text string) int {
	words := wordsOf(text)
	best, named, several := clarity{}, -1, false
	for i := range p.all {
		switch c := p.all[i].in(words); {
		case c.points == 0:
		case c.points == best.points, c.points >= byLetter && best.points >= byLetter && c.by != best.by:
			several = true
		case c.points > best.points:
			best, named = c, i
		}
	}
	if several {
		return -1
	}
	return named
}

// in is how clearly words name somebody.
func (c *called) in(words []word) (best clarity) {
	for i, w := range words {
		same := w.among(c.surnames)
		if !same && !w.inflects(c.surnames) {
			continue
		}
		points, by := c.beside(words, i)
		switch {
		case len(c.given) == 0: // nobody knows which word is the given name: all have to stand there
			if c.whole(words) {
				points = byGiven
			}
		case points > 0:
		case anothers(words, i, c.surnames) || !same:
			continue
		}
		if same && (points > 0 || len(c.given) > 0) {
			points += bySurname
		}
		if points > best.points {
			best = clarity{points, by}
		}
	}
	return best
}

// whole reports whether all words of a name stand in a text.
func (c *called) whole(words []word) bool {
	for _, s := range c.surnames {
		if !s.among(words) && !s.inflects(words) {
			return false
		}
	}
	return len(c.surnames) > 1
}

// beside is how clearly a given name stands within three words of a surname, or its first letter next to it.
func (c *called) beside(words []word, at int) (points, by int) {
	by = -1
	for i := max(0, at-3); i <= min(at+3, len(words)-1); i++ {
		w := words[i]
		switch {
		case i == at:
		case w.among(c.given):
			return byGiven, i
		case w.inflects(c.given), w.initial() && (i == at-1 || i == at+1) && slices.ContainsFunc(c.given, func(g word) bool { return strings.HasPrefix(g.fold, w.fold) }):
			points, by = byLetter, i
		}
	}
	return points, by
}

// anothers reports whether a word beside a surname makes it the name of somebody else, or of a firm.
func anothers(words []word, at int, surnames []word) bool {
	for _, step := range []int{-1, 1} {
		i := at + step
		for i >= 0 && i < len(words) && words[i].among(surnames) { // of two surnames that stand together
			i += step
		}
		if i < 0 || i >= len(words) {
			continue
		}
		if w := words[i]; w.given() || w.initial() || listed().business[w.fold] {
			return true
		}
	}
	return false
}

// among reports whether a word is one of some words of a name.
func (w word) among(names []word) bool { return slices.ContainsFunc(names, w.equals) }

// inflects reports whether a word is one of some words of a name with another ending.
func (w word) inflects(names []word) bool {
	return slices.ContainsFunc(names, func(o word) bool { return inflected(w.fold, o.fold) })
}

// longestEnding is how many letters the ending of a case has at most: Kowalskiego, Nováková.
const longestEnding = 3

// inflected reports whether two words differ in their endings only: Anny and Anna, Kowalskiego and Kowalski.
func inflected(a, b string) bool { return sameStem(a, b, longestEnding) }

// sameStem reports whether a is b but for an ending of at most some letters.
func sameStem(a, b string, ending int) bool {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n >= 3 && n >= len(b)-2 && len(a)-n <= ending
}
