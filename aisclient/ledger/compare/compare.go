// Package compare says how two ledgers of the same customer's accounts differ: accounts, owners and balances, rows that are
// new, missing or changed, and sums per currency.
//
// Rows are the same movement if account, day, amount and the other side's account number are equal; what else differs of
// them is a change. Only days of which both ledgers speak can lack a row: other rows are listed as outside. Comparing B
// with A says the mirror of comparing A with B, and a ledger does not differ from itself.
package compare

import (
	"context"
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/merge"
	"aisdesk/aisclient/text"
)

// Side is one of the two ledgers.
type Side struct {
	Ledger *ledger.Ledger
	// Covers are the days that an account's data speaks of, by source; nil, and an unbounded period, are the days of its
	// rows.
	Covers func(source int) ledger.Period
	// Without is the ledger without the acts of people; nil where they change no figure.
	Without *ledger.Ledger
	// Acted says what people did with a row that changes figures: why it is excluded, and what it was made; nil for nothing.
	Acted func(row int32) (excluded, relabelled text.Text)
}

// Diff is how B differs from A.
type Diff struct {
	Changes  []Change  // differing owners of the logins
	Accounts []Account // of either side, in the order of their keys
	Sums     []Sum     // one a currency, in their order
}

// Account is one account or card on both sides.
type Account struct {
	Label    text.Text
	Number   text.Text
	Currency aisclient.Currency
	// A and B are the sources on either side; empty where the account is on the other side only.
	A, B []int
	// Changes are differing facts of the account: name, owners, balance.
	Changes []Change
	// Common are the days of which both sides speak; zero where there are none.
	Common ledger.Period
	// New are rows of B, Missing rows of A without a partner in the common days. Rows of the other days are Outside.
	New, Missing       []int32
	OutsideA, OutsideB []int32
	Changed            []Row
}

// Row is a movement that both sides have, and that differs.
type Row struct {
	A, B    int32
	Changes []Change
}

// Change is a fact that differs.
type Change struct {
	What string    `json:"what"`
	A    text.Text `json:"a"`
	B    text.Text `json:"b"`
}

// Sum is what booked rows come to in one currency on either side.
type Sum struct {
	ledger.Sides
	// Without is the same without the acts of people; nil where they change neither side.
	Without *ledger.Sides
}

// Difference is B's net less A's; false where one of them is too large to add up.
func Difference(s ledger.Sides) (aisclient.Amount, bool) {
	d, err := s.B.Net.Add(-s.A.Net)
	return d, err == nil && !s.A.Overflow && !s.B.Overflow
}

// Sums puts the totals of two sides, A and B, beside each other in the order of their currencies, and beside those the totals
// without the acts of people, whose rows are the same.
func Sums(with, without [2][]ledger.Totals) []Sum {
	var out []Sum
	plain := ledger.SideBySide(without[0], without[1])
	for _, s := range ledger.SideBySide(with[0], with[1]) {
		x := Sum{Sides: s}
		if i := slices.IndexFunc(plain, func(w ledger.Sides) bool { return w.Currency == s.Currency }); i >= 0 && !(plain[i].A.Same(s.A) && plain[i].B.Same(s.B)) {
			x.Without = &plain[i]
		}
		out = append(out, x)
	}
	slices.SortFunc(out, func(x, y Sum) int { return strings.Compare(string(x.Currency), string(y.Currency)) })
	return out
}

// Empty reports whether nothing differs: rows outside the common days are a difference, too.
func (d *Diff) Empty() bool {
	if len(d.Changes) > 0 {
		return false
	}
	for i := range d.Accounts {
		if !d.Accounts[i].Same() {
			return false
		}
	}
	return true
}

// Same reports whether the account is on both sides and nothing of it differs.
func (a *Account) Same() bool {
	return len(a.A) > 0 && len(a.B) > 0 && len(a.Changes)+len(a.New)+len(a.Missing)+len(a.OutsideA)+len(a.OutsideB)+len(a.Changed) == 0
}

