package verify

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/currency"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/money"
	"aisdesk/aisclient/text"
)

// maxClaim is the most bytes of a claim's text.
const maxClaim = 1024

// Parse reads a claim as people write it: Parse(KindIncome, "4000 PLN"). What cannot be read is a *ClaimError.
// The flags of the command line, the fields of the screen and the claims kept with an import all come through
// here; a claim's Text reads back to the same claim.
func Parse(k Kind, s string) (Claim, error) {
	said := clean(s)
	if c, ok := parse(k, said); ok && len(said) <= maxClaim {
		return c, nil
	}
	return nil, &claimError{k, s, twoReadings(k, said)}
}

// ParseIn is Parse for what somebody states now: an amount is in a currency of ISO 4217, or in one of the data's own. What was stated
// before is read as it was. Its errors are those of Parse, or say that there is no such currency.
func ParseIn(k Kind, s string, own ...aisclient.Currency) (Claim, error) {
	c, err := Parse(k, s)
	if err != nil || !k.OfMoney() {
		return c, err
	}
	var cur aisclient.Currency
	switch c := c.(type) {
	case MonthlyIncome:
		cur = c.Currency
	case BalanceAtLeast:
		cur = c.Currency
	case ObligationsAtMost:
		cur = c.Currency
	}
	if _, unknown := currency.ParseISO(string(cur)); unknown == nil || slices.Contains(own, cur) {
		return c, nil
	}
	return nil, noCurrency(cur, own)
}

// ofMost are the currencies of which one is meant where the data has none that is near.
var ofMost = []string{"PLN", "EUR", "CZK", "GBP", "USD", "CHF", "RON"}

func noCurrency(c aisclient.Currency, own []aisclient.Currency) error {
	var names []string
	for _, o := range own {
		names = append(names, string(o))
	}
	said := fmt.Sprintf("there is no currency %s in ISO 4217", c)
	if near := cmp.Or(english.Nearest(string(c), names), english.Nearest(string(c), ofMost)); near != "" {
		said += ", did you mean " + near + "?"
	}
	return errors.New(said)
}

// OfMoney reports whether claims of the kind state an amount.
func (k Kind) OfMoney() bool { return k == KindIncome || k == KindBalance || k == KindObligations }

// twoReadings is the error about the amount of a claim that can be read in two ways; nil where it cannot.
func twoReadings(k Kind, s string) *money.TwoReadings {
	if !k.OfMoney() {
		return nil
	}
	if k == KindIncome {
		s, _, _ = incomeKinds(s)
		s, _, _ = strings.Cut(s, "/")
	}
	_, _, err := money.ParseIn(s)
	two, _ := errors.AsType[*money.TwoReadings](err)
	return two
}

// clean is a text without controls and outer spaces. An accent that stood on a space is then the first sign and
// goes as well, which may bare another space.
func clean(s string) string {
	for {
		t := strings.TrimSpace(text.Clean(s).String())
		if t == s {
			return t
		}
		s = t
	}
}

func parse(k Kind, s string) (Claim, bool) {
	switch k {
	case KindName:
		return OwnerName{s}, hasLetters(s)
	case KindEmployer:
		return Employer{s}, hasLetters(s)
	case KindIBAN:
		n, ok := parseIBAN(s)
		return HasIBAN{n}, ok
	case KindPESEL:
		n := strings.ReplaceAll(s, " ", "")
		return PESEL{n}, len(n) == 11 && strings.Trim(n, "0123456789") == ""
	case KindAddress:
		return LivesAt{s}, hasLetters(s)
	case KindIncome:
		return parseIncome(s)
	case KindBalance:
		a, c, err := money.ParseIn(s)
		return BalanceAtLeast{a, c}, err == nil
	case KindObligations:
		a, c, err := money.ParseIn(s)
		return ObligationsAtMost{a, c}, err == nil && a >= 0
	case KindActiveSince:
		day, err := aisclient.ParseDate(s)
		return ActiveSince{day}, err == nil
	case KindBirthDate:
		day, err := aisclient.ParseDate(s)
		return BornOn{day}, err == nil
	case KindMaxAge:
		n, ok := parseDays(s)
		return DataAge{n}, ok
	case KindWithout:
		t, ok := signOf(s)
		return NoSign{t}, ok
	case KindNeverBelow:
		return NeverBelowZero{}, s == "" || strings.EqualFold(s, yes)
	}
	return nil, false
}

