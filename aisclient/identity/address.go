package identity

import (
	"cmp"
	"slices"
	"strings"

	"aisdesk/aisclient/text"
)

// streetWords begin the address behind a name.
var streetWords = text.WordSet("ul ulica ulicy al aleja aleje os osiedle pl plac skwer rondo bulwar ulice trida namesti nam nabrezi namestie c/ calle cl avda av avenida paseo plaza pza " +
	"camino carretera ctra rambla ronda travesia street road lane avenue strasse str weg gasse allee platz")

// trailingStreet words end a street's name rather than begin it.
var trailingStreet = text.WordSet("street road lane avenue strasse weg gasse allee platz")

// StripAddress parts the name from the address that banks write behind it.
func StripAddress(nameAndAddress string) (name, address string) {
	fields := strings.Fields(nameAndAddress)
	bare := make([]string, len(fields))
	for i, f := range fields {
		bare[i] = strings.Trim(text.Fold(f), ".,;:")
	}
	cut := 1
	for cut < len(fields) && !startsAddress(fields, bare, cut) {
		cut++
	}
	cut = min(cut, len(fields))
	name = strings.TrimRight(strings.Join(fields[:cut], " "), " ,;")
	return name, strings.Join(fields[cut:], " ")
}

// fewestNameWords is how many words stand before a street without a word for street.
const fewestNameWords = 2

// startsAddress reports whether the address begins at a field. A house number takes the street's name before it with
// it, which is why the fields ahead are looked at. bare are the fields folded, without marks at their ends.
func startsAddress(fields, bare []string, i int) bool {
	f, word := fields[i], bare[i]
	if streetWords[word] && !trailingStreet[word] && i+1 < len(fields) && (strings.HasSuffix(f, ".") || len(word) > 2 || hasNumber(fields[i+1:])) && !inFirm(fields, i) {
		return true
	}
	if strings.HasPrefix(word, "ul.") && len(word) > 4 || strings.HasPrefix(word, "c/") && len(word) > 3 {
		return true
	}
	if isPostcode(word) || isCzechPostcode(fields, i) || britishPostcode(fields, i) > 0 || startsBritish(fields, bare, i) {
		return true
	}
	if i < fewestNameWords {
		return false
	}
	return isHouseNumber(word) && postcodeAfter(fields[i+1:]) ||
		i+1 < len(fields) && isHouseNumber(strings.Trim(fields[i+1], ".,;")) && postcodeAfter(fields[i+2:])
}

// isPostcode reports whether a word is a postcode of Poland, or one of five digits.
func isPostcode(s string) bool {
	return len(s) == 5 && allDigits(s) || len(s) == 6 && s[2] == '-' && allDigits(s[:2]) && allDigits(s[3:])
}

// isHouseNumber reports whether a word is the number of a house, perhaps with that of a flat: "12", "12a/3".
func isHouseNumber(s string) bool {
	if i := strings.IndexAny(s, "/-"); i >= 0 {
		return isShortNumber(s[:i]) && isShortNumber(s[i+1:])
	}
	return isShortNumber(s)
}

// isShortNumber reports whether a word is up to four digits, perhaps with a letter.
func isShortNumber(s string) bool {
	rest := strings.TrimLeft(s, decimals)
	n := len(s) - len(rest)
	return n >= 1 && n <= 4 && (rest == "" || len(rest) == 1 && isLetter(rest[0]|0x20))
}

const decimals = "0123456789"

