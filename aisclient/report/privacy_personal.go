package report

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/text"
)

// personal are what reads as an e-mail address, a Spanish DNI or NIE, a phone number with its country, the digits of a PESEL, or
// nine or ten digits by themselves or in the groups of a phone number.
var personal = regexp.MustCompile(strings.ReplaceAll(`[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+|`+
	`\b(?:[XYZxyz]-?\d{7}|\d{8})-?[A-Za-z]\b|`+
	`(?:\+|\b00)\d{1,3}(?:~\d{2,4}){2,4}\b|`+
	`\b\d{9,11}\b|\b\d{3}~\d{3}~\d{3}\b|\b\d{2}~\d{3}~\d{2}~\d{2}\b`, "~", `[\s\x{a0}.()-]{0,2}`))

// birthNumber is a birth number of Czechia or Slovakia with its slash. An account of a bank there may read like it.
var birthNumber = regexp.MustCompile(`\b\d{6} ?/ ?\d{3,4}\b`)

// postal is a street with the number of a house: behind a word for street, or before a postcode. A postcode and a town go with it.
// Short words for street have their point, since Spanish has "al".
var postal = func() *regexp.Regexp {
	const (
		house  = `\d{1,4}[a-z]?(?:\s?/\s?\d{1,4}[a-z]?|,?\s(?:m|lok|byt)\.?\s?\d{1,4})?\b`
		town   = `,?\s(?:\d{2}-\d{3}|\d{3}\s\d{2}|\d{5})(?:\s\p{L}[\p{L}-]*)?`
		street = `(?:\bul(?:\.\s?|\s)|\b(?:al|os|pl|av|avda|nám)\.\s?|\b(?:ulic[aye]|alej[ae]|osiedle|plac|calle|avenida|avda|paseo|plaza|třída|náměstí)\s|\bc/\s?)`
	)
	return regexp.MustCompile(`(?i)` + street + `(?:[\p{L}\d][\p{L}.'-]*\s){1,4}?(?:n[oº]\.?\s?)?` + house + `(?:` + town + `)?|\p{L}{3,}\s` + house + town)
}()

// Words for what is not shown.
const (
	personalNumber = "(personal number)"
	phoneNumber    = "(phone number)"
	emailAddress   = "(e-mail address)"
)

// maskBirthNumbers hides birth numbers with a slash.
func maskBirthNumbers(s string) string {
	return birthNumber.ReplaceAllStringFunc(s, func(found string) string {
		if isBirthNumber(found) {
			return personalNumber
		}
		return found
	})
}

// maskPersonal shows of the numbers and addresses that tell who somebody is only their kind.
func maskPersonal(s string) string {
	var b strings.Builder
	done := 0
	for _, at := range personal.FindAllStringIndex(s, -1) {
		if kind := kindOf(s[at[0]:at[1]]); kind != "" && !decimals(s[at[1]:]) {
			b.WriteString(s[done:at[0]] + kind)
			done = at[1]
		}
	}
	return b.String() + s[done:]
}

// kindOf is what personal found; empty for a number of another kind.
func kindOf(found string) string {
	plain := !strings.ContainsFunc(found, func(r rune) bool { return !unicode.IsDigit(r) })
	switch {
	case strings.Contains(found, "@"):
		return emailAddress
	case isDNI(found), plain && len(found) >= 10 && isBirthNumber(found):
		return personalNumber
	case unicode.IsLetter(rune(found[len(found)-1])), plain && len(found) == 11:
		return ""
	}
	return phoneNumber
}

// decimals reports whether a text goes on with the decimals of an amount.
func decimals(s string) bool {
	return len(s) > 1 && (s[0] == '.' || s[0] == ',') && unicode.IsDigit(rune(s[1]))
}

// maskPeople writes a given name with the word behind it, both in capitals at their beginnings, as initials, but where kept
// says that it stays.
func maskPeople(s string, kept func(name string) bool) string {
	var b strings.Builder
	done, all := 0, wordsOf(s)
	for i := 0; i+1 < len(all); i++ {
		from, to := all[i].from, all[i+1].to
		if i+2 < len(all) && s[to:all[i+2].from] == "-" { // a double surname
			to = all[i+2].to
		}
		name := s[from:to]
		if !identity.IsGivenName(text.Fold(s[from:all[i].to])) || !capital(s[from:]) || !capital(s[all[i+1].from:]) || s[all[i].to:all[i+1].from] != " " || kept(name) {
			continue
		}
		b.WriteString(s[done:from] + initials(name))
		done = to
	}
	return b.String() + s[done:]
}

func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// isBirthNumber reports whether digits begin with a day as a PESEL or a birth number writes it: the year, the month with what the
// century or the sex adds to it in even tens or in fifties and seventies, the day.
func isBirthNumber(digits string) bool {
	month, err := strconv.Atoi(digits[2:4])
	day, err2 := strconv.Atoi(digits[4:6])
	if err != nil || err2 != nil || day < 1 || day > 31 {
		return false
	}
	for _, more := range []int{0, 20, 40, 60, 80, 50, 70} {
		if m := month - more; m >= 1 && m <= 12 {
			return true
		}
	}
	return false
}

// isDNI reports whether a text is a Spanish DNI or NIE: its letter is the rest of a division by 23.
func isDNI(s string) bool {
	s = strings.ToUpper(strings.ReplaceAll(s, "-", ""))
	n, err := strconv.Atoi(strings.NewReplacer("X", "0", "Y", "1", "Z", "2").Replace(s[:1]) + s[1:len(s)-1])
	return err == nil && "TRWAGMYFPDXBNJZSQVHLCKE"[n%23] == s[len(s)-1]
}
