package insight

import (
	"context"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
)

// Turnover is what came in and went out, and the rows that are in neither.
type Turnover struct {
	Totals []ledger.Totals // one a currency; Count is of all its rows, those of an account that stands twice once
	NoSum  []NoSum         // by currency, then in the order of the reasons
}

// NoSum is rows that are in no sum, and why.
type NoSum struct {
	Currency aisclient.Currency `json:"currency"`
	Reason   string             `json:"reason"` // as the end of "2 rows ..." or "1 row ..."
	Rows     []int32            `json:"rows"`
	// Sum is what the rows come to; zero where that is too large, or their amounts could not be read.
	Sum aisclient.Amount `json:"sum"`
}

// twice is why rows are in no sum besides their states.
const twice = "standing twice"

// Turnover adds up all rows. An account that stands in the reply twice counts once (statement 4.7), one of a stranger to the case
// not at all (0.5). Its only error is ctx's.
func (a *Analysis) Turnover(ctx context.Context) (*Turnover, error) {
	toCome, nobodys := aisclient.RowFuture.Why(), aisclient.RowStranger.Why()
	by := map[aisclient.Currency]map[string][]int32{}
	in := make([]int32, 0, a.Ledger.Len())
	for row := range int32(a.Ledger.Len()) {
		if row%piece == 0 && !a.Ledger.GiveWay(ctx) {
			return nil, ctx.Err()
		}
		why := a.noSum(row)
		if why != twice && why != toCome && why != nobodys { // of the others, those that are not booked are counted beside the sums
			in = append(in, row)
		}
		if why != "" {
			c := a.Ledger.Currency(row)
			if by[c] == nil {
				by[c] = map[string][]int32{}
			}
			by[c][why] = append(by[c][why], row)
		}
	}
	totals, err := a.Ledger.TotalsOf(ctx, in)
	if err != nil {
		return nil, err
	}
	t := &Turnover{Totals: totals}
	for _, c := range a.Ledger.Currencies() {
		t.count(c, len(by[c][toCome])+len(by[c][nobodys]))
		for _, why := range []string{aisclient.RowPending.Why(), aisclient.RowUnknown.Why(), aisclient.RowVoid.Why(), aisclient.RowExcluded.Why(), toCome, twice, aisclient.RowUnread.Why(), nobodys} {
			if rows := by[c][why]; len(rows) > 0 {
				sum, _ := addUp(a.Ledger, rows)
				t.NoSum = append(t.NoSum, NoSum{c, why, rows, sum})
			}
		}
	}
	return t, nil
}

// count adds rows that are in no sum to those of a currency.
func (t *Turnover) count(c aisclient.Currency, rows int) {
	if rows == 0 {
		return
	}
	at := slices.IndexFunc(t.Totals, func(x ledger.Totals) bool { return x.Currency == c })
	if at < 0 {
		t.Totals, at = append(t.Totals, ledger.Totals{Currency: c}), len(t.Totals)
	}
	t.Totals[at].Count += rows
}

// noSum is why a row is in no sum; empty where it is in one.
func (a *Analysis) noSum(row int32) string {
	state := a.Ledger.State(row)
	switch {
	case state == aisclient.RowUnread || state == aisclient.RowExcluded || state == aisclient.RowStranger:
	case copied(a.Parties, row):
		return twice
	case a.Ledger.Date(row) > a.Day:
		return aisclient.RowFuture.Why()
	}
	return state.Why()
}
