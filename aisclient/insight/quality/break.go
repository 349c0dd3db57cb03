package quality

import (
	"slices"

	"aisdesk/aisclient"
)

// broken says by how much a day's balances miss what the day before and its rows make, and which rows they contradict.
func (in balances) broken(a *Account, d dayRows, opening []aisclient.Amount) Break {
	balances, _ := in.balancesOf(d)
	out := Break{Day: d.day, Rows: in.contradicted(a, d, opening)}
	first, sum := true, in.sums(d)[0]
	for _, o := range opening {
		want, err := o.Add(sum)
		if err != nil {
			continue
		}
		for _, b := range balances {
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
	balances, _ := in.balancesOf(d)
	starts := append(slices.Clone(opening), balances...)
	var rows []int32
	for _, row := range d.rows {
		b, ok := in.Ledger.Balance(row)
		before, err := b.Add(-in.Ledger.Amount(row))
		if !ok || err != nil || !slices.ContainsFunc(starts, func(s aisclient.Amount) bool { return (s - before).Abs() <= a.Tolerance }) {
			rows = append(rows, row)
		}
	}
	if len(rows) == 0 {
		return d.rows
	}
	return rows
}
