package verify

import (
	"slices"
	"strings"
	"unicode"

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

// sameName reports whether two names can be one owner's: every word of the shorter one is in the longer one,
// and that is at least two words, or all of both.
func sameName(a, b string) bool {
	x, y := nameWords(a), nameWords(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 0 || (len(x) < 2 && len(y) > 1) {
		return false
	}
	rest := slices.Clone(y)
	for _, w := range x {
		i := slices.Index(rest, w)
		if i < 0 {
			return false
		}
		rest = slices.Delete(rest, i, i+1)
	}
	return true
}
