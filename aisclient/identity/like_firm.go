package identity

import (
	"slices"
	"strings"

	"aisdesk/aisclient/text"
)

// shortestFirm is how many letters a firm's name has at least for one of them to be a slip.
const shortestFirm = 8

// LikeFirm reports whether two names are of one firm as a careful reader takes them: the same words in any order, one letter
// changed, a branch behind the name, or a trade and the person under whose full name it goes. Numbers tell firms apart.
func LikeFirm(name, other string) bool {
	a, b := firmWords(name), firmWords(other)
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	x, y := joined(a), joined(b)
	slip := len(x) >= shortestFirm && !strings.ContainsAny(x+y, decimals) && typo(x, y)
	return slip || slices.Equal(sorted(a), sorted(b)) || isBranch(a, b) || isBranch(b, a) || tradesAs(a, other) || tradesAs(b, name)
}

// firmWords are the words of a firm's name without its legal form and article.
func firmWords(name string) []word {
	return slices.DeleteFunc(readCompany(name).core(), func(w word) bool { return w.fold == "the" })
}

func sorted(words []word) []string {
	folds := strings.Fields(spaced(words))
	slices.Sort(folds)
	return folds
}

// isBranch reports whether the longer of two names is the shorter one with a branch behind it.
func isBranch(short, long []word) bool {
	return len(short) < len(long) && sameOrder(short, long[:len(short)]) &&
		slices.ContainsFunc(long[len(short):], func(w word) bool { return branches[w.fold] })
}

// tradesAs reports whether the name of a firm has a person's full name in it.
func tradesAs(firm []word, person string) bool {
	who := personWords(person)
	if !IsPerson(person) || len(who) >= len(firm) || slices.ContainsFunc(who, func(w word) bool { return w.initial() || !w.among(firm) }) {
		return false
	}
	return nextTo(firm, func(w word) bool { return w.equals(who[0]) }, func(w word) bool { return w.equals(who[1]) })
}

// tellingLetters is how many letters a word has at least to tell whose a firm is, partOfFirm how many are left of it where it is
// cut.
const (
	tellingLetters = 3
	partOfFirm     = 4
)

// MayBeFirm reports whether a careful reader asks if two names are of one firm or group: they share a word that tells firms
// apart, and what else stands there is generic, an abbreviation or in another order. Two firms of one trade share the beginning
// or the end of their names, and each has a word of its own.
func MayBeFirm(name, other string) bool {
	a, b := firmWords(name), firmWords(other)
	x, y := tellingWords(a), tellingWords(b)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	left := func(words, of []word) bool {
		return slices.ContainsFunc(words, func(w word) bool { return !w.nearAny(of) })
	}
	switch shares := slices.ContainsFunc(x, func(w word) bool { return w.nearAny(y) }); {
	case !shares:
		return hasGlued(a, y) || hasGlued(b, x)
	case left(x, b) && left(y, a):
		return slices.ContainsFunc(x, func(w word) bool { return w.nearAny(y) && !sameEnds(w, a, b) })
	}
	return true
}

// TellingWords are the folded words of a firm's name that tell it from others.
func TellingWords(name string) []string { return strings.Fields(spaced(tellingWords(firmWords(name)))) }

// tellingWords are those of no trade, country or branch, and no numbers.
func tellingWords(words []word) []word {
	return slices.DeleteFunc(slices.Clone(words), func(w word) bool {
		return len(w.fold) < tellingLetters || particles[w.fold] || listed().business[w.fold] || branches[w.fold] || inGroups[w.fold] || strings.ContainsAny(w.fold, decimals)
	})
}

// SaysTrade reports whether a firm's name says what goods or work it sells.
func SaysTrade(name string) bool {
	return slices.ContainsFunc(firmWords(name), func(w word) bool { return listed().business[w.fold] && !noTrade[w.fold] })
}

// noTrade are folded words of firms' names that say no trade, or that of money. source: known
var noTrade = text.WordSet("firma grupa grupo group skupina holding company centrum polska polskie poland ceska ceske czech espana espanola iberica iberia iberian deutschland europe " +
	"european eurasia slovensko slovakia britain british portugal bank banco banka caja finanse kredyt pozyczki inwestycje inversiones kantor lombard finance financial loans credit capital " +
	"invest investments insurance trading solutions systems software digital online international global technologies technologie tecnologia tecnologias tech labs services service servicio " +
	"servicios uslugi sluzby agency partners association club klub society trust payroll")

// inGroups are folded words beside a firm's name that tell its offices, what became of it, and small words and legal forms that may
// stand in the middle of it (pl, cs, es, en). source: known
var inGroups = text.WordSet("skupina zavod koncern kadry place kadrowo mzdova uctarna personalni delegacion central centrala nominas rrhh head " +
	"and und pod nad con por para fur plc ltd llc inc upadlosci restrukturyzacji likwidacji likvidaci konkurzu insolvenci liquidacion concurso liquidation administration receivership sociedad spolka spolecnost")

// nearAny reports whether a word is one of some, or is cut, or has another ending.
func (w word) nearAny(of []word) bool {
	return slices.ContainsFunc(of, func(o word) bool {
		n := 0
		for n < len(w.fold) && n < len(o.fold) && w.fold[n] == o.fold[n] {
			n++
		}
		short := min(len(w.fold), len(o.fold))
		return w.equals(o) || n == short && n >= tellingLetters || n >= partOfFirm && 3*n >= 2*short || len(w.fold) > partOfFirm && typo(w.fold, o.fold)
	})
}

// sameEnds reports whether a word stands in what two names begin or end with.
func sameEnds(w word, a, b []word) bool {
	for i := 0; i < min(len(a), len(b)) && a[i].equals(b[i]); i++ {
		if a[i].equals(w) {
			return true
		}
	}
	for i := 1; i <= min(len(a), len(b)) && a[len(a)-i].equals(b[len(b)-i]); i++ {
		if a[len(a)-i].equals(w) {
			return true
		}
	}
	return false
}

// hasGlued reports whether a name without its spaces has all telling words of another one after the other.
func hasGlued(words, telling []word) bool {
	part := joined(telling)
	return len(part) > partOfFirm && strings.Contains(joined(words), part)
}
