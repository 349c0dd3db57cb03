package merge

import (
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
)

// bank is a target of the merged import. What proves nothing by itself has targets of its own, behind the others.
type bank struct {
	target   aisclient.Target
	unproven bool
	accounts []*account
}

// account is one account or card.
type account struct {
	bank   *bank
	acc    aisclient.Account
	card   aisclient.CreditCard
	isCard bool

	entries []entry
	byKey   map[rowKey][]int // entries of that key
	from    Account
	owners  map[string]bool // people whose newest import has told the owners
	spans   []ledger.Period // of the rows of each part so far
}

// entry is one row, with where it comes from.
type entry struct {
	tx      aisclient.Transaction
	day     aisclient.Date
	origins []Origin
}

// AccountKey is what makes two accounts one: its number in any notation and its currency, or else bank, name and currency.
func AccountKey(s *ledger.SourceInfo) string {
	kind := "account"
	if s.IsCard() {
		kind = "card"
	}
	if n := identity.ParseNumber(s.IBAN.Raw(), ""); !n.Empty() && !n.Masked() {
		return kind + "\n" + n.Canonical() + "\n" + string(s.Currency)
	}
	number := s.IBAN.String() + "\n" + s.Number.String()
	if number == "\n" {
		number = s.Name.String()
	}
	return kind + "\n" + bankName(s.Target, s.TargetName) + "\n" + number + "\n" + string(s.Currency)
}

func bankName(name, official text.Text) string {
	if name.Empty() {
		return text.Fold(official.String())
	}
	return text.Fold(name.String())
}

// bank finds the target of a bank, or makes it.
func (b *builder) bank(p *Part, t *aisclient.Target) *bank {
	key := bankName(t.Name, t.OfficialName)
	if !t.OfficialName.Empty() {
		b.names[key] = t.OfficialName
	}
	unproven := p.unproven() != ""
	if unproven {
		key = "unproven\n" + key
	}
	if b.banks[key] == nil {
		b.banks[key] = &bank{target: aisclient.Target{Name: t.Name, OfficialName: t.OfficialName, Institution: t.Institution,
			Owners: []aisclient.Owner{}, Accounts: []aisclient.Account{}, CreditCards: []aisclient.CreditCard{}, Deposits: []aisclient.RawElement{}}, unproven: unproven}
		b.order = append(b.order, b.banks[key])
	}
	return b.banks[key]
}

// greet takes in what a target says besides accounts: the owners of its login, each once, and deposits.
func (k *bank) greet(t *aisclient.Target) {
	k.target.Owners = united(k.target.Owners, t.Owners)
	if len(k.target.Deposits) == 0 {
		k.target.Deposits = slices.Clone(t.Deposits)
	}
}

// united adds the owners whose names are not there yet.
func united(to, more []aisclient.Owner) []aisclient.Owner {
	for _, o := range more {
		name := text.Fold(o.Name.String())
		if !slices.ContainsFunc(to, func(e aisclient.Owner) bool { return text.Fold(e.Name.String()) == name }) {
			to = append(to, o)
		}
	}
	return to
}

// account finds an account, or makes it of the newest part that has it. One that a file showed first moves to its bank
// when a reply has it, too.
func (b *builder) account(p *Part, s *ledger.SourceInfo, key string) *account {
	a := b.accounts[key]
	if a == nil {
		a = &account{isCard: s.IsCard(), byKey: map[rowKey][]int{}, owners: map[string]bool{}}
		a.from.Unproven = p.unproven()
		b.accounts[key] = a
	}
	if a.bank == nil || a.from.Unproven != "" && p.unproven() == "" {
		if a.bank != nil {
			a.bank.accounts = slices.DeleteFunc(a.bank.accounts, func(o *account) bool { return o == a })
		}
		target := aisclient.Target{Name: s.Target, OfficialName: s.TargetName}
		if imp := p.Ledger.Import(); imp != nil && s.Source.Target < len(imp.Targets) {
			target = imp.Targets[s.Source.Target]
		}
		a.bank = b.bank(p, &target)
		a.bank.accounts = append(a.bank.accounts, a)
	}
	if p.unproven() == "" {
		a.from.Unproven = ""
	}
	return a
}