// hasLetters reports whether a text holds a word.
func hasLetters(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

// yes is the text of a claim that is only made or not made.
const yes = "yes"

// parseIBAN takes the spaces, dots and hyphens out of a number and makes its letters capitals. It need not be an IBAN: banks name
// some accounts by numbers of their own. A star stands for a digit that is not known.
func parseIBAN(s string) (string, bool) {
	if label, rest, ok := strings.Cut(s, ":"); ok && strings.EqualFold(strings.TrimSpace(label), "IBAN") {
		s = rest
	}
	digits, valid := 0, true
	national := strings.Contains(s, "/")
	s = strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case unicode.Is(unicode.Pd, r) && national:
			return '-'
		case unicode.Is(unicode.Pd, r), r == '.', unicode.IsSpace(r):
			return -1
		case r == '•':
			return '*'
		case r < unicode.MaxASCII && unicode.IsLetter(r), r == '/', r == '*':
		default:
			valid = false
		}
		return unicode.ToUpper(r)
	}, s)
	return s, valid && digits >= 4
}

// parseIncome reads an amount a month, behind a slash over how many months its mean is taken, and behind that the kinds
// of income that count: "4000PLN/6 salary,pension".
func parseIncome(s string) (Claim, bool) {
	s, kinds, ok := incomeKinds(s)
	if !ok {
		return nil, false
	}
	amount, months, long := strings.Cut(s, "/")
	a, c, err := money.ParseIn(amount)
	claim := MonthlyIncome{Least: a, Currency: c, Kinds: kinds}
	if long {
		var n int
		n, ok = count(months)
		claim.Months = n
	}
	return claim, ok && err == nil && a >= 0
}

// count reads over how many months an income is claimed.
func count(s string) (int, bool) {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	return n, err == nil && n >= 1 && n <= maxMonths
}

// maxMonths is over how many months an income can be claimed.
const maxMonths = 120

// incomeKinds cuts the kinds off the end of a claim of income, and sorts them.
func incomeKinds(s string) (rest, kinds string, ok bool) {
	fields := strings.Fields(s)
	var names []string
	for len(fields) > 0 {
		last := fields[len(fields)-1]
		parts := strings.Split(strings.ToLower(strings.Trim(last, ",")), ",")
		if _, known := category.Parse(parts[0]); !known {
			break
		}
		for _, p := range parts {
			c, known := category.Parse(p)
			if !known || !c.Income() {
				return "", "", false
			}
			names = append(names, c.String())
		}
		fields = fields[:len(fields)-1]
	}
	slices.Sort(names)
	return strings.Join(fields, " "), strings.Join(slices.Compact(names), ","), true
}

// mostDays is more than any import is old.
const mostDays = 36_500

func parseDays(s string) (int, bool) {
	s = strings.ToLower(s)
	for _, unit := range []string{"days", "day", "d"} {
		if rest, ok := strings.CutSuffix(s, unit); ok {
			s = strings.TrimSpace(rest)
			break
		}
	}
	n, err := strconv.ParseUint(s, 10, 32)
	return int(n), err == nil && n <= mostDays
}

// quoted writes a text of somebody's for an error, cut where it is long.
func quoted(s string) string {
	r := []rune(text.Clean(s).String())
	if len(r) > 40 {
		r = append(r[:39], '…')
	}
	return fmt.Sprintf("%q", string(r))
}
