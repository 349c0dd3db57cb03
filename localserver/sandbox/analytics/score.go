package analytics

import (
	"math"

	"aisdesk/localserver/sandbox/bank"
)

// Scores is the answer of the scoring service: the value is a repayment probability, higher is
// better; the tier goes from A (best) to F. How the sandbox comes to it is its own invention:
// it ranks the built-in customers the way a reader of their accounts would, and means nothing else.
type Scores struct {
	Value      float64 // 0 to 1
	Percentile float64 // 0 to 1
	Tier       string  // A to F
}

// minimumForScore is the least number of transactions that the sandbox scores; below it answers
// NoDataToCalculateScore.
const minimumForScore = 20

// Score rates the accounts' last 180 days. It is false when there is too little to go by.
func Score(today bank.Day, accounts []bank.Account) (Scores, bool) {
	f := facts(today, accounts)
	if f.count < minimumForScore {
		return Scores{}, false
	}
	z := -0.2 + 2.2*math.Min(f.regular, 1) - 6*math.Min(f.gambling, 0.5) - 1.8*math.Min(f.debt*4, 1.5) -
		1.2*math.Min(f.belowZero, 1) + 0.5*math.Min(f.cushion, 4)/2
	value := 1 / (1 + math.Exp(-z))
	s := Scores{Value: value, Percentile: math.Round(1e4*value*value*(3-2*value)) / 1e4}
	s.Tier = string("FEDCBA"[min(int(value*6), 5)])
	return s, true
}

// habits of an owner as shares, so that currencies need not be added up.
type ownerFacts struct {
	count     int
	regular   float64 // share of incoming money that is a salary, a pension, welfare or an invoice
	gambling  float64 // share of outgoing money
	debt      float64 // share of outgoing money that goes to lenders without a bank, bailiffs and collectors, and late repayments
	belowZero float64 // share of transactions that left a negative balance
	cushion   float64 // closing balance in months of spending, averaged over currencies
}

func facts(today bank.Day, accounts []bank.Account) ownerFacts {
	var f ownerFacts
	groups := byCurrency(accounts)
	for _, list := range groups {
		var in Income
		var spent, gambled, owed, balance bank.Money
		n, negative := 0, 0
		for t := range booked(list, today-179, today) {
			n++
			if t.Balance < 0 {
				negative++
			}
			if t.Amount > 0 {
				if to := in.source(t.Labels); to != nil {
					*to += t.Amount
					in.Total += t.Amount
				}
				continue
			}
			spent -= t.Amount
			if gamblingLabels.holds(t.Labels) {
				gambled -= t.Amount
			}
			if debtLabels.holds(t.Labels) {
				owed -= t.Amount
			}
		}
		for _, a := range list {
			balance += a.Balance
		}
		weight := 1 / float64(len(groups))
		f.count += n
		f.regular += weight * share(in.Total-in.Other, in.Total)
		f.gambling += weight * share(gambled, spent)
		f.debt += weight * share(owed, spent)
		f.belowZero += weight * share(bank.Money(negative), bank.Money(n))
		f.cushion += weight * math.Max(0, share(balance, spent/6))
	}
	return f
}

var (
	gamblingLabels, _ = parseCategory("label:gambling")
	debtLabels, _     = parseCategory("label:bailiff|debt collection|repayment~bank|late payment")
)

func share(part, whole bank.Money) float64 {
	if whole <= 0 {
		return 0
	}
	return float64(part) / float64(whole)
}
