package stream

import (
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/insight/cadence"
)

// Shift is what became of a stream between two periods.
type Shift uint8

// Shifts.
const (
	Begun   Shift = iota // nothing in the first period, where something would have been due
	Ended                // nothing in the second one, or its payments stop there
	Altered              // the monthly figure differs by more than a tenth
	Steady               // none of these, or nobody could tell
)

// String is the shift's name.
func (s Shift) String() string {
	return [...]string{"begun", "ended", "changed", "same"}[min(s, Steady)]
}

// Days are a run of days, both ends included.
type Days struct{ From, To aisclient.Date }

// Shifted is a stream and what becomes of it between two periods.
type Shifted struct {
	*Stream
	Shift Shift
	// Who is the payer as people read it: the merchant in the newest title where nobody is named.
	Who string
	// A and B are what it is a month in either period, without sign; zero where its payments stop in that period alone.
	A, B aisclient.Amount
	// Last is the day of the last payment of a stream that ended; zero where it did not, or where the second period is before it.
	Last aisclient.Date
	// RowsA and RowsB are its rows in either period.
	RowsA, RowsB []int32
}

// Became is the shift in a word; of a stream that changed it says which way.
func (x *Shifted) Became() string {
	switch {
	case x.Shift != Altered:
		return x.Shift.String()
	case x.B > x.A:
		return "rose"
	}
	return "fell"
}

// Rhythm is how often it comes, and when it came last where it ended.
func (x *Shifted) Rhythm() string {
	if x.Last == 0 {
		return x.Series.HowOften()
	}
	return x.Series.HowOften() + ", last on " + x.Last.String()
}

// alteredPermille is from which difference on a stream has changed, in thousandths of the smaller figure [J].
const alteredPermille = 100

// steadyShopping is from which stability on, in thousandths, payments that nobody owes are regular ones [J].
const steadyShopping = 800

// bills are categories whose payments are waited for besides income and obligations.
var bills = []category.Category{category.Utilities, category.Telecom, category.Insurance, category.SocialInsurance, category.Tax, category.Education,
	category.Subscriptions}

// purchases are categories in which nobody waits for a payment, however often it comes.
var purchases = []category.Category{category.Groceries, category.Restaurants, category.Fuel, category.Apparel, category.Household, category.Leisure}

// regular reports whether a stream is a regular payment: shopping that comes back is none, nor is money between own
// accounts.
func regular(st *Stream) bool {
	switch c := st.Category; {
	case c == category.OwnTransfer || c == category.CashWithdrawal || c == category.BankFee:
		return false
	case c.Income() || slices.Contains(obligatory, c) || slices.Contains(bills, c):
		return true
	}
	return st.Series.Stability >= steadyShopping && !slices.Contains(purchases, st.Category)
}

// Between says what becomes of each stream with a row in one of two periods, in the order of All. Only regular payments begin,
// end or change: without a cycle nobody knows when the next one is due. Exchanging the periods gives the mirror.
func (s *Streams) Between(a, b Days) []Shifted {
	var out []Shifted
	c := comparison{s}
	for i := range s.all {
		st := &s.all[i]
		x := Shifted{Stream: st, Who: st.Called(), RowsA: c.rowsIn(st, a), RowsB: c.rowsIn(st, b)}
		if len(x.RowsA)+len(x.RowsB) == 0 {
			continue
		}
		x.A, x.B = c.monthlyIn(st, a, x.RowsA), c.monthlyIn(st, b, x.RowsB)
		x.Shift = c.shift(&x, a, b)
		c.settle(&x, b)
		out = append(out, x)
	}
	return out
}

// shift is what becomes of a stream from one period to the other.
func (s comparison) shift(x *Shifted, a, b Days) Shift {
	switch {
	case x.Series.Cycle == cadence.Irregular || !regular(x.Stream):
	case len(x.RowsA) == 0 && s.lacking(x.Stream, a):
		return Begun
	case len(x.RowsB) == 0 && s.lacking(x.Stream, b):
		return Ended
	case len(x.RowsA) == 0 || len(x.RowsB) == 0:
	case stoppedIn(x.Stream, a) != stoppedIn(x.Stream, b):
		if stoppedIn(x.Stream, b) {
			return Ended
		}
		return Begun
	case altered(x.A, x.B):
		return Altered
	}
	return Steady
}

