package insight

import (
	"context"
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
)

// nameless are rows that the bank gave no counterparty's name with. Banks leave it out of single rows of a series: the
// number of the counterparty's account or the title tells then whose they are.
type nameless struct {
	byNumber map[string][]int32 // by the counterparty's account number
	byTitle  map[string][]int32 // rows without a number either, by what stays of the title from time to time
	taken    map[int32]bool
}

// sameParties puts counterparties together that differ only in case, accents and spaces, under the spelling of the
// most rows: a bank writes one employer in several ways. Rows without a name come apart.
func sameParties(ctx context.Context, l *ledger.Ledger, groups []ledger.Group) ([]ledger.Group, *nameless) {
	var named []ledger.Group
	n := &nameless{byNumber: map[string][]int32{}, taken: map[int32]bool{}}
	at := map[string]int{}
	for _, g := range groups {
		switch {
		case g.Key == "":
			n.byTitle = byTitle(ctx, l, g.Rows)
			continue
		case l.Party(g.Rows[0]).Empty():
			number := bareIBAN(g.Key)
			n.byNumber[number] = inOrder(slices.Concat(n.byNumber[number], g.Rows))
			continue
		}
		name := strings.Join(strings.Fields(ledger.Fold(g.Key)), " ")
		if i, ok := at[name]; ok {
			named[i].Rows = inOrder(slices.Concat(named[i].Rows, g.Rows))
			continue
		}
		at[name] = len(named)
		named = append(named, g)
	}
	return named, n
}

// byTitle parts rows by their title, numbers left out: a fee is the same fee each month.
func byTitle(ctx context.Context, l *ledger.Ledger, rows []int32) map[string][]int32 {
	at := map[string]int{}
	var keys []string
	var lists [][]int32
	var key []byte
	for row := range calmly(ctx, l, rows) {
		key = titleKey(key[:0], l, row)
		k, ok := at[string(key)]
		if !ok {
			k = len(keys)
			keys, lists = append(keys, string(key)), append(lists, nil)
			at[keys[k]] = k
		}
		lists[k] = append(lists[k], row)
	}
	parts := map[string][]int32{}
	for k, key := range keys {
		if key != "" {
			parts[key] = lists[k]
		}
	}
	return parts
}

// titleKey appends what stays of a row's title from time to time.
func titleKey(key []byte, l *ledger.Ledger, row int32) []byte {
	folded := l.FoldedTitle(row)
	apart := false
	for i := range len(folded) {
		switch c := folded[i]; {
		case c >= '0' && c <= '9', c == ' ', c == '.', c == '/', c == '-', c == ':', c == '#':
			apart = len(key) > 0
		default:
			if apart {
				key, apart = append(key, ' '), false
			}
			key = append(key, c)
		}
	}
	return key
}

// mostInSeries is how many rows of similar amount a counterparty may have for those without its name to be looked for:
// what comes more often is no series.
const mostInSeries = 1000

// complete finds the series in rows of similar amount together with those that belong to them without the name, or
// else in those alone. rows are all rows of the counterparty, which it returns with those that were added.
func (n *nameless) complete(l *ledger.Ledger, part, rows []int32, of lane, today aisclient.Date) (s Recurring, all []int32, ok bool) {
	if more := n.matching(l, part, of); len(more) > 0 {
		all = slices.Concat(rows, more)
		if s, ok = series(l, slices.Concat(part, more), today); ok && !s.chance(l, all) {
			n.take(more)
			return s, all, true
		}
	}
	s, ok = series(l, part, today)
	return s, rows, ok && !s.chance(l, rows)
}

// matching are the rows that belong to others of a counterparty: of their direction and currency, about their amount,
// with their number or, without any, their title.
func (n *nameless) matching(l *ledger.Ledger, part []int32, of lane) []int32 {
	if len(part) > mostInSeries || len(n.byNumber)+len(n.byTitle) == 0 {
		return nil
	}
	numbers, titles, own := map[string]bool{}, map[string]bool{}, map[int32]bool{}
	var key []byte
	for _, row := range part {
		own[row] = true
		if number := bareIBAN(l.PartyIBAN(row).String()); number != "" {
			numbers[number] = true
		}
		if len(n.byTitle) > 0 {
			if key = titleKey(key[:0], l, row); !titles[string(key)] {
				titles[string(key)] = true
			}
		}
	}
	least, most := l.Amount(part[0]).Abs(), l.Amount(part[len(part)-1]).Abs() // they come by size
	var out []int32
	fits := func(rows []int32) {
		for _, row := range rows {
			k, ok := laneOf(l, row)
			if ok && k == of && !own[row] && !n.taken[row] && about(l.Amount(row).Abs(), least, most) {
				out = append(out, row)
			}
		}
	}
	for number := range numbers {
		fits(n.byNumber[number])
	}
	for title := range titles {
		fits(n.byTitle[title])
	}
	return inOrder(out)
}

// about reports whether a size is within a fifth of a range.
func about(a, least, most aisclient.Amount) bool { return a >= least-least/5 && a-most <= most/5 }

// take notes rows that a series has now.
func (n *nameless) take(rows []int32) {
	for _, row := range rows {
		n.taken[row] = true
	}
}

// left are the rows that no series has taken.
func (n *nameless) left(rows []int32) []int32 {
	return slices.DeleteFunc(slices.Clone(rows), func(row int32) bool { return n.taken[row] })
}
