package quality

import (
	"slices"

	"aisdesk/aisclient"
)

// broken says by how much a day's balances miss what the day before and its rows make, and which rows they contradict.
func (in balances) broken(a *Account, d dayRows, opening []aisclient.Amount) Break {
	out := Break{Day: d.day, Rows: in.contradicted(a, d, opening)}
	first, sum := true, d.sums[0]
	for _, o := range opening {
		want, err := o.Add(sum)
		if err != nil {
			continue
		}
		at, _ := slices.BinarySearch(d.balances, want)
		for _, b := range d.balances[max(0, at-1):min(at+1, len(d.balances))] { // the nearest: they rise
			if size := b - want; first || size.Abs() < out.Size.Abs() {
				out.Size, first = size, false
			}
		}
	}
	return out
}

// contradicted are the rows of a day of which no balance tells that they began where another ended; all, if that is
// none.
func (in balances) contradicted(a *Account, d dayRows, opening []aisclient.Amount) []int32 {
	begins := func(at aisclient.Amount) bool {
		return len(near(opening, at, a.Tolerance)) > 0 || len(near(d.balances, at, a.Tolerance)) > 0
	}
	var rows []int32
	for _, row := range d.rows {
		b, ok := in.Ledger.Balance(row)
		before, err := b.Add(-in.Ledger.Amount(row))
		if !ok || err != nil || !begins(before) {
			rows = append(rows, row)
		}
	}
	if len(rows) == 0 {
		return d.rows
	}
	return rows
}
