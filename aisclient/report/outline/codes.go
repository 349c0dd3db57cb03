package outline

import (
	"strings"

	"aisdesk/aisclient/identity"
)

// codeWords say what the codes of checks mean, besides those of names: a bank's file is read by people.
var codeWords = map[string]string{
	"ENOUGH": "the figure is proven", "TOO_LITTLE": "not even what is possible reaches the figure", "NOT_PROVEN": "what is possible reaches the figure, what is proven does not",
	"TOO_MUCH": "what is proven is above the figure", "FOUND": "a sign was found", "WEAK_SIGN": "only uncertain signs were found",
	"NOT_FOUND": "no sign was found in data that would show one", "NO_DATA": "the data does not hold what is needed", "NOT_THEIRS": "it belongs to somebody else",
	"OWNER_UNKNOWN": "the bank does not name an owner", "SAME": "both are the same", "OTHER": "they differ", "NEAR_MISS": "they differ little",
	"MASKED": "the bank hides it", "CHECK_DIGITS": "the check digits of the claim are wrong", "IN_FUTURE": "the day is in the future", "NO_CLAIM": "the claim says nothing",
	"GATE": "the quality of the data holds the outcome back", "NOT_COVERED": "the data does not cover the days", "LOGIN_ONLY": "only the sign-in names it",
	"NO_OWNER": "named, but not as an owner", "COMPANIES_ONLY": "the bank names companies only", "TOO_LARGE": "the amounts are too large to add up",
}

// codes are the codes of a check with what they mean.
func codes(all []string) string {
	said := make([]string, len(all))
	for i, c := range all {
		if said[i] = c; codeMeans(c) != "" {
			said[i] += " (" + codeMeans(c) + ")"
		}
	}
	return strings.Join(said, ", ")
}

// codeMeans is what a code means; empty for one that is not known.
func codeMeans(code string) string {
	if words := codeWords[code]; words != "" {
		return words
	}
	return identity.Code(code).Phrase()
}
