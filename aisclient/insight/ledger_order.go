package insight

import (
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
)

// ledgerOrder is an account's booked rows in the bank's own order, oldest first, with the days by which the bank put them
// in that order.
type ledgerOrder struct {
	l    *ledger.Ledger
	rows []int32
	days []aisclient.Date

	ways []span // kept for the next day
}

// ledgerOrderOf finds the order in which balances follow each other. Most banks list the newest row first, by the day of
// the transaction; booking days can then run in another order, and balances must not be read by them.
func ledgerOrderOf(l *ledger.Ledger, source int) ledgerOrder {
	l = l.Whole() // an excluded row has moved the balance all the same
	s := &l.Sources()[source]
	c := ledgerOrder{l: l, rows: make([]int32, 0, s.Rows())}
	for row := s.First; row < s.Last; row++ {
		if l.Booked(row) {
			c.rows = append(c.rows, row)
		}
	}
	c.days = daysOf(c.rows, l.Date)
	if made := daysOf(c.rows, l.TransactionOn); !slices.Contains(made, 0) && turns(made) < turns(c.days) {
		c.days = made
	}
	if c.newestFirst() {
		slices.Reverse(c.rows)
		slices.Reverse(c.days)
	}
	return c
}

func daysOf(rows []int32, day func(int32) aisclient.Date) []aisclient.Date {
	days := make([]aisclient.Date, len(rows))
	for i, row := range rows {
		days[i] = day(row)
	}
	return days
}

// steps counts how often days fall and rise from one row to the next.
func steps(days []aisclient.Date) (falls, rises int) {
	for i := 1; i < len(days); i++ {
		switch a, b := days[i-1], days[i]; {
		case a > b:
			falls++
		case a < b:
			rises++
		}
	}
	return falls, rises
}

// turns is how often days run against their main direction.
func turns(days []aisclient.Date) int { return min(steps(days)) }

// newestFirst reports whether the rows run back in time, as replies do. Where their days do not say, as on a single
// day, the balances do.
func (c *ledgerOrder) newestFirst() bool {
	if falls, rises := steps(c.days); falls != rises {
		return falls > rises
	}
	back, forth := 0, 0
	for i := 1; i < len(c.rows); i++ {
		if c.follows(c.rows[i], c.rows[i-1]) {
			back++
		}
		if c.follows(c.rows[i-1], c.rows[i]) {
			forth++
		}
	}
	return back >= forth
}

// follows reports whether a row's balance is that of the row before and its own amount.
func (c *ledgerOrder) follows(before, row int32) bool {
	was, ok := c.l.Balance(before)
	now, also := c.l.Balance(row)
	if !ok || !also {
		return false
	}
	want, err := was.Add(c.l.Amount(row))
	return err == nil && want == now
}

// span is the balance before the first of some rows and after the last.
type span struct{ before, after aisclient.Amount }

// span finds in which order the rows of one day follow each other, which need not be the order in which the bank
// lists them: each row leads from one balance to another, and together they are one way. It is false where they are
// none, or a bank left a balance out. A way that ends where it began must begin at was, if that is known.
func (c *ledgerOrder) span(rows []int32, was *aisclient.Amount) (span, bool) {
	c.ways = slices.Grow(c.ways[:0], len(rows))[:len(rows)]
	ways := c.ways
	inOrder := true
	for i, row := range rows {
		now, ok := c.l.Balance(row)
		before, err := now.Add(-c.l.Amount(row))
		if !ok || err != nil {
			return span{}, false
		}
		ways[i] = span{before, now}
		inOrder = inOrder && (i == 0 || ways[i-1].after == before)
	}
	whole := span{ways[0].before, ways[len(ways)-1].after}
	if inOrder && (whole.before != whole.after || was == nil || *was == whole.before) {
		return whole, true
	}
	return oneWay(ways, was)
}

// oneWay joins ways that can all be gone one after the other, each once.
func oneWay(ways []span, was *aisclient.Amount) (span, bool) {
	left := map[aisclient.Amount]int{} // how much more often a balance is left than reached
	for _, w := range ways {
		left[w.before]++
		left[w.after]--
	}
	var whole span
	starts, ends := 0, 0
	for at, n := range left {
		if n > 0 {
			whole.before, starts = at, starts+n
		} else if n < 0 {
			whole.after, ends = at, ends-n
		}
	}
	if starts == 0 { // a round
		whole = span{ways[len(ways)-1].after, ways[len(ways)-1].after}
		if _, on := left[deref(was)]; was != nil && on {
			whole = span{*was, *was}
		}
	}
	return whole, starts <= 1 && ends <= 1 && connected(ways)
}

func deref(a *aisclient.Amount) aisclient.Amount {
	if a == nil {
		return 0
	}
	return *a
}

// connected reports whether every balance of the ways can be reached from every other, whichever way they are gone.
func connected(ways []span) bool {
	next := map[aisclient.Amount][]aisclient.Amount{}
	for _, w := range ways {
		next[w.before] = append(next[w.before], w.after)
		next[w.after] = append(next[w.after], w.before)
	}
	seen, todo := map[aisclient.Amount]bool{ways[0].before: true}, []aisclient.Amount{ways[0].before}
	for len(todo) > 0 {
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, n := range next[at] {
			if !seen[n] {
				seen[n] = true
				todo = append(todo, n)
			}
		}
	}
	return len(seen) == len(next)
}
