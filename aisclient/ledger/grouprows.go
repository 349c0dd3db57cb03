package ledger

import "context"

// GroupRows is Group for a list of rows.
func (l *Ledger) GroupRows(ctx context.Context, rows []int32, by ...GroupBy) ([]Group, error) {
	if len(by) == 0 {
		return nil, nil
	}
	g := grouper{l: l, currencies: int32(len(l.currencies)), booked: l.bookedStatuses()}
	for _, b := range by {
		g.levels = append(g.levels, level{column: l.groupColumnOf(b)})
	}
	return g.group(ctx, 0, rows)
}

// grouper groups rows level by level and keeps its tables from one group to the next.
type grouper struct {
	l          *Ledger
	currencies int32
	booked     []bool
	levels     []level
}

// level is one grouping. Its table is zero between uses, so that grouping few rows costs little.
type level struct {
	column *groupColumn
	pair   []int32            // by number and currency: 1 + place of its sum
	pairs  map[[2]int32]int32 // instead of pair where that would be too large
}

// maxPairs limits the table of numbers and currencies to 64 MiB. Real data has a few currencies.
const maxPairs = 1 << 24

// parts are the sums of one level while they are made.
type parts struct {
	sums   []pairSum
	member []int32 // by row: its sum
}

// pairSum is the sum of one number in one currency.
type pairSum struct {
	id, currency int32
	sum
}

func (g *grouper) group(ctx context.Context, depth int, rows []int32) ([]Group, error) {
	lv := &g.levels[depth]
	if size := lv.column.n * int(g.currencies); lv.pair == nil && size <= maxPairs {
		lv.pair = make([]int32, size)
	}
	lv.pairs = nil
	p := parts{member: make([]int32, 0, len(rows))}
	for from := 0; from < len(rows); from += pause {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		g.collect(lv, &p, rows[from:min(from+pause, len(rows))])
	}
	if lv.pair != nil {
		for i := range p.sums {
			lv.pair[p.sums[i].id*g.currencies+p.sums[i].currency] = 0
		}
	}
	groups := g.build(lv, &p, rows)
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

// collect adds rows to the sums of their numbers.
func (g *grouper) collect(lv *level, p *parts, rows []int32) {
	l := g.l
	for _, row := range rows {
		k := lv.sumOf(p, lv.column.number(row), l.currencyOf[l.source[row]], g.currencies)
		p.sums[k].add(l.amount[row], g.booked[l.status[row]])
		p.member = append(p.member, k)
	}
}

// sumOf finds or makes the sum of a number in a currency.
func (lv *level) sumOf(p *parts, id, c, currencies int32) int32 {
	if lv.pair == nil {
		return lv.rareSum(p, id, c)
	}
	k := &lv.pair[id*currencies+c]
	if *k == 0 {
		p.sums = append(p.sums, pairSum{id: id, currency: c})
		*k = int32(len(p.sums))
	}
	return *k - 1
}

func (lv *level) rareSum(p *parts, id, c int32) int32 {
	k, ok := lv.pairs[[2]int32{id, c}]
	if !ok {
		k = int32(len(p.sums))
		p.sums = append(p.sums, pairSum{id: id, currency: c})
		if lv.pairs == nil {
			lv.pairs = map[[2]int32]int32{}
		}
		lv.pairs[[2]int32{id, c}] = k
	}
	return k
}
