package identity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"aisdesk/aisclient/text"
)

// Number is an account number in whatever notation it was written: an IBAN, a national number, or one that a bank
// masks. The zero value is no number.
type Number struct {
	country string // of the IBAN; empty where a national notation does not tell
	check   string // the two check digits of an IBAN; empty in a national notation without them
	bban    string // what identifies the account in its country; with mask as '*'
	masked  bool
	tail    bool   // only the end of the number is known
	other   string // a number of no known notation, compact
	wrong   string // what is wrong with its check digits; empty where nothing is
}

// mask stands for a digit that is not shown.
const mask = '*'

// ibanLengths are the lengths of IBANs by country (SWIFT IBAN registry; known).
var ibanLengths = map[string]int{"AD": 24, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24,
	"FI": 18, "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27,
	"MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "UA": 29}

// ParseNumber reads an account number. country is that of the bank or empty; it tells apart national notations that
// look alike.
func ParseNumber(s, country string) Number {
	n := parseNumber(compact(s), strings.ToUpper(country))
	if n.filler() {
		return Number{}
	}
	n.masked = strings.ContainsRune(n.check+n.bban+n.other, mask)
	if !n.masked {
		n.wrong = n.wrongDigits()
	}
	return n
}

// filler reports whether a number is noughts where an account would be: a form's or a bank's way of saying nothing.
func (n Number) filler() bool {
	account := n.bban + n.other
	if len(account) == czechBank+czechPrefix+czechAccount { // the bank's own code stands before
		account = account[czechBank:]
	}
	return account != "" && strings.Trim(account, "0-/") == "" && !n.tail
}

// plainDigits writes the digits of every script, and wide or small signs, as ASCII has them.
func plainDigits(s string) string {
	if text.IsASCII(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		for _, digits := range unicode.Nd.R16 { // each range begins with a nought
			if lo := rune(digits.Lo); lo <= r && r <= rune(digits.Hi) {
				return '0' + (r-lo)%10
			}
		}
		return r
	}, norm.NFKC.String(s))
}

// compact takes blanks, dots and marks that nobody sees out of a number, writes capitals, and every masking character
// as a star. Hyphens go unless they part a Czech prefix.
func compact(s string) string {
	s = strings.ReplaceAll(plainDigits(s), "...", "*")
	slash := strings.Contains(s, "/")
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), r == '.', invisible(r), r == '-' && !slash:
			return -1
		case strings.ContainsRune("*•●#·×_xX?", r):
			return mask
		}
		return unicode.ToUpper(r)
	}, s)
	return strings.TrimPrefix(s, "IBAN")
}

// britishAccount are the digits of a British sort code and account number, with which the IBAN ends; before them it has the bank's
// letters.
const britishAccount = 14

func parseNumber(s, country string) Number {
	if sort, account, ok := strings.Cut(s, "/"); ok && len(sort) == 6 && len(account) == britishAccount-6 {
		s = sort + account
	}
	digits := strings.Trim(s, "0123456789*") == ""
	switch {
	case s == "" || strings.Trim(s, "*") == "":
		return Number{}
	case strings.Contains(s, "/"):
		return czech(s, country)
	case len(s) >= 8 && isLetters(s[:2]) && strings.Trim(s[2:4], "0123456789*") == "":
		return Number{country: s[:2], check: s[2:4], bban: s[4:]}
	case digits && len(s) == 26:
		return Number{country: "PL", check: s[:2], bban: s[2:]}
	case digits && len(s) == 20:
		return spanish(s, country)
	case digits && len(s) == britishAccount && (country == "" || country == "GB"):
		return Number{country: "GB", bban: s}
	case len(s) == britishAccount+4 && isLetters(s[:4]) && strings.Trim(s[4:], "0123456789*") == "" && (country == "" || country == "GB"):
		return Number{country: "GB", bban: s[4:]} // behind the bank's letters
	case digits && (len(s) < 8 || s[0] == mask):
		return Number{country: country, bban: strings.TrimLeft(s, "*"), tail: true}
	}
	return Number{other: s}
}

