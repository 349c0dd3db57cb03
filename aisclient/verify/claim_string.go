package verify

import (
	"strconv"

	"aisdesk/aisclient/money"
)

// Kind and Text implement Claim.
func (OwnerName) Kind() Kind         { return KindName }
func (HasIBAN) Kind() Kind           { return KindIBAN }
func (MonthlyIncome) Kind() Kind     { return KindIncome }
func (BalanceAtLeast) Kind() Kind    { return KindBalance }
func (ActiveSince) Kind() Kind       { return KindActiveSince }
func (DataAge) Kind() Kind           { return KindMaxAge }
func (NoSign) Kind() Kind            { return KindWithout }
func (NeverBelowZero) Kind() Kind    { return KindNeverBelow }
func (Employer) Kind() Kind          { return KindEmployer }
func (ObligationsAtMost) Kind() Kind { return KindObligations }
func (PESEL) Kind() Kind             { return KindPESEL }
func (BornOn) Kind() Kind            { return KindBirthDate }
func (LivesAt) Kind() Kind           { return KindAddress }

// Text implements Claim.
func (c OwnerName) Text() string         { return c.Name }
func (c HasIBAN) Text() string           { return c.IBAN }
func (c BalanceAtLeast) Text() string    { return money.Text(c.Least) + " " + string(c.Currency) }
func (c ActiveSince) Text() string       { return c.On.String() }
func (c DataAge) Text() string           { return strconv.Itoa(c.Days) }
func (c NoSign) Text() string            { return string(c.Topic) }
func (NeverBelowZero) Text() string      { return yes }
func (c Employer) Text() string          { return c.Name }
func (c ObligationsAtMost) Text() string { return money.Text(c.Most) + " " + string(c.Currency) }
func (c PESEL) Text() string             { return c.Number }
func (c BornOn) Text() string            { return c.Day.String() }
func (c LivesAt) Text() string           { return c.Address }

// Text implements Claim.
func (c MonthlyIncome) Text() string {
	s := money.Text(c.Least) + " " + string(c.Currency)
	if c.Months > 0 {
		s += "/" + strconv.Itoa(c.Months)
	}
	if c.Kinds != "" {
		s += " " + c.Kinds
	}
	return s
}
