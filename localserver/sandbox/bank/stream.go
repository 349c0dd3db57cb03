package bank

import "iter"

// Many yields n transactions of the account, newest first, spread evenly from yesterday back to
// since, for scenarios that are too large to hold: nothing but one transaction is kept, and it is
// valid only until the next. They are drawn from the account's own history, each with its own
// amount give or take a tenth; balances add up from the account's closing balance. Draws that
// would let the balance run away are replaced by ones that bring it back, so a million rows stay
// plausible.
func (a *Account) Many(n int, since, today Day, seed uint64) iter.Seq[*Transaction] {
	return func(yield func(*Transaction) bool) {
		in, out := a.models()
		d := newDice(seed, 0, "many", a.ID)
		span := int64(max(today-1-since, 0))
		balance, bound := a.Balance, max(a.Balance.abs(), 1_000_000)
		var t Transaction
		for i := range n {
			// Going back in time, income lowers the balance and spending raises it.
			from := out
			if balance > a.Balance+bound || (balance > a.Balance-bound && d.Uint64()%8 == 0) {
				from = in
			}
			t = from[d.IntN(len(from))]
			t.Amount += t.Amount * Money(d.Int64N(2001)-1000) / 10000
			t.TransactionOn = today - 1 - Day(int64(i)*(span+1)/int64(max(n, 1)))
			t.BookedOn = t.TransactionOn + 1
			t.Balance = balance
			balance -= t.Amount
			if !yield(&t) {
				return
			}
		}
	}
}

func (m Money) abs() Money {
	if m < 0 {
		return -m
	}
	return m
}

// models are what Many draws from; an account without history gets one plain payment each way.
func (a *Account) models() (in, out []Transaction) {
	for _, t := range a.Transactions {
		if t.Amount > 0 {
			in = append(in, t)
		} else if t.Amount < 0 {
			out = append(out, t)
		}
	}
	if len(in) == 0 {
		in = []Transaction{{Amount: 100_000, Title: "TRANSFER", Status: "DONE"}}
	}
	if len(out) == 0 {
		out = []Transaction{{Amount: -12_500, Title: "TRANSFER", Status: "DONE"}}
	}
	return in, out
}
