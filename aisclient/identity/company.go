package identity

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"aisdesk/aisclient/text"
)

// legalForm is one spelling of a company's legal form.
type legalForm struct {
	form   string // the short name that all its spellings share
	strong bool   // a form wherever it stands
}

// longestForm is the most words of a legal form.
const longestForm = 5

// forms are the legal forms by their spelling. The beginnings of those of several words are there too, without a form.
var forms = sync.OnceValue(func() map[string]legalForm {
	all := map[string]legalForm{}
	eachLine("forms", func(_ int, words []string) {
		all[strings.Join(words[2:], " ")] = legalForm{words[0], words[1] == "strong"}
		for n := 3; n < len(words); n++ {
			if begins := strings.Join(words[2:n], " "); all[begins].form == "" {
				all[begins] = legalForm{}
			}
		}
	})
	return all
})

// partners are words that stand for the other owners of a firm.
var partners = text.WordSet("wspolnicy wspolnik wspolnikami partnerzy partners spolnici synowie synove hermanos hnos hijos brothers bros sons sohne gebruder socios asociados associates")

// token is a word of a name as it stands between blanks and commas.
type token struct {
	raw    string
	fold   string // folded, without dots
	dotted bool
}

func tokens(name string) []token {
	var out []token
	for _, raw := range strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;()&+\"„”", r) }) {
		if f := strings.ReplaceAll(text.Fold(raw), ".", ""); f != "" {
			out = append(out, token{raw, f, strings.Contains(raw, ".")})
		}
	}
	return out
}

// company is a name read as a company's.
type company struct {
	form string   // the legal form's short name; empty where none is written
	sure bool     // a legal form or partners: no natural person is called so
	rest []string // the name without its legal forms, in order
}

// core are the words of the name without its legal forms.
func (c company) core() []word { return wordsOf(strings.Join(c.rest, " ")) }

func readCompany(name string) company {
	var c company
	toks := tokens(name)
	for i := 0; i < len(toks); {
		if f, n, sure := formAt(toks, i); n > 0 && (sure || i+n == len(toks) && endsFirm(toks[:i]) || !anyGiven(toks, i, n)) && n < len(toks) {
			c.form += f
			c.sure = true
			i += n
			continue
		}
		if partners[toks[i].fold] && len(toks) > 1 {
			c.sure = true
		}
		c.rest = append(c.rest, toks[i].raw)
		i++
	}
	return c
}

// tail reads the last words of a company's name as its legal form, though a given name stands before them: "Bodegas Nuria SA".
// ok is false where they are none, or the name has one already.
func (c company) tail() (t company, ok bool) {
	toks := tokens(strings.Join(c.rest, " "))
	for i := max(1, len(toks)-longestForm); c.form == "" && i < len(toks); i++ {
		if f, n, _ := formAt(toks, i); i+n == len(toks) && n > 0 {
			return company{form: f, sure: true, rest: c.rest[:i]}, true
		}
	}
	return c, false
}

// likeForm reads the end of a name as the legal form that the other name of the same words surely has.
func (c company) likeForm(other company) company {
	if t, ok := c.tail(); ok && other.sure && t.form == other.form && sameOrder(t.core(), other.core()) {
		return t
	}
	return c
}

// formAt finds the longest legal form at a place. It is sure of a strong one, and of a weak one with its dots.
func formAt(toks []token, at int) (form string, n int, sure bool) {
	spelled := ""
	dotted, n := false, 0
	for k := at; k < len(toks) && k < at+longestForm; k++ {
		if k > at {
			spelled += " "
		}
		spelled += toks[k].fold
		f, begins := forms()[spelled]
		if !begins {
			break
		}
		dotted = dotted || toks[k].dotted
		if f.form != "" {
			form, n, sure = f.form, k-at+1, f.strong || dotted && len(spelled) > 1
		}
	}
	return form, n, sure
}

// endsFirm reports whether what looks like a legal form behind some words ends a firm's name: there are several, and they begin with
// no given name, "VIDRIOS AURORA SA".
func endsFirm(before []token) bool {
	return len(before) > 1 && !IsGivenName(before[0].fold) && !IsTitle(before[0].fold)
}

// anyGiven reports whether a given name stands among the words outside a range: then what looks like a legal form can
// be a surname.
func anyGiven(toks []token, from, n int) bool {
	for i, t := range toks {
		if (i < from || i >= from+n) && IsGivenName(t.fold) {
			return true
		}
	}
	return false
}

// LegalForm is the short name of the legal form in a name, such as spzoo, sro or gmbh; empty where there is none.
func LegalForm(name string) string { return readCompany(name).form }

// IsCompany reports whether a name is positively that of a company, firm or office: a legal form, partners, or a word
// that only firms carry.
func IsCompany(name string) bool {
	c := readCompany(name)
	return c.sure || hasBusinessWord(c.core())
}

