package categorize

import (
	"slices"

	"aisdesk/aisclient/category"
	"aisdesk/aisclient/lexicon"
)

// strongStage is what decides over everything else.
type strongStage struct{ *evidence }

// settle settles what decides over everything else that a row says: a payment that came back, enforcement, collectors and
// court orders to pay, lateness; then other entries that are marked strong.
func (e strongStage) settle() (decision, bool) {
	if h := e.returned(); h != nil {
		if d, ok := e.chargeFor(h); ok {
			return d, true
		}
		if e.in && (e.byCard&h.Field != 0 || e.ontoCard()) {
			return e.decide(Strong, h).becomes(category.Refund, "money back onto a card"), true
		}
		return e.decide(Strong, h), true
	}
	if h := e.gift(); h != nil {
		return e.decide(Words, h), true
	}
	if h := e.enforcement(); h != nil {
		return e.decide(Strong, h), true
	}
	if h := e.collection(); h != nil {
		if e.chargedForIt(h) {
			return e.decide(Strong, h).becomes(category.LateFee, noteReminder).hesitant(noteReminder), true
		}
		return e.decide(Strong, h), true
	}
	if d, ok := e.late(); ok {
		return d, true
	}
	if d, ok := e.fromBailiff(); ok {
		return d, true
	}
	asked := []category.Category{category.Bailiff, category.DebtCollection, category.LateFee}
	if h := e.best(func(h *lexicon.Hit) bool {
		return h.Entry.Strong && !counterparty(h) && !slices.Contains(asked, e.of(h))
	}); h != nil {
		if e.of(h) == category.LoanRepayment {
			h = e.instalment(h)
		}
		return e.decide(Strong, h), true
	}
	return decision{}, false
}

func (e strongStage) returned() *lexicon.Hit {
	return e.best(func(h *lexicon.Hit) bool {
		return h.Entry.Strong && !counterparty(h) && e.of(h) == category.ReturnedPayment
	})
}

// ontoCard reports whether the bank's kind says that money went back onto a card, whatever the title calls it.
func (e strongStage) ontoCard() bool {
	return e.byCard&lexicon.KindText != 0 && e.best(func(h *lexicon.Hit) bool {
		return h.Field == lexicon.KindText && (e.of(h) == category.Refund || e.of(h) == category.ReturnedPayment)
	}) != nil
}

// chargeFor settles what the bank charges for a payment that came back: that is a fee for being late, not the payment.
func (e strongStage) chargeFor(returned *lexicon.Hit) (decision, bool) {
	if e.in {
		return decision{}, false
	}
	late := e.best(func(h *lexicon.Hit) bool {
		beside := len(h.Entry.Near) > 0 && h.Field == returned.Field // a charge, and what it is charged for
		return !counterparty(h) && e.of(h) == category.LateFee && (beside || h.Letters > returned.Letters)
	})
	if late != nil {
		return e.decide(Strong, late), true
	}
	fee := e.best(func(h *lexicon.Hit) bool {
		return !counterparty(h) && e.of(h) == category.BankFee && (h.Field == returned.Field || h.Field == lexicon.KindText)
	})
	if fee == nil {
		return decision{}, false
	}
	return e.decide(Strong, returned).becomes(category.LateFee, noteBounced), true
}

// gift finds the words that call a payment a gift to a charity, where other words of it tell whom the charity helps: people in debt,
// under enforcement, addicted to games. It is nil for none, and where a bailiff, a court or a collector is at the other end.
func (e strongStage) gift() *lexicon.Hit {
	if e.in || e.person || e.is(lexicon.Bailiff, lexicon.Court, lexicon.Collector) != nil {
		return nil
	}
	return e.best(func(h *lexicon.Hit) bool {
		return e.of(h) == category.Donation && e.best(func(o *lexicon.Hit) bool {
			trouble := e.of(o) == category.Bailiff || e.of(o) == category.DebtCollection || e.of(o) == category.Gambling && atParty(h)
			return trouble && !counterparty(o) && o.Sort == lexicon.Word && (!atParty(o) || atParty(h))
		}) != nil
	})
}

// paidByPhone reports whether strong words stand in the title of what goes to a private person's telephone: no bailiff, court or collector is
// paid so.
func paidByPhone(e *evidence, h *lexicon.Hit) bool {
	return e.phone && e.person && !e.in && h.Sort == lexicon.Word && h.Field == lexicon.Title && (e.of(h) == category.Bailiff || e.of(h) == category.DebtCollection)
}

