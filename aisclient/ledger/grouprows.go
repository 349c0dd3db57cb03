package ledger

import "context"

// GroupRows is Group for a list of rows.
func (l *Ledger) GroupRows(ctx context.Context, rows []int32, by ...GroupBy) ([]Group, error) {
	if len(by) == 0 {
		return nil, nil
	}
	l.gate.enter(ctx)
	defer l.gate.leave(ctx)
	g := grouper{l: l, keys: l.sumKeys()}
	for _, b := range by {
		g.levels = append(g.levels, level{column: l.groupColumnOf(b)})
	}
	groups, err := g.group(ctx, 0, rows)
	for _, flat := range g.flat {
		l.cache.sums.give(flat)
	}
	return groups, err
}

// grouper groups rows level by level and keeps its tables from one group to the next: most groups are small, and
// memory for each would cost more than grouping does.
type grouper struct {
	l      *Ledger
	keys   sumKeys
	levels []level
	now    occurring
	flat   [2][]sum // of tallies
	order  radix
}

// level is one grouping. Its table is zero between uses, so that grouping few rows costs little.
type level struct {
	column *groupColumn
	local  []int32 // by number: 1 + its place among the numbers that occur
}

// occurring are the numbers that occur in some rows, in the order in which they first do, with their sums.
type occurring struct {
	ids    []int32 // the numbers
	member []int32 // by row: the place of its number in ids
	sums   tally
	// into are the places in ids that a member belongs to where that is not the member itself: labels.
	into [][]int32

	both, places, begin []int32 // kept for counts, order and room
}

func (g *grouper) group(ctx context.Context, depth int, rows []int32) ([]Group, error) {
	lv := &g.levels[depth]
	o := g.occurring(lv, rows)
	o.sums = g.tally(0, len(o.ids))
	for from := 0; from < len(rows); from += partRows {
		if !g.l.GiveWay(ctx) {
			return nil, ctx.Err()
		}
		to := min(from+partRows, len(rows))
		o.sums.addRows(g.l.amount, g.keys, rows[from:to], o.member[from:to])
	}
	if lv.column.by == ByLabel {
		g.splitLabels(o)
	}
	groups := g.build(ctx, lv, o, rows)
	if depth+1 < len(g.levels) {
		for i := range groups {
			var err error
			if groups[i].Sub, err = g.group(ctx, depth+1, groups[i].Rows); err != nil {
				return nil, err
			}
		}
	}
	return groups, ctx.Err()
}

// occurring lists the numbers of some rows; it is true until the next call.
func (g *grouper) occurring(lv *level, rows []int32) *occurring {
	if lv.local == nil {
		lv.local = make([]int32, lv.column.n)
	}
	o := &g.now
	o.ids, o.into, o.member = o.ids[:0], nil, sized(o.member, len(rows))
	lv.column.numbers(rows, o.member)
	for i, id := range o.member {
		k := lv.local[id]
		if k == 0 {
			o.ids = append(o.ids, id)
			k = int32(len(o.ids))
			lv.local[id] = k
		}
		o.member[i] = k - 1
	}
	for _, id := range o.ids {
		lv.local[id] = 0
	}
	return o
}

// sized is a slice of n elements in the memory of another one where that is enough.
func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// splitLabels turns sums by combination of labels into sums by label.
func (g *grouper) splitLabels(o *occurring) {
	l := g.l
	place := make([]int32, len(l.labelNames.vals)) // by label: 1 + its place
	var labels []int32
	o.into = make([][]int32, len(o.ids))
	for i, set := range o.ids {
		ids := l.sets[set].ids
		if len(ids) == 0 {
			ids = []int32{0}
		}
		for _, id := range ids {
			if place[id] == 0 {
				labels = append(labels, id)
				place[id] = int32(len(labels))
			}
			o.into[i] = append(o.into[i], place[id]-1)
		}
	}
	byLabel := g.tally(1, len(labels))
	for i, into := range o.into {
		for c, s := range o.sums.of(int32(i)) {
			for _, k := range into {
				byLabel.at(k, c).merge(s)
			}
		}
	}
	o.ids, o.sums = labels, byLabel
}
