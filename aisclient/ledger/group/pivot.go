package group

import (
	"cmp"
	"context"
	"math"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
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
func (s Side) Of(t ledger.Totals) aisclient.Amount {
	switch s {
	case SideIn:
		return t.In
	case SideOut:
		return t.Out
	}
	return t.Net
}

// Size is how much a total weighs on that side, never negative.
func (s Side) Size(t ledger.Totals) int64 {
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

// PivotQuery asks for a pivot.
type PivotQuery struct {
	By       []By // one grouping, or two
	Currency aisclient.Currency
	Side     Side // the rows that are grouped
	Sort     Side // by what groups are ranked, the greatest first
	Smallest bool // the smallest first
}

// Pivot is a grouping in one currency as it is shown, printed and exported: groups in time in time's order,
// others ranked, each with its subgroups in the same manner. Where currencies themselves are what is grouped by,
// each of those groups is in its own currency. Nothing is ever added over two.
type Pivot struct {
	PivotQuery
	Groups []Group

	ledger *ledger.Ledger
	totals []ledger.Totals // of the result
	plain  *Pivot          // without the acts of people; nil where these change no figure
}

// NewPivot groups the rows of a result that are in one currency and on one side, by one or two things. The error is
// the context's.
func NewPivot(ctx context.Context, r *ledger.Result, q PivotQuery) (*Pivot, error) {
	p := &Pivot{PivotQuery: q, ledger: r.Ledger, totals: r.Totals}
	groups, err := rows(ctx, r.Ledger, p.rows(r), q.By...)
	if err != nil {
		return nil, err
	}
	p.rank(nil, groups)
	for i := range groups {
		p.rank(&groups[i], groups[i].Sub)
	}
	p.Groups = groups
	return p, ctx.Err()
}

// rows are the rows to group.
func (p *Pivot) rows(r *ledger.Result) []int32 {
	every := len(r.Ledger.Currencies()) < 2 || slices.Contains(p.By, ByCurrency)
	if every && p.Side.Filter() == "" {
		return r.Order
	}
	mine := make([]bool, len(r.Ledger.Sources()))
	for i := range mine {
		mine[i] = every || r.Ledger.Sources()[i].Currency == p.Currency
	}
	rows := make([]int32, 0, len(r.Order))
	for _, row := range r.Order {
		a := r.Ledger.Amount(row)
		if mine[r.Ledger.Account(row)] && !(p.Side == SideIn && a <= 0 || p.Side == SideOut && a >= 0) {
			rows = append(rows, row)
		}
	}
	return rows
}

// rank orders groups that time does not; equal ones stay as they are. Small keys are sorted, not the groups.
func (p *Pivot) rank(parent *Group, groups []Group) {
	if len(groups) < 2 || groups[0].By.Ordered() {
		return
	}
	type key struct {
		size int64
		at   int
	}
	keys := make([]key, len(groups))
	for i := range groups {
		keys[i] = key{-p.Sort.Size(p.Of(parent, &groups[i])), i}
		if p.Smallest {
			keys[i].size = -keys[i].size
		}
	}
	slices.SortFunc(keys, func(x, y key) int { return cmp.Or(cmp.Compare(x.size, y.size), x.at-y.at) })
	before := slices.Clone(groups)
	for i, k := range keys {
		groups[i] = before[k.at]
	}
}

// Of is what a group comes to, parent being nil, or what a subgroup of parent does: in the pivot's currency, or
// in its own where it is one currency's.
func (p *Pivot) Of(parent, g *Group) ledger.Totals {
	if (g.By == ByCurrency || parent != nil && parent.By == ByCurrency) && len(g.Totals) > 0 {
		return g.Totals[0]
	}
	return g.Total(p.Currency)
}

// Whole is what a group, or a subgroup of parent, is a share of. ok is false where a share says nothing: a net has
// parts of both signs, and a currency is a share of nothing but itself.
func (p *Pivot) Whole(parent, g *Group) (t ledger.Totals, ok bool) {
	switch {
	case p.Side == SideNet || g.By == ByCurrency:
		return ledger.Totals{}, false
	case parent != nil:
		return p.Of(nil, parent), true
	}
	return p.total(), true
}

// total is what the result comes to in the pivot's currency.
func (p *Pivot) total() ledger.Totals {
	for _, t := range p.totals {
		if t.Currency == p.Currency {
			return t
		}
	}
	return ledger.Totals{Currency: p.Currency}
}

// Filter is the filter line that gives the rows of a group, or of a subgroup of parent, out of the grouped result:
// exactly those that its figures are made of.
func (p *Pivot) Filter(parent, g *Group) string {
	line, currency := g.Filter(), ""
	if parent != nil {
		line = filter.Join(parent.Filter(), line)
	}
	if len(p.ledger.Currencies()) > 1 && g.By != ByCurrency && (parent == nil || parent.By != ByCurrency) {
		currency = "cur:=" + filter.Quote(string(p.Currency))
	}
	return filter.Join(line, currency, p.Side.Filter())
}
