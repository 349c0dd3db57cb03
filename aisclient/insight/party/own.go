package party

import (
	"context"
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/text"
)

// owner is somebody who owns an account.
type owner struct {
	name    string
	company bool
	words   []string // folded
	address identity.Address
}

// ownersOf are the people and companies that own an account, those of its login where it names none: not those who may
// only use it (statement 0.5).
func ownersOf(l *ledger.Ledger, source int) []owner {
	s := &l.Sources()[source]
	var out []owner
	details := accountOwners(l.Import(), s.Source)
	names := s.Owners
	if len(names) == 0 {
		for _, d := range details {
			names = append(names, d.Name)
		}
	}
	for _, name := range names {
		o := owner{name: name.String(), words: strings.Fields(text.Fold(name.String()))}
		keep := true
		for _, d := range details {
			if d.Name.String() != o.name {
				continue
			}
			o.company = d.Kind == aisclient.KindCompany
			keep = d.Kind == "" || d.Kind == aisclient.KindOwner || d.Kind == aisclient.KindCoOwner || d.Kind == aisclient.KindCompany
			o.address = identity.ParseAddress(d.Address.String())
		}
		if o.address.Postcode == "" {
			o.address = loginAddress(l.Import(), s.Source, o.name)
		}
		if keep {
			out = append(out, o)
		}
	}
	return out
}

// accountOwners are the owners of an account or card as the reply has them, those of its login where it names none.
func accountOwners(imp *aisclient.Import, src aisclient.Source) []aisclient.Owner {
	if imp == nil || src.Target < 0 || src.Target >= len(imp.Targets) {
		return nil
	}
	t := &imp.Targets[src.Target]
	var owners []aisclient.Owner
	switch {
	case src.Card >= 0 && src.Card < len(t.CreditCards):
		owners = t.CreditCards[src.Card].Owners
	case src.Card < 0 && src.Account >= 0 && src.Account < len(t.Accounts):
		owners = t.Accounts[src.Account].Owners
	}
	if len(owners) == 0 {
		return t.Owners
	}
	return owners
}

// loginAddress is the address that the bank gives for an owner with the login, where the account gives none.
func loginAddress(imp *aisclient.Import, src aisclient.Source, name string) identity.Address {
	if imp == nil || src.Target < 0 || src.Target >= len(imp.Targets) {
		return identity.Address{}
	}
	for _, d := range imp.Targets[src.Target].Owners {
		if d.Name.String() == name && !d.Address.Empty() {
			return identity.ParseAddress(d.Address.String())
		}
	}
	return identity.Address{}
}

// ownRows finds the rows between the customer's own accounts (statement 4.1): by the number, by the name, by the words
// of the bank.
func (b *builder) ownRows(ctx context.Context) error {
	type at struct{ party, owners int32 }
	group := b.ownerGroups()
	byName := map[at]Ownness{}
	own, mine := b.ownNumbers()
	kinds, labels := b.ownWords()
	return pieces(ctx, b.l, func(row int32) {
		source := int32(b.l.Account(row))
		if number := b.l.PartyIBANID(row); number != 0 && own[number] && b.number[number] != mine[source] {
			b.own[row] = OwnNumber
			return
		}
		k := at{b.l.PartyID(row), group[source]}
		o, ok := byName[k]
		if !ok && k.party != 0 {
			o = b.ownName(k.party, b.owners[source])
			byName[k] = o
		}
		if o == NotOwn && b.l.Amount(row) > 0 && b.passedOn(row) {
			o = OwnNameClose
		}
		if o != OwnName && (kinds[b.l.KindID(row)] || labels[b.l.LabelSetID(row)]) {
			o = OwnWords
		}
		b.own[row] = o
	})
}

// passedOn reports whether a bank, wallet or processor pays what its title says comes from an owner: a top-up of one's own,
// whatever else the title calls it. A bank may also pay wages and name who gets them, so it is possible only.
func (b *builder) passedOn(row int32) bool {
	sender := Party{Hits: b.read(b.l.PartyID(row)).hits}
	if !sender.Is(lexicon.Bank, lexicon.Wallet, lexicon.Processor) {
		return false
	}
	title := " " + string(appendWords(nil, b.l.FoldedTitle(row), nil)) + " "
	for i := range b.owners[b.l.Account(row)] {
		if o := &b.owners[b.l.Account(row)][i]; len(o.words) > 1 && o.in(title) {
			return true
		}
	}
	return false
}

// ownerGroups numbers the accounts by their owners: accounts of the same ones have the same number.
func (b *builder) ownerGroups() []int32 {
	group, seen := make([]int32, len(b.owners)), map[string]int32{}
	for i, owners := range b.owners {
		var names strings.Builder
		for _, o := range owners {
			names.WriteString(o.name + "\n")
		}
		if _, ok := seen[names.String()]; !ok {
			seen[names.String()] = int32(i)
		}
		group[i] = seen[names.String()]
	}
	return group
}

