package ledger

import (
	"slices"
	"sync"
)

// cache keeps what was computed once and stays true, because a ledger never changes.
type cache struct {
	mu      sync.Mutex
	totals  []Totals
	orders  []keptOrder // most recently used last
	places  []*places   // the last words that were looked for in titles
	letters *letterCount

	ranking sync.Mutex // held while ranks are computed, so that they are computed once
	ranks   [columnCount]ranked

	summing sync.Mutex // held while the keys are made
	keys    sumKeys
	sums    sync.Pool // of *[]sum, for Sums

	memo memo
}

// keptOrders is how many orders of all rows are kept: 4 MB each for a million rows.
const keptOrders = 3

type keptOrder struct {
	keys []SortKey
	rows []int32
}

// order finds a kept order of all rows.
func (c *cache) order(keys []SortKey) ([]int32, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	i := slices.IndexFunc(c.orders, func(o keptOrder) bool { return slices.Equal(o.keys, keys) })
	if i < 0 {
		return nil, false
	}
	o := c.orders[i]
	c.orders = append(slices.Delete(c.orders, i, i+1), o)
	return o.rows, true
}

func (c *cache) keepOrder(keys []SortKey, rows []int32) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.orders) == keptOrders {
		c.orders = slices.Delete(c.orders, 0, 1)
	}
	c.orders = append(c.orders, keptOrder{slices.Clone(keys), rows})
}
