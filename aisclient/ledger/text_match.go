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
	raw      string // as typed, without quotes, runs of blanks as one
	exact    bool
	re       *regexp.Regexp
	literals *literals.Scanner // of re; nil if every text must be tried
	spell    spelling          // of re
	fold     string            // raw folded; empty for re
}

// newTextMatch prepares a condition whose value is a Text or a Pattern.
func newTextMatch(c filter.Condition) *textMatch {
	if p, ok := c.Value.(filter.Pattern); ok {
		return &textMatch{field: c.Field, raw: p.Source, re: p.Regexp, spell: regexpSpelling(p.Source),
			literals: literals.NewScanner(literals.Of(p.Regexp.String()))}
	}
	v := c.Value.(filter.Text)
	a := &textMatch{field: c.Field, raw: oneBlank(v.Text), exact: v.Exact}
	if a.fold = text.Fold(a.raw); c.Field == filter.IBAN && !v.Exact {
		a.fold = strings.ReplaceAll(a.fold, " ", "")
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

// hit reports whether a text matches; folded is fold of it.
func (a *textMatch) hit(raw, folded string) bool {
	switch {
	case a.exact:
		return oneBlank(raw) == a.raw
	case a.literals != nil && a.literals.Find(folded) < 0:
		return false
	case a.re != nil && a.spell == 0:
		return a.re.MatchString(folded)
	case a.re != nil:
		return a.re.MatchString(spell(oneBlank(raw), a.spell))
	}
	return strings.Contains(folded, a.fold)
}

// spelling says how exactly an expression is compared, by what was typed in it. Case and accents of words never count.
type spelling uint8

const (
	keepCase    spelling = 1 << iota // an upper-case letter was typed
	keepAccents                      // an accent was typed
)

// spellingOf reads off the letters of an expression how exactly it is meant: capitals make case count, accents make accents count.
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

// oneBlank writes runs of blanks as one: banks pad names, and who types a name or copies it from a table does not know.
func oneBlank(s string) string {
	if !strings.Contains(s, "  ") && !strings.ContainsFunc(s, func(r rune) bool { return r != ' ' && unicode.IsSpace(r) }) {
		return s
	}
	out := make([]rune, 0, len(s))
	for _, r := range s {
		if unicode.IsSpace(r) {
			r = ' '
		}
		if r != ' ' || len(out) == 0 || out[len(out)-1] != ' ' {
			out = append(out, r)
		}
	}
	return string(out)
}

// fold is how texts are compared in searching.
func fold(s string) string { return text.Fold(oneBlank(s)) }

// appendFold appends fold of a cleaned text, in which every blank is a space.
func appendFold(b []byte, s string) []byte {
	from := len(b)
	b = text.AppendFold(b, s)
	if !strings.Contains(s, "  ") {
		return b
	}
	to := from
	for i, c := range b[from:] {
		if c != ' ' || i == 0 || b[to-1] != ' ' {
			b[to] = c
			to++
		}
	}
	return b[:to]
}

// foldIBAN folds an account number; spaces in it mean nothing.
func foldIBAN(s string) string { return strings.ReplaceAll(text.Fold(s), " ", "") }
