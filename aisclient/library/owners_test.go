package library

import (
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
)

// Issue 15, statement 3: owners stand before co-owners, in whatever order the reply has them, and whether the login or an
// account says it. Who owns one account and is a co-owner of another is an owner.
func TestOwnersStandBeforeCoOwners(t *testing.T) {
	owner := func(name string, kind aisclient.OwnerKind) aisclient.Owner {
		return aisclient.Owner{Name: text.Clean(name), Kind: kind}
	}
	piotr, maria := owner("Piotr Sosna", aisclient.KindCoOwner), owner("Maria Sosna", aisclient.KindOwner)
	of := func(owners ...aisclient.Owner) aisclient.Account {
		return aisclient.Account{Currency: "PLN", Owners: owners}
	}
	for name, c := range map[string]struct {
		target aisclient.Target
		want   string
	}{
		"login":   {aisclient.Target{Owners: []aisclient.Owner{piotr, maria}}, "Maria Sosna, Piotr Sosna"},
		"account": {aisclient.Target{Accounts: []aisclient.Account{of(piotr, maria)}}, "Maria Sosna, Piotr Sosna"},
		"owner of the second account": {aisclient.Target{Accounts: []aisclient.Account{of(piotr, owner("MARIA SOSNA", "")),
			of(owner("Piotr Sosna", aisclient.KindOwner))}}, "Piotr Sosna, MARIA SOSNA"},
		"kinds unknown": {aisclient.Target{Owners: []aisclient.Owner{owner("Zofia Wilk", ""), owner("Adam Wilk", "")}}, "Zofia Wilk, Adam Wilk"},
		"a company":     {aisclient.Target{Owners: []aisclient.Owner{piotr, owner("SOSNA SP. Z O.O.", aisclient.KindCompany)}}, "SOSNA SP. Z O.O., Piotr Sosna"},
	} {
		l, err := ledger.FromImport(&aisclient.Import{Targets: []aisclient.Target{c.target}})
		must(t, err)
		if got := People(l); got != c.want {
			t.Errorf("%s: %s, not %s", name, got, c.want)
		}
	}
}
