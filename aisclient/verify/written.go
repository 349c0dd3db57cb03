package verify

import (
	"strconv"
	"strings"
	"unicode"
)

// Kind and Text implement Claim.
func (OwnerName) Kind() Kind      { return KindName }
func (HasIBAN) Kind() Kind        { return KindIBAN }
func (MonthlyIncome) Kind() Kind  { return KindIncome }
func (BalanceAtLeast) Kind() Kind { return KindBalance }
func (ActiveSince) Kind() Kind    { return KindActiveSince }
func (Fresh) Kind() Kind          { return KindMaxAge }
func (None) Kind() Kind           { return KindWithout }
func (NeverBelowZero) Kind() Kind { return KindNeverBelow }

func (c OwnerName) Text() string      { return c.Name }
func (c HasIBAN) Text() string        { return c.IBAN }
func (c BalanceAtLeast) Text() string { return c.Least.String() + " " + string(c.Currency) }
func (c ActiveSince) Text() string    { return c.On.String() }
func (c Fresh) Text() string          { return strconv.Itoa(c.Days) }
func (c None) Text() string           { return string(c.Topic) }
func (NeverBelowZero) Text() string   { return yes }

// Text implements Claim.
func (c MonthlyIncome) Text() string {
	s := c.Least.String() + " " + string(c.Currency)
	if c.Months > 0 {
		s += "/" + strconv.Itoa(c.Months)
	}
	return s
}

// compactIBAN is an account number in capitals without the spaces and hyphens of paper.
func compactIBAN(s string) string {
	return strings.ToUpper(strings.Map(func(r rune) rune {
		if r == '-' || unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s))
}

// bareIBAN makes account numbers comparable: compact, and without the Polish country code, which banks leave out
// inside the country.
func bareIBAN(s string) string {
	s = compactIBAN(s)
	if len(s) == 28 {
		s = strings.TrimPrefix(s, "PL")
	}
	return s
}

// mistyped reports whether a number is an IBAN whose check digits are wrong: no bank has such an account.
func mistyped(number string) bool {
	s := compactIBAN(number)
	if len(s) == 26 && strings.Trim(s, "0123456789") == "" {
		s = "PL" + s
	}
	if len(s) < 15 || len(s) > 34 || !isLetter(s[0]) || !isLetter(s[1]) {
		return false
	}
	rest := 0
	for i := range len(s) {
		switch c := s[(i+4)%len(s)]; {
		case c >= '0' && c <= '9':
			rest = (rest*10 + int(c-'0')) % 97
		case isLetter(c):
			rest = (rest*100 + int(c-'A') + 10) % 97
		default:
			return false
		}
	}
	return rest != 1
}

func isLetter(c byte) bool { return c >= 'A' && c <= 'Z' }
