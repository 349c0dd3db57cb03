package library

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"aisdesk/aisclient/english"
	"aisdesk/aisclient/text"
)

// Order is an order of imports. Imports that say nothing about it come last, and equal ones by date.
type Order int

// The orders. ByDate is the newest first, ByRows the most first, ByExpiry the first to expire first, the others are
// alphabetical.
const (
	ByDate Order = iota
	ByCustomer
	ByBank
	ByRows
	ByExpiry
	ByDecision
)

var orderNames = []string{"date", "customer", "bank", "rows", "expiry", "decision"}

// String is the order's name, as --sort takes it.
func (o Order) String() string { return orderNames[o] }

// Orders are all orders.
func Orders() []Order { return orderKinds[:] }

// ParseOrder finds an order by its name. Another name is an error that lists the orders.
func ParseOrder(name string) (Order, error) {
	i := slices.Index(orderNames, strings.ToLower(name))
	if i < 0 {
		said := fmt.Sprintf("imports are sorted by %s; %.40q is none of them", strings.Join(orderNames[:], ", "), name)
		if near := english.Nearest(name, orderNames[:]); near != "" {
			said += ", did you mean " + near + "?"
		}
		return 0, errors.New(said)
	}
	return Order(i), nil
}

// orders are the orders that were asked for, each worked out once.
type orders struct {
	mu   sync.Mutex
	made [len(orderKinds)][]int32
}

var orderKinds = [...]Order{ByDate, ByCustomer, ByBank, ByRows, ByExpiry, ByDecision}

// order is all imports in an order.
func (x *Index) order(by Order) []int32 {
	x.orders.mu.Lock()
	defer x.orders.mu.Unlock()
	if x.orders.made[by] == nil {
		x.orders.made[by] = x.sorted(by)
	}
	return x.orders.made[by]
}

// sortKey is what an import is sorted by: number, then text; none comes last.
type sortKey struct {
	none bool
	n    int64
	s    string
}

func (x *Index) sorted(by Order) []int32 {
	all := make([]int32, len(x.records))
	keys := make([]sortKey, len(x.records))
	for i := range all {
		all[i] = int32(i)
		if by != ByDate {
			keys[i] = x.key(i, by)
		}
	}
	if by == ByDate {
		return all // the records are
	}
	slices.SortStableFunc(all, func(a, b int32) int {
		x, y := &keys[a], &keys[b]
		switch {
		case x.none != y.none && x.none:
			return 1
		case x.none != y.none:
			return -1
		}
		return cmp.Or(cmp.Compare(x.n, y.n), cmp.Compare(x.s, y.s))
	})
	return all
}

func (x *Index) key(n int, by Order) sortKey {
	word := func(s string) sortKey { return sortKey{none: s == "", s: text.Fold(s)} }
	if by == ByExpiry {
		at := x.records[n].expires
		return sortKey{none: at == 0, n: at}
	}
	e := x.Entry(n)
	switch by {
	case ByCustomer:
		return word(e.Person())
	case ByBank:
		return word(e.Bank().String())
	case ByRows:
		rows := e.Transactions()
		return sortKey{none: rows < 0, n: -int64(rows)}
	}
	return word(e.Decision())
}
