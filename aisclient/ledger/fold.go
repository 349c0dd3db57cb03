package ledger

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"aisdesk/aisclient/text"
)

// Fold is how searching compares texts: text.Fold.
func Fold(s string) string { return text.Fold(s) }

// spelling says how exactly a word is compared, by what was typed in it.
type spelling uint8

const (
	keepCase    spelling = 1 << iota // an upper-case letter was typed
	keepAccents                      // an accent was typed
)

// spellingOf reads off a word how exactly it is meant: capitals make case count, accents make accents count.
func spellingOf(word string) spelling {
	var s spelling
	if strings.ContainsFunc(word, unicode.IsUpper) {
		s |= keepCase
	}
	if Fold(word) != strings.ToLower(word) {
		s |= keepAccents
	}
	return s
}

// spell writes s with only those distinctions that sp keeps.
func spell(s string, sp spelling) string {
	switch sp {
	case 0:
		return Fold(s)
	case keepAccents:
		return strings.ToLower(norm.NFC.String(s))
	case keepCase:
		if ascii(s) {
			return s
		}
		var out []rune
		for _, r := range s {
			out = text.AppendBare(out, r)
		}
		return string(out)
	}
	return norm.NFC.String(s)
}

func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// foldIBAN folds an account number; spaces in it mean nothing.
func foldIBAN(s string) string { return strings.ReplaceAll(Fold(s), " ", "") }
