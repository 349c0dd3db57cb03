package ledger

import (
	"math"

	"aisdesk/aisclient"
)

// Cents rounds a mean to two decimals, half away from zero: more would only look exact. What is too near to the
// greatest amount to be rounded up is cut.
func Cents(a aisclient.Amount) aisclient.Amount {
	const cent = aisclient.AmountScale / 100
	cut, rest := a-a%cent, a%cent
	switch {
	case rest >= cent/2 && cut <= math.MaxInt64-cent:
		return cut + cent
	case rest <= -cent/2 && cut >= cent-math.MaxInt64:
		return cut - cent
	}
	return cut
}

// MeanCents is the mean to two decimals, half away from zero: not of Mean, which is rounded already.
func (t Totals) MeanCents() aisclient.Amount {
	const cent = aisclient.AmountScale / 100
	if t.Booked == 0 {
		return 0
	}
	return divide(t.Net, t.Booked*cent) * cent
}
