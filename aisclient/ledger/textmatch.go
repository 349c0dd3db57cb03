package ledger

import (
	"regexp"
	"strings"

	"aisdesk/aisclient/ledger/filter"
)

// textMatch compares texts with a condition's word, phrase or expression.
type textMatch struct {
	field filter.Field
	raw   string // as typed, without quotes
	exact bool
	re    *regexp.Regexp
	sieve *wordSieve // of re; nil if every text must be tried
	spell spelling
	want  string // raw as spell gives it
	fold  string // raw folded
}

// newTextMatch prepares a condition whose value is a Text or a Pattern.
func newTextMatch(c filter.Condition) *textMatch {
	if p, ok := c.Value.(filter.Pattern); ok {
		return &textMatch{field: c.Field, raw: p.Source, re: p.Regexp, spell: regexpSpelling(p.Source),
			sieve: newWordSieve(requiredWords(p.Regexp.String()))}
	}
	v := c.Value.(filter.Text)
	a := &textMatch{field: c.Field, raw: v.Text, exact: v.Exact, spell: spellingOf(v.Text)}
	a.want, a.fold = spell(v.Text, a.spell), Fold(v.Text)
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
	case a.sieve != nil && a.sieve.find(folded) < 0:
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
