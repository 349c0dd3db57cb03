package lexicon

import "strings"

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
