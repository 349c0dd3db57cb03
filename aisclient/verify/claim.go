// Package verify compares what somebody claims with what the bank's data says, and writes it down.
//
// A claim becomes a Check that passes, fails, or stays unknown with the reason; the checks become a Verdict.
// Incomplete data never confirms anything in full: a check that passes on part of the data can only make the
// verdict "inconclusive", because what is missing could say otherwise.
package verify

import (
	"fmt"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
)

// Claim is something to be checked against the data.
type Claim interface {
	// Kind is what the claim is about.
	Kind() Kind
	// Says is the claim as a sentence.
	Says() string
	// Text is the claim as Parse reads it.
	Text() string
	check(d *data) Check
}

// OwnerName claims that a person or company of this name owns an account. Case, accents, punctuation, the
// order of names and titles do not matter; every word of the shorter name must be in the longer one.
type OwnerName struct{ Name string }

// Says implements Claim.
func (c OwnerName) Says() string { return fmt.Sprintf("An account belongs to %s.", c.Name) }

// HasIBAN claims that an account or card with this number is the customer's.
type HasIBAN struct{ IBAN string }

// Says implements Claim.
func (c HasIBAN) Says() string { return fmt.Sprintf("The account %s is the customer's.", c.IBAN) }

// MonthlyIncome claims a mean income of at least Least a month in a currency over the last Months full months.
// If Months is zero those are the last three, or two where the history does not hold three. Transfers between own
// accounts, loans and refunds are no income.
type MonthlyIncome struct {
	Least    aisclient.Amount
	Currency aisclient.Currency
	Months   int
}

// Says implements Claim.
func (c MonthlyIncome) Says() string {
	said := fmt.Sprintf("The income is at least %s %s a month", c.Least, c.Currency)
	if c.Months > 0 {
		said += " over " + count(c.Months, "full month", "full months")
	}
	return said + "."
}

// ActiveSince claims that an account existed on a day.
type ActiveSince struct{ On aisclient.Date }

// Says implements Claim.
func (c ActiveSince) Says() string { return fmt.Sprintf("An account has been active since %s.", c.On) }

// BalanceAtLeast claims that the accounts in a currency together hold at least Least now. Cards do not count, and an
// account that the reply has twice counts once.
type BalanceAtLeast struct {
	Least    aisclient.Amount
	Currency aisclient.Currency
}

// Says implements Claim.
func (c BalanceAtLeast) Says() string {
	return fmt.Sprintf("The accounts hold at least %s %s.", c.Least, c.Currency)
}

// Fresh claims that the data is at most Days old.
type Fresh struct{ Days int }

// Says implements Claim.
func (c Fresh) Says() string {
	return fmt.Sprintf("The data is at most %s old.", count(c.Days, "day", "days"))
}

// None claims that no row shows a sign of a topic, for example insight.Bailiff.
type None struct{ Topic Topic }

// Says implements Claim.
func (c None) Says() string {
	if c.Topic == insight.Bailiff {
		return "There is no sign of a bailiff."
	}
	return fmt.Sprintf("There is no sign of %s.", c.Topic)
}

// NeverBelowZero claims that no account was below zero at the end of a day.
type NeverBelowZero struct{}

// Says implements Claim.
func (NeverBelowZero) Says() string { return "No account was below zero at the end of a day." }
