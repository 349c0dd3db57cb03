package identity

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"aisdesk/aisclient/text"
)

// word is one word of a name, folded, with the ways in which it may be compared.
type word struct {
	fold      string // lower case, no accents
	out       string // the same with umlauts written out; equal to fold where there are none
	lookalike bool   // letters of another script stood in it
	cyrillic  bool   // the whole word was in Cyrillic and is transliterated
	surname   bool   // a hyphen joins it to a word that is no given name
}

func (w word) initial() bool { return len([]rune(w.fold)) == 1 && w.fold != "?" }
func (w word) given() bool {
	return !w.surname && (IsGivenName(w.fold) || w.out != w.fold && IsGivenName(w.out))
}
func (w word) damaged() bool { return strings.Contains(w.fold, "?") }

// equals reports whether two words are the same, umlauts written out or not.
func (w word) equals(o word) bool {
	return !w.damaged() && !o.damaged() && (w.fold == o.fold || w.out == o.out || w.fold == o.out || w.out == o.fold)
}

// writtenOut are the letters that passports and banks write as two.
var writtenOut = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "å", "aa", "ø", "oe", "æ", "ae",
	"Ä", "Ae", "Ö", "Oe", "Ü", "Ue", "Å", "Aa", "Ø", "Oe", "Æ", "Ae")

// umlauts are the letters of writtenOut: a text without one needs no look.
const umlauts = "äöüßåøæÄÖÜÅØÆ"

// generations tell a father from a son of the same name: no titles, but written in many ways. "sr" and "st" stand for
// other things before a name.
var generations = map[string]string{"junior": "junior", "jr": "junior", "jnr": "junior", "ml": "junior", "mladsi": "junior", "mlodszy": "junior",
	"senior": "senior", "snr": "senior", "sen": "senior", "starsi": "senior", "starszy": "senior", "st": "senior", "sr": "senior"}

// particles belong to a surname and are left out as often as not.
var particles = text.WordSet("de del la las los da das do dos di van von der den ten ter zu zum y e i")

// lookalikes are Cyrillic and Greek letters that look like Latin ones (from Unicode's confusables, UTS 39).
var lookalikes = map[rune]rune{'а': 'a', 'в': 'b', 'е': 'e', 'ё': 'e', 'к': 'k', 'м': 'm', 'н': 'h', 'о': 'o', 'р': 'p', 'с': 'c', 'т': 't',
	'у': 'y', 'х': 'x', 'і': 'i', 'ї': 'i', 'ј': 'j', 'ѕ': 's', 'ԁ': 'd', 'ո': 'n', 'α': 'a', 'β': 'b', 'ε': 'e', 'ζ': 'z', 'η': 'h', 'ι': 'i', 'κ': 'k',
	'μ': 'm', 'ν': 'n', 'ο': 'o', 'ρ': 'p', 'τ': 't', 'υ': 'y', 'χ': 'x', 'ɑ': 'a', 'ɡ': 'g'}

// upperLookalikes are capitals that look like another Latin letter than their small form.
var upperLookalikes = map[rune]rune{'В': 'B', 'Н': 'H', 'Т': 'T', 'Ν': 'N', 'Μ': 'M', 'Υ': 'Y', 'Ρ': 'P', 'Η': 'H', 'І': 'I', 'Ї': 'I', 'Ѕ': 'S', 'Ј': 'J'}

