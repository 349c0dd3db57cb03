package ledger

import (
	"encoding/json"
	"math"
	"slices"

	"aisdesk/aisclient"
)

// Figures are totals without what there is none of: the smallest, greatest, mean and median of no booked rows, and sums that are
// too large to add up.
type Figures struct {
	Currency aisclient.Currency `json:"currency"`
	Count    int                `json:"count"`
	Booked   int                `json:"booked"`
	Overflow bool               `json:"overflow,omitempty"`
	In       *aisclient.Amount  `json:"in,omitempty"`
	Out      *aisclient.Amount  `json:"out,omitempty"`
	Net      *aisclient.Amount  `json:"net,omitempty"`
	Min      *aisclient.Amount  `json:"min,omitempty"`
	Max      *aisclient.Amount  `json:"max,omitempty"`
	Mean     *aisclient.Amount  `json:"mean,omitempty"`
	Median   *aisclient.Amount  `json:"median,omitempty"`
}

// MarshalJSON writes Figures.
func (t Totals) MarshalJSON() ([]byte, error) { return json.Marshal(t.Figures()) }

// Figures are what there is of the totals.
func (t Totals) Figures() Figures {
	out := Figures{Currency: t.Currency, Count: t.Count, Booked: t.Booked, Overflow: t.Overflow}
	if !t.Overflow {
		out.In, out.Out, out.Net = &t.In, &t.Out, &t.Net
	}
	if t.Booked > 0 {
		out.Min, out.Max, out.Median = &t.Min, &t.Max, &t.Median
		if !t.Overflow {
			out.Mean = &t.Mean
		}
	}
	return out
}

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

// Sides are the totals of one currency on two sides: of two imports, of two periods, or with the acts of people and without.
type Sides struct {
	Currency aisclient.Currency
	A, B     Totals
}

// Same reports whether both sides have the same sums of as many booked rows.
func (s Sides) Same() bool { return s.A.Same(s.B) }

// SideBySide puts totals beside each other by currency, in the order of a, then of b.
func SideBySide(a, b []Totals) []Sides {
	var out []Sides
	at := func(c aisclient.Currency) *Sides {
		i := slices.IndexFunc(out, func(s Sides) bool { return s.Currency == c })
		if i < 0 {
			out = append(out, Sides{c, Totals{Currency: c}, Totals{Currency: c}})
			i = len(out) - 1
		}
		return &out[i]
	}
	for _, t := range a {
		at(t.Currency).A = t
	}
	for _, t := range b {
		at(t.Currency).B = t
	}
	return out
}

// Uncounted are rows of one currency that are in no sum, and why.
type Uncounted struct {
	Currency aisclient.Currency `json:"currency"`
	State    aisclient.RowState `json:"state"` // pending, void, unknown, unread, excluded, future or stranger
	Count    int                `json:"count"`
	In       aisclient.Amount   `json:"in"` // what they would come to; zero for unread ones
	Out      aisclient.Amount   `json:"out"`
	// Overflow says that In or Out is greater than an amount can be; both are then zero.
	Overflow bool `json:"overflow,omitempty"`
}

// Uncounted says which of the rows are in no sum: one for each currency and state that occurs, in the sources' order.
func (l *Ledger) Uncounted(rows []int32) []Uncounted {
	sums := make([][aisclient.RowStranger + 1]sum, len(l.currencies))
	for _, row := range rows {
		if s := l.State(row); s != aisclient.RowBooked {
			sums[l.currencyOf[l.source[row]]][s].add(l.amount[row], true)
		}
	}
	var out []Uncounted
	for c := range sums {
		for state := range sums[c] {
			if s := &sums[c][state]; s.count > 0 {
				u := Uncounted{Currency: l.currencies[c], State: aisclient.RowState(state), Count: int(s.count), Overflow: s.over < 0}
				if !u.Overflow {
					u.In, u.Out = s.in, s.out
				}
				out = append(out, u)
			}
		}
	}
	return out
}