func (e strongStage) enforcement() *lexicon.Hit {
	collector := e.is(lexicon.Collector) != nil // who is at the other end counts more than "before the bailiff comes"
	return e.best(func(h *lexicon.Hit) bool {
		if collector && h.Sort == lexicon.Word && !atParty(h) {
			return false
		}
		return e.of(h) == category.Bailiff && !insured(e.evidence, h) && !paidByPhone(e.evidence, h) && (h.Entry.Strong && !e.boughtWord(h) || h.Entry.Kind == lexicon.Bailiff && !e.titleOnly(h))
	})
}

func (e strongStage) collection() *lexicon.Hit {
	return e.best(func(h *lexicon.Hit) bool {
		return e.of(h) == category.DebtCollection && !insured(e.evidence, h) && !paidByPhone(e.evidence, h) && (h.Entry.Strong && !e.boughtWord(h) || h.Entry.Kind == lexicon.Collector && !e.titleOnly(h))
	})
}

// boughtWord reports whether a single strong word stands in the title of a payment to a shop, or strong words behind the name of one
// that sells books and films, which a card paid: they are what was bought, a book called "The bailiff".
func (e *evidence) boughtWord(h *lexicon.Hit) bool {
	if h.Sort != lexicon.Word || atParty(h) {
		return false
	}
	shop := e.best(func(o *lexicon.Hit) bool {
		titles := e.byCard != 0 && e.of(o) == category.Leisure && o.Before(h)
		return o.Entry.Kind == lexicon.Shop && (h.Single && atParty(o) || titles)
	})
	return shop != nil && (shop.Home || shop.Entry.Country == "")
}

// insured reports whether words of enforcement or collection stand in the title of an insurer's premium: they are what is insured, the
// liability of a bailiff or the costs of collecting.
func insured(e *evidence, h *lexicon.Hit) bool {
	return h.Sort == lexicon.Word && !atParty(h) && !e.in && e.is(lexicon.Insurer) != nil && e.words(category.Insurance) != nil
}

// chargedForIt reports whether words of collection are the bank's, of a fee for a reminder: nobody is at the other end.
func (e strongStage) chargedForIt(h *lexicon.Hit) bool {
	return !counterparty(h) && !e.named && !e.in && e.words(category.BankFee) != nil
}

// titleOnly reports whether a firm's name stands in the title of a transfer to somebody else: that one is at the other
// end, not the firm.
func (e *evidence) titleOnly(h *lexicon.Hit) bool {
	return !atParty(h) && (e.person || e.is(elsewhere...) != nil)
}

// elsewhere are the kinds of counterparties that are at the other end themselves, whoever else the title names.
var elsewhere = []lexicon.Kind{lexicon.Broker, lexicon.Insurer, lexicon.Utility, lexicon.Telecom, lexicon.Charity, lexicon.SocialInsurer}

// late settles charges and interest for being late. A penalty of nothing that an instalment names changes nothing, and
// neither do words of lateness behind those of an instalment: "instalment, penalty interest", not "interest of instalment 7".
func (e strongStage) late() (decision, bool) {
	h := e.best(func(h *lexicon.Hit) bool { return e.of(h) == category.LateFee && h.Entry.Strong && !h.Zero })
	if h == nil {
		return decision{}, false
	}
	if e.best(func(h *lexicon.Hit) bool {
		return e.of(h) == category.LoanRepayment && h.Entry.Strong && !counterparty(h)
	}) != nil {
		return decision{}, false // principal and interest of an instalment, whatever penalty stands beside them
	}
	d := e.decide(Strong, h)
	if e.is(lexicon.Lender, lexicon.TaxOffice, lexicon.SocialInsurer) != nil {
		if of := e.words(category.LoanRepayment, category.Mortgage); of != nil && (!e.bare(of) || of.Before(h)) {
			return decision{}, false
		}
		d = d.hesitant(noteLateness)
	}
	return d, true
}

// fromBailiff settles money that a bailiff sends: it was enforced for the customer and is no sign against him.
func (e strongStage) fromBailiff() (decision, bool) {
	if !e.in {
		return decision{}, false
	}
	for i := range e.hits {
		h := &e.hits[i]
		if !atParty(h) || h.Entry.Out != category.Bailiff {
			continue
		}
		d := decision{category: category.OtherIn, reason: reason{stage: Strong, entry: h.Entry, confidence: lexicon.Medium, note: noteEnforced}, hit: h}
		switch wage := e.words(category.Salary); {
		case e.words(category.AlimonyIn) != nil:
			d.category = category.AlimonyIn
		case wage != nil && !e.paid: // bailiffs and their firms have staff
			return decision{}, false
		}
		return d.hesitant(noteEnforced), true
	}
	return decision{}, false
}
