package verify

import (
	"strings"

	"aisdesk/aisclient/insight"
)

// Kind says what a claim is about. It is the name of the report command's flag, and the name under which a
// claim is kept.
type Kind string

// Kinds of claims.
const (
	KindName        Kind = "name"
	KindIBAN        Kind = "iban"
	KindIncome      Kind = "income"
	KindBalance     Kind = "balance"
	KindActiveSince Kind = "active-since"
	KindMaxAge      Kind = "max-age"
	KindWithout     Kind = "without"
	KindNeverBelow  Kind = "never-below-zero"
)

// Kinds lists the kinds in the order in which a report checks them.
func Kinds() []Kind {
	return []Kind{KindName, KindIBAN, KindIncome, KindBalance, KindActiveSince, KindMaxAge, KindWithout, KindNeverBelow}
}

// Signs are the topics of which None can say that there is no sign.
func Signs() []Topic {
	return []Topic{insight.Gambling, insight.Loans, insight.Repayments, insight.Bailiff, insight.Collection,
		insight.LatePayment, insight.Returned}
}

// SignNames joins the names of Signs for a sentence.
func SignNames() string {
	names := make([]string, 0, len(Signs()))
	for _, t := range Signs() {
		names = append(names, string(t))
	}
	return strings.Join(names, ", ")
}

// Many reports whether somebody can claim several things of this kind: more names, more accounts, an income in
// each currency.
func (k Kind) Many() bool {
	return k == KindName || k == KindIBAN || k == KindIncome || k == KindBalance || k == KindWithout
}

// Expects says how a claim of the kind is written, as the end of a sentence.
func (k Kind) Expects() string {
	switch k {
	case KindName:
		return "the name of a person or company, such as Jan Przykładowy"
	case KindIBAN:
		return "an account number, such as DE89 3704 0044 0532 0130 00"
	case KindIncome:
		return "an amount with its currency, such as 4000PLN, or 4000PLN/6 for the mean of 6 months"
	case KindBalance:
		return "an amount with its currency, such as 500EUR"
	case KindActiveSince:
		return "a day as YYYY-MM-DD"
	case KindMaxAge:
		return "a number of days, such as 7"
	case KindWithout:
		return "one of " + SignNames()
	case KindNeverBelow:
		return "yes"
	}
	return "a kind of claim"
}

// ClaimError says that a text is no claim of its kind.
type ClaimError struct {
	Kind Kind
	Text string
}

// Error names what was written and what is expected.
func (e *ClaimError) Error() string {
	if strings.TrimSpace(e.Text) == "" {
		return "nothing was written: expected is " + e.Kind.Expects()
	}
	return quoted(e.Text) + " is not " + e.Kind.Expects()
}
