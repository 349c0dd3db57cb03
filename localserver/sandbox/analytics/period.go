package analytics

import (
	"iter"

	"aisdesk/localserver/sandbox/bank"
)

// booked yields the transactions of the accounts that were booked from start to end, both inclusive.
func booked(accounts []*bank.Account, start, end bank.Day) iter.Seq[*bank.Transaction] {
	return func(yield func(*bank.Transaction) bool) {
		for _, a := range accounts {
			for i := range a.Transactions {
				t := &a.Transactions[i]
				if t.BookedOn >= start && t.BookedOn <= end && !yield(t) {
					return
				}
			}
		}
	}
}

// balanceFigures walks the days of the period backwards with each account's end-of-day balance. What several accounts
// hold together after a transaction is the account's balance then and the others' at the end of that day.
func balanceFigures(accounts []*bank.Account, start, end bank.Day) BalanceFigures {
	var f BalanceFigures
	var sum, perTransaction bank.Money
	n := 0
	for _, a := range accounts {
		f.Current += a.Balance
	}
	walk := make([]dayBalance, len(accounts))
	for i, a := range accounts {
		walk[i] = dayBalance{account: a}
	}
	for day := end; day >= start; day-- {
		var total bank.Money
		for i := range walk {
			total += walk[i].at(day)
		}
		for i := range walk {
			own := walk[i].at(day)
			for _, t := range walk[i].bookedOn(day) {
				perTransaction += t.Balance + total - own
				n++
			}
		}
		if day == end {
			f.Lowest, f.Highest = total, total
		}
		f.Lowest, f.Highest = min(f.Lowest, total), max(f.Highest, total)
		sum += total
	}
	f.Average = mean(sum, int(end-start)+1)
	f.AveragePerTransaction = mean(perTransaction, n)
	return f
}

// dayBalance finds an account's balance at the end of days that are asked for from new to old.
type dayBalance struct {
	account *bank.Account
	next    int // first transaction not newer than the last day asked for
}

func (w *dayBalance) at(day bank.Day) bank.Money {
	list := w.account.Transactions
	for w.next < len(list) && list[w.next].BookedOn > day {
		w.next++
	}
	if w.next < len(list) {
		return list[w.next].Balance
	}
	if len(list) == 0 {
		return w.account.Balance
	}
	oldest := list[len(list)-1]
	return oldest.Balance - oldest.Amount
}

// bookedOn lists the transactions of the day that was asked for last.
func (w *dayBalance) bookedOn(day bank.Day) []bank.Transaction {
	end := w.next
	for end < len(w.account.Transactions) && w.account.Transactions[end].BookedOn == day {
		end++
	}
	return w.account.Transactions[w.next:end]
}
