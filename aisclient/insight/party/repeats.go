package party

import (
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/ledger"
)

// fewestRepeated is how many rows two entries have to share before they are taken for one account where the numbers do
// not tell. Our judgement: a spouse's or a second account may share a row or two, never all.
const fewestRepeated = 5

// findRepeats finds the accounts that the reply has twice (statement 4.7): the same number and currency, or, where one of
// the numbers is missing, masked or none that a bank can have given, the same rows.
func (b *builder) findRepeats() {
	type account struct {
		number string
		c      aisclient.Currency
	}
	seen := map[account]int{}
	for i := range b.repeats {
		b.repeats[i] = -1
		s := &b.l.Sources()[i]
		if s.IsCard() {
			continue
		}
		k := account{canonical(s.IBAN.Raw(), b.country[i]), s.Currency}
		if of, ok := seen[k]; ok && k.number != "" {
			b.repeats[i] = of
			continue
		}
		if b.repeats[i] = b.sameRows(i); b.repeats[i] < 0 && k.number != "" {
			seen[k] = i
		}
	}
}

// sameRows is the earlier account whose rows are those of an account, where their numbers may be one; -1 for none.
func (b *builder) sameRows(source int) int {
	s := &b.l.Sources()[source]
	for i := range source {
		o := &b.l.Sources()[i]
		if b.repeats[i] < 0 && !o.IsCard() && o.Currency == s.Currency && b.maybeOne(i, source) && (repeats{b.Table}).share(i, source) {
			return i
		}
	}
	return -1
}

// repeats finds accounts that stand twice under two numbers.
type repeats struct{ *Table }

// twin is the earlier account under another number whose rows are all those of an account, each with the balance after it: a bank's old and
// new number, or the same account twice (statement 0.1); -1 for none.
func (b repeats) twin(source int) int {
	s := &b.l.Sources()[source]
	for i := range source {
		o := &b.l.Sources()[i]
		if b.repeats[i] < 0 && b.repeats[source] < 0 && !o.IsCard() && !s.IsCard() && o.Currency == s.Currency && o.Last-o.First == s.Last-s.First && !b.strangers(i, source) && b.share(i, source) {
			return i
		}
	}
	return -1
}

// maybeOne reports whether the numbers of two accounts leave open that they are one: one is missing, or wrong, or
// masked and agrees.
func (b *builder) maybeOne(i, j int) bool {
	x := identity.ParseNumber(b.l.Sources()[i].IBAN.Raw(), b.country[i])
	y := identity.ParseNumber(b.l.Sources()[j].IBAN.Raw(), b.country[j])
	if x.Empty() || y.Empty() {
		return true
	}
	if x.Masked() || y.Masked() {
		return x.Compare(y).Agreement == identity.MaskedAgrees
	}
	return !x.Sound() || !y.Sound()
}

// strangers reports whether two accounts are known to belong to different people.
func (b repeats) strangers(i, j int) bool {
	one, other := b.Owners(i), b.Owners(j)
	return len(one) > 0 && len(other) > 0 && !slices.ContainsFunc(one, func(name string) bool { return slices.Contains(other, name) })
}

// share reports whether the account with fewer rows has none that the other has not, each with the balance after it.
func (b repeats) share(i, j int) bool {
	few, many := &b.l.Sources()[i], &b.l.Sources()[j]
	if few.Last-few.First > many.Last-many.First {
		few, many = many, few
	}
	if few.Last-few.First < fewestRepeated || !b.has(many, few.First) {
		return false
	}
	left := map[sharedRow]int{}
	for row := many.First; row < many.Last; row++ {
		left[b.shared(row)]++
	}
	for row := few.First; row < few.Last; row++ {
		k := b.shared(row)
		if left[k] == 0 {
			return false
		}
		left[k]--
	}
	return true
}

// has reports whether an account has a row of another. Counting the rows of every pair of accounts would cost much more.
func (b repeats) has(s *ledger.SourceInfo, of int32) bool {
	day, amount := b.l.Date(of), b.l.Amount(of)
	for row := s.First; row < s.Last; row++ {
		if b.l.Amount(row) == amount && b.l.Date(row) == day && b.shared(row) == b.shared(of) {
			return true
		}
	}
	return false
}

// sharedRow is what a row of an account has in common with its copy in another entry of the account. The balance tells more than
// the words, which whoever copied may have changed.
type sharedRow struct {
	day             aisclient.Date
	amount, balance aisclient.Amount
	party, number   int32
	title           string
}

func (b repeats) shared(row int32) sharedRow {
	if balance, ok := b.l.Balance(row); ok {
		return sharedRow{day: b.l.Date(row), amount: b.l.Amount(row), balance: balance}
	}
	return sharedRow{day: b.l.Date(row), amount: b.l.Amount(row), party: b.l.PartyID(row), number: b.l.PartyIBANID(row), title: b.l.FoldedTitle(row)}
}
