package stream

import (
	"slices"

	"aisdesk/aisclient"
)

// MonthSum is what a stream paid in a calendar month.
type MonthSum struct {
	Start aisclient.Date // its first day
	Sum   aisclient.Amount
	Rows  []int32
	// Unfinished says that the month is not over on the data's day.
	Unfinished bool
	// NoData says that the data begins after the month, or in its second half with nothing paid: that nothing was paid in it is
	// not known.
	NoData bool
}

// Months are the last n calendar months of a stream, oldest first, to that of the data's day.
func (s *Streams) Months(st *Stream, n int) []MonthSum {
	out := make([]MonthSum, n)
	month := s.in.Day.MonthStart()
	for i := range out {
		out[n-1-i].Start = month.AddMonths(-i)
	}
	if n == 0 {
		return out
	}
	out[n-1].Unfinished = (s.in.Day + 1).MonthStart() != s.in.Day+1
	first := out[0].Start
	for _, row := range st.Rows {
		d := s.in.Ledger.Date(row)
		if d < first || d > s.in.Day {
			continue
		}
		y, m, _ := d.Civil()
		fy, fm, _ := first.Civil()
		k := (y-fy)*12 + int(m) - int(fm)
		out[k].Sum = plus(out[k].Sum, s.in.Ledger.Amount(row).Abs())
		out[k].Rows = append(out[k].Rows, row)
	}
	since := s.since()
	for i := range out {
		m := &out[i]
		end := m.Start.AddMonths(1)
		m.NoData = since != 0 && len(m.Rows) == 0 && since-m.Start > end-since
	}
	return out
}

// since is the first day that the data of the accounts in scope speaks of; zero where that is not known.
func (s *Streams) since() (first aisclient.Date) {
	if s.in.Since == nil {
		return 0
	}
	for i := range s.in.Ledger.Sources() {
		if s.in.Sources != nil && !slices.Contains(s.in.Sources, i) {
			continue
		}
		if d := s.in.Since(i); d != 0 && (first == 0 || d < first) {
			first = d
		}
	}
	return first
}

// known is a day, or the first later one of which there is data in a currency: what is said of days before it nobody saw.
func (s budget) known(c aisclient.Currency, from aisclient.Date) aisclient.Date {
	first := s.first[c]
	for i := range s.in.Ledger.Sources() {
		if s.in.Since == nil || s.in.Sources != nil && !slices.Contains(s.in.Sources, i) || s.in.Ledger.Sources()[i].Currency != c {
			continue
		}
		if d := s.in.Since(i); d != 0 && (first == 0 || d < first) {
			first = d
		}
	}
	return max(from, first)
}

// ProviderView is how providers of account data sum a stream up (statement 5.7): this calendar month and the two before,
// and the 90 days to the data's day by three. It is for comparing with their figures; no claim is decided by it.
type ProviderView struct {
	ThisMonth, LastMonth, MonthBefore aisclient.Amount
	Unfinished                        bool // this month
	Mean90                            aisclient.Amount
}

// ProviderView sums a stream up as providers do.
func (s *Streams) ProviderView(st *Stream) ProviderView {
	m := s.Months(st, 3)
	var sum aisclient.Amount
	for _, row := range st.Rows {
		if d := s.in.Ledger.Date(row); d > s.in.Day-providerDays && d <= s.in.Day {
			sum = plus(sum, s.in.Ledger.Amount(row).Abs())
		}
	}
	return ProviderView{ThisMonth: m[2].Sum, LastMonth: m[1].Sum, MonthBefore: m[0].Sum, Unfinished: m[2].Unfinished, Mean90: sum / 3}
}
