package quality

import (
	"fmt"
	"strings"
	"unicode"
)

// readThem is what to do where nobody knows the words.
const readThem = "Have the rows read by somebody who knows the language."

// noLexicon says of which accounts nobody knows the words: their country has no lexicon, nothing tells the country, or
// the rows are in a script that no lexicon has.
func (in *Input) noLexicon(r *Report) []Hit {
	if in.Facts.Covered == nil {
		return nil
	}
	var hits []Hit
	for i := range r.Accounts {
		a := &r.Accounts[i]
		if a.Rows == 0 {
			continue
		}
		c := in.country(i)
		switch {
		case c == "":
			hits = append(hits, Hit{Gate: NoLexicon, Sources: []int{i}, Ask: readThem, Sentence: fmt.Sprintf("Nothing tells in which country %s is, so its words may not be known.", a.Label)})
		case !in.Facts.Covered(c):
			hits = append(hits, Hit{Gate: NoLexicon, Sources: []int{i}, Ask: readThem, Sentence: fmt.Sprintf("%s is in a country (%s) whose words and firms are not known here.", a.Label, c)})
		case in.foreign(i):
			hits = append(hits, Hit{Gate: NoLexicon, Sources: []int{i}, Ask: readThem, Sentence: fmt.Sprintf("Many rows of %s are in a language that is not known here.", a.Label)})
		}
	}
	return hits
}

func (in *Input) country(source int) string {
	if in.Facts.Country != nil {
		return in.Facts.Country(source)
	}
	return in.Ledger.Sources()[source].Country()
}

// foreignShare is the share of rows in an unknown language, as one in so many, from which on absence says nothing.
const foreignShare = 5

// foreignSample is how many rows of an account are looked at for their language, evenly spread.
const foreignSample = 1000

// foreignWords are frequent words on statements in languages without a lexicon. source: known
var foreignWords = words("uberweisung lastschrift gutschrift dauerauftrag gehalt miete virement prelevement achat salaire loyer bonifico addebito stipendio affitto pagamento " +
	"atutalas vasarlas fizetes utalas jovairas salariu cumparare pavedimas pirkinys mokejimas maksekorraldus betaling overboeking salaris overforing")

func words(s string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		set[w] = true
	}
	return set
}

// foreign reports whether a fifth of an account's rows are in such a language or in another script.
func (in *Input) foreign(source int) bool {
	s := &in.Ledger.Sources()[source]
	n, looked := 0, 0
	step := int32(max(s.Rows()/foreignSample, 1))
	for row := s.First; row < s.Last; row += step {
		looked++
		if isForeign(in.Ledger.FoldedTitle(row)) {
			n++
		}
	}
	return n > 0 && n*foreignShare >= looked
}

func isForeign(folded string) bool {
	for w := range strings.FieldsSeq(folded) {
		if foreignWords[strings.Trim(w, ".,:;/-")] {
			return true
		}
		for _, c := range w {
			if c >= 0x250 && unicode.IsLetter(c) && !unicode.Is(unicode.Latin, c) && !unicode.Is(unicode.Cyrillic, c) {
				return true
			}
		}
	}
	return false
}
