package categorize

import (
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/insight/party"
	"aisdesk/aisclient/lexicon"
)

// Notes that a reviewer reads at a row.
const (
	noteWageOwn      = "the title speaks of wages, but the money is the customer's own"
	noteContradict   = "the provider's label and the words contradict each other: the less favourable one is taken"
	noteEnforced     = "a bailiff collected this for the customer"
	noteWagePaid     = "the title speaks of wages, but money goes back to this payer"
	noteWageWon      = "the title speaks of wages and of a win, and a bookmaker pays"
	noteWageBroker   = "wages from a broker or an exchange, who pays back the customer's own money: ask whether they work there"
	noteWageLender   = "wages from a firm of which the name alone would say something else"
	notePayout       = "a payout of something that the title names: it may be no wage"
	noteMoneyHouse   = "a payout of a firm that changes, lends or keeps money, or sells games: it may be no wage"
	noteThing        = "the title names a thing that is paid for: it may be no pay for work, and no pension"
	notePerson       = "the payer is a private person"
	noteUser         = "an entry of the user's lexicon would make this income; what the other side is excludes it"
	noteCloseName    = "the name is close to the owner's"
	noteLateness     = "a payment to the first creditor for being late"
	noteReversed     = "the other half of the same amount came in within days"
	noteReminder     = "the bank's fee for a reminder, which it calls collection"
	noteBounced      = "a charge for a payment that came back"
	noteOwnLoan      = "to the customer's own name, but the title speaks of an instalment: ask for the loan"
	noteInstalment   = "money onto a loan in this reply: an instalment"
	noteCardPaid     = "money onto a card or a loan account"
	notePersonLender = "a loan between private people"
	notePenny        = "nobody lends so little: a payment that checks the account"
	noteCompensation = "a shop or a carrier pays for what went wrong"
	noteGivenBack    = "a private person gives back what was lent"
	noteShopPerson   = "to a private person"
	noteOffice       = "paid back by an office"
	noteLenderBonus  = "a lender pays it and calls it a bonus"
	noteBankBonus    = "a bonus of a bank that pays no wages here"
)

// decideRow gives a row its category. A user's entry that makes income of what structure excludes is passed over.
func (e *evidence) decideRow() decision {
	d := e.stages()
	if d.entry == nil || !d.entry.User || !d.category.Income() {
		return d
	}
	plain := *e
	plain.hits = withoutUser(e.hits)
	if p := plain.stages(); !p.category.Income() && p.stage <= Counterparty {
		p.note = noteUser
		return p
	}
	return d
}

func withoutUser(hits []lexicon.Hit) []lexicon.Hit {
	var out []lexicon.Hit
	for _, h := range hits {
		if !h.Entry.User {
			out = append(out, h)
		}
	}
	return out
}

// stages asks the stages in their order.
func (e *evidence) stages() decision {
	own := ownStage{e}
	for _, stage := range []func() (decision, bool){own.ownNumber, strongStage{e}.settle, e.fact, own.ownName, e.labelled, counterpartyStage{e}.settle, e.byWords} {
		if d, ok := stage(); ok {
			d.weak = append(d.weak, e.weakSigns(d.category)...)
			return d
		}
	}
	d := e.rest()
	d.weak = append(e.weakSigns(d.category), e.abroad...) // nothing else tells what the row is
	return d
}

// ownStage is what decides over the customer's own money.
type ownStage struct{ *evidence }

// ownNumber settles rows whose other half or other account is in the reply: nothing that they say can change that.
func (e ownStage) ownNumber() (decision, bool) {
	if e.own != party.OwnNumber && e.own != party.OwnPair {
		return decision{}, false
	}
	if e.repaid {
		return e.paidOff(), true
	}
	return e.ownMoney(lexicon.High), true
}

// paidOff is what goes to a loan in the reply: a housing loan's by its name or the words, else any loan's.
func (e ownStage) paidOff() decision {
	d := decision{category: category.LoanRepayment, reason: reason{stage: OwnMoney, confidence: lexicon.High, note: noteInstalment}}
	if e.housing || e.words(category.Mortgage) != nil {
		d.category = category.Mortgage
	}
	return d
}

