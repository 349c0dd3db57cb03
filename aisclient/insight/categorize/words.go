package categorize

import (
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/lexicon"
)

// bare reports whether a hit is nothing but a word for an instalment, which the lexicons give medium confidence: it says
// neither what was bought nor that a loan was taken.
func (e *evidence) bare(h *lexicon.Hit) bool {
	return e.of(h) == category.LoanRepayment && h.Entry.Confidence < lexicon.High
}

// instalmentsOf are what else is paid in instalments: fees, trips, taxes and premiums are no loan.
var instalmentsOf = []category.Category{category.Education, category.Travel, category.Tax, category.Insurance, category.SocialInsurance,
	category.Leisure, category.Rent, category.Health}

// instalment finds what a payment is an instalment of: a housing loan or a card where the row calls it so, and something
// else than a loan behind a bare word for instalment.
func (e *evidence) instalment(h *lexicon.Hit) *lexicon.Hit {
	if of := e.words(category.Mortgage, category.CardRepayment, category.BNPL); of != nil {
		return of
	}
	if e.bare(h) {
		if of := e.words(instalmentsOf...); of != nil {
			return of
		}
	}
	return h
}

// byWords settles a row by the longest words in it. No card pays a private person.
func (e *evidence) byWords() (decision, bool) {
	h := e.best(func(h *lexicon.Hit) bool {
		return !counterparty(h) && !(e.of(h) == category.LateFee && h.Zero) && !e.otherMaintenance(h) && !e.onlyHow(h) &&
			!(h.Entry.Strong && e.boughtWord(h)) && !paidByPhone(e, h) && !(e.byCard != 0 && toPeople(e.of(h))) && !e.inShopName(h)
	})
	if h == nil {
		h = e.best(e.onlyHow)
	}
	if h == nil {
		return decision{}, false
	}
	switch e.of(h) {
	case category.LoanRepayment:
		h = e.instalment(h)
	case category.Mortgage: // a landlord in a street, or a letting agency, of that name
		if rent := titled(e, category.Rent); rent != nil && (e.person || atParty(h)) {
			h = rent
		}
	case category.OwnTransfer: // how it was paid says less than what for
		if of := e.paidFor(); of != nil && h.Field == lexicon.KindText {
			h = of
		}
	}
	d := e.decide(Words, h)
	if d.category == category.Refund && e.in && e.is(lexicon.PublicOffice) != nil {
		d = d.becomes(category.TaxRefund, noteOffice)
	}
	if e.person {
		return e.withPerson(d)
	}
	if e.in && d.category.Income() {
		d = e.doubtIncome(d)
	}
	return d, true
}

// toPeople reports whether a category is of what goes to private people, whom no card pays.
func toPeople(c category.Category) bool { return c == category.PersonOut || c == category.AlimonyOut }

// paidFor finds what money is for that the bank's kind calls a transfer within the bank: from somebody who is named, also what is
// earned. It is nil for none.
func (e *evidence) paidFor() *lexicon.Hit {
	if of := e.words(category.CardRepayment, category.Mortgage, category.LoanRepayment, category.SavingsInvestment, category.LoanIn); of != nil {
		return of
	}
	if !e.named {
		return nil
	}
	return e.words(category.Salary, category.Pension, category.Benefit, category.AlimonyIn, category.BusinessIncome)
}

// inShopName reports whether one word of saving stands in what a card paid: a shop's name, "THE COPPER POT". One's own savings are
// not bought by card.
func (e *evidence) inShopName(h *lexicon.Hit) bool {
	return e.byCard != 0 && h.Single && h.Field != lexicon.KindText && e.of(h) == category.SavingsInvestment
}

// onlyHow reports whether the bank's kind says no more than how the money went between people: by a telephone's number.
func (e *evidence) onlyHow(h *lexicon.Hit) bool {
	c := e.of(h)
	return h.Field == lexicon.KindText && (c == category.PersonIn || c == category.PersonOut)
}

// otherMaintenance reports whether words may be those of maintenance for a child, and of other things if the other side is
// no private person: "maintenance", "alimentos".
func (e *evidence) otherMaintenance(h *lexicon.Hit) bool {
	c := e.of(h)
	return (c == category.AlimonyIn || c == category.AlimonyOut) && h.Entry.Confidence < lexicon.High && !e.person
}

// doubtIncome lowers the confidence of income where other words of the row say that the money is none.
func (e *evidence) doubtIncome(d decision) decision {
	if h := e.words(category.LoanIn, category.GamblingWin, category.ReturnedPayment); h != nil {
		d.confidence, d.note = lexicon.Low, "other words of the row speak of "+e.of(h).Label()
	}
	return d
}

// withPerson reads the words of a transfer with a private person: wages from one are hardly any, loans between people are
// hard to tell from gifts, and what a friend is paid back for is no purchase.
func (e *evidence) withPerson(d decision) (decision, bool) {
	switch d.category {
	case category.Salary:
		return d.becomes(category.PersonIn, notePerson).hesitant(notePerson), true
	case category.Refund:
		if !e.deposit { // a landlord's money back is one, whoever he is
			d = d.becomes(category.PersonIn, notePerson)
		}
		return d, true
	case category.InsurancePayout, category.TaxRefund, category.Interest, category.Pension, category.Benefit:
		return d.becomes(category.PersonIn, notePerson), true
	case category.GamblingWin: // a friend's half of a win
		return d.becomes(category.PersonIn, notePerson).hesitant(notePerson), true
	case category.Gambling: // a bet between friends, a share of a ticket that one of them buys
		d = d.becomes(category.PersonOut, notePerson).hesitant(notePerson)
		d.weak = []category.Category{category.Gambling}
		return d, true
	case category.LoanIn, category.LoanRepayment, category.Mortgage:
		if back := e.givenBack(); back != nil {
			return e.decide(Words, back).becomes(category.PersonIn, noteGivenBack).hesitant(noteGivenBack), true
		}
		if owed := e.owed(); owed != nil {
			d = e.decide(Words, owed)
		}
		if d.hit != nil && e.bare(d.hit) { // of whatever the two agreed on
			d = d.becomes(category.PersonOut, noteShopPerson).hesitant(noteShopPerson)
			d.weak = []category.Category{category.LoanRepayment}
			return d, true
		}
		return d.hesitant(notePersonLender), true
	case category.Groceries, category.Restaurants, category.Transport, category.Fuel, category.Leisure, category.Apparel,
		category.Household, category.Travel, category.Subscriptions, category.BankFee, category.Utilities, category.Telecom:
		d = d.becomes(category.PersonOut, noteShopPerson)
		d.confidence = min(d.confidence, lexicon.Medium)
	}
	return d, true
}

// givenBack finds words of a loan beside those of giving back, in money that comes from a private person; nil for none.
func (e *evidence) givenBack() *lexicon.Hit {
	return e.best(func(h *lexicon.Hit) bool {
		return e.in && !counterparty(h) && e.of(h) == category.PersonIn && len(h.Entry.Near) > 0
	})
}

// owed finds words that say that a private person lent what goes back in instalments; nil for none.
func (e *evidence) owed() *lexicon.Hit {
	return e.best(func(h *lexicon.Hit) bool {
		return !e.in && !counterparty(h) && e.of(h) == category.LoanRepayment && !e.bare(h)
	})
}
