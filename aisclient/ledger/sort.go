package ledger

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"aisdesk/aisclient/ledger/internal/radix"
)

// SortKey is one level of a sort.
type SortKey struct {
	Column Column
	Desc   bool
}

// String writes the key as ParseSort reads it.
func (k SortKey) String() string {
	if k.Desc {
		return "-" + k.Column.String()
	}
	return k.Column.String()
}

// ParseSort reads a sort stack such as "-amount,date": columns by name, most significant first, "-" for
// falling order.
func ParseSort(s string) ([]SortKey, error) {
	var keys []SortKey
	for part := range strings.SplitSeq(s, ",") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		name, desc := strings.CutPrefix(part, "-")
		c, err := ParseColumn(name)
		if err != nil {
			return nil, fmt.Errorf("sort: %w", err)
		}
		keys = append(keys, SortKey{c, desc})
	}
	return keys, nil
}

// sorted is the order of all rows under a sort stack; the last few orders are kept. Do not change it.
func (l *Ledger) sorted(ctx context.Context, keys []SortKey) ([]int32, error) {
	if order, ok := l.cache.order(keys); ok {
		return order, nil
	}
	order := make([]int32, l.Len())
	for i := range order {
		order[i] = int32(i)
	}
	order, err := l.sortRows(ctx, order, keys)
	if err == nil {
		l.cache.keepOrder(keys, order)
	}
	return order, err
}

// sortRows sorts rows, which it may reorder, by a stack of keys. It sorts by the least significant key
// first: every pass is stable, so equal rows keep the order in which they came.
func (l *Ledger) sortRows(ctx context.Context, rows []int32, keys []SortKey) ([]int32, error) {
	var s radix.Sorter
	for _, k := range slices.Backward(keys) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		value, err := l.sortValue(ctx, k.Column)
		if err != nil {
			return nil, err
		}
		s.Sort(rows, value, k.Desc)
	}
	return rows, ctx.Err()
}

// sortValue gives the number by which a column sorts a row; false where the row has no value.
func (l *Ledger) sortValue(ctx context.Context, c Column) (func(int32) (int64, bool), error) {
	switch c {
	case ColDate:
		return func(r int32) (int64, bool) { return int64(l.date[r]), l.date[r] != 0 }, nil
	case ColID:
		return func(r int32) (int64, bool) { return int64(r), true }, nil
	case ColTransactionOn:
		return func(r int32) (int64, bool) { return int64(l.on[r]), l.on[r] != 0 }, nil
	case ColAmount:
		return func(r int32) (int64, bool) { return int64(l.amount[r]), !l.AmountUnread(r) }, nil
	case ColBalance:
		return func(r int32) (int64, bool) { return int64(l.balance[r]), l.balance[r] != noBalance }, nil
	}
	if c.Annotation() {
		return l.annotationRank(ctx, c)
	}
	ids, ranks, err := l.textRanks(ctx, c)
	if err != nil {
		return nil, err
	}
	if ids == nil {
		return func(r int32) (int64, bool) { return int64(ranks[r]), ranks[r] >= 0 }, nil
	}
	return func(r int32) (int64, bool) {
		rank := ranks[ids[r]]
		return int64(rank), rank >= 0
	}, nil
}