// cyrillic writes Ukrainian and Russian letters as Ukrainian passports do (resolution 55 of 27 January 2010; known).
var cyrillic = map[rune]string{'а': "a", 'б': "b", 'в': "v", 'г': "h", 'ґ': "g", 'д': "d", 'е': "e", 'є': "ie", 'ё': "e", 'ж': "zh", 'з': "z",
	'и': "y", 'і': "i", 'ї': "i", 'й': "i", 'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u",
	'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "shch", 'ь': "", 'ъ': "", 'ы': "y", 'э': "e", 'ю': "iu", 'я': "ia"}

// invisible characters can stand inside a word without showing.
func invisible(r rune) bool {
	return r == 0xad || r == 0x200b || r == 0x200c || r == 0x200d || r == 0x2060 || r == 0xfeff
}

// wordsOf are the words of a name: apostrophes go, hyphens and dots part words, a question mark inside a word stays.
func wordsOf(name string) []word {
	name = norm.NFC.String(name)
	fields := strings.FieldsFunc(name, func(r rune) bool {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r), r == '?', r == '\'', r == '’', r == '`', r == '´', r == unicode.ReplacementChar, invisible(r):
			return false
		}
		return true
	})
	latin, _ := scripts(name)
	hyphened := hyphenedSurnames(name)
	var words []word
	for _, f := range fields {
		if w, ok := makeWord(f, latin == 0); ok {
			w.surname = hyphened[f]
			words = append(words, w)
		}
	}
	return words
}

// hyphenedSurnames are the parts of words with a hyphen of which one is no given name: Urban of Nowak-Urban is none either.
func hyphenedSurnames(name string) map[string]bool {
	var all map[string]bool
	if !strings.Contains(name, "-") {
		return nil
	}
	for _, f := range strings.Fields(name) {
		parts := strings.Split(strings.Trim(f, ".,;"), "-")
		if len(parts) == 1 || !slices.ContainsFunc(parts, func(p string) bool { return p != "" && !IsGivenName(text.Fold(p)) }) {
			continue
		}
		for _, p := range parts {
			if all == nil {
				all = map[string]bool{}
			}
			all[p] = len([]rune(p)) > 1
		}
	}
	return all
}

// makeWord folds a word. In a name without a Latin letter Cyrillic is how it is written, elsewhere it is a trap or a slip.
func makeWord(raw string, noLatin bool) (word, bool) {
	raw = strings.Map(func(r rune) rune {
		switch {
		case invisible(r), r == '\'', r == '’', r == '`', r == '´':
			return -1
		case r == unicode.ReplacementChar:
			return '?'
		}
		return r
	}, raw)
	if raw == "" || strings.Trim(raw, "?") == "" {
		return word{}, false
	}
	w := word{}
	if latin, foreign := scripts(raw); foreign > 0 && latin == 0 && allCyrillic(raw) && (noLatin || !allLookalike(raw)) {
		raw, w.cyrillic = transliterate(raw), true
	} else if foreign > 0 {
		raw, w.lookalike = latinise(raw), true
	}
	w.fold = text.Fold(raw)
	if w.out = w.fold; strings.ContainsAny(raw, umlauts) {
		w.out = text.Fold(writtenOut.Replace(raw))
	}
	return w, w.fold != ""
}

// otherScripts is the first character that may belong to another script than Latin, or look as if it did.
const otherScripts = 0x250

func scripts(s string) (latin, foreign int) {
	for _, r := range s {
		switch {
		case r < otherScripts:
			if unicode.Is(unicode.Latin, r) {
				latin++
			}
		case unicode.Is(unicode.Latin, r) && lookalikes[r] == 0:
			latin++
		case unicode.Is(unicode.Cyrillic, r), unicode.Is(unicode.Greek, r), lookalikes[r] != 0:
			foreign++
		}
	}
	return latin, foreign
}

func allCyrillic(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Cyrillic, r) })
}

// allLookalike reports whether a word could be meant to pass for a Latin one.
func allLookalike(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsLetter(r) && lookalikes[unicode.ToLower(r)] == 0 && upperLookalikes[r] == 0
	})
}

func transliterate(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		if t, ok := cyrillic[r]; ok {
			b.WriteString(t)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func latinise(s string) string {
	return strings.Map(func(r rune) rune {
		if l, ok := upperLookalikes[r]; ok {
			return l
		}
		if l, ok := lookalikes[unicode.ToLower(r)]; ok {
			return l
		}
		return r
	}, s)
}
