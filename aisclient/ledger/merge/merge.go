// Package merge makes one ledger of several imports of one customer's matter: each account stands once, each row once,
// and transfers between the accounts are found.
//
//	m, err := merge.Build(ctx, parts)
//	m.Ledger                                  // a ledger as any other
//	row, ok := m.Row(merge.Origin{Import: id, Row: 12}) // where a row of an import has gone
//
// An account is its number in any notation, or else its bank, name and currency. Of rows that imports have in common, equal
// by day, amount, counterparty's number, title and balance, each stands as often as in the import that has it most often.
// The newest import gives an account's balance and owners. Nothing here depends on the order of the parts.
package merge

import (
	"cmp"
	"context"
	"slices"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
)

// Part is one import that takes part.
type Part struct {
	// Import is its id.
	Import string
	Ledger *ledger.Ledger // read to its end
	// Made is when the reply was made, or else saved: the newest part is the one that is right about balances.
	Made time.Time
	// Since is the first day that was asked for; zero if nobody knows.
	Since aisclient.Date
	// Owner is the person whose sign-in it came of: owners of an account that two people's imports have are united.
	Owner string
	// File says that it is a statement file, which proves nothing by itself.
	File bool
	// Unproven says, as a part of a sentence, why a reply proves nothing by itself; empty for most.
	Unproven string
}

// unproven is why what stands only on this part proves nothing; empty if it does.
func (p *Part) unproven() string {
	if p.File {
		return "it stands only on a statement file"
	}
	return p.Unproven
}

// Origin is a row of an import: Row is its id in the ledger of that import.
type Origin struct {
	Import string
	Row    int32
}

// Merged are the imports as one.
type Merged struct {
	Ledger *ledger.Ledger
	// Accounts tell of each source of the ledger, in its order.
	Accounts []Account
	// Transfers are pairs of rows by which money went between two of the accounts. Ambiguous are groups of rows that pair in
	// more than one way: they are not taken.
	Transfers []Transfer
	Ambiguous []Ambiguity

	noAccount string // why nothing is proven where there is no account
	origins   [][]Origin
	rows      map[Origin]int32
}

// Account is where one source of the merged ledger comes from.
type Account struct {
	// Imports are the ids of those that have it, the newest first.
	Imports []string
	// Unproven says why it proves nothing by itself, as a part of a sentence: it stands on statement files alone. Empty for
	// most.
	Unproven string
	// Covers are the days of which the imports speak, without overlaps and in order. Gaps are the days between.
	Covers, Gaps []ledger.Period

	since aisclient.Date // the earliest first day that a part was asked for; zero if no part says
}

// Origins are the rows of imports that a row stands for, the newest import first. The first is where it was read.
func (m *Merged) Origins(row int32) []Origin { return m.origins[row] }

// Row is where a row of an import has gone; false if the import does not take part.
func (m *Merged) Row(o Origin) (int32, bool) {
	row, ok := m.rows[o]
	return row, ok
}

// Unproven says of a source why it proves nothing by itself, as a part of a sentence; empty if it does. A source of -1 asks
// of parts without any account.
func (m *Merged) Unproven(source int) string {
	if source < 0 {
		return m.noAccount
	}
	return m.Accounts[source].Unproven
}

// Since is the first day that was asked for of a source, where the imports speak of every day from it on; zero if nobody
// knows, or days between imports are missing.
func (m *Merged) Since(source int) aisclient.Date {
	a := &m.Accounts[source]
	if len(a.Covers) != 1 || a.Covers[0].From != a.since {
		return 0
	}
	return a.since
}

// Build merges parts. The error is the context's, or ledger.ErrTooManyRows.
func Build(ctx context.Context, parts []Part) (*Merged, error) {
	parts = slices.Clone(parts)
	slices.SortStableFunc(parts, func(x, y Part) int { // the newest first
		return cmp.Or(y.Made.Compare(x.Made), cmp.Compare(x.Import, y.Import))
	})
	b := &builder{banks: map[string]*bank{}, accounts: map[string]*account{}, names: map[string]text.Text{}}
	for i := range parts {
		if why := parts[i].unproven(); why == "" || i == 0 {
			b.noAccount = why
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		b.add(&parts[i])
	}
	return b.finish(ctx)
}

// builder gathers accounts and rows.
type builder struct {
	imp   aisclient.Import
	dated bool // the envelope is that of a reply
	// noAccount is why nothing is proven where there is no account: all parts are unproven.
	noAccount string
	banks     map[string]*bank
	order     []*bank
	names     map[string]text.Text // of banks, for people, by bankName: some parts know the catalog's alone
	accounts  map[string]*account
}

// add takes one part in. Parts come with the newest first.
func (b *builder) add(p *Part) {
	imp := p.Ledger.Import()
	if imp != nil {
		if !b.dated || p.unproven() == "" && b.imp.Envelope.ResponseTimestamp.IsZero() {
			b.imp.Envelope, b.dated = imp.Envelope, true
		}
		b.imp.Warnings = append(b.imp.Warnings, imp.Warnings...)
		for t := range imp.Targets {
			b.bank(p, &imp.Targets[t]).greet(&imp.Targets[t])
		}
	}
	seen := map[string]int{}
	for i := range p.Ledger.Sources() {
		s := &p.Ledger.Sources()[i]
		key := AccountKey(s)
		seen[key]++
		if n := seen[key]; n > 1 { // the import itself has it twice: what that means is not decided here
			key += "\n" + string(rune('0'+min(n, 9)))
		}
		b.account(p, s, key).take(p, s)
	}
}

// finish puts the accounts into one import and reads it as a ledger.
func (b *builder) finish(ctx context.Context) (*Merged, error) {
	m := &Merged{noAccount: b.noAccount, rows: map[Origin]int32{}}
	slices.SortStableFunc(b.order, func(x, y *bank) int { return compareBool(x.unproven, y.unproven) })
	for _, k := range b.order {
		k.target.OfficialName = text.First(k.target.OfficialName, b.names[bankName(k.target.Name, k.target.OfficialName)])
		for _, cards := range []bool{false, true} { // sources are accounts, then cards
			for _, a := range k.accounts {
				if a.isCard == cards {
					m.place(k, a)
				}
			}
		}
		if len(k.accounts) > 0 || !k.unproven {
			b.imp.Targets = append(b.imp.Targets, k.target)
		}
	}
	var err error
	if m.Ledger, err = ledger.FromImport(&b.imp); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m.findTransfers()
	return m, nil
}

func compareBool(x, y bool) int {
	switch {
	case x == y:
		return 0
	case x:
		return 1
	}
	return -1
}

// place appends an account to its target, and notes where its rows come from.
func (m *Merged) place(k *bank, a *account) {
	txs := a.sorted()
	if a.isCard {
		a.card.Transactions, a.card.Count = txs, len(txs)
		k.target.CreditCards = append(k.target.CreditCards, a.card)
	} else {
		a.acc.Transactions, a.acc.Count = txs, len(txs)
		k.target.Accounts = append(k.target.Accounts, a.acc)
	}
	for _, e := range a.entries {
		row := int32(len(m.origins))
		m.origins = append(m.origins, e.origins)
		for _, o := range e.origins {
			m.rows[o] = row
		}
	}
	a.from.settle()
	m.Accounts = append(m.Accounts, a.from)
}
