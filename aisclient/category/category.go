// Package category is the closed list of what a row can be: one of these for every row with an amount, none beside them.
package category

import "fmt"

// Category is what one row of an account is. None stands for a row that is not categorised yet.
type Category uint8

// None is no category: of a row that nobody has looked at, or whose amount could not be read.
const None Category = 0

// Money in.
const (
	Salary Category = iota + 1
	Pension
	Benefit
	AlimonyIn
	BusinessIncome
	Interest
	CashDeposit
	OwnTransfer // either direction
	LoanIn
	Refund
	GamblingWin
	InsurancePayout
	TaxRefund
	PersonIn
	OtherIn

	// Money out.
	Rent
	Mortgage
	LoanRepayment
	CardRepayment
	BNPL // to a company that lets its customers pay later
	Utilities
	Telecom
	Insurance
	Tax
	SocialInsurance
	Groceries
	Restaurants
	Transport
	Fuel
	Health
	Education
	Leisure
	Apparel
	Household
	Travel
	Subscriptions
	CashWithdrawal
	BankFee
	LateFee
	Gambling
	Bailiff
	DebtCollection
	AlimonyOut
	PersonOut
	SavingsInvestment
	Crypto
	Donation
	OtherOut
	ReturnedPayment // either direction
)

// All are the categories in their order, money in first. Do not change the slice's elements.
func All() []Category { return all }

// String is the category's name in files, filters and lexicons: "loan_in".
func (c Category) String() string { return c.traits().name }

// Label is what the category is called on a screen: "loan paid out".
func (c Category) Label() string { return c.traits().label }

// In reports whether money that comes in can be of the category.
func (c Category) In() bool { return c.traits().in }

// Out reports whether money that goes out can be of the category.
func (c Category) Out() bool { return c.traits().out }

// Fits reports whether a row that comes in, or one that goes out, can be of the category.
func (c Category) Fits(in bool) bool {
	if in {
		return c.In()
	}
	return c.Out()
}

// Income reports whether money of the category makes its owner richer and may become income.
func (c Category) Income() bool { return c.traits().income }

// Special reports whether rows of the category may not serve creditworthiness: special categories of personal data
// under Directive (EU) 2023/2225. The ground of a benefit is one too, the benefit as money is not.
func (c Category) Special() bool { return c == Health || c == Donation }

// Risky reports whether the category is a sign that a verdict may refuse for: enforcement, collectors, gambling, loans,
// lateness.
func (c Category) Risky() bool { return c.traits().risky }

// Weight ranks categories by how much they speak against the applicant: of two that fit a row equally the heavier one
// is taken. No two categories of one direction weigh the same.
func (c Category) Weight() int { return c.traits().weight }

// Parse finds a category by its name.
func Parse(name string) (Category, bool) {
	c, ok := byName[name]
	return c, ok
}

// MarshalText writes the category's name.
func (c Category) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads a category's name; nothing is None.
func (c *Category) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*c = None
		return nil
	}
	got, ok := Parse(string(b))
	if !ok {
		return fmt.Errorf("category %.40q is not in the list", b)
	}
	*c = got
	return nil
}
