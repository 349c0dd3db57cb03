// Package party finds out whom rows are with: one counterparty for all spellings of a name and all notations of an
// account number, the customer's own accounts, relatives, money that goes round in circles, rows that cancel each other
// and rows that stand twice.
//
// It works over distinct texts: a name is looked at once, however many rows it has.
package party

import (
	"context"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/lexicon"
)

// ID numbers counterparties of one table. None is that of rows without a name, a number and words in the title.
type ID int32

// None is no counterparty.
const None ID = 0

// Party is one counterparty.
type Party struct {
	// Name is the most frequent spelling of its name, or what the titles have in common where no row has a name; cleaned.
	Name string
	// Key is the normalised name (statement 3.2), empty where there is none.
	Key string
	// Numbers are its account numbers in canonical form.
	Numbers []string
	// Titled says that only titles tell the counterparty: it has neither name nor number.
	Titled bool
	// Person and Company say what its name reads as; both are false where that is open.
	Person, Company bool
	// Related says that it is a person with a surname or the address of an owner of the accounts (statement 4.3).
	Related bool
	// Namesake says that it is neither known as a person nor as a firm, and has a surname of an owner: a relative, perhaps.
	Namesake bool
	// AtHome says that its name stands with the address of an owner of the accounts, to the number of the house and the flat.
	AtHome bool
	// Hits are what the lexicon knows about its name and numbers.
	Hits []lexicon.Hit
	// Payer is the first of the counterparties with the same name: several numbers of one payer make one stream (3.4).
	Payer ID
}

// Is reports whether the lexicon knows the counterparty as one of some kinds, with certainty.
func (p *Party) Is(kinds ...lexicon.Kind) bool {
	for i := range p.Hits {
		h := &p.Hits[i]
		if h.Weak || h.Entry == nil {
			continue
		}
		for _, k := range kinds {
			if h.Entry.Kind == k {
				return true
			}
		}
	}
	return false
}

// Public reports whether it is an office of the state, by the lexicon or by an office word in its name. What has a legal form is a
// company, whichever office it is called after.
func (p *Party) Public() bool {
	office := p.Is(lexicon.TaxOffice, lexicon.SocialInsurer, lexicon.PublicOffice, lexicon.Court) || hasWord(p.Key, officeWords)
	return office && identity.LegalForm(p.Name) == ""
}

// keepers are the kinds of firms that keep money for their customers.
var keepers = []lexicon.Kind{lexicon.Bank, lexicon.Processor, lexicon.Wallet}

// Keeps reports whether it perhaps keeps money for its customers: a bank, a processor or a wallet.
func (p *Party) Keeps() bool {
	return slices.ContainsFunc(p.Hits, func(h lexicon.Hit) bool { return slices.Contains(keepers, h.Entry.Kind) })
}

// spelling is what the spellings of its name share; a person's name stays in its words.
func (p *Party) spelling() string {
	if s := identity.FirmSpelling(p.Key); s != "" && !p.Person {
		return s
	}
	return p.Key
}

// Ownness says whether a row is between the customer's own accounts, and what tells.
type Ownness uint8

// How a row is known to be own money.
const (
	NotOwn       Ownness = iota
	OwnNumber            // the number of the other side is in the reply
	OwnName              // the name of the other side is an owner's of the row's account
	OwnNameClose         // it is close to one: possible only
	OwnPair              // the other half of the transfer is in the reply
	OwnWords             // the bank or the provider calls it so
	OwnSum               // an equal sum left another account under the owner's name then: possible only
)

// Certain reports whether it is own money beyond doubt.
func (o Ownness) Certain() bool { return o != NotOwn && o != OwnNameClose && o != OwnSum }

// String is the reason as the end of a sentence.
func (o Ownness) String() string {
	return [...]string{"not own money", "the other account is in this reply", "the name is the owner's", "the name is close to the owner's",
		"the other half is in this reply", "the bank calls it a transfer between own accounts",
		"an equal sum left another account under the owner's name then"}[min(o, OwnSum)]
}

// Certainty says how sure it is that a row stands twice.
type Certainty uint8

// Certainties of copies.
const (
	Original     Certainty = iota
	PossibleCopy           // identical, and no balances tell: one is proven, both are possible
	CertainCopy            // the balances, or a repeated account, show that it is one row
)

// Table is who the counterparties of a ledger are. It does not change and may be used by several goroutines.
type Table struct {
	l        *ledger.Ledger
	parties  []Party // by ID
	of       []ID    // by row
	own      []Ownness
	pair     map[int32]int32
	repaid   map[int32]int32 // rows that pay off a debt in the reply: its account
	reversed map[int32]int32
	copies   map[int32]copyOf
	repeats  []int // by source: the source it repeats, or -1
	liable   []bool
	owners   [][]owner // by source
	country  []string

	elsewhere map[ID][]ID    // by payer: others whose payments out are to him
	poured    map[ID][]int32 // by payer: payments without a counterparty that may be to him

	byPayer []int32 // rows, those of a payer together, in the ledger's order
	first   []int32 // by payer: where its rows begin in byPayer
	cards   *cardRows
}

type copyOf struct {
	row  int32
	sure Certainty
}

// Build finds the counterparties of a ledger. It gives way to others in the background, and ends with its context. The error is
// ctx's.
func Build(ctx context.Context, l *ledger.Ledger, lex *lexicon.Set) (*Table, error) {
	b := newBuilder(l, lex)
	for _, step := range []func(context.Context) error{b.key, b.describe, b.ownRows, pairFinder{b.Table}.find, b.repayments, newCopyFinder(b.Table).find, reversalFinder{b.Table}.find, b.index, circleFinder{builder: b}.find} {
		if err := step(ctx); err != nil {
			return nil, err
		}
		if !l.GiveWay(ctx) {
			return nil, ctx.Err()
		}
	}
	return b.Table, nil
}

