package merge

import (
	"cmp"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
)

// rowKey is what makes two rows of one account the same movement.
type rowKey struct {
	day         aisclient.Date
	amount      aisclient.Amount
	iban, title string
	balance     aisclient.Amount
	hasBalance  bool
	unread      bool
}

func keyOf(tx *aisclient.Transaction, day aisclient.Date) rowKey {
	return rowKey{day, tx.Amount, identity.ParseNumber(tx.PartyIBAN.Raw(), "").Canonical(), tx.Title.String(), tx.Balance, tx.HasBalance, tx.AmountUnread()}
}

// take takes in the rows and fields of an account as one part has it.
func (a *account) take(p *Part, s *ledger.SourceInfo) {
	a.describe(p, s)
	a.from.Imports = append(a.from.Imports, p.Import)
	newer := slices.Clone(a.spans)
	times := map[rowKey]int{} // in this part
	for row := s.First; row < s.Last; row++ {
		tx := p.Ledger.Transaction(row)
		day := p.Ledger.Date(row)
		key := keyOf(&tx, day)
		n := times[key]
		times[key]++
		origin := Origin{p.Import, row}
		if n < len(a.byKey[key]) {
			e := &a.entries[a.byKey[key][n]]
			e.origins = append(e.origins, origin)
			continue
		}
		if !tx.Booked() && !tx.AmountUnread() && slices.ContainsFunc(newer, func(p ledger.Period) bool { return p.Contains(day) }) {
			continue // a newer import has these days, and does not have it: it was booked, or never was
		}
		a.byKey[key] = append(a.byKey[key], len(a.entries))
		a.entries = append(a.entries, entry{tx, day, []Origin{origin}})
	}
	a.cover(p, s)
}

// describe takes an account's own fields: the newest part that has it gives them, every person's newest adds owners.
func (a *account) describe(p *Part, s *ledger.SourceInfo) {
	acc, card := fields(p, s)
	newest := len(a.from.Imports) == 0
	if newest {
		a.acc, a.card = acc, card
		a.acc.Owners, a.card.Owners = slices.Clone(acc.Owners), slices.Clone(card.Owners)
		a.acc.Transactions, a.card.Transactions = nil, nil
	} else if !a.owners[p.Owner] {
		a.acc.Owners, a.card.Owners = united(a.acc.Owners, acc.Owners), united(a.card.Owners, card.Owners)
	}
	a.owners[p.Owner] = true
	if since := acc.ActiveSinceAtLeast; !since.Empty() && (a.acc.ActiveSinceAtLeast.Empty() || since < a.acc.ActiveSinceAtLeast) {
		a.acc.ActiveSinceAtLeast = since // an account is as old as somebody has seen it
	}
}

// fields are the account or card as the reply has it.
func fields(p *Part, s *ledger.SourceInfo) (acc aisclient.Account, card aisclient.CreditCard) {
	imp := p.Ledger.Import()
	if imp == nil || s.Source.Target < 0 || s.Source.Target >= len(imp.Targets) {
		return acc, card
	}
	t := &imp.Targets[s.Source.Target]
	switch {
	case s.IsCard() && s.Card < len(t.CreditCards):
		card = t.CreditCards[s.Card]
		if len(card.Owners) == 0 {
			card.Owners, card.OwnerText = named(s.Owners), text.Text{}
		}
	case !s.IsCard() && s.Source.Account < len(t.Accounts):
		acc = t.Accounts[s.Source.Account]
		if len(acc.Owners) == 0 { // names that stand as one text can be united, too
			acc.Owners, acc.OwnerText = named(s.Owners), text.Text{}
		}
	}
	return acc, card
}

func named(names []text.Text) []aisclient.Owner {
	owners := []aisclient.Owner{}
	for _, n := range names {
		owners = append(owners, aisclient.Owner{Name: n})
	}
	return owners
}

// cover notes of which days a part speaks, and widens the span of rows.
func (a *account) cover(p *Part, s *ledger.SourceInfo) {
	first, last, span := p.Since, aisclient.Date(0), ledger.Period{}
	for row := s.First; row < s.Last; row++ {
		day := p.Ledger.Date(row)
		if day == 0 {
			continue
		}
		if first == 0 || day < first && p.Since == 0 {
			first = day
		}
		last = max(last, day)
		span = widened(span, day)
	}
	if span.Bounded() {
		a.spans = append(a.spans, span)
	}
	if !p.Made.IsZero() && !p.File { // a file may have been brought long after it was made
		last = max(last, aisclient.DateIn(p.Made))
	}
	if p.Since != 0 && (a.from.since == 0 || p.Since < a.from.since) {
		a.from.since = p.Since
	}
	if first != 0 && last != 0 && first <= last {
		a.from.Covers = append(a.from.Covers, ledger.Between(first, last))
	}
}

func widened(p ledger.Period, day aisclient.Date) ledger.Period {
	if !p.Bounded() {
		return ledger.Between(day, day)
	}
	return ledger.Between(min(p.From, day), max(p.To, day))
}

// sorted are the rows with the newest first, as replies have them. Rows of one day stay as the newest import has them.
func (a *account) sorted() []aisclient.Transaction {
	slices.SortStableFunc(a.entries, func(x, y entry) int { return cmp.Compare(y.day, x.day) })
	txs := make([]aisclient.Transaction, len(a.entries))
	for i := range a.entries {
		txs[i] = a.entries[i].tx
	}
	return txs
}

// settle unites the days that are covered and finds those between.
func (a *Account) settle() {
	slices.SortFunc(a.Covers, func(x, y ledger.Period) int { return cmp.Or(cmp.Compare(x.From, y.From), cmp.Compare(x.To, y.To)) })
	var whole []ledger.Period
	for _, p := range a.Covers {
		last := len(whole) - 1
		if last >= 0 && p.From <= whole[last].To.AddDays(1) {
			whole[last] = ledger.Between(whole[last].From, max(whole[last].To, p.To))
			continue
		}
		if last >= 0 {
			a.Gaps = append(a.Gaps, ledger.Between(whole[last].To.AddDays(1), p.From.AddDays(-1)))
		}
		whole = append(whole, p)
	}
	a.Covers = whole
}

// Months are the full months that every account with rows covers, the oldest first: means a month are taken over them.
func (m *Merged) Months() []ledger.Period {
	var months []ledger.Period
	first, last := m.common()
	if first == 0 {
		return nil
	}
	for p := ledger.Month(first); p.To <= last; p = p.Next() {
		if p.From >= first && m.allCover(p) {
			months = append(months, p)
		}
	}
	return months
}

// common are the days from the latest beginning to the earliest end of the accounts.
func (m *Merged) common() (first, last aisclient.Date) {
	for i := range m.Accounts {
		c := m.Accounts[i].Covers
		if len(c) == 0 || m.Ledger.Sources()[i].Rows() == 0 {
			continue
		}
		first = max(first, c[0].From)
		if end := c[len(c)-1].To; last == 0 || end < last {
			last = end
		}
	}
	return first, last
}

func (m *Merged) allCover(p ledger.Period) bool {
	for i := range m.Accounts {
		if m.Ledger.Sources()[i].Rows() > 0 && !slices.ContainsFunc(m.Accounts[i].Covers, func(c ledger.Period) bool { return c.From <= p.From && p.To <= c.To }) {
			return false
		}
	}
	return true
}