func isLetters(s string) bool {
	return strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// spanish reads a 20-digit number: bank, branch, two check digits, account. It is the IBAN's whole national part.
func spanish(s, country string) Number {
	if country == "" {
		country = "ES"
	}
	return Number{country: country, bban: s}
}

// Widths of the parts of a Czech or Slovak number in an IBAN (ČNB, 169/2011 Sb.).
const (
	czechBank    = 4
	czechPrefix  = 6
	czechAccount = 10
)

// czech reads prefix-number/bank.
func czech(s, country string) Number {
	account, bank, _ := strings.Cut(s, "/")
	prefix, number, parted := strings.Cut(account, "-")
	if !parted {
		prefix, number = "", account
		if n := len(account) - czechAccount; n > 0 { // written without its hyphen
			prefix, number = account[:n], account[n:]
		}
	}
	fill := byte('0')
	if strings.ContainsRune(number, mask) && len(number) < czechAccount {
		fill = mask
	}
	if len(bank) != czechBank || len(prefix) > czechPrefix || len(number) > czechAccount || number == "" ||
		strings.Trim(bank+prefix+number, "0123456789*") != "" {
		return Number{other: s}
	}
	if country != "CZ" && country != "SK" {
		country = ""
	}
	return Number{country: country, bban: bank + pad(prefix, czechPrefix, '0') + pad(number, czechAccount, fill)}
}

func pad(s string, n int, with byte) string { return strings.Repeat(string(with), n-len(s)) + s }

// Empty reports whether there is no number.
func (n Number) Empty() bool { return n.bban == "" && n.other == "" }

// Masked reports whether some of its digits are not shown.
func (n Number) Masked() bool { return n.masked || n.tail }

// Wrong says what is wrong with its check digits as a sentence; empty where they are right or there are none.
func (n Number) Wrong() string { return n.wrong }

// Sound reports whether it is a whole number in a known notation, with nothing wrong in its check digits.
func (n Number) Sound() bool { return n.bban != "" && !n.Masked() && n.wrong == "" }

// Canonical is one spelling for all notations of a number, to be a key: the IBAN where the country is known, with the
// check digits worked out where the notation has none.
func (n Number) Canonical() string {
	switch {
	case n.other != "":
		return n.other
	case n.bban == "":
		return ""
	case n.tail:
		return "*" + n.bban
	case n.british() != "":
		return "GB" + n.british()
	case n.country == "":
		return "CZ" + checkDigits("CZ", n.bban) + n.bban // prefix-number/bank without a country is Czech far more often than Slovak
	case n.check == "":
		return n.country + checkDigits(n.country, n.bban) + n.bban
	}
	return n.country + n.check + n.bban
}

// british is the sort code and account number of a whole British number, in whatever notation it is; empty for another.
func (n Number) british() string {
	if n.country != "GB" || n.Masked() || len(n.bban) < britishAccount {
		return ""
	}
	return n.bban[len(n.bban)-britishAccount:]
}

// wrongDigits checks what can be checked: the IBAN's digits, those inside a Spanish number, the parts of a Czech one.
func (n Number) wrongDigits() string {
	switch {
	case n.bban == "" || n.tail:
		return ""
	case n.check != "" && ibanLengths[n.country] != 0 && len(n.bban)+4 != ibanLengths[n.country]:
		return "It has not as many digits as an account number of that country."
	case n.check != "" && checkDigits(n.country, n.bban) != n.check:
		return "Its check digits are wrong: it may be mistyped."
	case n.country == "ES" && len(n.bban) == 20 && spanishCheck(n.bban) != n.bban[8:10]:
		return "Its inner check digits are wrong: it may be mistyped."
	case (n.country == "CZ" || n.country == "SK" || n.country == "") && len(n.bban) == czechBank+czechPrefix+czechAccount && !czechRight(n.bban):
		return "Its digits do not add up as a Czech or Slovak number's do: it may be mistyped."
	}
	return ""
}

// checkDigits are an IBAN's two check digits (ISO 13616, mod 97); "**" where the number has masked or strange characters.
func checkDigits(country, bban string) string {
	rest := 0
	for _, c := range bban + country + "00" {
		switch {
		case c >= '0' && c <= '9':
			rest = (rest*10 + int(c-'0')) % 97
		case c >= 'A' && c <= 'Z':
			rest = (rest*100 + int(c-'A') + 10) % 97
		default:
			return "**"
		}
	}
	k := 98 - rest
	return string([]byte{byte('0' + k/10), byte('0' + k%10)})
}

// spanishCheck are the two check digits inside a 20-digit Spanish number (mod 11; known).
func spanishCheck(bban string) string {
	digit := func(s string) byte {
		weights := [...]int{1, 2, 4, 8, 5, 10, 9, 7, 3, 6}
		sum := 0
		for i := range s {
			sum += int(s[i]-'0') * weights[i]
		}
		switch d := 11 - sum%11; d {
		case 10:
			return '1'
		case 11:
			return '0'
		default:
			return byte('0' + d)
		}
	}
	return string([]byte{digit("00" + bban[:8]), digit(bban[10:])})
}

// czechRight reports whether prefix and account each pass mod 11 (169/2011 Sb.).
func czechRight(bban string) bool {
	for _, part := range []string{bban[czechBank : czechBank+czechPrefix], bban[czechBank+czechPrefix:]} {
		weights, sum := [...]int{6, 3, 7, 9, 10, 5, 8, 4, 2, 1}, 0
		for i := range part {
			sum += int(part[i]-'0') * weights[len(weights)-len(part)+i]
		}
		if sum%11 != 0 {
			return false
		}
	}
	return true
}

// Grouped puts a space after every fourth character of a number that has none of its own.
func Grouped(s string) string {
	if strings.Contains(s, " ") {
		return s
	}
	n := utf8.RuneCountInString(s)
	if n < 8 {
		return s
	}
	b := make([]byte, 0, len(s)+n/4)
	i := 0
	for _, r := range s {
		if i > 0 && i%4 == 0 {
			b = append(b, ' ')
		}
		b = utf8.AppendRune(b, r)
		i++
	}
	return string(b)
}
