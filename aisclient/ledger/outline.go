package ledger

import (
	"cmp"
	"context"
	"math"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger/filter"
)

// Side is a side of the money: which rows are looked at, and which figure of theirs.
type Side uint8

// The sides. SideCount looks at every row, and at how many they are.
const (
	SideCount Side = iota
	SideIn
	SideOut
	SideNet
	sides
)

var sideNames = [sides]string{"count", "in", "out", "net"}

// String is the side's name for titles, columns and flags.
func (s Side) String() string { return sideNames[min(s, SideNet)] }

// ParseSide finds a side by its name.
func ParseSide(name string) (Side, bool) {
	i := slices.Index(sideNames[:], name)
	return Side(max(i, 0)), i >= 0
}

// Of is the amount on that side; the net for SideCount, which is no amount.
func (s Side) Of(t Totals) aisclient.Amount {
	switch s {
	case SideIn:
		return t.In
	case SideOut:
		return t.Out
	}
	return t.Net
}

// Size is how much a total weighs on that side, never negative.
func (s Side) Size(t Totals) int64 {
	switch {
	case s == SideCount:
		return int64(t.Count)
	case t.Overflow:
		return math.MaxInt64
	}
	return int64(s.Of(t).Abs())
}

// Filter is the term for the rows of that side; empty where all rows are of it.
func (s Side) Filter() string {
	switch s {
	case SideIn:
		return "is:in"
	case SideOut:
		return "is:out"
	}
	return ""
}

// OutlineQuery asks for an outline.
type OutlineQuery struct {
	By       []GroupBy // one grouping, or two
	Currency aisclient.Currency
	Side     Side // the rows that are grouped
	Sort     Side // by what groups are ranked, the greatest first
	Smallest bool // the smallest first
}

// Outline is a grouping in one currency as it is shown, printed and exported: groups in time in time's order,
// others ranked, each with its subgroups in the same manner. Where currencies themselves are what is grouped by,
// each of those groups is in its own currency. Nothing is ever added over two.
type Outline struct {
	OutlineQuery
	Groups []Group

	ledger *Ledger
	totals []Totals // of the result
}

// Outline groups the rows of a result that are in one currency and on one side, by one or two things.
func (r *Result) Outline(ctx context.Context, q OutlineQuery) (*Outline, error) {
	o := &Outline{OutlineQuery: q, ledger: r.Ledger, totals: r.Totals}
	groups, err := r.Ledger.GroupRows(ctx, o.rows(r), q.By...)
	if err != nil {
		return nil, err
	}
	o.rank(nil, groups)
	for i := range groups {
		o.rank(&groups[i], groups[i].Sub)
	}
	o.Groups = groups
	return o, ctx.Err()
}

// In is the result's rows of one currency, with their totals.
func (r *Result) In(c aisclient.Currency) *Result {
	in := *r
	in.Order = (&Outline{OutlineQuery: OutlineQuery{Currency: c}}).rows(r)
	in.Totals = slices.DeleteFunc(slices.Clone(r.Totals), func(t Totals) bool { return t.Currency != c })
	return &in
}

// rows are the rows to group.
func (o *Outline) rows(r *Result) []int32 {
	l := r.Ledger
	every := len(l.currencies) < 2 || slices.Contains(o.By, ByCurrency)
	if every && o.Side.Filter() == "" {
		return r.Order
	}
	mine := make([]bool, len(l.sources))
	for i := range l.sources {
		mine[i] = every || l.sources[i].Currency == o.Currency
	}
	rows := make([]int32, 0, len(r.Order))
	for _, row := range r.Order {
		a := l.amount[row]
		if mine[l.source[row]] && !(o.Side == SideIn && a <= 0 || o.Side == SideOut && a >= 0) {
			rows = append(rows, row)
		}
	}
	return rows
}

// rank orders groups that time does not; equal ones stay as they are. Small keys are sorted, not the groups.
func (o *Outline) rank(parent *Group, groups []Group) {
	if len(groups) < 2 || groups[0].By.Ordered() {
		return
	}
	type key struct {
		size int64
		at   int
	}
	keys := make([]key, len(groups))
	for i := range groups {
		keys[i] = key{-o.Sort.Size(o.Of(parent, &groups[i])), i}
		if o.Smallest {
			keys[i].size = -keys[i].size
		}
	}
	slices.SortFunc(keys, func(x, y key) int { return cmp.Or(cmp.Compare(x.size, y.size), x.at-y.at) })
	before := slices.Clone(groups)
	for i, k := range keys {
		groups[i] = before[k.at]
	}
}

// Of is what a group comes to, parent being nil, or what a subgroup of parent does: in the outline's currency, or
// in its own where it is one currency's.
func (o *Outline) Of(parent, g *Group) Totals {
	if (g.By == ByCurrency || parent != nil && parent.By == ByCurrency) && len(g.Totals) > 0 {
		return g.Totals[0]
	}
	return g.Total(o.Currency)
}

// Whole is what a group, or a subgroup of parent, is a share of. ok is false where a share says nothing: a net has
// parts of both signs, and a currency is a share of nothing but itself.
func (o *Outline) Whole(parent, g *Group) (t Totals, ok bool) {
	switch {
	case o.Side == SideNet || g.By == ByCurrency:
		return Totals{}, false
	case parent != nil:
		return o.Of(nil, parent), true
	}
	return o.Total(), true
}

// Total is what the result comes to in the outline's currency.
func (o *Outline) Total() Totals {
	for _, t := range o.totals {
		if t.Currency == o.Currency {
			return t
		}
	}
	return Totals{Currency: o.Currency}
}

// Filter is the filter line that gives the rows of a group, or of a subgroup of parent, out of the grouped result:
// exactly those that its figures are made of.
func (o *Outline) Filter(parent, g *Group) string {
	line, currency := g.Filter(), ""
	if parent != nil {
		line = filter.Join(parent.Filter(), line)
	}
	if len(o.ledger.currencies) > 1 && g.By != ByCurrency && (parent == nil || parent.By != ByCurrency) {
		currency = "cur:=" + filter.Quote(string(o.Currency))
	}
	return filter.Join(line, currency, o.Side.Filter())
}
