package categorize

import (
	"slices"

	"aisdesk/aisclient/category"
	"aisdesk/aisclient/lexicon"
)

// counterpartyStage is what the other side of a row decides.
type counterpartyStage struct{ *evidence }

// settle settles a row by what the other side is. The name in the counterparty's own field goes before one in the
// title; processors, banks and methods of payment decide nothing, so that the merchant behind them does.
func (e counterpartyStage) settle() (decision, bool) {
	h := e.best(func(h *lexicon.Hit) bool { return counterparty(h) && atParty(h) })
	if h == nil {
		h = e.best(func(h *lexicon.Hit) bool { return counterparty(h) && !atParty(h) && !e.titleOnly(h) })
	}
	if h == nil {
		return decision{}, false
	}
	if other := e.behind(h); other != nil {
		h = other
	}
	if later := e.payLater(); later != nil && (h.Entry.Kind == lexicon.Shop || h.Entry.Kind == lexicon.Lender) {
		h = later
	}
	if d, ok := e.despite(h); ok {
		return d, true
	}
	d := e.decide(Counterparty, h)
	if !atParty(h) && e.named && e.is(lexicon.Processor, lexicon.Wallet, lexicon.Bank) == nil {
		d.confidence = min(d.confidence, lexicon.Medium) // the title of a payment to somebody else
	}
	if e.hardSide(h.Entry.Kind) {
		d = d.hesitant(d.note)
	}
	if e.in && h.Entry.Kind == lexicon.SocialInsurer && h.Entry.In == category.Benefit && d.confidence > lexicon.Low {
		d.confidence = lexicon.Medium // a pension or a benefit: the row does not say
	}
	return d, true
}

// behind finds who is paid in truth; nil for none other. Behind a wallet, a voucher or an exchange that sells coins by card it is the
// operator whom the row names, wherever it does. Of an operator or a lender and a shop in one text, the shop is the place: "Lotto
// Kaufland". An operator's name that counts only beside another sign may be a part of the shop's behind it: "Lewiatan Fortuna".
func (e counterpartyStage) behind(h *lexicon.Hit) *lexicon.Hit {
	switch h.Entry.Kind {
	case lexicon.Wallet, lexicon.Voucher, lexicon.CryptoExchange:
		return e.best(func(o *lexicon.Hit) bool { return o.Entry.Kind == lexicon.Operator })
	case lexicon.Shop:
		return e.best(func(o *lexicon.Hit) bool {
			firm := o.Entry.Kind == lexicon.Operator || o.Entry.Kind == lexicon.Lender
			store := e.of(h) == category.Subscriptions // of programs: the operator's stands behind it
			return firm && !e.in && o.Field == h.Field && (o.Before(h) || store || len(o.Entry.Needs) == 0)
		})
	}
	return nil
}

// payLater finds the pay-later firm or product through which a shop, or a lender who has one, is paid.
func (e counterpartyStage) payLater() *lexicon.Hit {
	if e.in {
		return nil
	}
	return e.best(func(h *lexicon.Hit) bool { return h.Entry.Kind == lexicon.PayLater })
}

// games finds the words of games of chance in a hotel's name, where casinos are, and before a shop's, which is the place.
func (e counterpartyStage) games(shop *lexicon.Hit) *lexicon.Hit {
	if shop.Entry.Kind != lexicon.Shop || e.in {
		return nil
	}
	return e.best(func(w *lexicon.Hit) bool {
		there := w.Field == shop.Field && (e.of(shop) == category.Travel || w.Before(shop))
		return there && !counterparty(w) && e.of(w) == category.Gambling
	})
}

// hardSide reports whether the kind of the other side leaves a careful person in doubt.
func (e counterpartyStage) hardSide(k lexicon.Kind) bool {
	in, out := k.Hard()
	return e.in && in || !e.in && out
}

