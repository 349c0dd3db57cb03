package ledger

import (
	"cmp"
	"slices"

	"aisdesk/aisclient"
)

// build makes the groups of one level in their order, gives them their totals and deals the rows out.
func (g *grouper) build(lv *level, o *occurring, rows []int32) []Group {
	counts, pairs := o.counts()
	order := o.order(lv.column.by, counts)
	groups := make([]Group, len(order))
	totals := make([]Totals, 0, pairs)
	for i, k := range order {
		from := len(totals)
		totals = g.appendTotals(totals, o, k)
		id := o.ids[k]
		key := lv.column.key(id)
		groups[i] = Group{By: lv.column.by, Key: key, Label: lv.column.label(id, key),
			Totals: totals[from:len(totals):len(totals)], column: lv.column, id: id}
	}
	dealt, next := room(order, counts)
	o.deal(rows, dealt, next)
	to := int32(len(dealt))
	for i := len(order) - 1; i >= 0; i-- { // next now stands at the ends
		from := to - counts[order[i]]
		groups[i].Rows = dealt[from:to:to]
		to = from
	}
	return groups
}

// appendTotals appends the totals of a place, one a currency, in the currencies' order.
func (g *grouper) appendTotals(totals []Totals, o *occurring, place int32) []Totals {
	from := len(totals)
	for c, s := range o.sums.of(place) {
		totals = append(totals, s.totals(g.l.currencies[c]))
	}
	if o.sums.flat == nil {
		rank := map[aisclient.Currency]int{}
		for i, c := range g.l.currencies {
			rank[c] = i
		}
		slices.SortFunc(totals[from:], func(x, y Totals) int { return cmp.Compare(rank[x.Currency], rank[y.Currency]) })
	}
	return totals
}

// counts are the rows of every place over all currencies, and the number of sums with rows.
func (o *occurring) counts() (rows []int32, sums int) {
	rows = make([]int32, len(o.ids))
	for k := range rows {
		for _, s := range o.sums.of(int32(k)) {
			rows[k] += s.count
			sums++
		}
	}
	return rows, sums
}

// order lists the places: groups in time by time, others by size and then as they first occur; None comes
// last.
func (o *occurring) order(by GroupBy, counts []int32) []int32 {
	order := make([]int32, len(o.ids))
	for i := range order {
		order[i] = int32(i)
	}
	var s radix
	ordered := by.Ordered()
	s.sort(order, func(k int32) (int64, bool) {
		if ordered {
			return int64(o.ids[k]), o.ids[k] != 0
		}
		return -int64(counts[k]), o.ids[k] != 0
	}, false)
	return order
}

// room is one piece of memory for the rows of all groups, and where each place's rows begin.
func room(order, counts []int32) (dealt, next []int32) {
	next = make([]int32, len(order))
	all := int32(0)
	for _, k := range order {
		next[k] = all
		all += counts[k]
	}
	return make([]int32, all), next
}

// deal puts every row behind the others of its groups.
func (o *occurring) deal(rows, dealt, next []int32) {
	if o.into == nil {
		for i, row := range rows {
			at := &next[o.member[i]]
			dealt[*at] = row
			*at++
		}
		return
	}
	for i, row := range rows {
		for _, k := range o.into[o.member[i]] {
			dealt[next[k]] = row
			next[k]++
		}
	}
}
