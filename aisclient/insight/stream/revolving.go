package stream

import (
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/rules"
)

// Card is what repayments onto a credit card of the reply come to a month, and what the card paid for. What was bought with it is
// in the spending already, so that repayments of it are no debt service for certain.
type Card struct {
	Source       int
	Paid, Bought aisclient.Amount
}

// credit works out what revolving credit obliges to (statement 6.2).
type credit struct{ *Streams }

// repaid adds what is paid each month onto the cards of the reply: certain is what goes beyond the card's purchases, possible all of
// it beyond the part of the limit that counts anyway. seen is what other streams of card repayments come to.
func (s credit) repaid(o *Obligations, seen aisclient.Amount) (repaid aisclient.Amount) {
	repaid = seen
	for _, d := range o.Debts {
		rows := s.onto(d.Source)
		if len(rows) == 0 {
			continue
		}
		st := &Stream{Name: s.in.Ledger.Sources()[d.Source].Label().String(), Category: category.CardRepayment, Currency: o.Currency, Rows: rows, Series: s.find(rows)}
		st.To, st.From = s.in.Day, judge{s.Streams, nil}.window(st)
		item := s.obligation(st)
		twice := min(seen, item.Proven) // both halves of a payment
		item.Proven, seen = item.Proven-twice, seen-twice
		paid := plus(item.Proven, item.Possible)
		item.Card = &Card{Source: d.Source, Paid: paid, Bought: s.bought(d.Source)}
		item.Proven = max(0, item.Proven-item.Card.Bought)
		item.Possible = max(0, paid-max(item.Proven, d.due(s.in.Rules)))
		o.add(item)
		repaid = plus(repaid, item.Proven)
	}
	return repaid
}

// onto are the rows with which a card was repaid: those that came in on it, else those that went there from other accounts.
func (s credit) onto(source int) []int32 {
	src := &s.in.Ledger.Sources()[source]
	if !s.in.Parties.CreditCard(source) {
		return nil
	}
	rows := s.booked(src.First, src.Last, func(row int32) bool {
		switch s.in.Category(row) {
		case category.OwnTransfer, category.CardRepayment, category.OtherIn, category.PersonIn:
			return s.in.Ledger.Amount(row) > 0
		}
		return false
	})
	if len(rows) > 0 {
		return rows
	}
	return slices.DeleteFunc(slices.Clone(s.out), func(row int32) bool {
		card, ok := s.in.Parties.PaidOnto(row)
		return !ok || card != source || s.in.Category(row) != category.OwnTransfer || !budget(s).counts(row)
	})
}

// bought is what a card paid for a month in the last months, without interest and fees, and without what was only borrowed.
func (s credit) bought(source int) aisclient.Amount {
	src, from := &s.in.Ledger.Sources()[source], s.in.Day.AddMonths(-s.in.Rules.Obligations.MeanMonths)+1
	first := s.in.Day
	rows := s.booked(src.First, src.Last, func(row int32) bool {
		first = min(first, s.in.Ledger.Date(row))
		switch s.in.Category(row) {
		case category.OwnTransfer, category.ReturnedPayment, category.BankFee, category.LateFee, category.CashWithdrawal:
			return false
		}
		return s.in.Ledger.Amount(row) < 0
	})
	return s.spread(rows, max(from, first))
}

// booked are the rows of a source that count, as far as they are asked for.
func (s credit) booked(first, last int32, is func(row int32) bool) (rows []int32) {
	for row := first; row < last; row++ {
		if s.in.Ledger.Date(row) != 0 && budget(s).counts(row) && is(row) {
			rows = append(rows, row)
		}
	}
	return rows
}

// overdrafts lists the deposit accounts below zero: what may be drawn on them is what the bank says is left beyond what is drawn.
func (s credit) overdrafts(o *Obligations) {
	for i := range s.in.Ledger.Sources() {
		src := &s.in.Ledger.Sources()[i]
		_, again := s.in.Parties.Repeats(i)
		if !s.scope[i] || again || src.Currency != o.Currency || s.in.Parties.Liability(i) || src.Balance == nil || *src.Balance >= 0 {
			continue
		}
		d := Debt{Source: i, Balance: -*src.Balance, Utilisation: -1, Overdraft: true}
		if src.Funds != nil && *src.Funds != 0 { // nothing left may be as well that nothing was arranged
			if limit, err := src.Funds.Add(d.Balance); err == nil && limit > 0 {
				d.Limit, d.Utilisation = &limit, thousandths(d.Balance, limit)
			}
		}
		o.Debts = append(o.Debts, d)
	}
}

// due is a month's part of what may be drawn: the limit, of an overdraft at least what is drawn.
func (d *Debt) due(set *rules.Set) aisclient.Amount {
	var limit aisclient.Amount
	if d.Limit != nil {
		limit = *d.Limit
	}
	if d.Overdraft {
		limit = max(limit, d.Balance)
	}
	return part(limit, set.Obligations.RevolvingPermille)
}

// revolving adds a part of the limits of cards where repayments do not show more, and of overdrafts.
func (s credit) revolving(o *Obligations, repaid aisclient.Amount) {
	var cards aisclient.Amount
	for i := range o.Debts {
		if d := &o.Debts[i]; d.Overdraft {
			o.Overdrafts = plus(o.Overdrafts, d.due(s.in.Rules))
		} else {
			cards = plus(cards, d.due(s.in.Rules))
		}
	}
	o.Revolving = plus(max(0, cards-repaid), o.Overdrafts)
	o.Proven, o.Service = plus(o.Proven, o.Revolving), plus(o.Service, o.Revolving)
}
