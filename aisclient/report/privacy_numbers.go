package report

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"aisdesk/aisclient/identity"
)

// shown is how many characters of an account number are shown.
const shown = 4

// lastFour hides all of a number but its end.
func lastFour(s string) string {
	compact := []rune(strings.Map(func(r rune) rune {
		if between(r) {
			return -1
		}
		return r
	}, s))
	if n := len(compact); n > shown {
		return "…" + string(compact[n-shown:])
	}
	return string(compact)
}

// between reports whether people write a character between the groups of an account number.
func between(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(".-_/·", r) }

// numbers are what reads as an account number: an IBAN in fours, in small letters where the rest is digits, a Polish number in
// fours, 16 or more digits in groups, a Czech or Slovak number with its bank. Any character of between may stand between the groups.
var numbers = regexp.MustCompile(strings.ReplaceAll(`\b[A-Z]{2}\d{2}(?:~[0-9A-Z]{4}){2,7}(?:~[0-9A-Z]{1,3})?\b|`+
	`\b[A-Za-z]{2}\d{2}(?:~\d{4}){3,7}(?:~\d{1,3})?\b|`+
	`\b\d{2}(?:~\d{4}){5,6}\b|\b\d{4}(?:~\d{4}){5}~\d{2}\b|`+
	`\b\d{4}(?:~\d{4}){3,4}\b|\b(?:\d{1,6}-)?\d{6,10}/\d{4}\b`, "~", `[\s\x{a0}._/·-]?`))

// ibanBegins finds where an IBAN may begin, however its groups are.
var ibanBegins = regexp.MustCompile(`\b[A-Za-z]{2}[\s\x{a0}._/·-]{0,3}\d[\s\x{a0}._/·-]?\d`)

// maskNumbers shows of each account number in a text only the last four characters.
func maskNumbers(s string) string {
	if !mayHoldNumber(s) {
		return s
	}
	return numbers.ReplaceAllStringFunc(maskIBANs(s), lastFour)
}

// mayHoldNumber reports whether a text may hold an account number: it has as many digits, or an IBAN in capitals may begin in it.
// Most titles cannot, and expressions take long to see that.
func mayHoldNumber(s string) bool {
	digits := 0
	for i := range len(s) {
		if !isDigit(s[i]) {
			continue
		}
		begins := i >= 3 && isDigit(s[i-1]) && isCapital(s[i-2]) && isCapital(s[i-3])
		if digits++; digits == digitsOfIBAN || begins {
			return true
		}
	}
	return false
}

func isDigit(c byte) bool   { return c >= '0' && c <= '9' }
func isCapital(c byte) bool { return c >= 'A' && c <= 'Z' }

// maskIBANs masks what is an IBAN by its check digits, in whatever groups it is written.
func maskIBANs(s string) string {
	var b strings.Builder
	done := 0
	for _, at := range ibanBegins.FindAllStringIndex(s, -1) {
		if at[0] < done {
			continue
		}
		if n := ibanIn(s[at[0]:]); n > 0 {
			b.WriteString(s[done:at[0]] + lastFour(s[at[0]:at[0]+n]))
			done = at[0] + n
		}
	}
	return b.String() + s[done:]
}

// Lengths of IBANs (ISO 13616), how many digits each has at least, and where the letters of its bank end.
const (
	shortestIBAN = 15
	endOfBank    = 8
	longestIBAN  = 34
	digitsOfIBAN = 10
)

// ibanIn is how many bytes of a text its beginning takes that is an IBAN with right check digits; 0 where none does. One of a
// hundred sentences with a day and an amount has them too: small letters stand in an IBAN only where its bank does.
func ibanIn(s string) (found int) {
	var compact []byte
	digits, gap := 0, 0
	for at, r := range s {
		switch {
		case unicode.IsLower(r) && len(compact) >= endOfBank:
			return found
		case r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) && len(compact) < longestIBAN:
			compact, gap = append(compact, byte(r)), 0
		case between(r) && gap < 3:
			gap++
			continue
		default:
			return found
		}
		if unicode.IsDigit(r) {
			digits++
		}
		if len(compact) >= shortestIBAN && digits >= digitsOfIBAN && ends(s[at+1:]) {
			if n := identity.ParseNumber(string(compact), ""); !n.Empty() && !n.Masked() && n.Wrong() == "" {
				found = at + 1
			}
		}
	}
	return found
}

// ends reports whether no letter or digit goes on at the beginning of a text.
func ends(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return !unicode.IsLetter(r) && !unicode.IsDigit(r)
}
