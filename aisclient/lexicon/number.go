package lexicon

import (
	"slices"
	"strings"
)

// accountPattern is an account number of an office or a firm: "?" is any character, "*" at the end any rest.
type accountPattern struct {
	entry *Entry
	form  string
}

// bareNumber writes an account number without spaces and signs, in capitals. Polish numbers get their country, which
// banks leave out inside it.
func bareNumber(s string) string {
	s = strings.ToUpper(strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '.' || r == 0xa0 {
			return -1
		}
		return r
	}, s))
	if len(s) == 26 && s[0] >= '0' && s[0] <= '9' {
		return "PL" + s
	}
	return s
}

func (a accountPattern) matches(number string) bool {
	form, open := strings.CutSuffix(a.form, "*")
	if len(number) < len(form) || !open && len(number) != len(form) {
		return false
	}
	for i := range len(form) {
		if form[i] != '?' && form[i] != number[i] {
			return false
		}
	}
	return true
}

// KnowsNumber reports whether an entry looks for an account number.
func (s *Set) KnowsNumber(number string) bool {
	if number == "" || len(s.accounts) == 0 {
		return false
	}
	number = bareNumber(number)
	for _, a := range s.accounts {
		if a.matches(number) {
			return true
		}
	}
	return false
}

// LongNumber is how many digits a number has that tells one row from another, unless a word of the lexicon has it.
const LongNumber = 5

// KnowsDigits reports whether it matters which digits a long number has that begins a word: words of the lexicon may stand on
// them, or they are nothing.
func (s *Set) KnowsDigits(digits string) bool {
	return strings.Trim(digits, "0") == "" || slices.ContainsFunc(s.digits, func(known string) bool { return strings.HasPrefix(digits, known) })
}

// digitsOf are the digits in patterns with which a long number may begin: as many, or fewer before any ending.
func digitsOf(keys []keyed) (all []string) {
	for _, k := range keys {
		for i := 0; i < len(k.key); i++ {
			from := i
			for i < len(k.key) && digit(k.key[i]) {
				i++
			}
			if from > 0 && k.key[from-1] != ' ' {
				continue // behind a letter: no word begins here
			}
			open := i < len(k.key) && (k.key[i] == anySuffix || k.key[i] == anyDigits)
			if d := k.key[from:i]; d != "" && (open || len(d) >= LongNumber) && !slices.Contains(all, d) {
				all = append(all, d)
			}
		}
	}
	return all
}
