package ledger

import (
	"errors"
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// textAtom is a word, a phrase, an exact text or a regular expression.
type textAtom struct {
	field *field
	raw   string // as typed, without quotes
	exact bool
	re    *regexp.Regexp
	sieve *wordSieve // of re; nil if every text must be tried
	spell spelling
	want  string // raw as spell gives it
	fold  string // raw folded
}

func newTextAtom(f *field, raw string, exact bool) *textAtom {
	a := &textAtom{field: f, raw: raw, exact: exact}
	a.spell = spellingOf(raw)
	a.want, a.fold = spell(raw, a.spell), Fold(raw)
	if f.text == inIBAN && !exact {
		a.want, a.fold = strings.ReplaceAll(a.want, " ", ""), strings.ReplaceAll(a.fold, " ", "")
	}
	return a
}

// longestRegexp caps an expression: RE2 runs in linear time, but its size is a factor.
const longestRegexp = 1000

func newRegexpAtom(f *field, src string) (*textAtom, error) {
	if src == "" {
		return nil, errors.New("the expression between / and / is empty")
	}
	if len(src) > longestRegexp {
		return nil, errors.New("the expression is longer than 1000 characters")
	}
	a := &textAtom{field: f, raw: src, spell: regexpSpelling(src)}
	// Where case does not count the text is in lower case and so, but for escapes, is the expression.
	expr := norm.NFC.String(strings.ReplaceAll(src, `\/`, `/`))
	re, err := regexp.Compile(expr)
	if err != nil {
		var se *syntax.Error
		if errors.As(err, &se) {
			return nil, errors.New(se.Code.String())
		}
		return nil, err
	}
	a.re, a.sieve = re, newWordSieve(requiredWords(expr))
	return a, nil
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
func (a *textAtom) hit(raw, folded string) bool {
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

func (a *textAtom) appendTo(b []byte) []byte {
	if a.field != anyField {
		b = append(append(b, a.field.name...), ':')
	}
	if a.re != nil {
		return append(append(append(b, '/'), a.raw...), '/')
	}
	if a.exact {
		b = append(b, '=')
	}
	return appendValue(b, a.raw)
}

// Quote writes a text as a value that a filter line reads back: bare where that is safe, else in quotes.
func Quote(s string) string { return string(appendValue(nil, s)) }

func appendValue(b []byte, s string) []byte {
	if bare(s) {
		return append(b, s...)
	}
	b = append(b, '"')
	for i := 0; i < len(s); i++ {
		if s[i] == '"' || s[i] == '\\' {
			b = append(b, '\\')
		}
		b = append(b, s[i])
	}
	return append(b, '"')
}

// bare reports whether a text can stand without quotes.
func bare(s string) bool {
	if s == "" || strings.IndexByte(`-/"=`, s[0]) >= 0 || strings.ContainsAny(s, `|":\`) {
		return false
	}
	return !strings.ContainsFunc(s, unicode.IsSpace)
}
