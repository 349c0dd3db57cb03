package identity

import (
	"regexp"
	"strings"

	"aisdesk/aisclient/text"
)

// Addresses of Britain and Ireland have the number before the street, and postcodes of letters and digits.

// streetEnds end a street's name. source: known
var streetEnds = wordSet("street st road rd lane ln avenue ave close drive crescent cres court ct place square sq terrace terr gardens gdns grove way hill park row quay parade mews walk view rise green villas heights")

// plainEnds are those that hardly stand in anything but a street's name, so that they need no number.
var plainEnds = wordSet("street road lane avenue crescent terrace grove quay")

// dwellings are words before the number of a flat or of a house.
var dwellings = wordSet("flat apt apartment unit no")

// mostStreetWords is how many words of a street's name stand behind the number of a house.
const mostStreetWords = 3

var (
	outward = regexp.MustCompile(`^[a-z]{1,2}\d[a-z\d]?$`)
	inward  = regexp.MustCompile(`^\d[a-z]{2}$`)
	whole   = regexp.MustCompile(`^([a-z]{1,2}\d[a-z\d]?\d[a-z]{2}|(d6w|[ac-fhknpr-y]\d\d)[0-9ac-fhknprtv-y]{4})$`)
	routing = regexp.MustCompile(`^(d6w|[ac-fhknpr-y]\d\d)$`) // the first part of an Eircode
	unique  = regexp.MustCompile(`^[0-9ac-fhknprtv-y]{4}$`)
)

// britishPostcode is how many words a British postcode or an Irish Eircode has that stands at i; 0 for none.
func britishPostcode(fields []string, i int) int {
	at := func(i int) string { return strings.Trim(text.Fold(fields[i]), ".,;:") }
	if whole.MatchString(at(i)) {
		return 1
	}
	if i+1 >= len(fields) {
		return 0
	}
	first, second := at(i), at(i+1)
	eircode := routing.MatchString(first) && unique.MatchString(second) && (strings.ContainsAny(second, "0123456789") || i+2 == len(fields))
	if outward.MatchString(first) && inward.MatchString(second) || eircode {
		return 2
	}
	return 0
}

// britishStreet is how many words stand behind the number of a house at i up to the end of its street's name; 0 for none.
func britishStreet(fields []string, i int) int {
	if !houseNumber.MatchString(strings.Trim(fields[i], ".,;")) {
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
func startsBritish(fields []string, i int) bool {
	behind := fields[i+1:]
	coded := false
	for k := range behind {
		coded = coded || britishPostcode(behind, k) > 0
	}
	if i < fewestNameWords && !coded || len(behind) == 0 || LegalForm("x "+strings.Join(behind, " ")) != "" {
		return false
	}
	bare := strings.Trim(text.Fold(fields[i]), ".,;:")
	switch {
	case houseNumber.MatchString(bare):
		return coded || britishStreet(fields, i) > 0 || strings.HasSuffix(fields[i-1], ",")
	case dwellings[bare]:
		return houseNumber.MatchString(strings.Trim(behind[0], ".,;:"))
	case !plainEnds[strings.Trim(text.Fold(behind[0]), ".,;:")] || IsGivenName(bare) || hasBusinessWord(wordsOf(strings.Join(behind, " "))):
		return false
	}
	return i >= fewestNameWords && isPersonal(strings.Join(fields[:i], " "))
}
