package report

import (
	"fmt"
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/verify"
)

// Words for what claims say of who somebody is.
const (
	dateOfBirth   = "(date of birth)"
	postalAddress = "(address)"
)

// hidden is a text and the word that stands for it below level full.
type hidden struct{ text, word string }

// personal are the texts of claims that tell who somebody is, now or in the history of the case, with what the bank says beside them.
func (b *builder) personal() (all []hidden) {
	for _, c := range slices.Concat(b.Claims, b.Claimed) {
		switch c.(type) {
		case verify.PESEL:
			all = append(all, hidden{c.Text(), personalNumber})
		case verify.BornOn:
			all = append(all, hidden{c.Text(), dateOfBirth})
		case verify.LivesAt:
			all = append(all, hidden{c.Text(), postalAddress})
		}
	}
	if len(all) == 0 {
		return nil
	}
	eachOwner(b.a.Ledger.Import(), func(o *aisclient.Owner) {
		number, address := o.PolishPESEL.String(), o.Address.String()
		all = append(all, hidden{number, personalNumber}, hidden{o.BirthDate.String(), dateOfBirth})
		if on, ok := identity.ParsePESEL(number); ok {
			all = append(all, hidden{fmt.Sprintf("%04d-%02d-%02d", on.Year, on.Month, on.Day), dateOfBirth})
		}
		if identity.ParseAddress(address).Postcode != "" { // a town alone says little, and stands in many rows
			all = append(all, hidden{address, postalAddress})
		}
	})
	all = slices.DeleteFunc(all, func(h hidden) bool { return h.text == "" })
	slices.SortStableFunc(all, func(x, y hidden) int { return len(y.text) - len(x.text) }) // what holds another goes first
	return all
}

// eachOwner visits everybody whom an import names as an owner.
func eachOwner(imp *aisclient.Import, visit func(*aisclient.Owner)) {
	each := func(owners []aisclient.Owner) {
		for i := range owners {
			visit(&owners[i])
		}
	}
	for i := 0; imp != nil && i < len(imp.Targets); i++ {
		t := &imp.Targets[i]
		each(t.Owners)
		for k := range t.Accounts {
			each(t.Accounts[k].Owners)
		}
		for k := range t.CreditCards {
			each(t.CreditCards[k].Owners)
		}
	}
}

// unclaimed is a text without what claims say of who somebody is.
func (m *mask) unclaimed(s string) string {
	for _, h := range m.personal {
		s = strings.ReplaceAll(s, h.text, h.word)
	}
	return s
}
