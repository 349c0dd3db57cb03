package ledger

import (
	"context"
	"slices"
	"strings"

	"aisdesk/aisclient"
)

// GroupBy is what rows are put together by.
type GroupBy uint8

// What rows can be grouped by.
const (
	ByLabel GroupBy = iota // a row with several labels counts under each of them
	ByCounterparty
	ByAccount
	ByOwner // accounts with the same owners belong together: nothing counts twice
	ByMonth
	ByWeek
	ByWeekday
	ByKind
	ByCurrency
	ByStatus
	groupByCount
)

var groupByNames = [groupByCount]string{"label", "counterparty", "account", "owner", "month", "week", "weekday",
	"kind", "currency", "status"}

// GroupBys lists every grouping.
func GroupBys() []GroupBy {
	all := make([]GroupBy, groupByCount)
	for i := range all {
		all[i] = GroupBy(i)
	}
	return all
}

// String is the grouping's name for flags and titles.
func (g GroupBy) String() string {
	if g < groupByCount {
		return groupByNames[g]
	}
	return "?"
}

// Ordered reports whether the groups have an order of their own (time), so that ranking them by size would
// be odd.
func (g GroupBy) Ordered() bool { return g == ByMonth || g == ByWeek || g == ByWeekday }

// ParseGroupBy finds a grouping by its name.
func ParseGroupBy(name string) (GroupBy, bool) {
	i := slices.Index(groupByNames[:], strings.ToLower(name))
	return GroupBy(max(i, 0)), i >= 0
}

// None is the label of the group of rows that have no value.
const None = "(none)"

// Group is rows with something in common.
type Group struct {
	By GroupBy
	// Key is the value in common as the data has it: a label, a month as 2026-03. Empty for None.
	Key string
	// Label is the key for people; None for the empty key.
	Label string
	// Totals are one a currency, without medians. Groups of one grouping add up to the result's totals,
	// except by label, where a row counts under each of its labels.
	Totals []Totals
	// Sub are the groups within this one, if a second grouping was asked for.
	Sub []Group
	// Rows are the row ids, in the result's order.
	Rows []int32

	column *groupColumn
	id     int32
}

// Filter is the filter line that gives the group's rows out of the grouped result.
func (g *Group) Filter() string {
	if g.column == nil {
		return ""
	}
	return g.column.filter(g.id)
}

// Count is the number of rows.
func (g *Group) Count() int { return len(g.Rows) }

// Total is the group's total of one currency, zero where it has no rows of it.
func (g *Group) Total(c aisclient.Currency) Totals {
	for _, t := range g.Totals {
		if t.Currency == c {
			return t
		}
	}
	return Totals{Currency: c}
}

// Group groups a result's rows, and the rows of each group again for every further grouping. Groups in time
// come in time's order, others by their number of rows, most first; None comes last.
func (r *Result) Group(ctx context.Context, by ...GroupBy) ([]Group, error) {
	return r.Ledger.GroupRows(ctx, r.Order, by...)
}