// isLetter reports whether a byte is a small letter of ASCII.
func isLetter(c byte) bool { return c >= 'a' && c <= 'z' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// inFirm reports whether a word for street is one of a firm's name, "Gastro Paseo S.L.", "Residencia La Calle Real": a legal
// form stands behind it and before any number, or nothing but words does and what stands before is neither a person nor a firm.
func inFirm(fields []string, i int) bool {
	behind := fields[i+1:]
	for k, f := range behind {
		if strings.ContainsAny(f, decimals) {
			return LegalForm("x "+strings.Join(behind[:k], " ")) != ""
		}
	}
	if LegalForm("x "+strings.Join(behind, " ")) != "" {
		return true
	}
	before := strings.Join(fields[:i], " ")
	return !strings.HasSuffix(fields[i], ".") && !strings.HasSuffix(before, ",") && LegalForm(before) == "" && hasBusinessWord(wordsOf(before))
}

func hasNumber(fields []string) bool {
	for _, f := range fields {
		if isHouseNumber(strings.Trim(f, ".,;")) {
			return true
		}
	}
	return false
}

// isCzechPostcode reports whether three and two digits stand at i, as in 110 00 Praha.
func isCzechPostcode(fields []string, i int) bool {
	return i+1 < len(fields) && len(fields[i]) == 3 && allDigits(fields[i]) && len(strings.Trim(fields[i+1], ",")) == 2 && allDigits(strings.Trim(fields[i+1], ","))
}

func postcodeAfter(fields []string) bool {
	for i := range fields {
		if i < 3 && (isPostcode(strings.Trim(fields[i], ".,;")) || isCzechPostcode(fields, i)) {
			return true
		}
	}
	return false
}

func allDigits(s string) bool { return s != "" && strings.TrimLeft(s, decimals) == "" }

// Address is a postal address, read as far as it can be.
type Address struct {
	Postcode string // without spaces and dashes, folded
	Kind     string // which kind of street: "street", "square"; empty where no word says it
	Street   string // folded words without the word for street
	Number   string // house and flat, as written, folded
	Door     string // floor and door as Spaniards write them, folded: "2b", "3izq"
	Town     string // folded
}

// ParseAddress reads an address as banks write it: street and number, postcode and town, in either order.
func ParseAddress(s string) Address {
	fields := strings.FieldsFunc(text.Fold(s), func(r rune) bool { return r == ' ' || r == ',' || r == ';' || r == '\t' })
	var a Address
	var street, town []string
	flat := ""
	for i := 0; i < len(fields); i++ {
		bare := strings.Trim(fields[i], ".:")
		kind := streetKinds[bare]
		bare = strings.TrimPrefix(strings.TrimPrefix(bare, "ul."), "c/")
		switch {
		case a.Number != "" && a.Postcode == "" && doorPart(bare) != "":
			a.Door += doorPart(bare)
		case bare == "" || streetWords[bare] || bare == "m" || bare == "lok" || bare == "no" || bare == "nr":
			if (bare == "m" || bare == "lok") && i+1 < len(fields) && a.Number != "" {
				a.Number += "/" + strings.Trim(fields[i+1], ".")
				i++
			}
			if a.Number == "" && (a.Kind == "" || a.Kind == "street") { // "ul. al. Jana Pawła II" is an avenue
				a.Kind = cmp.Or(kind, a.Kind)
			}
		case a.Postcode == "" && isPostcode(bare):
			a.Postcode = strings.ReplaceAll(bare, "-", "")
		case a.Postcode == "" && isCzechPostcode(fields, i):
			a.Postcode = bare + fields[i+1]
			i++
		case a.Postcode == "" && britishPostcode(fields, i) > 0:
			n := britishPostcode(fields, i)
			a.Postcode = strings.Join(fields[i:i+n], "")
			i += n - 1
		case flat == "" && dwellings[bare] && i+1 < len(fields) && isHouseNumber(fields[i+1]):
			flat = "/" + fields[i+1]
			i++
		case a.Number == "" && britishStreet(fields, i) > 0:
			n := britishStreet(fields, i)
			a.Number, street = bare, fields[i+1:i+n:i+n]
			a.Kind = streetKinds[strings.Trim(fields[i+n], ".:")]
			if i += n; i+1 < len(fields) && otherStreet[fields[i+1]] { // "North Street West"
				i++
				street = append(street, fields[i])
			}
		case a.Number == "" && isHouseNumber(bare) && len(street)+len(town) > 0:
			a.Number = strings.ReplaceAll(bare, "-", "/")
			if a.Postcode == "" {
				street = append(street, town...)
				town = nil
			} else { // the postcode came first: the town stands before the street, and nothing tells how long it is
				street, town = append(street, town...), nil
			}
		case a.Postcode != "" || a.Number != "":
			town = append(town, bare)
		default:
			street = append(street, bare)
		}
	}
	if a.Number != "" {
		a.Number += flat
	}
	a.Street, a.Town = strings.Join(street, " "), strings.Join(town, " ")
	return a
}

// either reports whether two parts of addresses are equal where both are written.
func either(a, b string) bool { return a == "" || b == "" || a == b }

// CompareAddresses compares postcode, street and number: all equal is a match, all different none, else close. Another kind of
// street of the same name, a square for a street, and another floor or door are close.
func CompareAddresses(a, b Address) Outcome {
	if a.Postcode == "" && a.Street == "" || b.Postcode == "" && b.Street == "" {
		return Close
	}
	same, differ := 0, 0
	for _, pair := range [][2]string{{a.Postcode, b.Postcode}, {a.Street, b.Street}, {a.Number, b.Number}} {
		switch {
		case pair[0] == "" || pair[1] == "":
		case pair[0] == pair[1], sameStreet(pair[0], pair[1]):
			same++
		default:
			differ++
		}
	}
	switch {
	case same == 3 && either(a.Kind, b.Kind) && either(a.Door, b.Door):
		return Match
	case same == 0 && differ >= 2:
		return NoMatch
	}
	return Close
}

// sameStreet reports whether one street's name is the other without a given name or an initial: "Jana Pawła II" and
// "J. Pawla II" are close enough to be asked about, so only whole words that are missing count here. Upper North Street is
// another one than North Street.
func sameStreet(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	return len(x) > 0 && len(x) != len(y) && x[len(x)-1] == y[len(y)-1] && len(x[len(x)-1]) > 3 &&
		!slices.ContainsFunc(y, func(w string) bool { return otherStreet[w] && !slices.Contains(x, w) })
}
