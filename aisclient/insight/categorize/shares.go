package categorize

import (
	"cmp"
	"context"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/ledger/group"
)

// Share is what the booked rows of one category, currency and direction come to.
type Share struct {
	Category category.Category
	Currency aisclient.Currency
	In       bool
	Count    int
	Sum      aisclient.Amount // negative for money out
	// Permille is its part of the direction's total in the currency. Those of one total add up to 1000 exactly; all are
	// 0 where there is nothing to share, or the total is too large to add up.
	Permille int
	// Overflow says that the sum is too large to add up; it is then 0.
	Overflow bool
}

// shares sums booked rows by category, for each currency and direction: the greatest sum first.
func (r *Rows) shares(ctx context.Context, rows []int32) ([]Share, error) {
	type key struct {
		currency aisclient.Currency
		in       bool
		category category.Category
	}
	index := map[key]int{}
	var out []Share
	for i, row := range rows {
		if i%piece == 0 && !r.l.GiveWay(ctx) {
			return nil, ctx.Err()
		}
		a := r.l.Amount(row)
		if a == 0 || !r.l.Booked(row) {
			continue
		}
		k := key{r.l.Currency(row), a > 0, r.cat[row]}
		n, ok := index[k]
		if !ok {
			n = len(out)
			index[k] = n
			out = append(out, Share{Category: k.category, Currency: k.currency, In: k.in})
		}
		s := &out[n]
		s.Count++
		sum, err := s.Sum.Add(a)
		s.Sum, s.Overflow = sum, s.Overflow || err != nil
	}
	place := r.l.Currencies()
	slices.SortFunc(out, func(a, b Share) int {
		return cmp.Or(cmp.Compare(slices.Index(place, a.Currency), slices.Index(place, b.Currency)), -compareBool(a.In, b.In),
			-cmp.Compare(a.Sum.Abs(), b.Sum.Abs()), cmp.Compare(a.Category, b.Category))
	})
	for from := 0; from < len(out); {
		to := from
		for to < len(out) && out[to].Currency == out[from].Currency && out[to].In == out[from].In {
			to++
		}
		share(out[from:to])
		from = to
	}
	return out, nil
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// share splits 1000 over the sums of one total.
func share(of []Share) {
	parts := make([]aisclient.Amount, len(of))
	for i := range of {
		if of[i].Overflow {
			of[i].Sum = 0
			return
		}
		parts[i] = of[i].Sum
	}
	for i, n := range group.Permille(parts) {
		of[i].Permille = n
	}
}
