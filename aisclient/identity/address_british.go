package identity

import (
	"strings"

	"aisdesk/aisclient/text"
)

// Addresses of Britain and Ireland have the number before the street, and postcodes of letters and digits.

// streetEnds end a street's name. source: known
var streetEnds = text.WordSet("street st road rd lane ln avenue ave close drive crescent cres court ct place square sq terrace terr gardens gdns grove way hill park row quay parade mews walk view rise green villas heights")

// plainEnds are those that hardly stand in anything but a street's name, so that they need no number.
var plainEnds = text.WordSet("street road lane avenue crescent terrace grove quay")

// dwellings are words before the number of a flat or of a house.
var dwellings = text.WordSet("flat apt apartment unit no")

// mostStreetWords is how many words of a street's name stand behind the number of a house.
const mostStreetWords = 3

// isOutward reports whether a folded word is the first part of a British postcode: "w1", "sw1a".
func isOutward(s string) bool {
	n := 0
	for n < len(s) && isLetter(s[n]) {
		n++
	}
	rest := s[n:]
	switch len(rest) {
	case 1:
	case 2:
		if !isLetter(rest[1]) && !isDigit(rest[1]) {
			return false
		}
	default:
		return false
	}
	return (n == 1 || n == 2) && isDigit(rest[0])
}

// isInward reports whether a folded word is the second part of a British postcode: "1aa".
func isInward(s string) bool {
	return len(s) == 3 && isDigit(s[0]) && isLetter(s[1]) && isLetter(s[2])
}

// isRouting and isUnique report whether a folded word is the first or the second part of an Eircode: "d02", "x285".
func isRouting(s string) bool {
	return s == "d6w" || len(s) == 3 && strings.IndexByte("acdefhknprstuvwxy", s[0]) >= 0 && isDigit(s[1]) && isDigit(s[2])
}

func isUnique(s string) bool {
	return len(s) == 4 && strings.Trim(s, decimals+"acdefhknprtvwxy") == ""
}

// isWholeCode reports whether a folded word is a postcode whose parts are written as one.
func isWholeCode(s string) bool {
	n := len(s) - 3
	return n > 0 && isOutward(s[:n]) && isInward(s[n:]) || n == 4 && isRouting(s[:3]) && isUnique(s[3:])
}

// britishPostcode is how many words a British postcode or an Irish Eircode has that stands at i; 0 for none.
func britishPostcode(fields []string, i int) int {
	if !strings.ContainsAny(fields[i], decimals) {
		return 0
	}
	at := func(i int) string { return strings.Trim(text.Fold(fields[i]), ".,;:") }
	first := at(i)
	if isWholeCode(first) {
		return 1
	}
	if i+1 >= len(fields) || !isOutward(first) && !isRouting(first) {
		return 0
	}
	second := at(i + 1)
	eircode := isRouting(first) && isUnique(second) && (strings.ContainsAny(second, decimals) || i+2 == len(fields))
	if isOutward(first) && isInward(second) || eircode {
		return 2
	}
	return 0
}

// britishStreet is how many words stand behind the number of a house at i up to the end of its street's name; 0 for none.
func britishStreet(fields []string, i int) int {
	if !isHouseNumber(strings.Trim(fields[i], ".,;")) {
		return 0
	}
	for n := 2; n <= mostStreetWords+1 && i+n < len(fields); n++ {
		if streetEnds[strings.Trim(text.Fold(fields[i+n]), ".,;:")] {
			return n
		}
	}
	return 0
}

// startsBritish reports whether a British or Irish address begins at a field: a house and its street, the number of a flat, a
// number before a postcode or behind a comma, or behind a person's name a street that has no number.
func startsBritish(fields, bare []string, i int) bool {
	behind := fields[i+1:]
	if len(behind) == 0 {
		return false
	}
	number, dwelling, street := isHouseNumber(bare[i]), dwellings[bare[i]], plainEnds[bare[i+1]]
	if !number && !dwelling && !street {
		return false
	}
	coded := false
	for k := range behind {
		coded = coded || britishPostcode(behind, k) > 0
	}
	if i < fewestNameWords && !coded || LegalForm("x "+strings.Join(behind, " ")) != "" {
		return false
	}
	switch {
	case number:
		return coded || britishStreet(fields, i) > 0 || strings.HasSuffix(fields[i-1], ",")
	case dwelling:
		return isHouseNumber(strings.Trim(behind[0], ".,;:"))
	case IsGivenName(bare[i]) || hasBusinessWord(wordsOf(strings.Join(behind, " "))):
		return false
	}
	return i >= fewestNameWords && isPersonal(strings.Join(fields[:i], " "))
}