// Of compares two ledgers. The error is the context's.
func Of(ctx context.Context, a, b Side) (*Diff, error) {
	c := &comparison{a: newReader(a), b: newReader(b), texts: map[string]int32{}}
	c.a.texts, c.b.texts = c.texts, c.texts
	d := &Diff{Changes: logins(a.Ledger, b.Ledger)}
	common := [2][]int32{}
	for _, key := range c.keys() {
		acc := c.account(key)
		c.rows(&acc, &common)
		d.Accounts = append(d.Accounts, acc)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	var err error
	d.Sums, err = c.sums(ctx, common)
	return d, err
}

// comparison is what is known while two ledgers are compared.
type comparison struct {
	a, b  *reader
	texts map[string]int32 // of account numbers, the same on both sides
}

// keys are the accounts of either side.
func (c *comparison) keys() []string {
	var keys []string
	for _, r := range []*reader{c.a, c.b} {
		for key := range r.at {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// account compares the facts of one account.
func (c *comparison) account(key string) Account {
	a := Account{A: c.a.at[key], B: c.b.at[key]}
	switch {
	case len(a.B) == 0:
		c.a.describe(&a, a.A[0])
		return a
	case len(a.A) == 0:
		c.b.describe(&a, a.B[0])
		return a
	}
	c.b.describe(&a, a.B[0])
	x, y := c.a.source(a.A[0]), c.b.source(a.B[0])
	a.change("name", x.Label(), y.Label())
	if !x.OwnerSet().Equal(y.OwnerSet()) {
		a.change("owners", x.OwnerNames(), y.OwnerNames())
	}
	a.change("balance", balance(x), balance(y))
	a.Common = intersection(c.a.covers(a.A), c.b.covers(a.B))
	return a
}

// logins compares whom the banks name as owners of the logins, where both sides name somebody.
func logins(a, b *ledger.Ledger) []Change {
	x, y := loginOwners(a), loginOwners(b)
	if x.Empty() || y.Empty() || x.Equal(y) {
		return nil
	}
	return []Change{{"owners of the login", x, y}}
}

// loginOwners are the names in their order, each once.
func loginOwners(l *ledger.Ledger) text.Text {
	var names []text.Text
	for i := 0; l.Import() != nil && i < len(l.Import().Targets); i++ {
		for _, o := range l.Import().Targets[i].Owners {
			if !o.Name.Empty() {
				names = append(names, o.Name)
			}
		}
	}
	slices.SortFunc(names, func(x, y text.Text) int { return strings.Compare(x.String(), y.String()) })
	return text.Join(slices.CompactFunc(names, text.Text.Equal), ", ")
}

func (a *Account) change(what string, x, y text.Text) {
	if !x.Equal(y) {
		a.Changes = append(a.Changes, Change{what, x, y})
	}
}

// balance is that of an account as text, with what stands there where it is no amount; empty where the bank does not say.
func balance(s *ledger.SourceInfo) text.Text {
	if s.Balance != nil {
		return text.Clean(s.Balance.String())
	}
	for _, u := range s.Unread {
		if u.Field == "currencyBalance" {
			return text.Clean("not read: " + u.Raw.String())
		}
	}
	return text.Text{}
}

// intersection are the days that two periods share; zero where they share none.
func intersection(x, y ledger.Period) ledger.Period {
	if !x.Bounded() || !y.Bounded() {
		return ledger.Period{}
	}
	from, to := max(x.From, y.From), min(x.To, y.To)
	if from > to {
		return ledger.Period{}
	}
	return ledger.Between(from, to)
}

// sums adds up the rows of the common days.
func (c *comparison) sums(ctx context.Context, common [2][]int32) ([]Sum, error) {
	var with, without [2][]ledger.Totals
	for i, r := range []*reader{c.a, c.b} {
		var err error
		if with[i], err = r.l.TotalsOf(ctx, common[i]); err != nil {
			return nil, err
		}
		without[i] = with[i]
		if r.Without == nil {
			continue
		}
		if without[i], err = r.Without.TotalsOf(ctx, common[i]); err != nil {
			return nil, err
		}
	}
	return Sums(with, without), nil
}

// reader reads one side.
type reader struct {
	Side
	l     *ledger.Ledger
	at    map[string][]int // sources by key
	ibans []int32          // by PartyIBANID: 1 + the number of its canonical form; 0 is not looked at yet
	texts map[string]int32
}

func newReader(s Side) *reader {
	r := &reader{Side: s, l: s.Ledger, at: map[string][]int{}}
	for i := range r.l.Sources() {
		key := merge.AccountKey(&r.l.Sources()[i])
		r.at[key] = append(r.at[key], i)
	}
	return r
}

func (r *reader) source(i int) *ledger.SourceInfo { return &r.l.Sources()[i] }

func (r *reader) describe(a *Account, source int) {
	s := r.source(source)
	a.Label, a.Currency, a.Number = s.Label(), s.Currency, s.OwnNumber()
}

// covers are the days that the sources of an account speak of.
func (r *reader) covers(sources []int) ledger.Period {
	var out ledger.Period
	for _, i := range sources {
		p := ledger.Period{}
		if r.Covers != nil {
			p = r.Covers(i)
		}
		if !p.Bounded() {
			p = r.days(i)
		}
		switch {
		case !p.Bounded():
		case !out.Bounded():
			out = p
		default:
			out = ledger.Between(min(out.From, p.From), max(out.To, p.To))
		}
	}
	return out
}

// days are those from an account's first row to its last one.
func (r *reader) days(source int) ledger.Period {
	s := r.source(source)
	var first, last aisclient.Date
	for row := s.First; row < s.Last; row++ {
		if d := r.l.Date(row); d != 0 {
			if first == 0 || d < first {
				first = d
			}
			last = max(last, d)
		}
	}
	if first == 0 {
		return ledger.Period{}
	}
	return ledger.Between(first, last)
}
