package lexicon

import (
	"bytes"
	"slices"
	"strings"
)

// Names of firms, in the forms in which texts have them.

// shortestJoined is how many letters a brand of two words has to be longer than to be looked for as one word too:
// "williamhill". A lender's or a collector's is longer, for more of them are also a place's or a person's name.
const (
	shortestJoined       = 9
	shortestJoinedCredit = 11
)

// joined is a brand with its first two words as one, as card payments and web addresses write it; empty for other names.
func joined(e *Entry, key string) string {
	shortest := shortestJoined
	switch e.Kind {
	case Operator, PayLater:
	case Lender, Collector:
		shortest = shortestJoinedCredit
	default:
		return ""
	}
	words := strings.Count(key, " ") + 1
	if words != 2 && (words < 3 || e.Kind != Operator) || len(key) <= shortest {
		return ""
	}
	return strings.Replace(key, " ", "", 1)
}

// shortestInflected is how many letters a name has at least whose other cases are looked for.
const shortestInflected = 5

// caseEndings are those of names that end in a consonant, and of names that end in "a", in its place, by language.
var caseEndings = map[string]struct{ consonant, a []string }{
	"pl": {consonant: []string{"u", "a", "owi", "em"}, a: []string{"y", "i", "e"}},
	"cs": {consonant: []string{"u", "a", "ovi", "em"}, a: []string{"y", "e", "u", "ou"}},
}

// inflected are the other cases of a name of one word in a language that has them, as titles write it: "vklad do Tipsportu". They are of
// firms that harm the applicant only; a payer's own field has the name as it is.
func inflected(e *Entry, key string) []string {
	ends, ok := caseEndings[e.Language]
	if !ok || !e.Kind.Decides() || !e.Out.Risky() || lettersOf(key) < shortestInflected || strings.ContainsFunc(key, func(r rune) bool { return r < 'a' || r > 'z' }) {
		return nil
	}
	stem, endings := key, ends.consonant
	switch key[len(key)-1] {
	case 'a':
		stem, endings = key[:len(key)-1], ends.a
	case 'e', 'i', 'o', 'u', 'y':
		return nil
	}
	forms := make([]string, len(endings))
	for i, end := range endings {
		forms[i] = stem + end
	}
	return forms
}

// shortestBare is how many letters a legal name has at least without its legal form.
const shortestBare = 2

// name adds a name; a brand of two words also as one, a legal name also without its legal form.
func (c *compiler) name(e *Entry, name string) {
	for _, key := range c.matching(name) {
		c.add(key, pattern{entry: e, sort: Name, fields: e.fieldsOf(Name)})
		for _, form := range inflected(e, key) {
			c.add(form, pattern{entry: e, sort: Name, fields: e.fieldsOf(Name) & Title})
		}
		if j := joined(e, key); j != "" {
			c.add(j, pattern{entry: e, sort: Name, fields: e.fieldsOf(Name)})
			c.set.patterns[len(c.set.patterns)-1].words = strings.Count(key, " ") + 1 // it says as much as its words apart
		}
		for form := key; ; {
			i := strings.IndexByte(form, ' ')
			if i < 0 {
				break
			}
			form = form[i+1:]
			if fund, legal := c.legal[form]; legal {
				if bare := key[:len(key)-len(form)-1]; lettersOf(bare) < shortestBare || hasDigit([]byte(bare)) && lettersOf(bare) <= shortName {
					break
				}
				c.add(key[:len(key)-len(form)-1], pattern{entry: e, sort: Name, fields: e.fieldsOf(Name), legal: true, fund: fund})
				break
			}
		}
	}
}

// A firm's name of one word is also written with a hyphen, a dot or a space in it: "E-TOTO", "e-toto.pl", "SUPER BET".

const (
	shortestSplit = 5 // letters of a name that is found over a hyphen or a dot
	looselySplit  = 8 // and over a space: fewer may be two ordinary words, "for tuna"
)

// dropSplits leaves of what was found over spaces the names that are likely to be meant.
func dropSplits(sc *Scanner) {
	sc.walk.out = slices.DeleteFunc(sc.walk.out, func(h found) bool { return h.joined && overSpaces(sc, h) && !splitName(sc, h) })
}

// dropHalves drops firms' names of one word that end or begin within a word, where a line's end may have been dropped: the word is
// far more often one, "DATA TRANSAK|CJI".
func dropHalves(sc *Scanner) {
	b := sc.text.b
	sc.walk.out = slices.DeleteFunc(sc.walk.out, func(h found) bool {
		half := b[h.from-1] == softSplit || int(h.to)+1 < len(b) && b[h.to] == softSplit && !digit(b[h.to+1])
		p := &sc.set.patterns[h.pattern]
		return half && p.sort == Name && p.words == 1
	})
}

// overSpaces reports whether a spot has more spaces than its pattern.
func overSpaces(sc *Scanner, h found) bool {
	return bytes.Count(sc.text.b[h.from:h.to], []byte{' '}) > sc.set.patterns[h.pattern].words-1
}

// splitName reports whether a spot is a firm's name of one word with separators in it.
func splitName(sc *Scanner, h found) bool {
	p := &sc.set.patterns[h.pattern]
	if p.entry == nil || p.sort != Name && p.sort != Domain || !(p.entry.Kind.Decides() || p.entry.Out.Risky()) || p.sort == Name && p.words > 1 {
		return false
	}
	name, letters, tight, single := sc.text.b[h.from:h.to], 0, true, true
	if p.sort == Domain {
		if dot := bytes.LastIndexByte(name, ' '); dot > 0 {
			name = name[:dot] // the country's or another top label
		}
	}
	pieces := bytes.Fields(name)
	at := h.from
	for i, piece := range pieces {
		letters += len(piece)
		single = single && len(piece) == 1
		if at += int32(len(piece)); i < len(pieces)-1 && !slices.Contains(sc.text.tight, at) {
			tight = false
		}
		at++
	}
	if tight {
		return letters >= shortestSplit || single && letters > 2
	}
	one := len(pieces) == 2 && letters >= shortestSplit && len(pieces[0]) == 1
	bets := slices.ContainsFunc(pieces, func(b []byte) bool { return string(b) == "bet" })
	return letters >= looselySplit || one || bets && letters >= shortestSplit
}
