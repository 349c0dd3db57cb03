package group

import (
	"context"

	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/internal/radix"
)

// rows is Of for a list of rows.
func rows(ctx context.Context, l *ledger.Ledger, rows []int32, by ...By) ([]Group, error) {
	if len(by) == 0 {
		return nil, nil
	}
	defer l.Enter(ctx)()
	g := grouper{sums: l.NewSums(), labels: l.NewSums()}
	for _, b := range by {
		g.levels = append(g.levels, level{numbering: numberingOf(l, b)})
	}
	return g.group(ctx, 0, rows)
}

// grouper groups rows level by level and keeps its tables from one group to the next: most groups are small, and
// memory for each would cost more than grouping does.
type grouper struct {
	levels []level
	now    occurring
	sums   *ledger.Sums // by place
	labels *ledger.Sums // by label, where sums are by combination of labels
	order  radix.Sorter
}

// level is one grouping. Its table is zero between uses, so that grouping few rows costs little.
type level struct {
	*numbering
	local []int32 // by number: 1 + its place among the numbers that occur
}

// occurring are the numbers that occur in some rows, in the order in which they first do, with their sums.
type occurring struct {
	ids    []int32 // the numbers
	member []int32 // by row: the place of its number in ids
	sums   *ledger.Sums
	// into are the places in ids that a member belongs to where that is not the member itself: labels.
	into [][]int32

	both, places, begin []int32 // kept for counts, order and room
}

func (g *grouper) group(ctx context.Context, depth int, rows []int32) ([]Group, error) {
	lv := &g.levels[depth]
	o := g.occurring(lv, rows)
	o.sums = g.sums
	if err := o.sums.AddRows(ctx, rows, o.member, len(o.ids)); err != nil {
		return nil, err
	}
	if lv.by == ByLabel {
		g.splitLabels(lv, o)
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
		lv.local = make([]int32, lv.n)
	}
	o := &g.now
	o.ids, o.into, o.member = o.ids[:0], nil, sized(o.member, len(rows))
	lv.numbers(rows, o.member)
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
func (g *grouper) splitLabels(lv *level, o *occurring) {
	place := make([]int32, len(lv.keys)) // by label: 1 + its place
	var labels []int32
	o.into = make([][]int32, len(o.ids))
	for i, set := range o.ids {
		for _, id := range lv.labelsOf(set) {
			if place[id] == 0 {
				labels = append(labels, id)
				place[id] = int32(len(labels))
			}
			o.into[i] = append(o.into[i], place[id]-1)
		}
	}
	g.labels.Regroup(o.sums, o.into, len(labels))
	o.ids, o.sums = labels, g.labels
}
