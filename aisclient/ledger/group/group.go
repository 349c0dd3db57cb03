// Package group puts rows of a ledger together by what they have in common, and makes pivots of the groups: one or two
// groupings in one currency, ranked, as a screen shows and an export writes them.
package group

import (
	"context"
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
)

// By is what rows are put together by.
type By uint8

// What rows can be grouped by.
const (
	ByLabel By = iota // a row with several labels counts under each of them
	ByCounterparty
	ByAccount
	ByOwner // accounts with the same owners belong together: nothing counts twice
	ByMonth
	ByWeek
	ByWeekday
	ByKind
	ByCurrency
	ByStatus
	ByCategory // of a ledger with annotations
	byCount
)

var byNames = [byCount]string{"label", "counterparty", "account", "owner", "month", "week", "weekday",
	"kind", "currency", "status", "category"}

// All lists the groupings that every ledger has.
func All() []By { return upTo(ByCategory) }

// Every lists all groupings, that of annotations included.
func Every() []By { return upTo(byCount) }

// For lists the groupings of a ledger: categories come last, where it has them.
func For(l *ledger.Ledger) []By {
	if l.Annotated() {
		return upTo(byCount)
	}
	return All()
}

func upTo(end By) []By {
	all := make([]By, end)
	for i := range all {
		all[i] = By(i)
	}
	return all
}

// String is the grouping's name for flags and titles.
func (g By) String() string {
	if g < byCount {
		return byNames[g]
	}
	return "?"
}

// Ordered reports whether the groups have an order of their own (time), so that ranking them by size would
// be odd.
func (g By) Ordered() bool { return g == ByMonth || g == ByWeek || g == ByWeekday }

// ParseBy finds a grouping by its name.
func ParseBy(name string) (By, bool) {
	i := slices.Index(byNames[:], strings.ToLower(name))
	return By(max(i, 0)), i >= 0
}

// None is the label of the group of rows that have no value.
const None = "(none)"

// Group is rows with something in common.
type Group struct {
	By By
	// Key is the value in common as the data has it: a label, a month as 2026-03. Empty for None.
	Key string
	// Label is the key for people; None for the empty key.
	Label string
	// Totals are one a currency, without medians. Groups of one grouping add up to the result's totals,
	// except by label, where a row counts under each of its labels.
	Totals []ledger.Totals
	// Sub are the groups within this one, if a second grouping was asked for.
	Sub []Group
	// Rows are the row ids, in the result's order.
	Rows []int32

	numbering *numbering
	id        int32
}

// Filter is the filter line that gives the group's rows out of the grouped result.
func (g *Group) Filter() string {
	if g.numbering == nil {
		return ""
	}
	return g.numbering.filter(g.id)
}

// IsAccount reports whether the group is a counterparty that is known by its account number alone.
func (g *Group) IsAccount() bool {
	return g.By == ByCounterparty && g.numbering != nil && g.numbering.isAccount(g.id)
}

// Count is the number of rows.
func (g *Group) Count() int { return len(g.Rows) }

// Total is the group's total of one currency, zero where it has no rows of it.
func (g *Group) Total(c aisclient.Currency) ledger.Totals {
	for _, t := range g.Totals {
		if t.Currency == c {
			return t
		}
	}
	return ledger.Totals{Currency: c}
}

// Of groups a result's rows, and the rows of each group again for every further grouping. Groups in time come in time's
// order, others by their number of rows, most first; None comes last. The error is the context's.
func Of(ctx context.Context, r *ledger.Result, by ...By) ([]Group, error) {
	return rows(ctx, r.Ledger, r.Order, by...)
}
