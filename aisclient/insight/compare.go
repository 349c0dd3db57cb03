package insight

import (
	"context"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/group"
)

// Change is a group in a period and in the period before it, in one currency.
type Change struct {
	Label, Filter string
	Currency      aisclient.Currency
	Now, Before   ledger.Totals
}

// Net is how much the net sum changed.
func (c *Change) Net() aisclient.Amount { return c.Now.Net - c.Before.Net }

// Compare asks a query for its period and for the period before, grouped. A period without two ends has
// nothing to compare with: Before is then zero everywhere. Groups that only one of the two periods has are
// there with zero for the other. It fails as ledger.Ledger.Run and group.Of do.
func Compare(ctx context.Context, l *ledger.Ledger, q ledger.Query, by group.By) ([]Change, error) {
	now, err := grouped(ctx, l, q, by)
	if err != nil {
		return nil, err
	}
	var before []group.Group
	if q.Period.Bounded() {
		q.Period = q.Period.Prev()
		if before, err = grouped(ctx, l, q, by); err != nil {
			return nil, err
		}
	}
	type place struct {
		key string
		c   aisclient.Currency
	}
	var changes []Change
	at := map[place]int{}
	add := func(groups []group.Group, set func(*Change, ledger.Totals)) {
		for i := range groups {
			g := &groups[i]
			for _, t := range g.Totals {
				p := place{g.Filter(), t.Currency}
				k, ok := at[p]
				if !ok {
					k = len(changes)
					at[p] = k
					changes = append(changes, Change{Label: g.Label, Filter: p.key, Currency: t.Currency})
				}
				set(&changes[k], t)
			}
		}
	}
	add(now, func(c *Change, t ledger.Totals) { c.Now = t })
	add(before, func(c *Change, t ledger.Totals) { c.Before = t })
	return changes, nil
}

func grouped(ctx context.Context, l *ledger.Ledger, q ledger.Query, by group.By) ([]group.Group, error) {
	r, err := l.Run(ctx, q)
	if err != nil {
		return nil, err
	}
	return group.Of(ctx, r, by)
}
