package ledger

// build makes the groups of one level in their order, gives them their totals and deals the rows out.
func (g *grouper) build(lv *level, p *parts, rows []int32) []Group {
	groupsOf := func(sum int32) []int32 { return nil }
	shown := p
	if lv.column.by == ByLabel {
		shown, groupsOf = g.split(p)
	}
	order := g.sumOrder(lv, shown)
	place := make([]int32, len(shown.sums)) // by sum: its group
	totals := make([]Totals, len(shown.sums))
	distinct := 0
	for i := range order {
		if i == 0 || shown.sums[order[i]].id != shown.sums[order[i-1]].id {
			distinct++
		}
	}
	groups := make([]Group, 0, distinct)
	for i := 0; i < len(order); {
		from, id, count := i, shown.sums[order[i]].id, 0
		for ; i < len(order) && shown.sums[order[i]].id == id; i++ {
			s := &shown.sums[order[i]]
			totals[i] = s.totals(g.l.currencies[s.currency])
			count += s.count
			place[order[i]] = int32(len(groups))
		}
		key := lv.column.key(id)
		groups = append(groups, Group{By: lv.column.by, Key: key, Label: lv.column.label(id, key),
			Totals: totals[from:i:i], column: lv.column, id: id, count: count})
	}
	room(groups)
	for k, row := range rows {
		if lv.column.by != ByLabel {
			to := &groups[place[p.member[k]]].Rows
			*to = append(*to, row)
			continue
		}
		for _, sum := range groupsOf(p.member[k]) {
			to := &groups[place[sum]].Rows
			*to = append(*to, row)
		}
	}
	return groups
}

// room gives every group an empty list of its size, out of one piece of memory.
func room(groups []Group) {
	all := 0
	for i := range groups {
		all += groups[i].count
	}
	dealt := make([]int32, all)
	from := 0
	for i := range groups {
		groups[i].Rows = dealt[from : from : from+groups[i].count]
		from += groups[i].count
	}
}

// split turns sums by combination of labels into sums by label, and tells for each of the former which of the
// latter it went into.
func (g *grouper) split(p *parts) (*parts, func(sum int32) []int32) {
	var byLabel parts
	at := map[[2]int32]int32{}
	into := make([][]int32, len(p.sums))
	for i := range p.sums {
		s := &p.sums[i]
		ids := g.l.sets[s.id].ids
		if len(ids) == 0 {
			ids = []int32{0}
		}
		for _, id := range ids {
			key := [2]int32{id, s.currency}
			k, ok := at[key]
			if !ok {
				k = int32(len(byLabel.sums))
				at[key] = k
				byLabel.sums = append(byLabel.sums, pairSum{id: id, currency: s.currency})
			}
			byLabel.sums[k].merge(&s.sum)
			into[i] = append(into[i], k)
		}
	}
	return &byLabel, func(sum int32) []int32 { return into[sum] }
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
	var first, size []int32
	if !lv.column.by.Ordered() {
		first, size = p.sizes(lv.column.n)
	}
	place := func(i int32) (int64, bool) {
		id := p.sums[i].id
		if size == nil {
			return int64(id), id != 0
		}
		f := first[id] - 1
		return int64(size[f])<<32 | int64(len(p.sums)-int(f)), id != 0
	}
	s.sort(order, place, size != nil)
	return order
}

// sizes counts each number's rows over all currencies, at the place of its first sum. first is 1 + that place.
func (p *parts) sizes(numbers int) (first, size []int32) {
	for i := range p.sums {
		numbers = max(numbers, int(p.sums[i].id)+1)
	}
	first = make([]int32, numbers)
	size = make([]int32, len(p.sums))
	for i := range p.sums {
		f := &first[p.sums[i].id]
		if *f == 0 {
			*f = int32(i) + 1
		}
		size[*f-1] += int32(p.sums[i].count)
	}
	return first, size
}
