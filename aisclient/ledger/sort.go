package ledger

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
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

// sortSlow sorts by comparing.
func (l *Ledger) sortSlow(order []int32, keys []SortKey) {
	if len(keys) == 0 {
		return
	}
	col := collate.New(language.Polish)
	var xb, yb collate.Buffer
	slices.SortStableFunc(order, func(x, y int32) int {
		for _, k := range keys {
			c := 0
			switch k.Column {
			case ColAmount:
				c = cmp.Compare(l.amount[x], l.amount[y])
			case ColDate:
				c = cmp.Compare(l.date[x], l.date[y])
			default:
				xb.Reset()
				yb.Reset()
				c = col.CompareString(l.Text(x, k.Column).String(), l.Text(y, k.Column).String())
			}
			if k.Desc {
				c = -c
			}
			if c != 0 {
				return c
			}
		}
		return 0
	})
}
