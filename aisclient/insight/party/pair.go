package party

import (
	"context"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/calendar"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/text"
)

// pairDays is how many working days the two halves of a transfer may be apart, exchangeDays how many days those of an
// exchange of currency (statement 4.2).
const (
	pairDays     = 3
	exchangeDays = 1
)

// half is one half of a possible pair.
type half struct {
	row int32
	day aisclient.Date
}

// sum is an amount without its sign.
type sum struct {
	c aisclient.Currency
	a aisclient.Amount
}

// pairFinder finds the rows that are the two halves of one movement of own money.
type pairFinder struct{ *Table }

// find finds transfers between accounts in the reply whose halves name nobody: equal opposite amounts in one currency,
// matched one to one, the nearest days first.
func (f pairFinder) find(ctx context.Context) error {
	in, out := map[sum][]half{}, map[sum][]half{}
	if len(f.l.Sources()) < 2 {
		return nil
	}
	err := pieces(ctx, f.l, func(row int32) {
		a, day := f.l.Amount(row), f.l.Date(row)
		if a == 0 || day == 0 || !f.l.Booked(row) || !f.nameless(row) {
			return
		}
		k := sum{f.l.Currency(row), a.Abs()}
		if a > 0 {
			in[k] = append(in[k], half{row, day})
		} else {
			out[k] = append(out[k], half{row, day})
		}
	})
	if err != nil {
		return err
	}
	for k, ins := range in {
		f.matchHalves(out[k], ins)
	}
	if err := f.exchanges(ctx); err != nil {
		return err
	}
	return f.renamed(ctx)
}

// nameless reports whether a row has no foreign counterparty: it names nobody, or the customer. A row of the bank's own,
// and a purchase whose title names a shop, are foreign.
func (f pairFinder) nameless(row int32) bool {
	if f.own[row] != NotOwn {
		return true
	}
	p := &f.parties[f.of[row]]
	if f.of[row] == None {
		return true
	}
	if !p.Titled || f.l.PartyID(row) != 0 || f.bought(row) {
		return false
	}
	for i := range p.Hits {
		if p.Hits[i].Entry.Kind != lexicon.Bank && p.Hits[i].Sort == lexicon.Name {
			return false
		}
	}
	return true
}

// payOffWords are folded words of a card that is paid off (pl, cs, es, en, de).
var payOffWords = text.StemsOf("splat", "zadluz", "amortiz", "pago de tarjeta", "liquidacion", "repay", "pay off", "payoff", "ausgleich")

// bought reports whether a row without a counterparty is a card purchase, not a card that is paid off.
func (f pairFinder) bought(row int32) bool {
	if f.l.Source(row).IsCard() && f.l.Amount(row) > 0 {
		return false
	}
	return f.cards.is(f.l, row) && !payOffWords.In(f.l.FoldedTitle(row))
}

// matchHalves pairs what went out with what came in elsewhere.
func (f pairFinder) matchHalves(out, in []half) {
	type fit struct {
		apart   int
		out, in half
	}
	var fits []fit
	if len(out)*len(in) > 1<<16 { // amounts so common pair nothing for certain
		return
	}
	for _, o := range out {
		for _, i := range in {
			if !f.samePerson(o.row, i.row) || o.day-i.day > 14 || i.day-o.day > 14 {
				continue
			}
			if apart := calendar.Apart(f.country[f.l.Account(o.row)], o.day, i.day, pairDays+1); apart <= pairDays {
				fits = append(fits, fit{apart, o, i})
			}
		}
	}
	slices.SortStableFunc(fits, func(x, y fit) int { return x.apart - y.apart })
	for _, pair := range fits {
		f.pairUp(pair.out.row, pair.in.row)
	}
}

// renamed finds what an own account sent to another of them and came in there under a foreign name: money that the sending row
// calls own is own, whatever the other one says. Where the sending row has only the owner's name, it is possible.
func (f pairFinder) renamed(ctx context.Context) error {
	in, out := map[sum][]half{}, map[sum][]half{}
	err := pieces(ctx, f.l, func(row int32) {
		_, paired := f.pair[row]
		a := f.l.Amount(row)
		h, k := half{row, f.l.Date(row)}, sum{f.l.Currency(row), a.Abs()}
		switch {
		case paired || h.day == 0 || !f.l.Booked(row):
		case a < 0 && f.own[row].Certain():
			out[k] = append(out[k], h)
		case a > 0 && !f.own[row].Certain():
			in[k] = append(in[k], h)
		}
	})
	if err != nil {
		return err
	}
	for k, outs := range out {
		for _, o := range outs {
			f.arrived(o, in[k])
		}
	}
	return nil
}

// arrived finds the row with which a transfer to an own account came in there: on its day or soon after, one without a number first.
func (f pairFinder) arrived(o half, in []half) {
	number := f.l.PartyIBANID(o.row)
	to := canonical(f.l.PartyIBANs().At(number).Raw(), "")
	best, least := int32(-1), 2*(pairDays+1)
	for _, i := range in {
		at := f.l.Account(i.row)
		_, paired := f.pair[i.row]
		numbered := f.l.PartyIBANID(i.row) != 0
		known := number != 0 && to == canonical(f.l.Sources()[at].IBAN.Raw(), f.country[at])
		if paired || i.day < o.day || i.day-o.day > 14 || !f.samePerson(o.row, i.row) || !known && (number != 0 || numbered) {
			continue
		}
		apart := calendar.Apart(f.country[at], o.day, i.day, pairDays+1)
		if apart > pairDays {
			continue
		}
		if numbered {
			apart += pairDays + 1
		}
		if apart < least {
			best, least = i.row, apart
		}
	}
	switch {
	case best >= 0 && number != 0:
		f.pairUp(o.row, best)
	case best >= 0 && f.own[best] == NotOwn:
		f.own[best] = OwnSum
	}
}

