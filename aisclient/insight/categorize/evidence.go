package categorize

import (
	"slices"

	"aisdesk/aisclient/category"
	"aisdesk/aisclient/insight/party"
	"aisdesk/aisclient/lexicon"
)

// evidence is everything that decides over one row, and over every row that has the same.
type evidence struct {
	in     bool
	own    party.Ownness
	card   bool // the row is of a credit card, or of another account that is a debt
	named  bool // somebody is at the other end
	person bool // a natural person is
	paid   bool // money goes to the counterparty as well
	// reversed: the row cancels another one, or is cancelled by it
	reversed bool
	// penny: at most one unit of the currency comes in
	penny bool
	// advance: the title calls the money an advance on wages
	advance bool
	deposit bool          // the title names the deposit of a tenant
	bonus   bool          // the title calls the money a bonus
	phone   bool          // the bank says that the money went to the number of somebody's telephone
	repaid  bool          // the row pays off a loan in the reply
	housing bool          // and the loan is for a home
	loan    bool          // an account of the reply is a loan
	byCard  lexicon.Field // the fields whose words say that a card paid at a merchant
	labels  labelFacts
	hits    []lexicon.Hit       // the longest first
	abroad  []category.Category // what words of another country's language say
}

// decision is a category with its reason.
type decision struct {
	category category.Category
	reason
	hit  *lexicon.Hit // that decided; nil for none
	weak []category.Category
}

// of gives the category of a hit for the row's direction.
func (e *evidence) of(h *lexicon.Hit) category.Category {
	c := h.Entry.Of(e.in)
	if c == category.Salary && e.advance && h.Field == lexicon.Title && e.lent() {
		return category.LoanIn
	}
	if c == category.LoanIn && e.penny && !e.person {
		return category.OtherIn // nobody lends so little: a lender checks the account
	}
	return c
}

// lent reports whether an advance on wages comes from nobody who employs: from a lender, a bank, or from the bank itself,
// which names nobody.
func (e *evidence) lent() bool {
	return !e.named || e.is(lexicon.Lender, lexicon.PayLater, lexicon.Bank, lexicon.Wallet) != nil
}

// counterparty reports whether the hit says what the other side is.
func counterparty(h *lexicon.Hit) bool { return h.Entry.Kind != lexicon.NoKind }

// atParty reports whether the hit stands where the other side is named.
func atParty(h *lexicon.Hit) bool { return h.Field == lexicon.Party || h.Field == lexicon.PartyNumber }

// best is the hit that decides among those that a condition lets through: the user's own first, then the longest, of
// equal ones the less favourable. It is nil for none.
func (e *evidence) best(ok func(h *lexicon.Hit) bool) *lexicon.Hit {
	var best *lexicon.Hit
	for i := range e.hits {
		h := &e.hits[i]
		if e.of(h) == category.None || !ok(h) {
			continue
		}
		if best == nil || e.heavier(h, best) {
			best = h
		}
	}
	return best
}

func (e *evidence) heavier(h, than *lexicon.Hit) bool {
	switch {
	case h.Entry.Kind == lexicon.Shop && than.Entry.Kind == lexicon.Shop && shopAbroad(h) != shopAbroad(than):
		return shopAbroad(than) // "Cinema City Manufaktura": a mall of that name, no shop of another country
	case h.Letters != than.Letters:
		return h.Letters > than.Letters
	case h.Entry.User != than.Entry.User:
		return h.Entry.User
	case h.Home != than.Home && counterparty(h) && counterparty(than):
		return h.Home // a firm of the account's own country
	}
	return e.of(h).Weight() > e.of(than).Weight()
}

// shopAbroad reports whether a shop is known in another country than the account's alone.
func shopAbroad(h *lexicon.Hit) bool { return !h.Home && h.Entry.Country != "" }

// words finds the longest of the words that make the row one of some categories; nil for none.
func (e *evidence) words(cats ...category.Category) *lexicon.Hit {
	return e.best(func(h *lexicon.Hit) bool {
		return !counterparty(h) && slices.Contains(cats, e.of(h))
	})
}

// titled finds the longest of the title's words that make the row one of some categories; nil for none.
func titled(e *evidence, cats ...category.Category) *lexicon.Hit {
	return e.best(func(h *lexicon.Hit) bool {
		return h.Field == lexicon.Title && !counterparty(h) && slices.Contains(cats, e.of(h))
	})
}

// is finds a hit that the other side is of some kinds, in its name or number; nil for none.
func (e *evidence) is(kinds ...lexicon.Kind) *lexicon.Hit {
	for i := range e.hits {
		if h := &e.hits[i]; atParty(h) && slices.Contains(kinds, h.Entry.Kind) {
			return h
		}
	}
	return nil
}

// decide makes a decision of a hit.
func (e *evidence) decide(stage byte, h *lexicon.Hit) decision {
	d := decision{category: e.of(h), reason: reason{stage: stage, entry: h.Entry, confidence: h.Entry.Confidence, note: h.Entry.Note}, hit: h}
	if d.category == category.OtherIn && h.Entry.In == category.LoanIn {
		d.confidence, d.note = min(d.confidence, lexicon.Medium), notePenny
	}
	if h.Entry.Hard {
		d = d.hesitant(d.note)
	}
	return d
}

// hesitant marks a decision as one over which a careful person hesitates. Enforcement stays certain: what it is to be
// called is open, that it is one is not.
func (d decision) hesitant(note string) decision {
	d.hard = true
	if note != "" {
		d.note = note
	}
	if d.category != category.Bailiff {
		d.confidence = lexicon.Low
	}
	return d
}

// becomes changes a decision's category, with a note why.
func (d decision) becomes(c category.Category, note string) decision {
	d.category, d.note = c, note
	return d
}