// ownName settles rows under the owner's name, and those that the bank calls own. What the bank books as cash, and what
// came back, is no transfer between accounts, whatever name stands on it.
func (e ownStage) ownName() (decision, bool) {
	switch e.own {
	case party.OwnName, party.OwnWords:
		if h := e.words(category.CardRepayment, category.Mortgage, category.LoanRepayment); h != nil && !e.in && e.own == party.OwnWords && !e.bare(h) {
			return e.decide(Words, h), true // paid inside one bank
		}
		if h := e.words(category.SavingsInvestment); h != nil && !e.in {
			return e.decide(Words, h), true
		}
		if h := e.words(category.Mortgage, category.LoanRepayment); h != nil && !e.in {
			return e.ownInstalment(h), true
		}
		return e.ownMoney(lexicon.High), true
	case party.OwnNameClose:
		d := e.ownMoney(lexicon.Low)
		return d.hesitant(noteCloseName), true
	}
	return decision{}, false
}

// ownInstalment is what goes to the customer's own name as an instalment. With a loan in the reply it is one (statement
// 4.9), whether or not the loan's own rows show it; without, it stays own money that hints at a loan elsewhere.
func (e ownStage) ownInstalment(h *lexicon.Hit) decision {
	if e.loan {
		d := e.decide(OwnMoney, h)
		d.confidence, d.note = lexicon.Medium, noteInstalment
		return d
	}
	d := e.ownMoney(lexicon.High)
	d.note, d.weak = noteOwnLoan, []category.Category{e.of(h)}
	return d
}

func (e ownStage) ownMoney(c lexicon.Confidence) decision {
	d := decision{category: category.OwnTransfer, reason: reason{stage: OwnMoney, confidence: c}}
	if e.in && e.words(category.Salary) != nil {
		d.note = noteWageOwn
	}
	return d
}

// statedTwice reports whether the bank's kind of a fee or of money back is borne out: the money went back onto a card, or the title
// says the same.
func (e *evidence) statedTwice(h *lexicon.Hit) bool {
	c := e.of(h)
	if h.Field != lexicon.KindText || c != category.BankFee && c != category.Refund {
		return false
	}
	return c == category.Refund && e.byCard&lexicon.KindText != 0 ||
		e.best(func(h *lexicon.Hit) bool {
			return h.Field == lexicon.Title && e.of(h) == c && h.Entry.Confidence >= lexicon.Medium
		}) != nil
}

// fact takes the bank's own wording where it states one: cash, a machine, interest, a fee, money back onto a card.
func (e *evidence) fact() (decision, bool) {
	h := e.best(func(h *lexicon.Hit) bool {
		if counterparty(h) {
			return false
		}
		switch e.of(h) {
		case category.CashWithdrawal, category.CashDeposit:
			return true
		case category.Interest, category.BankFee, category.Refund, category.SavingsInvestment:
			return h.Field == lexicon.KindText
		}
		return false
	})
	if h == nil {
		return decision{}, false
	}
	switch e.of(h) {
	case category.CashWithdrawal: // what the bank takes for it is none
		if fee := e.words(category.BankFee); fee != nil && !fee.Zero && !e.machineFee(h, fee) {
			h = fee
		}
	case category.BankFee: // an insurance that the bank sells, a tax that it passes on, the instalment of a loan
		loan := e.words(category.LoanRepayment, category.Mortgage)
		if e.words(category.Insurance, category.Tax) != nil || loan != nil && !e.bare(loan) {
			return decision{}, false
		}
	}
	d := e.decide(BankFact, h)
	if d.confidence == lexicon.Medium && e.statedTwice(h) {
		d.confidence = lexicon.High
	}
	if d.category == category.CashDeposit && e.words(category.Salary) != nil ||
		d.category == category.CashWithdrawal && e.best(func(h *lexicon.Hit) bool { return h.Entry.Kind == lexicon.Operator }) != nil {
		d = d.hesitant("cash, whatever else the row says")
	}
	return d, true
}

