package stream

import (
	"aisdesk/aisclient"
)

// fewestReturns is how many payments that came back at once make a habit of it: one is a slip.
const fewestReturns = 2

// back is what went back to the payer in the stream's days, and with which rows (statement 4.4).
func (s *Streams) back(st *Stream) (aisclient.Amount, []int32) {
	_, back, rows := s.in.Parties.Circle(st.Payer, st.Currency, st.From, st.To)
	return back, rows
}

func (s *Streams) within(row int32, from, to aisclient.Date) bool {
	d := s.in.Ledger.Date(row)
	return d >= from && d <= to
}

// circle is what a payer paid, and how much of it went back to him.
type circle struct{ in, back aisclient.Amount }

// permille is the part that went back, in thousandths.
func (c circle) permille() int {
	return int(min(permille(c.back, c.in), 1000))
}

// net is of an amount the part that stayed.
func (c circle) net(a aisclient.Amount) aisclient.Amount {
	if c.back >= c.in {
		return 0
	}
	return share(a, c.in-c.back, c.in)
}

// goneBack is how much of what a payer paid went back to him: in the stream's days, or, of money that came before them,
// over all of the stream. Payments that were sent back at once cancel each other; where that is a habit, they tell what
// will become of the others.
func (s *Streams) goneBack(st *Stream) circle {
	in, back, _ := s.in.Parties.Circle(st.Payer, st.Currency, st.From, st.To)
	if n, sum := s.cancelled(st); n >= fewestReturns && permille(plus(back, sum), plus(in, sum)) >= int64(s.in.Rules.Income.CircleGonePermille) {
		in, back = plus(in, sum), plus(back, sum)
	}
	if in == 0 && len(st.Rows) > 0 {
		first, last := s.span(st.Rows)
		in, back, _ = s.in.Parties.Circle(st.Payer, st.Currency, first, max(last, st.To))
	}
	return circle{in, back}
}

// cancelled counts and adds up what a payer paid in the stream's days and got back at once.
func (s *Streams) cancelled(st *Stream) (n int, sum aisclient.Amount) {
	for _, row := range s.in.Parties.Rows(st.Payer) {
		other, ok := s.in.Parties.Reversed(row)
		if a := s.in.Ledger.Amount(row); ok && a > 0 && s.in.Ledger.Date(other) >= s.in.Ledger.Date(row) &&
			s.in.Ledger.Currency(row) == st.Currency && s.within(row, st.From, st.To) && s.in.Parties.Payer(other) == st.Payer {
			n, sum = n+1, plus(sum, a)
		}
	}
	return n, sum
}
