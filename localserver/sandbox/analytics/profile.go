package analytics

import (
	"slices"

	"aisdesk/localserver/sandbox/bank"
)

// profileRules name what an owner's last 12 months show. The provider's profile names are not
// public: these are the sandbox's own invention, in the order of the answer.
var profileRules = []struct {
	name, category string
	times          int // at least so many transactions
}{
	{"employee", "label:salary", 3},
	{"entrepreneur", "label:invoice", 3},
	{"pensioner", "label:pension", 3},
	{"parent", "label:500+|kids", 3},
	{"homeowner", "label:mortgage", 3},
	{"tenant", "label:rent", 3},
	{"borrower", "label:loan|repayment~credit card~mortgage", 2},
	{"gambler", "label:gambling", 6},
	{"in-debt", "label:bailiff|debt collection", 1},
	{"traveller", "label:travel", 3},
}

// Profiles lists the profiles of an owner, possibly none.
func Profiles(today bank.Day, accounts []bank.Account) []string {
	var all []*bank.Account
	for i := range accounts {
		all = append(all, &accounts[i])
	}
	found := []string{}
	for _, rule := range profileRules {
		c, err := parseCategory(rule.category)
		if err != nil { // a test parses every rule
			panic(err)
		}
		n := 0
		for t := range booked(all, today-365, today) {
			if c.holds(t.Labels) {
				n++
			}
		}
		if n >= rule.times {
			found = append(found, rule.name)
		}
	}
	if len(byCurrency(accounts)) > 1 {
		found = append(found, "multi-currency")
	}
	if slices.ContainsFunc(accounts, func(a bank.Account) bool {
		return slices.ContainsFunc(a.Owners, func(o bank.Owner) bool { return o.Kind == "COMPANY" })
	}) {
		found = append(found, "company")
	}
	return found
}