// ownNumbers tells which numbers of counterparties are of accounts in the reply, and the number of each account.
func (b *builder) ownNumbers() (own []bool, mine []string) {
	all := map[string]bool{}
	mine = make([]string, len(b.l.Sources()))
	for i := range b.l.Sources() {
		if mine[i] = canonical(b.l.Sources()[i].IBAN.Raw(), b.country[i]); mine[i] != "" {
			all[mine[i]] = true
		}
	}
	own = make([]bool, len(b.number))
	for i, n := range b.number {
		own[i] = n != "" && (all[n] || b.spoiltOwn(int32(i)))
	}
	return own, mine
}

// spoiltOwn reports whether a counterparty's number is that of an account in the reply but for a slip, which makes it no number.
func (b *builder) spoiltOwn(number int32) bool {
	n := identity.ParseNumber(b.l.PartyIBANs().At(number).Raw(), "")
	if n.Sound() {
		return false
	}
	for i := range b.l.Sources() {
		if n.Spoilt(identity.ParseNumber(b.l.Sources()[i].IBAN.Raw(), b.country[i])) {
			return true
		}
	}
	return false
}

// ownName compares a counterparty's name with the owners of an account.
func (b *builder) ownName(party int32, owners []owner) Ownness {
	t := b.read(party)
	best := NotOwn
	for i := range owners {
		o := &owners[i]
		if !mayBe(t.name, o.words) {
			continue
		}
		switch identity.CompareHolder(t.name, o.name, o.company).Outcome {
		case identity.Match:
			return OwnName
		case identity.Close:
			best = OwnNameClose
		}
	}
	return best
}

// mayBe reports whether a name has a word that begins or ends as one of an owner's: comparing names costs much more.
func mayBe(name string, owner []string) bool {
	folded := text.Fold(name)
	for w := range strings.FieldsSeq(folded) {
		for _, o := range owner {
			n := min(3, len(w), len(o))
			if w[:n] == o[:n] || w[len(w)-n:] == o[len(o)-n:] || strings.Contains(w, o) || strings.Contains(o, w) {
				return true
			}
		}
	}
	return !text.IsASCII(folded) // another script
}

// internalLabel is the provider's label of transfers between own accounts.
const internalLabel = "internal"

// ownKinds are folded words with which banks name a transfer between own accounts (pl, cs, es, en, de).
var ownKinds = []string{"miedzy swoimi", "miedzy moimi", "mezi svymi ucty", "mezi mymi ucty", "mezi vasimi ucty", "entre mis cuentas", "entre sus cuentas",
	"entre tus cuentas", "between your accounts", "between my accounts", "zwischen meinen konten", "zwischen ihren konten", "eigenuebertrag", "eigenubertrag"}

// ownKindWords are folded words that make a bank's kind one of a transfer between own accounts, wherever they stand in it.
var ownKindWords = text.WordSet("wlasny wlasne wlasnego wlasnej wlasnemu wlasnym wlasnych wlasnymi vlastni vlastniho vlastnimu vlastnim vlastnich vlastnimi vlastny " +
	"vlastneho vlastnych vlastnymi own propio propia propias propios eigene eigenen eigenem eigener eigenes")

// ownWords tells which kinds and which sets of labels call a row a transfer between own accounts.
func (b *builder) ownWords() (kinds, labels []bool) {
	kinds = make([]bool, b.l.Kinds().Len())
	for i := range kinds {
		words := Words(text.Fold(b.l.Kinds().At(int32(i)).String()))
		kind := strings.Join(words, " ")
		kinds[i] = slices.ContainsFunc(words, func(w string) bool { return ownKindWords[w] }) ||
			slices.ContainsFunc(ownKinds, func(w string) bool { return strings.Contains(kind, w) })
	}
	labels = make([]bool, b.l.LabelSets())
	for i := range labels {
		for _, label := range b.l.LabelSet(int32(i)) {
			labels[i] = labels[i] || label.String() == internalLabel
		}
	}
	return kinds, labels
}

// atHome reports whether a counterparty's text has the address of an owner of any account.
func (b *builder) atHome(text int32) bool {
	a := b.read(text).address
	if a == "" {
		return false
	}
	address := identity.ParseAddress(a)
	return slices.ContainsFunc(b.people, func(o owner) bool { return sameHome(address, o.address) })
}

// peopleOf are the people who own any account, each once.
func peopleOf(accounts [][]owner) (all []owner) {
	for _, owners := range accounts {
		for _, o := range owners {
			known := slices.ContainsFunc(all, func(x owner) bool { return x.name == o.name && x.address == o.address })
			if !o.company && !known {
				all = append(all, o)
			}
		}
	}
	return all
}

// familyOf are those whose surname a relative has (statement 4.3).
func familyOf(people []owner) identity.Family {
	names := make([]string, len(people))
	for i, o := range people {
		names[i] = o.name
	}
	return identity.FamilyOf(names...)
}

// sameHome reports whether two addresses are one: postcode, street and number.
func sameHome(a, b identity.Address) bool {
	return a.Postcode != "" && a.Number != "" && identity.CompareAddresses(a, b) == identity.Match
}
