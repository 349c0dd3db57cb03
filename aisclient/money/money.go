// Package money reads amounts as people type them.
//
// People write decimals with a point or a comma, and part thousands by blanks, points, commas, apostrophes or underscores.
// What the provider and saved files write is read by aisclient.ParseAmount instead.
package money

import (
	"regexp"
	"strings"
	"unicode"

	"aisdesk/aisclient"
)

// TwoReadings says that an amount with one point or comma before three digits may have thousands or decimals behind it.
type TwoReadings struct {
	Amount          string // as it was typed
	Whole, Decimals string // what to type for each reading
}

// Error names both readings.
func (e *TwoReadings) Error() string {
	return e.Amount + " can be read in two ways: write " + e.Whole + " or " + e.Decimals
}

// groupedDigits are digits in groups of three, which all of one mark part.
var groupedDigits = regexp.MustCompile(`^[1-9][0-9]{0,2}([ .,'_][0-9]{3})+$`)

// Parse reads an amount as people type it: 12345.67, 12 345,67, 5'000.00, 1.234.567,89, 1,234.50. One whose only mark is a
// point or a comma before exactly three digits is a *TwoReadings, but for 0.125, in which no thousands can be. What is no
// amount is aisclient.ErrAmountSyntax, what is too large aisclient.ErrAmountOverflow.
func Parse(s string) (aisclient.Amount, error) {
	s = strings.TrimSpace(s)
	body := strings.TrimLeft(s, "+-")
	sign := s[:len(s)-len(body)]
	whole, decimals, ok := parts(strings.Map(mark, strings.TrimSpace(body)))
	if !ok || len(sign) > 1 {
		return 0, aisclient.ErrAmountSyntax
	}
	if len(decimals) == 3 && strings.Trim(whole, "0") != "" && marks(body) == 1 {
		return 0, &TwoReadings{s, sign + whole + decimals, sign + whole + "." + notThree(decimals)}
	}
	number := sign + whole
	if decimals != "" {
		number += "." + decimals
	}
	return aisclient.ParseAmount(number)
}

// parts are the digits of an amount before and behind its decimal mark: a point or comma that stands last, and alone or behind
// another mark.
func parts(s string) (whole, decimals string, ok bool) {
	whole = s
	first, last := strings.IndexAny(s, groupMarks), strings.LastIndexAny(s, ".,")
	if last >= 0 && (first == last || s[first] != s[last]) {
		whole, decimals = s[:last], s[last+1:]
		if decimals == "" || !digits(decimals) {
			return "", "", false
		}
	}
	if groupedDigits.MatchString(whole) {
		whole = strings.ReplaceAll(whole, whole[first:first+1], "")
	}
	return whole, decimals, whole != "" && digits(whole)
}

const groupMarks = " .,'_"

func digits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// marks is how many points and commas an amount has.
func marks(s string) int { return strings.Count(s, ".") + strings.Count(s, ",") }

// notThree writes three decimals as two or as four, which cannot be thousands.
func notThree(decimals string) string {
	if decimals[2] == '0' {
		return decimals[:2]
	}
	return decimals + "0"
}

// mark makes one sign of those that part thousands and look alike.
func mark(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case r == '’':
		return '\''
	}
	return r
}

// IsPart reports whether a sign can stand in an amount.
func IsPart(r rune) bool {
	return r >= '0' && r <= '9' || strings.ContainsRune(groupMarks+"+-", mark(r))
}

// Text writes an amount so that Parse reads it: as Amount.String does, but with four decimals for three.
func Text(a aisclient.Amount) string {
	s := a.String()
	if i := strings.IndexByte(s, '.'); len(s)-i == 4 {
		s += "0"
	}
	return s
}

// signs are currencies as people write them, besides their codes.
var signs = map[string]aisclient.Currency{"ZŁ": "PLN", "ZL": "PLN", "KČ": "CZK", "KC": "CZK", "€": "EUR", "£": "GBP"}

// ParseIn reads an amount with its currency before or behind it, a code or a sign: 4000PLN, "EUR 4 000.50", "12 345,67 zł". Its
// errors are those of Parse; a currency that is missing or unknown is aisclient.ErrAmountSyntax.
func ParseIn(s string) (aisclient.Amount, aisclient.Currency, error) {
	s = strings.TrimSpace(s)
	number := strings.TrimFunc(s, func(r rune) bool { return !IsPart(r) || unicode.IsSpace(r) })
	if number == "" {
		return 0, "", aisclient.ErrAmountSyntax
	}
	a, err := Parse(number)
	if err != nil {
		return 0, "", err
	}
	before, behind, _ := strings.Cut(s, number)
	name := strings.ToUpper(strings.TrimSpace(before) + strings.TrimSpace(behind))
	if before != "" && behind != "" {
		return 0, "", aisclient.ErrAmountSyntax
	}
	if c, ok := signs[name]; ok {
		return a, c, nil
	}
	if len(name) != 3 || strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return 0, "", aisclient.ErrAmountSyntax
	}
	return a, aisclient.Currency(name), nil
}
