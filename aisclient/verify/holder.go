package verify

import (
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/ledger"
)

// holder is somebody whom the bank names for an account, a card or a login.
type holder struct {
	aisclient.Owner
	name   string
	kind   aisclient.OwnerKind
	source int // index in Ledger.Sources, -1 for a login
	target int // index in Import.Targets
}

// owns reports whether the holder is an owner. The words are open, and attorneys are named as well: who is called
// something else is no owner, and perhaps not none.
func (h holder) owns() bool {
	switch h.kind {
	case "", aisclient.KindOwner, aisclient.KindCoOwner, aisclient.KindCompany:
		return true
	}
	return false
}

// company reports whether the holder is one.
func (h holder) company() bool {
	return h.kind == aisclient.KindCompany || identity.LegalForm(h.name) != ""
}

// holdersOf lists everybody whom the bank names.
func holdersOf(l *ledger.Ledger) []holder {
	var all []holder
	imp := l.Import()
	for i := range l.Sources() {
		s := &l.Sources()[i]
		owners := sourceOwners(imp, s.Source)
		for _, name := range s.Owners {
			h := holder{name: name.String(), source: i, target: s.Source.Target}
			if k := slices.IndexFunc(owners, func(o aisclient.Owner) bool { return o.Name.Equal(name) }); k >= 0 {
				h.Owner, h.kind = owners[k], owners[k].Kind
			}
			all = append(all, h)
		}
	}
	for t := 0; imp != nil && t < len(imp.Targets); t++ {
		for _, o := range aisclient.OwnersFirst(imp.Targets[t].Owners) {
			all = append(all, holder{o, o.Name.String(), o.Kind, -1, t})
		}
	}
	return slices.DeleteFunc(all, func(h holder) bool { return h.name == "" })
}

// sourceOwners are the owners of an account or card as the reply has them.
func sourceOwners(imp *aisclient.Import, src aisclient.Source) []aisclient.Owner {
	if imp == nil || src.Target < 0 || src.Target >= len(imp.Targets) {
		return nil
	}
	switch t := &imp.Targets[src.Target]; {
	case src.Card >= 0 && src.Card < len(t.CreditCards):
		return t.CreditCards[src.Card].Owners
	case src.Card < 0 && src.Account >= 0 && src.Account < len(t.Accounts):
		return t.Accounts[src.Account].Owners
	}
	return nil
}

// ownersOf lists everybody whom the bank names by name, each once.
func (k *known) ownersOf() []string {
	names := []string{}
	for _, h := range k.holders {
		if !slices.Contains(names, h.name) {
			names = append(names, h.name)
		}
	}
	return names
}