// overriding are the categories whose words count more than what a firm of a kind is paid, or pays, for.
var overriding = map[lexicon.Kind]struct{ in, out []category.Category }{
	lexicon.Lender: {in: []category.Category{category.Refund, category.Interest, category.OtherIn}, out: []category.Category{category.Mortgage, category.CardRepayment,
		category.LoanRepayment, category.Insurance, category.BNPL, category.BankFee, category.SavingsInvestment}},
	lexicon.PayLater:       {in: []category.Category{category.LoanIn, category.OtherIn}},
	lexicon.Operator:       {in: []category.Category{category.Interest}},
	lexicon.Insurer:        {in: wide, out: []category.Category{category.SavingsInvestment, category.LoanRepayment}},
	lexicon.SocialInsurer:  {in: []category.Category{category.Pension, category.Benefit, category.Refund, category.AlimonyIn}},
	lexicon.TaxOffice:      {in: []category.Category{category.Benefit, category.Interest, category.Refund}, out: []category.Category{category.SocialInsurance}},
	lexicon.Shop:           {in: wide, out: arms},
	lexicon.Utility:        {in: wide, out: []category.Category{category.SavingsInvestment, category.Insurance}},
	lexicon.Telecom:        {in: wide, out: []category.Category{category.Insurance, category.SavingsInvestment, category.LoanRepayment}},
	lexicon.Broker:         {in: wide},
	lexicon.Collector:      {in: wide},
	lexicon.CryptoExchange: {in: wide},
	lexicon.Charity:        {in: wide, out: []category.Category{category.Rent, category.Education, category.Health, category.Insurance}},
	lexicon.Marketplace:    {in: wide, out: arms},
	lexicon.Payroll:        {in: wide},
	lexicon.PublicOffice:   {in: category.All(), out: category.All()},
	lexicon.Court:          {in: category.All(), out: category.All()},
	lexicon.Bank:           {in: category.All(), out: category.All()},
	lexicon.Employer:       {in: category.All(), out: category.All()},
	lexicon.Processor:      {in: category.All(), out: category.All()},
	lexicon.Wallet:         {in: wide, out: []category.Category{category.Gambling}},
	lexicon.Voucher:        {out: []category.Category{category.Gambling}},
}

// earned are the categories of what a firm of a kind pays for work and goods; a bookmaker's payout is no turnover.
func earned(k lexicon.Kind) []category.Category {
	if k == lexicon.Operator {
		return []category.Category{category.Salary}
	}
	return []category.Category{category.Salary, category.BusinessIncome}
}

// retail are the trades whose firms pay wages and no shares of turnover, so that a bare "payout" from one is a wage.
var retail = []category.Category{category.Groceries, category.Fuel, category.Apparel, category.Health}

// sureWage reports whether words of earned money are plain enough to count against what the payer is. A bare "payout" is
// not, and from a lender it is a loan's.
func sureWage(c category.Category, of lexicon.Kind, confidence lexicon.Confidence) bool {
	return confidence == lexicon.High || c == category.BusinessIncome && of != lexicon.Lender && confidence == lexicon.Medium
}

// lends reports whether more words of a lender's row speak of a loan than of a wage: "pay, drawn from the credit card".
func (e counterpartyStage) lends(kind lexicon.Kind, wage *lexicon.Hit) bool {
	loan := e.words(category.LoanIn)
	return kind == lexicon.Lender && loan != nil && loan.Entry.Confidence == lexicon.High && loan.Letters > wage.Letters
}

// rewards reports whether the title says more of a reward for a customer than of pay: "bonus for a new account".
func (e counterpartyStage) rewards(wage *lexicon.Hit) bool {
	gift := e.words(category.OtherIn)
	return e.bonus && gift != nil && gift.Letters > wage.Letters
}

// arms are what a shop's own bank, insurer, filling station or way of paying is for, and what its shares are.
var arms = []category.Category{category.LoanRepayment, category.CardRepayment, category.BNPL, category.Insurance, category.Fuel, category.SavingsInvestment,
	category.CashWithdrawal}

// housing are what else is paid to a lender for homes; its instalments are those of a mortgage, whatever they are called.
var housing = []category.Category{category.Insurance, category.BankFee, category.SavingsInvestment}

// wide are the kinds of money that any firm may pay: employers lend to their staff, too.
var wide = []category.Category{category.Salary, category.Pension, category.Benefit, category.AlimonyIn, category.Interest,
	category.Refund, category.BusinessIncome, category.OtherIn, category.InsurancePayout, category.LoanIn}

// paidOut finds the words of a loan or a win in what a processor pays out, where the rest says only that it is a payout; nil for none.
func (e counterpartyStage) paidOut() *lexicon.Hit {
	if !e.in || e.is(lexicon.Processor, lexicon.Wallet) == nil || e.words(category.BusinessIncome) == nil {
		return nil
	}
	return e.best(func(w *lexicon.Hit) bool { // one that a payout alone made of a firm's name is not sure enough
		return !counterparty(w) && w.Entry.Confidence == lexicon.High && (e.of(w) == category.LoanIn || e.of(w) == category.GamblingWin)
	})
}

