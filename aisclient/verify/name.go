package verify

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"aisdesk/aisclient/ledger"
)

// words that say nothing about who somebody is: titles, and the legal forms of companies.
var noiseWords = map[string]bool{"pan": true, "pani": true, "mr": true, "mrs": true, "ms": true, "dr": true, "mgr": true, "inz": true,
	"prof": true, "hab": true, "ing": true, "sp": true, "spolka": true, "zoo": true, "z": true, "o": true, "oo": true, "sa": true,
	"s": true, "a": true, "r": true, "sro": true, "sl": true, "slu": true, "gmbh": true, "ltd": true, "sc": true, "sk": true,
	"odpowiedzialnoscia": true, "ograniczona": true, "akcyjna": true, "jawna": true, "komandytowa": true, "c": true, "k": true, "j": true, "l": true}

// nameWords are a name's telling words, folded and sorted. "ŁĄCKA Anna-Maria" gives anna lacka maria.
func nameWords(name string) []string {
	words := strings.FieldsFunc(ledger.Fold(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	telling := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return noiseWords[w] })
	if len(telling) == 0 {
		telling = words // a name of noise is still a name
	}
	slices.Sort(telling)
	return telling
}

// sameName reports whether two names can be one owner's: every word of the shorter one is in the longer one, and
// that is at least two words, or all of both. A letter alone stands for a word that begins with it, but is none of
// the two. Umlauts may be written out.
func sameName(a, b string) bool {
	for _, x := range spellings(a) {
		for _, y := range spellings(b) {
			if sameWords(nameWords(x), nameWords(y)) {
				return true
			}
		}
	}
	return false
}

// writtenOut are the letters that passports and banks write as two.
var writtenOut = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "å", "aa", "ø", "oe", "æ", "ae",
	"Ä", "Ae", "Ö", "Oe", "Ü", "Ue", "Å", "Aa", "Ø", "Oe", "Æ", "Ae")

// spellings are a name as it is and, where that is another, with its umlauts written out.
func spellings(name string) []string {
	if out := writtenOut.Replace(norm.NFC.String(name)); out != name {
		return []string{name, out}
	}
	return []string{name}
}

func sameWords(x, y []string) bool {
	if len(x) > len(y) {
		x, y = y, x
	}
	rest, initials := slices.Clone(y), []string(nil)
	for _, w := range x {
		if i := slices.Index(rest, w); i >= 0 {
			rest = slices.Delete(rest, i, i+1)
		} else {
			initials = append(initials, w)
		}
	}
	if whole := len(x) - len(initials); whole == 0 || whole < 2 && len(y) > 1 {
		return false
	}
	for _, w := range initials {
		i := slices.IndexFunc(rest, func(r string) bool { return isInitial(w, r) || isInitial(r, w) })
		if i < 0 {
			return false
		}
		rest = slices.Delete(rest, i, i+1)
	}
	return true
}

// isInitial reports whether a is the first letter of b alone.
func isInitial(a, b string) bool { return len([]rune(a)) == 1 && strings.HasPrefix(b, a) }
