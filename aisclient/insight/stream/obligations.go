package stream

import (
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/insight/cadence"
)

// Obligation is a payment that has to be made, a month.
type Obligation struct {
	*Stream
	Proven, Possible aisclient.Amount // a month, without sign; Possible beyond Proven
	// Card is set where the payments go onto a card of the reply. They are own money, and its repayments all the same.
	Card *Card
}

// Serves reports whether the payment serves a debt: all do but rent (statement 6.3).
func (o *Obligation) Serves() bool { return o.Category != category.Rent }

// Debt is what is owed on an account or card.
type Debt struct {
	Source  int
	Balance aisclient.Amount  // without sign; zero where nothing is owed or the bank does not say
	Limit   *aisclient.Amount // of a card or an overdraft; nil where the bank does not say
	// Utilisation is Balance / Limit in thousandths, rounded; -1 where there is no limit.
	Utilisation int64
	Overdraft   bool // of a deposit account that is below zero
}

// Uses reports whether exactly so many thousandths of the limit, or more, are in use.
func (d *Debt) Uses(permille int64) bool {
	return d.Utilisation >= 0 && !less(d.Balance, 1000, *d.Limit, permille)
}

// Obligations are what has to be paid a month in one currency (statement 6.1).
type Obligations struct {
	Currency         aisclient.Currency
	Items            []Obligation // the greatest first
	Proven, Possible aisclient.Amount
	// Revolving is a month's payment of revolving credit that no repayment shows (statement 6.2). It is in Proven. Overdrafts is the part
	// of it for accounts below zero.
	Revolving, Overdrafts aisclient.Amount
	// Service is the part of Proven that serves debts: all but rent. ServicePossible is what may come to it.
	Service, ServicePossible aisclient.Amount
	Debts                    []Debt
	// Ended are debts that were paid for months and are paid no longer, for so long that they are in no sum: paid off or in arrears, which
	// nothing shows. Proven is zero, Possible what they came to a month.
	Ended []Obligation
}

// obligatory are the categories of obligations.
var obligatory = []category.Category{category.LoanRepayment, category.Mortgage, category.CardRepayment, category.BNPL, category.Rent,
	category.AlimonyOut, category.Bailiff, category.DebtCollection}

// Obligations finds what has to be paid a month in a currency.
func (s *Streams) Obligations(c aisclient.Currency) *Obligations {
	o := &Obligations{Currency: c}
	var cards aisclient.Amount
	before := paidOnce{s}
	for i := range s.all {
		st := &s.all[i]
		if st.In || st.Currency != c || !slices.Contains(obligatory, st.Category) {
			continue
		}
		item := s.obligation(st)
		o.add(item)
		if item.Proven == 0 && item.Possible == 0 && before.ended(st) {
			o.Ended = append(o.Ended, Obligation{Stream: st, Possible: before.usual(st)})
		}
		if st.Category == category.CardRepayment {
			cards = plus(cards, item.Proven)
		}
	}
	once(s, o)
	debts(s, o)
	cards = credit{s}.repaid(o, cards)
	credit{s}.overdrafts(o)
	slices.SortStableFunc(o.Items, func(x, y Obligation) int {
		return int(max(-1, min(1, plus(y.Proven, y.Possible)-plus(x.Proven, x.Possible))))
	})
	credit{s}.revolving(o, cards)
	return o
}

// add adds an item that comes to anything.
func (o *Obligations) add(item Obligation) {
	if item.Proven == 0 && item.Possible == 0 {
		return
	}
	o.Items = append(o.Items, item)
	o.Proven, o.Possible = plus(o.Proven, item.Proven), plus(o.Possible, item.Possible)
	if item.Serves() {
		o.Service, o.ServicePossible = plus(o.Service, item.Proven), plus(o.ServicePossible, item.Possible)
	}
}

