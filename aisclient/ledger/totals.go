package ledger

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger/internal/priority"
)

// Totals sums rows of one currency. Only booked rows (status DONE or none) are in the sums; Count counts all.
type Totals struct {
	Currency aisclient.Currency `json:"currency"`
	Count    int                `json:"count"`  // rows
	Booked   int                `json:"booked"` // rows in the sums
	In       aisclient.Amount   `json:"in"`     // sum of what came in
	Out      aisclient.Amount   `json:"out"`    // sum of what went out, negative or zero
	Net      aisclient.Amount   `json:"net"`    // In + Out
	Min      aisclient.Amount   `json:"min"`    // smallest booked amount
	Max      aisclient.Amount   `json:"max"`    // greatest booked amount
	Mean     aisclient.Amount   `json:"mean"`   // Net / Booked, rounded half away from zero
	// Median is the middle booked amount, the mean of the two middle ones where Booked is even. Groups leave
	// it zero: ask TotalsOf for the group's rows.
	Median aisclient.Amount `json:"median"`
	// Overflow says that In or Out is greater than an amount can be; In, Out, Net and Mean are then zero
	// and not to be shown.
	Overflow bool `json:"overflow,omitempty"`
}

// Same reports whether other totals have the same sums of as many booked rows.
func (t Totals) Same(o Totals) bool { return t.In == o.In && t.Out == o.Out && t.Booked == o.Booked }

// Totals are the totals of the whole ledger, one a currency that occurs, in the sources' order. Its only error is ctx's.
func (l *Ledger) Totals(ctx context.Context) ([]Totals, error) {
	l.cache.mu.Lock()
	totals := l.cache.totals
	l.cache.mu.Unlock()
	if totals != nil {
		return totals, nil
	}
	all := make([]int32, l.Len())
	for i := range all {
		all[i] = int32(i)
	}
	totals, err := l.TotalsOf(ctx, all)
	if err == nil {
		l.cache.mu.Lock()
		l.cache.totals = totals
		l.cache.mu.Unlock()
	}
	return totals, err
}

// TotalsOf are the totals of some rows, one a currency that occurs in them, in the sources' order. Its only error is ctx's.
func (l *Ledger) TotalsOf(ctx context.Context, rows []int32) ([]Totals, error) {
	defer l.Enter(ctx)()
	keys := l.sumKeys()
	whole := l.newGathered()
	var mu sync.Mutex
	var next atomic.Int32
	priority.Share(ctx, len(rows), func() {
		mine := l.newGathered()
		for l.GiveWay(ctx) {
			from := int(next.Add(1)-1) * partRows
			if from >= len(rows) {
				break
			}
			mine.add(l.amount, keys, rows[from:min(from+partRows, len(rows))])
		}
		mu.Lock()
		defer mu.Unlock()
		whole.merge(mine)
	})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return whole.totals(l.currencies), nil
}

// bookedStatuses tells which statuses count in sums.
func (l *Ledger) bookedStatuses() []bool {
	ok := make([]bool, len(l.statuses.vals))
	for i := range ok {
		ok[i] = l.states[i] == aisclient.RowBooked
	}
	return ok
}

// sum adds up amounts of one currency.
type sum struct {
	in, out       aisclient.Amount
	min, max      aisclient.Amount
	over          aisclient.Amount // negative once in or out was greater than an amount can be
	count, booked int32
}

func (s *sum) add(a aisclient.Amount, booked bool) {
	s.count++
	if booked {
		s.book(a)
	}
}

// book adds a booked amount. It has no branches that depend on the sign: they would be foreseen wrongly every
// other time.
func (s *sum) book(a aisclient.Amount) {
	if s.booked == 0 {
		s.min, s.max = a, a
	}
	s.min, s.max = min(s.min, a), max(s.max, a)
	s.booked++
	minus := a >> 63 // all ones where the amount is negative
	s.in += a &^ minus
	s.out += a & minus
	s.check()
}

// check notes what is greater than an amount can be: in and out only ever grow, so that a wrong sign shows it.
// The smallest number counts as such: it has no opposite.
func (s *sum) check() { s.over |= s.in | -s.out }

// merge adds another sum of the same currency.
func (s *sum) merge(o *sum) {
	s.count += o.count
	if o.booked == 0 {
		return
	}
	if s.booked == 0 {
		s.min, s.max = o.min, o.max
	}
	s.min, s.max = min(s.min, o.min), max(s.max, o.max)
	s.booked += o.booked
	s.in += o.in
	s.out += o.out
	s.over |= o.over
	s.check()
}

func (s *sum) totals(c aisclient.Currency) Totals {
	t := Totals{Currency: c, Count: int(s.count), Booked: int(s.booked), Min: s.min, Max: s.max, Overflow: s.over < 0}
	if t.Overflow || s.booked == 0 {
		return t
	}
	t.In, t.Out, t.Net = s.in, s.out, s.in+s.out
	t.Mean = divide(t.Net, int(s.booked))
	return t
}

// divide rounds half away from zero.
func divide(a aisclient.Amount, n int) aisclient.Amount {
	q, r := a/aisclient.Amount(n), a%aisclient.Amount(n)
	if 2*r.Abs() >= aisclient.Amount(n) {
		if a < 0 {
			return q - 1
		}
		return q + 1
	}
	return q
}

// median reorders its argument.
func median(a []aisclient.Amount) aisclient.Amount {
	n := len(a)
	if n == 0 {
		return 0
	}
	place(a, n/2)
	if n%2 == 1 {
		return a[n/2]
	}
	return middle(slices.Max(a[:n/2]), a[n/2])
}

// place puts the k-th smallest amount at k, smaller ones before it, greater ones behind it. It is quickselect
// with the middle of three; where that goes badly for long it sorts.
func place(a []aisclient.Amount, k int) {
	for rounds := 0; len(a) > 16; rounds++ {
		if rounds > 64 {
			break
		}
		lt, gt := partition(a)
		switch {
		case k < lt:
			a = a[:lt]
		case k >= gt:
			a, k = a[gt:], k-gt
		default:
			return
		}
	}
	slices.Sort(a)
}

// partition orders by a pivot: smaller ones, then its equals from lt to gt-1, then greater ones.
func partition(a []aisclient.Amount) (lt, gt int) {
	x, y, z := a[0], a[len(a)/2], a[len(a)-1]
	pivot := max(min(x, y), min(max(x, y), z))
	i := 0
	lt, gt = 0, len(a)
	for i < gt {
		switch v := a[i]; {
		case v < pivot:
			a[lt], a[i] = v, a[lt]
			lt++
			i++
		case v > pivot:
			gt--
			a[i], a[gt] = a[gt], v
		default:
			i++
		}
	}
	return lt, gt
}

// middle is (x+y)/2 rounded half away from zero, without overflow.
func middle(x, y aisclient.Amount) aisclient.Amount {
	half := x/2 + y/2
	switch rest := x%2 + y%2; {
	case rest == 2 || (rest == 1 && half >= 0):
		return half + 1
	case rest == -2 || (rest == -1 && half <= 0):
		return half - 1
	}
	return half
}
