package ledger

import (
	"slices"

	"aisdesk/aisclient"
)

// gathered is what totals are made of, by currency: sums, and all booked amounts for the median.
type gathered struct {
	sums    []sum
	amounts [][]aisclient.Amount
}

func (l *Ledger) newGathered() *gathered {
	return &gathered{make([]sum, len(l.currencies)), make([][]aisclient.Amount, len(l.currencies))}
}

// add takes rows in.
func (g *gathered) add(amounts []aisclient.Amount, keys sumKeys, rows []int32) {
	for c := range g.amounts {
		g.amounts[c] = slices.Grow(g.amounts[c], len(rows))
	}
	for _, row := range rows {
		k, a := keys[row], amounts[row]
		g.sums[k>>1].add(a, k&1 == 1)
		if k&1 == 1 {
			g.amounts[k>>1] = append(g.amounts[k>>1], a)
		}
	}
}

// merge takes in what another processor gathered.
func (g *gathered) merge(o *gathered) {
	for c := range o.sums {
		g.sums[c].merge(&o.sums[c])
		if g.amounts[c] == nil {
			g.amounts[c] = o.amounts[c]
		} else {
			g.amounts[c] = append(g.amounts[c], o.amounts[c]...)
		}
	}
}

// totals are one a currency with rows.
func (g *gathered) totals(currencies []aisclient.Currency) []Totals {
	totals := []Totals{}
	for c := range g.sums {
		if g.sums[c].count == 0 {
			continue
		}
		t := g.sums[c].totals(currencies[c])
		t.Median = median(g.amounts[c])
		totals = append(totals, t)
	}
	return totals
}
