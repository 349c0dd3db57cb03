package stream

import (
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/insight/party"
)

// fewestReturns is how many payments that came back at once make a habit of it: one is a slip.
const fewestReturns = 2

// back is what went back to the payer in the stream's days, and with which rows (statement 4.4).
func (s *Streams) back(st *Stream) (aisclient.Amount, []int32) {
	_, back, rows := s.circle(st, st.From, st.To)
	return back, rows
}

// circle adds up what a payer paid in some days and what of it went back: to him, or, by its words, as pay that should not
// have come, whoever got it (statement 4.5).
func (s *Streams) circle(st *Stream, from, to aisclient.Date) (in, back aisclient.Amount, rows []int32) {
	in, back, rows = s.in.Parties.Circle(st.Payer, st.Currency, from, to)
	for _, row := range s.payBack[st.Payer] {
		if s.in.Ledger.Currency(row) == st.Currency && s.in.within(row, from, to) {
			back, rows = plus(back, s.in.Ledger.Amount(row).Abs()), append(rows, row)
		}
	}
	return in, back, rows
}

// payBackDays is how many days after pay a part of it may go back [J].
const payBackDays = 31

// findPayBack finds parts of pay that go back to somebody other than the payer, by the payer of the last pay that is as large.
func (s *Streams) findPayBack() {
	s.payBack = map[party.ID][]int32{}
	var pay []int32
	for _, row := range s.rows {
		if s.in.Category(row) == category.Salary && s.in.counted(row) {
			pay = append(pay, row)
		}
	}
	slices.SortStableFunc(pay, func(x, y int32) int { return int(s.in.Ledger.Date(x)) - int(s.in.Ledger.Date(y)) })
	for _, row := range s.out {
		title := s.in.Ledger.FoldedTitle(row)
		if !s.in.counted(row) || !party.PayBack(title) && (s.in.Category(row) != category.ReturnedPayment || !party.NamesPay(title)) {
			continue
		}
		if payer := s.paidBefore(row, pay); payer != party.None && payer != s.in.Parties.Payer(row) {
			s.payBack[payer] = append(s.payBack[payer], row)
		}
	}
}

// paidBefore is the payer of the last pay, of some in the order of their days, that is not smaller than what a row gives
// back; None without one.
func (s *Streams) paidBefore(row int32, pay []int32) party.ID {
	l, day := s.in.Ledger, s.in.Ledger.Date(row)
	n, _ := slices.BinarySearchFunc(pay, day+1, func(r int32, d aisclient.Date) int { return int(l.Date(r)) - int(d) })
	for n--; n >= 0 && l.Date(pay[n]) >= day-payBackDays; n-- {
		if l.Currency(pay[n]) == l.Currency(row) && l.Amount(pay[n]) >= -l.Amount(row) {
			return s.in.Parties.Payer(pay[n])
		}
	}
	return party.None
}

// counted reports whether a row is booked and neither cancelled nor a copy.
func (in *Input) counted(row int32) bool {
	_, cancelled := in.Parties.Reversed(row)
	_, copied := in.Parties.Copy(row)
	return !cancelled && copied != party.CertainCopy && in.Ledger.Booked(row)
}

func (in *Input) within(row int32, from, to aisclient.Date) bool {
	d := in.Ledger.Date(row)
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
	in, back, _ := s.circle(st, st.From, st.To)
	if n, sum := s.cancelled(st); n >= fewestReturns && permille(plus(back, sum), plus(in, sum)) >= int64(s.in.Rules.Income.CircleGonePermille) {
		in, back = plus(in, sum), plus(back, sum)
	}
	if in == 0 && len(st.Rows) > 0 {
		first, last := s.in.span(st.Rows)
		in, back, _ = s.circle(st, first, max(last, st.To))
	}
	return circle{in, back}
}

