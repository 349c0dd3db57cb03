package identity

import (
	"slices"
	"strings"

	"aisdesk/aisclient/text"
)

// isInitial reports whether a is the first letter of b alone.
func isInitial(a, b word) bool {
	return a.initial() && !b.initial() && strings.HasPrefix(b.fold, a.fold)
}

// wildcard reports whether two words are equal where a question mark is any letter; one of them must have one, and
// three letters must agree.
func wildcard(a, b string) bool {
	if !strings.Contains(a, "?") && !strings.Contains(b, "?") {
		return false
	}
	x, y := []rune(a), []rune(b)
	if len(x) != len(y) {
		return false
	}
	same := 0
	for i := range x {
		switch {
		case x[i] == y[i] && x[i] != '?':
			same++
		case x[i] != '?' && y[i] != '?':
			return false
		}
	}
	return same >= 2
}

// shortestTypo is the shortest word in which a slip is seen as one: in short ones it is another word.
const shortestTypo = 4

// typoWords reports whether two words are one edit apart. Two different given names are no slip.
func typoWords(a, b word) bool {
	if a.given() && b.given() {
		return false
	}
	return typo(a.fold, b.fold)
}

// typo reports whether one letter was added, left out, replaced or exchanged with the next.
func typo(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) < shortestTypo || len(y)-len(x) > 1 || a == b {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	if len(x) < len(y) {
		return string(x[i:]) == string(y[i+1:])
	}
	if string(x[i+1:]) == string(y[i+1:]) {
		return true
	}
	return i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && string(x[i+2:]) == string(y[i+2:])
}

// transliterated reports whether two words are spellings of one name from another alphabet or language.
func transliterated(a, b word) bool {
	if equivalents(a.fold, b.fold) {
		return true
	}
	if a.given() != b.given() || len(a.fold) < 4 || len(b.fold) < 4 {
		return false
	}
	return bareSound(a.fold) == bareSound(b.fold)
}

// sounds are spellings of one Slavic sound in the romanisations of passports, banks and neighbours' languages.
var sounds = strings.NewReplacer("shch", "S", "szcz", "S", "kh", "h", "ch", "C", "cz", "C", "tch", "C", "sh", "s", "sz", "s", "zh", "z", "rz", "z", "ts", "c", "tz", "c",
	"yi", "i", "iy", "i", "ij", "i", "yy", "i", "ii", "i", "ie", "e", "ye", "e", "je", "e", "iu", "u", "yu", "u", "ju", "u", "ia", "a", "ya", "a", "ja", "a", "io", "o", "yo", "o", "jo", "o",
	"w", "v", "x", "ks", "ck", "k", "g", "h", "y", "i", "j", "i", "ph", "f", "th", "t")