// obligation is what a stream obliges to a month: mature ones by their level, irregular ones by the mean of 6 months,
// early ones, second copies and rows in doubt as possible.
func (s *Streams) obligation(st *Stream) Obligation {
	if st.onlyExtra() { // all of it is in doubt: what it would be, were it certain
		sure := *st
		sure.Series, sure.Extra = s.find(st.Rows), nil
		item := s.obligation(&sure)
		return Obligation{Stream: st, Possible: plus(item.Proven, item.Possible)}
	}
	f := &st.Series
	item := Obligation{Stream: st}
	switch {
	case f.Mature && f.Status == cadence.Stopped: // paid off, or no longer paid: nobody knows so soon
		if f.Last >= s.in.Day.AddDays(-recentStop) {
			item.Possible = f.Monthly
		}
	case f.Mature:
		item.Proven, item.Possible = f.Monthly, max(f.Mean, f.Upper)-f.Monthly
	case f.Early, len(st.Rows) == 1:
		if f.Last >= s.in.Day.AddDays(-recentStop) {
			item.Possible = max(f.Monthly, s.in.Ledger.Amount(st.Rows[len(st.Rows)-1]).Abs())
		}
	default:
		item.Proven = f.Monthly
		if covered := s.covered(st.Currency); covered < fewestCovered { // the mean of 6 months, of which the data has much less
			item.Possible = max(0, s.spread(st.Rows, s.in.Day.AddDays(1-covered))-f.Monthly)
		}
	}
	extra := st.Extra // second copies, rows in doubt, and what bounced unless the others show that it was paid after all
	if f.Mature && f.Status != cadence.Stopped {
		extra = slices.DeleteFunc(slices.Clone(extra), func(row int32) bool {
			_, bounced := s.in.Parties.Reversed(row)
			return bounced
		})
	}
	item.Possible = plus(item.Possible, besides(s, st, extra))
	return item
}

// covered is how many days the rows of a currency go back.
func (s *Streams) covered(c aisclient.Currency) int {
	if s.first[c] == 0 {
		return 0
	}
	return int(s.in.Day-s.first[c]) + 1
}

// Unserved are the debts of which no instalment is seen, so that nobody knows what they oblige to: a loan or mortgage
// that is not paid off, or a drawn card without a limit. items are the obligations of all currencies: a loan in one is
// often paid in another.
func (s *Streams) Unserved(debts []Debt, items []Obligation) []int {
	paid := func(cats ...category.Category) bool {
		return slices.ContainsFunc(items, func(o Obligation) bool { return slices.Contains(cats, o.Category) })
	}
	loans := paid(category.LoanRepayment, category.Mortgage, category.CardRepayment)
	var open []int
	for _, d := range debts {
		src := &s.in.Ledger.Sources()[d.Source]
		switch {
		case d.Overdraft: // a part of it counts by itself
		case src.IsCard():
			if d.Balance > 0 && d.Utilisation < 0 && !paid(category.CardRepayment) {
				open = append(open, d.Source)
			}
		case !loans && (src.Balance == nil || *src.Balance != 0):
			open = append(open, d.Source)
		}
	}
	return open
}

// debts lists what is owed on the accounts and cards in scope.
func debts(s *Streams, o *Obligations) {
	l := s.in.Ledger
	for i := range l.Sources() {
		src := &l.Sources()[i]
		if !s.scope[i] || src.Currency != o.Currency || !s.in.Parties.Liability(i) {
			continue
		}
		if _, again := s.in.Parties.Repeats(i); again {
			continue
		}
		d := Debt{Source: i, Utilisation: -1}
		if src.Balance != nil {
			d.Balance = max(-*src.Balance, 0)
		}
		if imp := l.Import(); src.IsCard() && imp != nil {
			d.Limit = imp.Targets[src.Source.Target].CreditCards[src.Card].Limit
		}
		if d.Limit != nil && *d.Limit > 0 {
			d.Utilisation = thousandths(d.Balance, *d.Limit)
		}
		o.Debts = append(o.Debts, d)
	}
}