// stayed is the most of an amount that may have stayed of a stream of which so much is gone: what went back before the first pay of the stream's days may have been of the pay
// before it, where as much went back after one. More is money that went out first.
func stayed(s *Streams, st *Stream, gone circle, a aisclient.Amount) aisclient.Amount {
	first := st.To
	for _, row := range st.Rows { // in the order of the reply
		if s.in.within(row, st.From, st.To) {
			first = min(first, s.in.Ledger.Date(row))
		}
	}
	in, back, rows := s.circle(st, first, st.To)
	var most aisclient.Amount
	for _, row := range rows {
		most = max(most, s.in.Ledger.Amount(row).Abs())
	}
	if in > 0 && back < gone.back && gone.back-back <= most {
		gone = circle{in, back}
	}
	return gone.net(a)
}

// cancelled counts and adds up what a payer paid in the stream's days and got back at once.
func (s *Streams) cancelled(st *Stream) (n int, sum aisclient.Amount) {
	for _, row := range s.in.Parties.Rows(st.Payer) {
		other, ok := s.in.Parties.Reversed(row)
		if a := s.in.Ledger.Amount(row); ok && a > 0 && s.in.Ledger.Date(other) >= s.in.Ledger.Date(row) &&
			s.in.Ledger.Currency(row) == st.Currency && s.in.within(row, st.From, st.To) {
			n, sum = n+1, plus(sum, a)
		}
	}
	return n, sum
}

// unspent are the categories of payments of which nobody knows what was bought for them: they may be put aside at who is paid.
var unspent = []category.Category{category.OwnTransfer, category.OtherOut, category.PersonOut, category.SavingsInvestment, category.Crypto}

// poured reports whether at least half of what a payer paid was put aside at him or at who may be him (statement 4.4): nobody
// knows whose money it is that comes from there. By card, too, for a wallet is filled by card, unless his name says what else he
// sells. By transfer to a firm whose name has a word of his, a tenth in several payments is enough to ask.
func (s judge) poured(st *Stream, p *party.Party) bool {
	if p.Public() {
		return false
	}
	in, _, back := s.circle(st, st.From, st.To)
	put, near, n := aisclient.Amount(0), aisclient.Amount(0), 0
	sells := !p.Keeps() && identity.SaysTrade(p.Name)
	for _, row := range s.in.Parties.PaidTo(st.Payer, st.Currency, st.From, st.To) {
		a, c := s.in.Ledger.Amount(row).Abs(), s.in.Category(row)
		to, card, open := s.in.Parties.Party(s.in.Parties.Payer(row)), s.in.Parties.Card(row), slices.Contains(unspent, c)
		if open && !(card && sells) {
			put = plus(put, a)
		}
		open = open || !forLiving(c) && party.Neutral(s.in.Ledger.FoldedTitle(row), to.Name, p.Name)
		if open && !card && to != p && !to.Titled && !to.Person && !slices.Contains(back, row) {
			near, n = plus(near, a), n+1
		}
	}
	limits := s.in.Rules.Income
	return s.promised(st, p, in) || circle{in, put}.permille() >= limits.CircleGonePermille || !p.Keeps() && n >= fewestReturns && circle{in, near}.permille() >= limits.CircleNetPermille
}

// promised reports whether money is to go back to a payer of which no sum tells: a tenth of what he paid is pending, or it went to
// him in another currency again and again. What is paid to a bank is for something else as often as not.
func (s judge) promised(st *Stream, p *party.Party, in aisclient.Amount) bool {
	pending, foreign := aisclient.Amount(0), 0
	for _, row := range s.in.Parties.PromisedTo(st.Payer, st.Currency, st.From, st.To) {
		if s.in.Void != nil && s.in.Void(row) || s.in.Parties.Card(row) || forLiving(s.in.Category(row)) || p.Keeps() {
			continue
		}
		if s.in.Ledger.Currency(row) != st.Currency {
			foreign++
		} else {
			pending = plus(pending, s.in.Ledger.Amount(row).Abs())
		}
	}
	return foreign >= fewestReturns || circle{in, pending}.permille() >= s.in.Rules.Income.CircleNetPermille
}

// forLiving reports whether a category says what a payment by transfer to somebody of the payer's group is for.
func forLiving(c category.Category) bool {
	switch c {
	case category.LoanRepayment, category.Insurance, category.Restaurants, category.Subscriptions:
		return true
	}
	return private(c) && c != category.OwnTransfer
}