// bareSound writes a word so that its romanisations agree: Kovalchuk and Kowalczuk.
func bareSound(s string) string {
	out := sounds.Replace(s)
	var b strings.Builder
	var last rune
	for _, r := range out {
		if r != last {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

// genderPairs are endings of a surname for men and women. source: known
var genderPairs = [][2]string{{"ski", "ska"}, {"cki", "cka"}, {"dzki", "dzka"}, {"zki", "zka"}, {"sky", "ska"}, {"cky", "cka"}, {"y", "a"}, {"ny", "na"}, {"ly", "la"},
	{"ek", "kova"}, {"ec", "cova"}, {"ik", "ikova"}, {"", "ova"}, {"a", "ova"}, {"o", "ova"}, {"ov", "ova"}, {"ev", "eva"}, {"in", "ina"}, {"yn", "yna"}, {"skyi", "ska"}, {"skii", "skaia"}, {"skiy", "skaya"}, {"", "owa"}, {"", "ova"}}

// genderForms reports whether two folded surnames are the forms of one for men and women.
func genderForms(a, b string) bool {
	for _, p := range genderPairs {
		for _, pair := range [][2]string{{a, b}, {b, a}} {
			m, ok := strings.CutSuffix(pair[0], p[0])
			least := 3 // a stem; two letters are enough before a longer ending, as in Łącki and Łącka
			if len(p[0]) > 1 && len(p[1]) > 1 {
				least = 2
			}
			if f, also := strings.CutSuffix(pair[1], p[1]); ok && also && m == f && len(m) >= least {
				return true
			}
		}
	}
	return false
}

// Family are people whose relatives are looked for.
type Family struct{ each [][]word }

// FamilyOf reads names. Companies among them have no relatives.
func FamilyOf(names ...string) (f Family) {
	for _, name := range names {
		f.each = append(f.each, peopleIn(name)...)
	}
	return f
}

// Has reports whether a person shares a surname with one of the family, the forms for men and women included.
func (f Family) Has(name string) bool {
	return len(f.each) > 0 && slices.ContainsFunc(peopleIn(name), func(x []word) bool {
		return slices.ContainsFunc(f.each, func(y []word) bool { return sharesSurname(x, y) })
	})
}

// peopleIn are the words of each of the people whom a name names; none of a company's.
func peopleIn(name string) (each [][]word) {
	if readCompany(name).sure {
		return nil
	}
	name, _ = StripAddress(name)
	for _, p := range split(name) {
		each = append(each, personWords(p.name))
	}
	return each
}

// partnerships are the legal forms of people who trade together under their own names.
var partnerships = text.WordSet("sc cb")

// RelatedFirm reports whether a firm that is no company, or a partnership, bears a person's surname: "Wymysl and Sons", "F.H.U. Jan
// Wymysl". It may be the trade of a relative, or of the person. A given name or a letter must stand beside a surname that is formed as
// an adjective, for it may be a town's, "Piekarnia Lacka", and beside any surname in the name of a firm that is known by it.
func RelatedFirm(firm, person string, known bool) bool {
	who, words, read := personWords(person), wordsOf(firm), readCompany(firm)
	if read.form != "" && !partnerships[read.form] || len(words) < 2 {
		return false
	}
	surname := func(w word) bool {
		return slices.ContainsFunc(who, func(s word) bool { return isSurname(s, who) && (w.equals(s) || genderForms(w.fold, s.fold)) })
	}
	if nextTo(words, func(w word) bool { return w.given() || w.initial() }, surname) {
		return len(words) > 2
	}
	return !known && slices.ContainsFunc(words, func(w word) bool { return surname(w) && !adjectival(w.fold) })
}

// adjectivalEndings end Polish and Czech surnames that are formed as adjectives.
var adjectivalEndings = []string{"ski", "ska", "cki", "cka", "dzki", "dzka", "sky", "cky"}

func adjectival(fold string) bool {
	return slices.ContainsFunc(adjectivalEndings, func(end string) bool { return strings.HasSuffix(fold, end) })
}

// OwnCompany reports whether a company bears a person's full name: a given name beside a surname, and a legal form.
func OwnCompany(firm, person string) bool {
	who, read := personWords(person), readCompany(firm)
	if read.form == "" || len(who) < 2 {
		return false
	}
	named := func(surname bool) func(w word) bool {
		return func(w word) bool {
			return slices.ContainsFunc(who, func(o word) bool { return isSurname(o, who) == surname && w.equals(o) })
		}
	}
	return nextTo(read.core(), named(false), named(true))
}

// nextTo reports whether a word of one kind stands next to one of another.
func nextTo(words []word, is, other func(w word) bool) bool {
	for i := 1; i < len(words); i++ {
		if is(words[i-1]) && other(words[i]) || is(words[i]) && other(words[i-1]) {
			return true
		}
	}
	return false
}

func sharesSurname(a, b []word) bool {
	if len(a) < 2 || len(b) < 2 || len(a) > mostPersonWords || len(b) > mostPersonWords {
		return false
	}
	for _, x := range a {
		for _, y := range b {
			if isSurname(x, a) && isSurname(y, b) && (x.equals(y) || genderForms(x.fold, y.fold)) {
				return true
			}
		}
	}
	return false
}

// isSurname reports whether a word of a name is a surname: no given name, or the last where all words are.
func isSurname(w word, of []word) bool {
	if w.initial() {
		return false
	}
	return !w.given() || surnames(of) == 0 && w == of[len(of)-1]
}