// machineFee reports whether the title of what the bank calls a withdrawal only names the fee that the machine's owner took with
// it: with its sum, "MARKET ST £1.99 FEE", and not right behind the word for the withdrawal.
func (e *evidence) machineFee(cash, fee *lexicon.Hit) bool {
	if fee.Field != lexicon.Title || !fee.Sum || cash.Field != lexicon.KindText && !cash.Before(fee) {
		return false
	}
	return e.best(func(h *lexicon.Hit) bool {
		return e.of(h) == category.CashWithdrawal && fee.Behind(h) || e.of(h) == category.BankFee && h.Field == lexicon.KindText
	}) == nil
}

// labelled takes the provider's label. Where it and the words contradict each other on whether money is income, or on
// whether a payment is a bad sign, the less favourable one counts, with low confidence.
func (e *evidence) labelled() (decision, bool) {
	d, ok := e.byLabel()
	if !ok {
		return d, false
	}
	other, ok := counterpartyStage{e}.settle()
	if !ok {
		other, ok = e.byWords()
	}
	if ok && other.note == noteWageBroker {
		return other, true // the label says no more than the words, which whoever moves own money can write
	}
	contradict := other.category.Income() != d.category.Income()
	if !e.in {
		contradict = other.category.Risky() != d.category.Risky()
	}
	if !ok || !contradict {
		return d, true
	}
	if other.category.Weight() > d.category.Weight() {
		d = other
	}
	d.confidence, d.note = lexicon.Low, noteContradict
	return d, true
}

// rest is for rows of which nothing is known but who is at the other end.
func (e *evidence) rest() decision {
	d := decision{reason: reason{stage: Rest, confidence: lexicon.Low}}
	switch {
	case e.reversed && !e.in && !e.person: // friends pay each other back all the time
		d.category, d.confidence, d.note = category.ReturnedPayment, lexicon.Medium, noteReversed
	case e.in && e.card:
		d.category, d.confidence, d.note = category.OwnTransfer, lexicon.Medium, noteCardPaid
	case e.person && e.in:
		d.category, d.confidence = category.PersonIn, lexicon.Medium
	case e.person:
		d.category, d.confidence = category.PersonOut, lexicon.Medium
	case e.in:
		d.category = category.OtherIn
	default:
		d.category = category.OtherOut
	}
	return d
}

// weakSigns are what a row hints at beside its category: wallets and vouchers, risky firms that only the title of a
// transfer to a person names, enforcement beside wages, words of enforcement or collection in a payment by phone.
func (e *evidence) weakSigns(is category.Category) (weak []category.Category) {
	add := func(c category.Category) {
		if c == category.None || c == is {
			return
		}
		for _, w := range weak {
			if w == c {
				return
			}
		}
		weak = append(weak, c)
	}
	for i := range e.hits {
		h := &e.hits[i]
		add(h.Entry.Kind.Weak())
		c := e.of(h)
		if h.Entry.Kind == lexicon.Operator && is == category.CashWithdrawal {
			add(c) // a machine in a casino, or a stake that the bank calls cash
		}
		if h.Entry.Strong && h.Entry.Out == category.Bailiff && !atParty(h) && e.cutByBailiff(is) {
			c = category.Bailiff
		}
		if c.Risky() && !insured(e, h) && (e.person && counterparty(h) && !atParty(h) || h.Entry.Strong && (c == category.Bailiff || paidByPhone(e, h))) {
			add(c)
		}
	}
	return weak
}

// cutByBailiff reports whether words of enforcement beside money that comes in mean that a part of it was taken before: of
// wages, pensions and benefits, but not of a bailiff's own staff.
func (e *evidence) cutByBailiff(is category.Category) bool {
	if is != category.Salary && is != category.Pension && is != category.Benefit {
		return false
	}
	for i := range e.hits {
		if h := &e.hits[i]; atParty(h) && h.Entry.Out == category.Bailiff {
			return false
		}
	}
	return e.in
}
