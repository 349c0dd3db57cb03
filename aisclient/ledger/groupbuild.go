package ledger

// build makes the groups of one level in their order, gives them their totals and deals the rows out.
func (g *grouper) build(lv *level, p *parts, rows []int32) []Group {
	order := g.sumOrder(lv, p)
	groupOf := make([]int32, len(p.sums)) // by sum
	totals := make([]Totals, len(p.sums))
	groups := make([]Group, 0, len(p.sums))
	for i := 0; i < len(order); {
		from, id, count := i, p.sums[order[i]].id, 0
		for ; i < len(order) && p.sums[order[i]].id == id; i++ {
			s := &p.sums[order[i]]
			totals[i] = s.totals(g.l.currencies[s.currency])
			count += s.count
			groupOf[order[i]] = int32(len(groups))
		}
		key := lv.column.key(id)
		groups = append(groups, Group{By: lv.column.by, Key: key, Label: lv.column.label(id, key),
			Totals: totals[from:i:i], column: lv.column, id: id, count: count})
	}
	g.deal(lv, p, rows, groups, groupOf)
	return groups
}

// deal gives every group its rows.
func (g *grouper) deal(lv *level, p *parts, rows []int32, groups []Group, groupOf []int32) {
	dealt := make([]int32, len(p.member))
	from := 0
	for i := range groups {
		groups[i].Rows = dealt[from : from : from+groups[i].count]
		from += groups[i].count
	}
	k := 0
	for _, row := range rows {
		n := 1
		if lv.column.by == ByLabel {
			n = max(1, len(g.l.sets[g.l.labels[row]].ids))
		}
		for range n {
			to := &groups[groupOf[p.member[k]]].Rows
			*to = append(*to, row)
			k++
		}
	}
}

// sumOrder lists the sums by group, and within a group by currency. Groups in time come by time, others by
// size and then in the order in which they first occur; None comes last.
func (g *grouper) sumOrder(lv *level, p *parts) []int32 {
	order := make([]int32, len(p.sums))
	for i := range order {
		order[i] = int32(i)
	}
	var s radix
	s.sort(order, func(i int32) (int64, bool) { return int64(p.sums[i].currency), true }, false)
	first, size := map[int32]int32(nil), []int32(nil)
	if !lv.column.by.Ordered() {
		first, size = p.sizes()
	}
	place := func(i int32) (int64, bool) {
		id := p.sums[i].id
		if size == nil {
			return int64(id), id != 0
		}
		f := first[id]
		return int64(size[f])<<32 | int64(len(p.sums)-int(f)), id != 0
	}
	s.sort(order, place, size != nil)
	return order
}

// sizes counts each number's rows over all currencies, at the place of its first sum.
func (p *parts) sizes() (first map[int32]int32, size []int32) {
	first = make(map[int32]int32, len(p.sums))
	size = make([]int32, len(p.sums))
	for i := range p.sums {
		f, ok := first[p.sums[i].id]
		if !ok {
			f = int32(i)
			first[p.sums[i].id] = f
		}
		size[f] += int32(p.sums[i].count)
	}
	return first, size
}
