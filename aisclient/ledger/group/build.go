package group

import (
	"context"
	"sync/atomic"

	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/internal/priority"
	"aisdesk/aisclient/ledger/internal/radix"
)

// build makes the groups of one level in their order, gives them their totals and deals the rows out.
func (g *grouper) build(ctx context.Context, lv *level, o *occurring, rows []int32) []Group {
	counts, sums := o.counts()
	order := o.order(&g.order, lv.by, counts)
	groups := make([]Group, len(order))
	begin, all := o.room(order, sums)
	totals := make([]ledger.Totals, all)
	fill := func(from, to int) {
		for i := from; i < to; i++ {
			k := order[i]
			mine := totals[begin[k] : begin[k] : begin[k]+sums[k]]
			g.fill(&groups[i], lv, o, k, mine)
		}
	}
	if int(all)*groupCost <= priority.Part {
		fill(0, len(order))
	} else {
		inRuns(ctx, len(order), int(all)*groupCost, fill)
	}
	o.dealOut(groups, rows, order, counts)
	return groups
}

// inRuns lets as many processors as so many rows are worth do n things, a run of them in one go.
func inRuns(ctx context.Context, n, rows int, do func(from, to int)) {
	var next atomic.Int32
	priority.Share(ctx, rows, func() {
		for {
			from := int(next.Add(1)-1) * groupRun
			if from >= n {
				return
			}
			do(from, min(from+groupRun, n))
		}
	})
}

// groupRun is how many groups a processor makes in one go, and groupCost how many rows' work a sum of theirs is
// about.
const groupRun, groupCost = 512, 4

// fill makes the group of a place. totals has room for its totals.
func (g *grouper) fill(group *Group, lv *level, o *occurring, place int32, totals []ledger.Totals) {
	id := o.ids[place]
	key := lv.key(id)
	*group = Group{By: lv.by, Key: key, Label: lv.label(id, key), Totals: o.sums.AppendTotals(totals, place), numbering: lv.numbering, id: id}
}

// counts are, by place, the rows over all currencies and the number of sums with rows.
func (o *occurring) counts() (rows, sums []int32) {
	o.both = sized(o.both, 2*len(o.ids))
	rows, sums = o.both[:len(o.ids)], o.both[len(o.ids):]
	for k := range rows {
		rows[k], sums[k] = o.sums.Count(int32(k))
	}
	return rows, sums
}

// order lists the places: groups in time by time, others by size and then as they first occur; None comes
// last.
func (o *occurring) order(s *radix.Sorter, by By, counts []int32) []int32 {
	o.places = sized(o.places, len(o.ids))
	order := o.places
	for i := range order {
		order[i] = int32(i)
	}
	ordered := by.Ordered()
	s.Sort(order, func(k int32) (int64, bool) {
		if ordered {
			return int64(o.ids[k]), o.ids[k] != 0
		}
		return -int64(counts[k]), o.ids[k] != 0
	}, false)
	return order
}

// room says where each place's things begin if they lie one place after the other in an order, and how many there
// are. It is true until the next call.
func (o *occurring) room(order, counts []int32) (begin []int32, all int32) {
	o.begin = sized(o.begin, len(order))
	begin = o.begin
	for _, k := range order {
		begin[k] = all
		all += counts[k]
	}
	return begin, all
}

// dealOut gives every group its rows, in one piece of memory for all of them.
func (o *occurring) dealOut(groups []Group, rows, order, counts []int32) {
	next, all := o.room(order, counts)
	dealt := make([]int32, all)
	o.deal(rows, dealt, next)
	for i, k := range order { // next now stands at the ends
		groups[i].Rows = dealt[next[k]-counts[k] : next[k] : next[k]]
	}
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
