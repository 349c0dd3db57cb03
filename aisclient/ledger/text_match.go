package ledger

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/ledger/internal/literals"
	"aisdesk/aisclient/text"

	"golang.org/x/text/unicode/norm"
)

// textMatch compares texts with a condition's word, phrase or expression.
type textMatch struct {
	field    filter.Field
	raw      string // as typed, without quotes
	exact    bool
	re       *regexp.Regexp
	literals *literals.Scanner // of re; nil if every text must be tried
	spell    spelling
	want     string // raw as spell gives it
	fold     string // raw folded
}

// newTextMatch prepares a condition whose value is a Text or a Pattern.
func newTextMatch(c filter.Condition) *textMatch {
	if p, ok := c.Value.(filter.Pattern); ok {
		return &textMatch{field: c.Field, raw: p.Source, re: p.Regexp, spell: regexpSpelling(p.Source),
			literals: literals.NewScanner(literals.Of(p.Regexp.String()))}
	}
	v := c.Value.(filter.Text)
	a := &textMatch{field: c.Field, raw: v.Text, exact: v.Exact}
	a.want, a.fold = spell(v.Text, a.spell), text.Fold(v.Text)
	if c.Field == filter.IBAN && !v.Exact {
		a.want, a.fold = strings.ReplaceAll(a.want, " ", ""), strings.ReplaceAll(a.fold, " ", "")
	}
	return a
}

// regexpSpelling is spellingOf for an expression: capitals in escapes like \S or \pL were not meant as such.
func regexpSpelling(src string) spelling {
	var plain strings.Builder
	for i := 0; i < len(src); i++ {
		if src[i] != '\\' {
			plain.WriteByte(src[i])
			continue
		}
		if i++; i+1 < len(src) && (src[i] == 'p' || src[i] == 'P') {
			if i++; src[i] == '{' {
				if n := strings.IndexByte(src[i:], '}'); n > 0 {
					i += n
				}
			}
		}
	}
	return spellingOf(plain.String())
}

// hit reports whether a text matches; folded is the text's folding.
func (a *textMatch) hit(raw, folded string) bool {
	switch {
	case a.exact:
		return raw == a.raw
	case a.literals != nil && a.literals.Find(folded) < 0:
		return false
	case a.re != nil && a.spell == 0:
		return a.re.MatchString(folded)
	case a.re != nil:
		return a.re.MatchString(spell(raw, a.spell))
	case !strings.Contains(folded, a.fold):
		return false
	case a.spell == 0:
		return true
	}
	return strings.Contains(spell(raw, a.spell), a.want)
}

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
	if text.Fold(word) != strings.ToLower(word) {
		s |= keepAccents
	}
	return s
}

// spell writes s with only those distinctions that sp keeps.
func spell(s string, sp spelling) string {
	switch sp {
	case 0:
		return text.Fold(s)
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
func foldIBAN(s string) string { return strings.ReplaceAll(text.Fold(s), " ", "") }