func hasBusinessWord(words []word) bool {
	for _, w := range words {
		if listed().business[w.fold] {
			return true
		}
	}
	return false
}

// mostPersonWords is how many words a person's name has at most.
const mostPersonWords = 5

// IsPerson reports whether a name reads as that of a natural person: a given name and another word, and nothing that
// only firms carry.
func IsPerson(name string) bool {
	name, _ = StripAddress(name)
	return isPersonal(name)
}

// isPersonal is IsPerson for a name without an address.
func isPersonal(name string) bool {
	if strings.ContainsAny(name, "0123456789@/*") {
		return false
	}
	words := personWords(name)
	if len(words) == 3 && words[1].fold == "and" { // "MARKS AND SPENCER": two people have a given name, too
		return false
	}
	if len(words) < 2 || len(words) > mostPersonWords || hasBusinessWord(words) || readCompany(name).sure {
		return false
	}
	given := 0
	for _, w := range words {
		if w.given() {
			given++
		}
	}
	return given > 0
}

// compareCompanies compares two companies' names: legal forms apart, the words in their order.
func compareCompanies(a, b company) NameResult {
	forms := a.form == b.form || a.form == "" || b.form == ""
	x, y := a.core(), b.core()
	r := NameResult{Outcome: Match}
	switch {
	case len(x) == 0 || len(y) == 0:
		return NameResult{Codes: []Code{NameDiffers}}
	case sameOrder(x, y):
	case joined(x) == joined(y):
		r = NameResult{Outcome: Close, Codes: []Code{Glued}}
	case typo(joined(x), joined(y)):
		r = NameResult{Outcome: Close, Codes: []Code{Typo}}
	case cutShort(x, y):
		r = NameResult{Outcome: Close, Codes: []Code{Truncated}}
	case within(x, y) || within(y, x):
		r = NameResult{Outcome: Close, Codes: []Code{ExtraWord}}
	default:
		return NameResult{Codes: []Code{NameDiffers}}
	}
	if hasLookalike(x) != hasLookalike(y) {
		r = r.with(Lookalike)
	}
	if !forms {
		r = r.with(OtherForm)
	}
	return r
}

// cutShort reports whether a bank wrote the beginning of a name and cut it inside a word.
func cutShort(whole, cut []word) bool {
	last := len(cut) - 1
	if last < 1 || len(whole) < len(cut) || len(joined(cut))+last < cutLength || !strings.HasPrefix(whole[last].fold, cut[last].fold) {
		return false
	}
	return sameOrder(whole[:last], cut[:last])
}

// CompareFirms compares the claimed name of an employer with that of whoever pays a wage. A firm, a school or a church may bear
// somebody's name: such a name is compared as a firm's, and one that is only a person's is no more than close to it.
func CompareFirms(claimed, payer string) NameResult {
	r := CompareHolder(claimed, payer, !IsPerson(payer))
	if r.Outcome != NoMatch || IsPerson(payer) {
		return r
	}
	firm := compareCompanies(readCompany(claimed), readCompany(payer))
	switch {
	case firm.Outcome == NoMatch:
		return r
	case IsPerson(claimed):
		return firm.with(CompanyPerson)
	}
	return firm
}

// branches are folded words behind which a firm's name is that of one of its places (pl, cs, es, en, de). source: known
var branches = text.WordSet("oddzial oddzialu oddziale filia filie pobocka pobocky odstepny sucursal branch niederlassung zweigstelle")

// FirmSpelling is what the spellings of one firm's name share, given it without a legal form at its end: letters that only look
// Latin are read as Latin, a branch behind the name goes, and so do the spaces.
func FirmSpelling(name string) string {
	words := wordsOf(name)
	if i := slices.IndexFunc(words, func(w word) bool { return branches[w.fold] }); i > 0 {
		words = readCompany(spaced(words[:i])).core() // the legal form stands before the branch
	}
	return joined(words)
}

func spaced(words []word) string {
	folds := make([]string, len(words))
	for i, w := range words {
		folds[i] = w.fold
	}
	return strings.Join(folds, " ")
}

func hasLookalike(words []word) bool {
	for _, w := range words {
		if w.lookalike || w.cyrillic {
			return true
		}
	}
	return false
}

func sameOrder(x, y []word) bool {
	if len(x) != len(y) {
		return false
	}
	for i := range x {
		if !x[i].equals(y[i]) {
			return false
		}
	}
	return true
}

// within reports whether all words of the shorter name stand in the longer one, in their order.
func within(short, long []word) bool {
	i := 0
	for _, w := range long {
		if i < len(short) && short[i].equals(w) {
			i++
		}
	}
	return i == len(short) && len(short) < len(long)
}

func joined(words []word) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(w.fold)
	}
	return b.String()
}
