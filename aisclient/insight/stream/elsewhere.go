package stream

import (
	"context"
	"fmt"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger"
)

// Elsewhere is what has to be paid a month in a currency that is not the income's. Currencies are never added (statement 0.6).
type Elsewhere struct {
	Currency             aisclient.Currency
	Obligations, Service aisclient.Amount // proven; Service is the part that serves debts
	Living               aisclient.Amount // as in Affordability; zero where it is not known
}

// elsewhere finds what has to be paid in the other currencies.
func (s *Streams) elsewhere(ctx context.Context, a *Affordability) ([]Elsewhere, error) {
	var out []Elsewhere
	for _, c := range s.in.Ledger.Currencies() {
		if c == a.Currency {
			continue
		}
		o := s.Obligations(c)
		costs := &Affordability{Currency: c, From: a.From, To: a.To}
		if err := (budget{s}).spending(ctx, costs); err != nil {
			return nil, err
		}
		if x := (Elsewhere{c, o.Proven, o.Service, costs.Living}); x.Obligations > 0 || x.Living > 0 {
			out = append(out, x)
		}
	}
	return out, nil
}

// DebtsElsewhere reports whether debts are served in another currency, so that this income does not tell what they weigh.
func (a *Affordability) DebtsElsewhere() bool {
	return slices.ContainsFunc(a.Elsewhere, func(x Elsewhere) bool { return x.Service > 0 })
}

// SpentElsewhere says what has to be paid in other currencies, as the object of a sentence; empty for nothing.
func (a *Affordability) SpentElsewhere() string {
	var parts []string
	for _, x := range a.Elsewhere {
		if x.Obligations > 0 {
			parts = append(parts, fmt.Sprintf("%s %s of obligations", ledger.Cents(x.Obligations), x.Currency))
		}
		if x.Living > 0 {
			parts = append(parts, fmt.Sprintf("%s %s of living costs", ledger.Cents(x.Living), x.Currency))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return english.List(parts) + " a month in another currency"
}
