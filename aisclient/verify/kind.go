package verify

import (
	"slices"
	"strings"

	"aisdesk/aisclient/category"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/money"
)

// Kind says what a claim is about. It is the name of the report command's flag, and the name under which a
// claim is kept.
type Kind string

// Kinds of claims.
const (
	KindName        Kind = "name"
	KindIBAN        Kind = "iban"
	KindPESEL       Kind = "pesel"
	KindBirthDate   Kind = "birth-date"
	KindAddress     Kind = "address"
	KindIncome      Kind = "income"
	KindEmployer    Kind = "employer"
	KindBalance     Kind = "balance"
	KindObligations Kind = "obligations-at-most"
	KindActiveSince Kind = "active-since"
	KindMaxAge      Kind = "max-age"
	KindWithout     Kind = "without"
	KindNeverBelow  Kind = "never-below-zero"
)

// Kinds lists the kinds in the order in which a report checks them.
func Kinds() []Kind {
	return []Kind{KindName, KindIBAN, KindIncome, KindBalance, KindActiveSince, KindMaxAge, KindWithout, KindNeverBelow,
		KindEmployer, KindObligations, KindPESEL, KindBirthDate, KindAddress}
}

// Signs are the topics that a screen offers to deny. NoSign takes the name of most categories as well, see SignOf.
func Signs() []Topic {
	return []Topic{insight.Gambling, insight.Loans, insight.Repayments, insight.Bailiff, insight.Collection,
		insight.LatePayment, insight.Returned}
}

// signNames joins the names of Signs for a sentence.
func signNames() string {
	names := make([]string, 0, len(Signs()))
	for _, t := range Signs() {
		names = append(names, string(t))
	}
	return strings.Join(names, ", ")
}

// signOf finds the topic that a text names: one of Signs, or a category that may be asked about. Special categories
// (health, donations) may not serve creditworthiness and are no topics; money between own accounts and rows of unknown
// meaning are none either.
func signOf(s string) (Topic, bool) {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == ' ' || r == '-' || r == '_' })
	if t := Topic(strings.Join(words, " ")); slices.Contains(Signs(), t) {
		return t, true
	}
	c, ok := category.Parse(strings.Join(words, "_"))
	if !ok || c.Special() || c == category.OwnTransfer || c == category.OtherIn || c == category.OtherOut {
		return "", false
	}
	for _, t := range Signs() { // one word for one thing
		if cats, own := insight.Signs(t); own && len(cats) == 1 && cats[0] == c {
			return t, true
		}
	}
	return Topic(c.String()), true
}

// Topics are all names that NoSign takes: the signs, and the categories that may be asked about.
func Topics() []Topic {
	out := Signs()
	for _, c := range category.All() {
		if t, ok := signOf(c.String()); ok && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// nearestTopic is the end of a sentence that names the topic which somebody may have meant; empty where none is near.
func nearestTopic(s string) string {
	var names []string
	for _, t := range Topics() {
		names = append(names, string(t))
	}
	if near := english.Nearest(strings.TrimSpace(s), names); near != "" {
		return ": did you mean " + near + "?"
	}
	return ""
}

// Many reports whether somebody can claim several things of this kind: more names, more accounts, an income in
// each currency.
func (k Kind) Many() bool {
	switch k {
	case KindName, KindIBAN, KindIncome, KindBalance, KindWithout, KindEmployer, KindObligations:
		return true
	}
	return false
}

// Expects says how a claim of the kind is written, as the end of a sentence.
func (k Kind) Expects() string { return expects[k] }

var expects = map[Kind]string{
	KindName:        "the name of a person or company, such as Jan Przykładowy",
	KindIBAN:        "an account number, such as DE89 3704 0044 0532 0130 00",
	KindPESEL:       "a PESEL of 11 digits",
	KindBirthDate:   "a day as YYYY-MM-DD",
	KindAddress:     "an address with street, number and postcode",
	KindIncome:      "an amount with its currency, such as 4000PLN, 4000PLN/6 for the mean of 6 months, or 4000PLN salary,pension for some kinds",
	KindEmployer:    "the name of a company",
	KindBalance:     "an amount with its currency, such as 500EUR",
	KindObligations: "an amount with its currency, such as 1500PLN",
	KindActiveSince: "a day as YYYY-MM-DD",
	KindMaxAge:      "a number of days, such as 7",
	KindWithout:     "one of " + signNames() + ", or the name of a category",
	KindNeverBelow:  "yes",
}

// About says in a few words what a claim of the kind says, for the help of a flag.
func (k Kind) About() string { return abouts[k] }

var abouts = map[Kind]string{
	KindName:        "an account belongs to this person or company",
	KindIBAN:        "this account is the customer's",
	KindPESEL:       "the customer has this PESEL",
	KindBirthDate:   "the customer was born on this day, YYYY-MM-DD",
	KindAddress:     "the customer has this address",
	KindIncome:      "the monthly income is at least this: 4000PLN, 4000PLN/6, 4000PLN salary",
	KindEmployer:    "the salary is paid by this company",
	KindBalance:     "the accounts hold at least this: 500EUR",
	KindObligations: "instalments, rent, maintenance and the like are at most this a month: 1500PLN",
	KindActiveSince: "an account has been active since this day, YYYY-MM-DD",
	KindMaxAge:      "the data is at most so many days old",
	KindWithout:     "there is no sign of: " + signNames() + ", or of a category",
	KindNeverBelow:  "no account was below zero at the end of a day",
}

// claimError says that a text is no claim of its kind.
type claimError struct {
	Kind Kind
	Text string
	Two  *money.TwoReadings // where its amount can be read in two ways
}

// Error names what was written and what is expected.
func (e *claimError) Error() string {
	if e.Two != nil {
		return e.Two.Error()
	}
	expected := e.Kind.Expects()
	if expected == "" {
		expected = "a kind of claim"
	}
	if strings.TrimSpace(e.Text) == "" {
		return "nothing was written: expected is " + expected
	}
	near := ""
	if e.Kind == KindWithout {
		near = nearestTopic(e.Text)
	}
	return quoted(e.Text) + " is not " + expected + near
}