// byBank reports whether a row has no foreign counterparty, or a bank or exchange office for one.
func (f pairFinder) byBank(row int32) bool {
	p := &f.parties[f.of[row]]
	return f.own[row] != NotOwn || p.Titled || f.of[row] == None || p.Is(lexicon.Bank, lexicon.Processor, lexicon.Wallet) || exchangeWords.In(p.Key)
}

// samePerson reports whether two rows lie on different accounts that share an owner, or whose owners nobody names.
func (f pairFinder) samePerson(x, y int32) bool {
	i, k := f.l.Account(x), f.l.Account(y)
	if i == k || f.repeats[i] == k || f.repeats[k] == i {
		return false
	}
	if len(f.owners[i]) == 0 || len(f.owners[k]) == 0 {
		return f.l.Sources()[i].Source.Target == f.l.Sources()[k].Source.Target
	}
	for _, o := range f.owners[i] {
		for _, p := range f.owners[k] {
			if o.name == p.name || text.Fold(o.name) == text.Fold(p.name) {
				return true
			}
		}
	}
	return false
}

// pairUp makes two rows a pair unless one has another half already.
func (f pairFinder) pairUp(x, y int32) {
	_, a := f.pair[x]
	_, c := f.pair[y]
	if a || c {
		return
	}
	f.pair[x], f.pair[y] = y, x
	for _, row := range []int32{x, y} {
		if !f.own[row].Certain() {
			f.own[row] = OwnPair
		}
	}
}

// exchangeWords are folded words of an exchange of currency (pl, cs, es, en, de).
var exchangeWords = text.StemsOf("wymiana walut", "kantor", "przewalutowan", "kupno walut", "sprzedaz walut", "smena men", "smenarn", "konverze",
	"cambio de divisa", "cambio divisa", "currency exchange", "fx conversion", "exchanged to", "exchanged from", "wahrungstausch", "devisen")

// exchanges pairs what was exchanged between own accounts in different currencies.
func (f pairFinder) exchanges(ctx context.Context) error {
	if len(f.l.Currencies()) < 2 {
		return nil
	}
	kinds := make([]bool, f.l.Kinds().Len())
	for i := range kinds {
		kinds[i] = exchangeWords.In(text.Fold(f.l.Kinds().At(int32(i)).String()))
	}
	in, out := map[aisclient.Date][]int32{}, []int32(nil)
	err := pieces(ctx, f.l, func(row int32) {
		_, paired := f.pair[row]
		if paired || f.l.Date(row) == 0 || !f.l.Booked(row) || !kinds[f.l.KindID(row)] && (!f.byBank(row) || !exchangeWords.In(f.l.FoldedTitle(row))) {
			return
		}
		if f.l.Amount(row) > 0 {
			in[f.l.Date(row)] = append(in[f.l.Date(row)], row)
		} else {
			out = append(out, row)
		}
	})
	if err != nil {
		return err
	}
	for _, o := range out {
		for off := aisclient.Date(0); off <= 2*exchangeDays; off++ {
			day := f.l.Date(o) + (off+1)/2*(1-2*(off%2)) // the day itself, the one before, the one after
			for _, i := range in[day] {
				if f.l.Currency(i) != f.l.Currency(o) && f.samePerson(o, i) {
					f.pairUp(o, i)
				}
			}
		}
	}
	return nil
}

// cardRows knows which rows are card purchases: the bank's kind says so, or the title begins with it.
type cardRows struct{ kinds []bool }

// cardKinds are in the kinds of card payments. In a title, which somebody else writes, cardWords count as whole words only:
// "Kartuzy", "factura revisada" and "Ricardo" are no cards. source: known
var (
	cardKinds = text.StemsOf("kart", "card", "tarjeta", "blik", "visa", "mastercard")
	cardWords = text.WordSet("karta karty karte kart kartou kartovy kartova karet card cards tarjeta tarj blik visa mastercard maestro")
)

func newCardRows(l *ledger.Ledger, lex *lexicon.Set) *cardRows {
	c := &cardRows{make([]bool, l.Kinds().Len())}
	kinds := lex.Scanner("")
	for i := range c.kinds {
		kind := l.Kinds().At(int32(i))
		c.kinds[i] = cardKinds.In(text.Fold(kind.String())) || kinds.Scan(kind.Raw(), lexicon.KindText).Card()
	}
	return c
}

// Card reports whether a card paid a row, or a telephone at a till.
func (t *Table) Card(row int32) bool { return t.cards.is(t.l, row) }

func (c *cardRows) is(l *ledger.Ledger, row int32) bool {
	if l.PartyIBANID(row) != 0 {
		return false // a transfer
	}
	title := l.FoldedTitle(row)
	return c.kinds[l.KindID(row)] || l.Source(row).IsCard() ||
		slices.ContainsFunc(Words(title[:min(len(title), 32)]), func(w string) bool { return cardWords[w] })
}
