package ledger

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"aisdesk/aisclient/ledger/internal/collation"
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
// falling order. It fails as ParseColumn does.
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

// FormatSort writes a sort stack as ParseSort reads it.
func FormatSort(keys []SortKey) string {
	said := make([]string, len(keys))
	for i, k := range keys {
		said[i] = k.String()
	}
	return strings.Join(said, ",")
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

// textRanks gives a row's text as an id, and the rank of every id; -1 is no text. Without ids a row is its own.
func (l *Ledger) textRanks(ctx context.Context, c Column) (ids, ranks []int32, err error) {
	l.cache.ranking.Lock()
	defer l.cache.ranking.Unlock()
	r := &l.cache.ranks[c]
	if r.ranks == nil {
		ids, texts := l.distinct(c)
		ranks, err := collation.Rank(ctx, texts)
		if err != nil {
			return nil, nil, err
		}
		r.ids, r.ranks = ids, ranks
	}
	return r.ids, r.ranks, nil
}

// ranked is a column's texts by rank.
type ranked struct{ ids, ranks []int32 }

// distinct lists a column's texts and tells which one each row has. Titles and symbols are listed row by row:
// most are distinct, and finding out takes more room than ranking them twice.
func (l *Ledger) distinct(c Column) (ids []int32, texts collation.Texts) {
	var d *dictionary
	switch c {
	case ColParty:
		ids, d = l.party, &l.parties
	case ColPartyIBAN:
		ids, d = l.iban, &l.ibans
	case ColKind:
		ids, d = l.kind, &l.kinds
	case ColStatus:
		ids, d = l.status, &l.statuses
	case ColLabels:
		return l.labels, collation.Texts{Len: len(l.sets), At: func(i int32) string { return joinTexts(l.sets[i].texts, ", ") }}
	case ColAccount, ColAccountIBAN, ColOwner, ColCurrency, ColBank:
		texts := l.sourceTexts(c)
		return l.source, collation.Texts{Len: len(texts), At: func(i int32) string { return texts[i] }}
	case ColTitle:
		return nil, collation.Texts{Len: l.Len(), At: l.title}
	default:
		return nil, collation.Texts{Len: l.Len(), At: func(row int32) string { return l.Text(row, c).String() }}
	}
	return ids, collation.Texts{Len: len(d.vals), At: func(i int32) string { return d.vals[i].String() }}
}

func (l *Ledger) sourceTexts(c Column) []string {
	texts := make([]string, len(l.sources))
	for i := range l.sources {
		s := &l.sources[i]
		switch c {
		case ColAccount:
			texts[i] = s.Label().String()
		case ColAccountIBAN:
			texts[i] = s.IBAN.String()
		case ColOwner:
			texts[i] = s.OwnerNames().String()
		case ColCurrency:
			texts[i] = string(s.Currency)
		default:
			texts[i] = s.TargetName.String()
		}
	}
	return texts
}
