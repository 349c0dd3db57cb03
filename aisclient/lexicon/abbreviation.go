package lexicon

import (
	"slices"
	"strings"
)

// Banks shorten the words of a phrase: "ZWR. PRZEL.", "SPL. KRED. GOT.". Phrases of two words and more are looked for
// with each of their words in full or short; a single short word may be anything.

// abbreviations are by language and by the first letters of a word the short forms of words that begin with a stem.
type abbreviations map[string]map[string][]abbreviation

type abbreviation struct{ stem, short string }

// stemKey is how many letters of a stem find it.
const stemKey = 3

// mostShortened bounds the spellings of one phrase: of a longer one the further words stay in full.
const mostShortened = 12

func newAbbreviations(t *termWords) abbreviations {
	all := abbreviations{}
	for language, words := range t.Abbreviations {
		byKey := map[string][]abbreviation{}
		for short, stems := range words {
			for _, stem := range stems {
				if len(stem) >= stemKey {
					byKey[stem[:stemKey]] = append(byKey[stem[:stemKey]], abbreviation{stem, short})
				}
			}
		}
		for _, list := range byKey {
			slices.SortFunc(list, func(a, b abbreviation) int { return strings.Compare(a.stem+a.short, b.stem+b.short) })
		}
		all[language] = byKey
	}
	return all
}

// of gives the shortened spellings of a phrase of two words or more; none for others.
func (a abbreviations) of(phrase, language string) []string {
	if strings.IndexByte(phrase, ' ') < 0 || !a.shortens(phrase, language) {
		return nil
	}
	words := strings.Fields(phrase)
	out := []string{""}
	for i, w := range words {
		forms := append([]string{w}, a.shortOf(w, language)...)
		if len(out)*len(forms) > mostShortened {
			forms = forms[:1]
		}
		var next []string
		for _, head := range out {
			for _, f := range forms {
				if i > 0 {
					f = head + " " + f
				}
				next = append(next, f)
			}
		}
		out = next
	}
	return out[1:] // the first one is the phrase itself
}

// shortens reports whether a word of a phrase has a short form.
func (a abbreviations) shortens(phrase, language string) bool {
	for w := range strings.FieldsSeq(phrase) {
		if len(w) < stemKey {
			continue
		}
		for _, x := range a[language][w[:stemKey]] {
			if strings.HasPrefix(w, x.stem) && x.short != w {
				return true
			}
		}
	}
	return false
}

// ofStem gives the short forms of a single word or of the beginning of one. They count only beside another sign.
func (a abbreviations) ofStem(word, language string) (short []string) {
	stem := strings.TrimRight(word, string(rune(anySuffix)))
	if len(stem) < stemKey || strings.Contains(stem, " ") {
		return nil
	}
	for _, x := range a[language][stem[:stemKey]] {
		if (strings.HasPrefix(stem, x.stem) || strings.HasPrefix(x.stem, stem)) && x.short != stem && !slices.Contains(short, x.short) {
			short = append(short, x.short)
		}
	}
	return short
}

func (a abbreviations) shortOf(word, language string) (short []string) {
	if len(word) < stemKey {
		return nil
	}
	for _, x := range a[language][word[:stemKey]] {
		if strings.HasPrefix(word, x.stem) && x.short != word {
			short = append(short, x.short)
		}
	}
	return short
}

// nearOf are an entry's near words, also in their short forms, but for those that its own words have: one short word is
// no second sign of itself.
func (c *compiler) nearOf(e *Entry) []string {
	if len(e.Near) == 0 {
		return nil
	}
	var own []string
	for _, w := range e.Words {
		for _, key := range c.matching(w) {
			own = append(append(own, key), c.short.ofStem(key, e.Language)...)
		}
	}
	out := slices.Clone(e.Near)
	for _, w := range e.Near {
		for _, key := range c.matching(w) {
			for _, s := range c.short.ofStem(key, e.Language) {
				if !slices.Contains(out, s) && !slices.Contains(own, s) {
					out = append(out, s)
				}
			}
		}
	}
	return out
}