// settle says of a stream that ended when its last payment came, and that one whose payments stop in one of the periods alone is
// nothing a month there: what came before it stopped is no level.
func (s comparison) settle(x *Shifted, b Days) {
	switch {
	case x.Shift == Begun:
		x.A = 0
	case x.Shift == Ended:
		if x.B = 0; x.Series.Last <= b.To {
			x.Last = x.Series.Last
		}
	}
}

// stoppedIn reports whether the payments of a stream stop in some days: it has stopped (statement 5.4), its last payment lies there,
// and so does a due date that was missed after it.
func stoppedIn(st *Stream, d Days) bool {
	f := &st.Series
	return f.Status == cadence.Stopped && f.Last >= d.From && f.Last <= d.To && slices.ContainsFunc(f.Missed, func(due aisclient.Date) bool { return due > f.Last && due <= d.To })
}

// altered reports whether two monthly figures differ by more than a tenth of the smaller one.
func altered(a, b aisclient.Amount) bool {
	low, high := min(a, b), max(a, b)
	return high-low > part(low, alteredPermille)
}

// comparison asks what streams are in two periods.
type comparison struct{ *Streams }

// rowsIn are the rows of a stream in some days.
func (s comparison) rowsIn(st *Stream, d Days) []int32 {
	var out []int32
	for _, row := range st.Rows {
		if day := s.in.Ledger.Date(row); day >= d.From && day <= d.To {
			out = append(out, row)
		}
	}
	return out
}

// lacking reports whether a payment that was due in days of which there is data did not come, or was taken out by a person.
func (s comparison) lacking(st *Stream, d Days) bool {
	if slices.ContainsFunc(st.Taken, func(day aisclient.Date) bool { return day >= d.From && day <= d.To }) {
		return true
	}
	return st.Series.Unmet(max(d.From, s.first[st.Currency]), min(d.To, s.in.Day)) > 0
}

// monthlyIn is what a stream is a month in some days: the mean of the cycles between its payments there, and of those that were
// missed there before and after them.
func (s comparison) monthlyIn(st *Stream, d Days, rows []int32) aisclient.Amount {
	if len(rows) == 0 {
		return 0
	}
	tolerance := st.Series.Cycle.Tolerance()
	first, last := s.in.span(rows)
	from, to := first.AddDays(-tolerance), last.AddDays(tolerance)
	for _, due := range st.Series.Missed {
		if due >= d.From && due <= d.To {
			from, to = min(from, due), max(to, due)
		}
	}
	if mean := st.Series.Gross(max(d.From, from), min(d.To, to)); mean > 0 {
		return mean
	}
	return monthly(s.in.sumIn(rows, d.From, d.To), int(d.To-d.From)+1)
}

// Partners finds for each list of rows the other one with which it shares most, first among those that are alike, each once; -1
// is none. So streams with the acts of people find those without.
func Partners(rows, others [][]int32, alike func(i, other int) bool) []int {
	of := map[int32]int{}
	for i := range others {
		for _, row := range others[i] {
			of[row] = i
		}
	}
	out, taken := slices.Repeat([]int{-1}, len(rows)), map[int]bool{}
	for _, strict := range []bool{true, false} {
		for i := range rows {
			if out[i] >= 0 {
				continue
			}
			best, shared := -1, map[int]int{}
			for _, row := range rows[i] {
				p, ok := of[row]
				if !ok || taken[p] || strict && !alike(i, p) {
					continue
				}
				if shared[p]++; best < 0 || shared[p] > shared[best] {
					best = p
				}
			}
			out[i], taken[best] = best, true
		}
	}
	return out
}