// Of is the counterparty of a row.
func (t *Table) Of(row int32) ID { return t.of[row] }

// Party is a counterparty; do not change it. That of None has no name.
func (t *Table) Party(id ID) *Party { return &t.parties[id] }

// Len is the number of counterparties, None included.
func (t *Table) Len() int { return len(t.parties) }

// Payer is the counterparty of a row, the same for all numbers under one name.
func (t *Table) Payer(row int32) ID { return t.parties[t.of[row]].Payer }

// Own says whether a row moves the customer's own money.
func (t *Table) Own(row int32) Ownness { return t.own[row] }

// Reversed is the row that a row cancels or is cancelled by: neither counts in any sum (statement 4.5).
func (t *Table) Reversed(row int32) (int32, bool) {
	other, ok := t.reversed[row]
	return other, ok
}

// Copy is the earlier row that a row repeats (4.6, 4.7), and how sure that is.
func (t *Table) Copy(row int32) (of int32, sure Certainty) {
	c := t.copies[row]
	return c.row, c.sure
}

// Copies are the rows that repeat others, rising.
func (t *Table) Copies() []int32 { return sortedKeys(t.copies) }

// Repeats is the account that stands earlier in the reply with the same number and currency (4.7).
func (t *Table) Repeats(source int) (of int, ok bool) {
	of = t.repeats[source]
	return of, of >= 0
}

// Liability reports whether an account or card is a debt: a loan, a mortgage, a credit card (4.9).
func (t *Table) Liability(source int) bool { return t.liable[source] }

// Country is the country of an account as ISO 3166 has it, from its number or else its currency; empty if neither tells.
func (t *Table) Country(source int) string { return t.country[source] }

// Rows are the rows of a payer, in the ledger's order. Do not change them.
func (t *Table) Rows(payer ID) []int32 {
	if t.parties[payer].Payer != payer {
		return nil
	}
	return t.byPayer[t.first[payer]:t.first[payer+1]]
}

// Circle adds up what came from a payer in some days and what went back to him by transfer, to any of his numbers, under a name
// that a bank cut, or named in the title alone; card
// purchases are no way back. It is per currency; both are without sign. Public bodies, banks and processors make no
// circles: nothing goes back to them (statement 4.4). backRows are the rows with which it went back.
func (t *Table) Circle(payer ID, c aisclient.Currency, from, to aisclient.Date) (in, back aisclient.Amount, backRows []int32) {
	p := &t.parties[payer]
	if payer == None || p.Titled {
		return 0, 0, nil
	}
	exempt := p.Public() || p.Is(lexicon.Bank, lexicon.Processor)
	for i, id := range append([]ID{payer}, t.elsewhere[payer]...) {
		for _, row := range t.Rows(id) {
			if !t.counts(row, c, from, to) {
				continue
			}
			a := t.l.Amount(row)
			switch {
			case a > 0 && i == 0:
				in = plus(in, a)
			case a < 0 && !exempt && !t.cards.is(t.l, row):
				back, backRows = plus(back, -a), append(backRows, row)
			}
		}
	}
	return in, back, backRows
}

// PaidTo are the rows of some days that were paid to a payer in whatever way, by card as well, or to whoever may be him.
func (t *Table) PaidTo(payer ID, c aisclient.Currency, from, to aisclient.Date) []int32 {
	return slices.DeleteFunc(t.outTo(payer), func(row int32) bool { return !t.counts(row, c, from, to) })
}

// PromisedTo are the rows of some days to a payer of which his sums in a currency tell nothing: those that are not booked yet, and
// those in another currency.
func (t *Table) PromisedTo(payer ID, c aisclient.Currency, from, to aisclient.Date) []int32 {
	return slices.DeleteFunc(t.outTo(payer), func(row int32) bool {
		d := t.l.Date(row)
		return d < from || d > to || t.Own(row).Certain() || t.dropped(row) || t.l.Booked(row) && t.l.Currency(row) == c
	})
}

// outTo are the rows that go out to a payer in whatever way, or to whoever may be him, rising.
func (t *Table) outTo(payer ID) []int32 {
	rows := slices.Clone(t.poured[payer])
	for _, id := range append([]ID{payer}, t.elsewhere[payer]...) {
		rows = append(rows, t.Rows(id)...)
	}
	slices.Sort(rows)
	return slices.DeleteFunc(slices.Compact(rows), func(row int32) bool { return t.l.Amount(row) >= 0 })
}

// counts reports whether a row of some days and a currency is booked money between the customer and somebody else.
func (t *Table) counts(row int32, c aisclient.Currency, from, to aisclient.Date) bool {
	d := t.l.Date(row)
	return d >= from && d <= to && t.l.Currency(row) == c && t.l.Booked(row) && !t.Own(row).Certain() && !t.dropped(row)
}

// dropped reports whether a row counts in no sum: it is cancelled, or stands twice.
func (t *Table) dropped(row int32) bool {
	if _, ok := t.reversed[row]; ok {
		return true
	}
	return t.copies[row].sure == CertainCopy
}

// plus adds amounts that are not negative, up to the greatest one.
func plus(a, b aisclient.Amount) aisclient.Amount {
	sum, err := a.Add(b)
	if err != nil {
		return 1<<63 - 1
	}
	return sum
}