// despite settles rows whose words count more than what the other side is: wages from whatever firm, unless money goes
// back to one that is known for something else, and the words that its kind lets through.
func (e counterpartyStage) despite(h *lexicon.Hit) (decision, bool) {
	kind := h.Entry.Kind
	if lent := e.paidOut(); lent != nil {
		return e.decide(Words, lent), true
	}
	public := kind == lexicon.SocialInsurer && e.words(category.Pension, category.Benefit) != nil // "13th" is a month's pay, and a pension
	if wage := e.words(earned(kind)...); wage != nil && e.in && !public && kind.Decides() && !e.lends(kind, wage) && !e.rewards(wage) && sureWage(e.of(wage), kind, wage.Entry.Confidence) {
		won := kind == lexicon.Operator && e.words(category.GamblingWin) != nil
		if !e.paid && !won {
			d := e.decide(Words, wage)
			d.confidence, d.note = min(d.confidence, lexicon.Medium), noteWageLender
			return d, true
		}
		d := e.decide(Counterparty, h)
		if d.category == category.None {
			return d, false
		}
		d.confidence, d.note = lexicon.Low, noteWagePaid
		if won {
			d.note = noteWageWon
		}
		return d, true
	}
	o := overriding[kind]
	cats := o.out
	if kind == lexicon.Lender && h.Entry.Out == category.Mortgage {
		cats = housing
	}
	if e.in {
		cats = o.in
	}
	if h.Entry.Out == category.Subscriptions && !e.in {
		cats = nil // "premium" is what they sell
	}
	if c := e.of(h); c == category.OtherIn || c == category.OtherOut || e.in && kind == lexicon.Shop && !atParty(h) && e.named {
		cats = category.All() // what the firm is says nothing of what is paid for, and somebody else pays
	}
	other := e.best(func(w *lexicon.Hit) bool {
		sure := e.of(w) != category.Salary || w.Entry.Confidence == lexicon.High ||
			kind == lexicon.Shop && slices.Contains(retail, h.Entry.Out)
		if e.of(w) == category.LoanIn && (kind == lexicon.Shop || kind == lexicon.Marketplace) {
			sure = w.Entry.Confidence == lexicon.High // a bare "payout" is of what was sold
		}
		if e.of(w) == category.OtherIn && kind == lexicon.Lender {
			sure = e.bonus // for a new customer; all else that a lender pays is a loan
		}
		ownName := kind == lexicon.Shop && !e.in && w.Field == h.Field && !w.Before(h) && !h.Before(w) // Diesel sells jeans
		street := kind == lexicon.Insurer && w.Single && e.of(w) == category.LoanRepayment             // what is insured: a house in "The Loan"
		return !counterparty(w) && sure && !ownName && !street && !e.bare(w) && slices.Contains(cats, e.of(w))
	})
	if later := e.words(category.BNPL); later != nil && kind == lexicon.Lender {
		other = later // a lender's way of paying at shops
	}
	if games := e.games(h); games != nil {
		other = games
	}
	if other == nil {
		return decision{}, false
	}
	if e.of(other) == category.Refund && (kind == lexicon.TaxOffice || kind == lexicon.PublicOffice) {
		return e.decide(Words, other).becomes(category.TaxRefund, noteOffice), true
	}
	if e.of(other) == category.InsurancePayout && kind == lexicon.Shop { // no insurer: a carrier for a late train
		return e.decide(Words, other).becomes(category.Refund, noteCompensation), true
	}
	if (kind == lexicon.Broker || kind == lexicon.CryptoExchange) && e.of(other) == category.Salary { // who pays back own money, but for his staff
		if e.paid && kind == lexicon.CryptoExchange {
			return e.decide(Counterparty, h).hesitant(noteWagePaid), true
		}
		return e.decide(Words, other).hesitant(noteWageBroker), true
	}
	d := e.decide(Words, other)
	if kind == lexicon.Lender && d.category == category.OtherIn {
		d = d.hesitant(noteLenderBonus)
		d.weak = []category.Category{category.LoanIn}
	}
	return d, true
}
