// Package verify compares what somebody claims with what the bank's data says, and writes it down.
//
// A claim becomes a Check that is confirmed, refuted or inconclusive with the reason; the checks become a verdict. A
// false "confirmed" is the worst error: what is found refutes however poor the data, what is not found confirms only
// where the data would have shown it. The gates of package quality decide about that.
package verify

import (
	"context"
	"fmt"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/insight"
)

// Topic is a sign that NoSign can deny: one of Signs, or the name of a category.
type Topic = insight.Topic

// Claim is something to be checked against the data. Claims are comparable.
type Claim interface {
	// Kind is what the claim is about.
	Kind() Kind
	// Says is the claim as a sentence.
	Says() string
	// Text is the claim as Parse reads it.
	Text() string
	check(ctx context.Context, e *evidence) Check
}

// OwnerName claims that a person or company of this name owns an account.
type OwnerName struct{ Name string }

// Says implements Claim.
func (c OwnerName) Says() string { return ended("An account belongs to " + c.Name) }

// ended is a sentence with one full stop, also where it ends in a name that has one.
func ended(s string) string { return strings.TrimSuffix(s, ".") + "." }

// HasIBAN claims that an account with this number is the customer's.
type HasIBAN struct{ IBAN string }

// Says implements Claim.
func (c HasIBAN) Says() string { return fmt.Sprintf("The account %s is the customer's.", c.IBAN) }

// MonthlyIncome claims an income of at least Least a month in a currency, from active streams: over the last three
// cycles, or the mean over Months months. Kinds are names of categories with commas between; empty is all of them.
type MonthlyIncome struct {
	Least    aisclient.Amount
	Currency aisclient.Currency
	Months   int
	Kinds    string
}

// Says implements Claim.
func (c MonthlyIncome) Says() string {
	said := fmt.Sprintf("The income is at least %s %s a month", c.Least, c.Currency)
	if c.Kinds != "" {
		said = fmt.Sprintf("The income from %s is at least %s %s a month", strings.ReplaceAll(c.Kinds, ",", ", "), c.Least, c.Currency)
	}
	if c.Months > 0 {
		said += " over " + english.Plural(c.Months, "month", "months")
	}
	return said + "."
}

// BalanceAtLeast claims that the deposit accounts in a currency together hold at least Least now.
type BalanceAtLeast struct {
	Least    aisclient.Amount
	Currency aisclient.Currency
}

// Says implements Claim.
func (c BalanceAtLeast) Says() string {
	return fmt.Sprintf("The accounts hold at least %s %s.", c.Least, c.Currency)
}

// ActiveSince claims that an account existed on a day.
type ActiveSince struct{ On aisclient.Date }

// Says implements Claim.
func (c ActiveSince) Says() string { return fmt.Sprintf("An account has been active since %s.", c.On) }

// DataAge claims that the data is at most Days old.
type DataAge struct{ Days int }

// Says implements Claim.
func (c DataAge) Says() string {
	return fmt.Sprintf("The data is at most %s old.", english.Plural(c.Days, "day", "days"))
}

// NoSign claims that no row shows a sign of a topic, for example insight.Bailiff.
type NoSign struct{ Topic Topic }

// Says implements Claim.
func (c NoSign) Says() string {
	if c.Topic == insight.Bailiff {
		return "There is no sign of a bailiff."
	}
	return fmt.Sprintf("There is no sign of %s.", strings.ReplaceAll(string(c.Topic), "_", " "))
}

// NeverBelowZero claims that no account was below zero at the end of a day.
type NeverBelowZero struct{}

// Says implements Claim.
func (NeverBelowZero) Says() string { return "No account was below zero at the end of a day." }

// Employer claims that a company of this name pays the salary.
type Employer struct{ Name string }

// Says implements Claim.
func (c Employer) Says() string { return ended("The salary is paid by " + c.Name) }

// ObligationsAtMost claims that instalments, rent, maintenance and the like are at most Most a month in a currency.
type ObligationsAtMost struct {
	Most     aisclient.Amount
	Currency aisclient.Currency
}

// Says implements Claim.
func (c ObligationsAtMost) Says() string {
	return fmt.Sprintf("The obligations are at most %s %s a month.", c.Most, c.Currency)
}

// PESEL claims the Polish personal number of the customer.
type PESEL struct{ Number string }

// Says implements Claim.
func (c PESEL) Says() string { return fmt.Sprintf("The PESEL is %s.", c.Number) }

// BornOn claims the customer's date of birth.
type BornOn struct{ Day aisclient.Date }

// Says implements Claim.
func (c BornOn) Says() string { return fmt.Sprintf("The customer was born on %s.", c.Day) }

// LivesAt claims the customer's postal address.
type LivesAt struct{ Address string }

// Says implements Claim.
func (c LivesAt) Says() string { return fmt.Sprintf("The address is %s.", c.Address) }
