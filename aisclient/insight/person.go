package insight

import (
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/ledger"
)

// sources tells the accounts and cards of the person from those of others (statement 0.5). The person is the claimed
// name, else the applicants, else the owners of the login, else whoever owns the accounts. An account is the person's if an owner of it
// matches or is close, or if nobody is named for it; where the person is only attorney or proxy it is another's. Who is claimed and no applicant has none.
func (a *Analysis) sources(claimed string) (own, others []int) {
	own = []int{}
	names := a.persons(claimed)
	stranger := claimed != "" && !ofCase(a.Applicants, []string{claimed})
	for i := range a.Ledger.Sources() {
		switch owners := a.Parties.Owners(i); {
		case stranger:
			others = append(others, i)
		case len(a.Ledger.Sources()[i].Owners) == 0, len(names) == 0, sharesOwner(names, owners) && ofCase(a.Applicants, owners):
			own = append(own, i)
		default:
			others = append(others, i)
		}
	}
	return own, others
}

// persons are the names of the person.
func (a *Analysis) persons(claimed string) []string {
	if claimed != "" {
		return []string{claimed}
	}
	if len(a.Applicants) > 0 {
		return a.Applicants
	}
	var names []string
	imp := a.Ledger.Import()
	for t := 0; imp != nil && t < len(imp.Targets); t++ {
		if !a.LoginCounts(t) {
			continue
		}
		for _, o := range aisclient.OwnersFirst(imp.Targets[t].Owners) {
			if !o.Name.Empty() && mayOwn(o.Kind) {
				names = append(names, o.Name.String())
			}
		}
	}
	return names
}

// LoginCounts reports whether the owners of a login (an index of Import.Targets) say whom the data is about: not where all its
// accounts prove nothing by themselves, as those of a statement file, and others prove something.
func (a *Analysis) LoginCounts(target int) bool {
	accounts, proves := false, false
	for i := range a.Ledger.Sources() {
		if a.Ledger.Sources()[i].Source.Target == target {
			accounts, proves = true, proves || !a.unproven(i)
		}
	}
	return proves || !accounts || a.ProvesNothing()
}

// ProvesNothing reports whether there are accounts, and all of them prove nothing by themselves.
func (a *Analysis) ProvesNothing() bool {
	for i := range a.Ledger.Sources() {
		if !a.unproven(i) {
			return false
		}
	}
	return len(a.Ledger.Sources()) > 0
}

// mayOwn reports whether a kind of relation is that of an owner.
func mayOwn(k aisclient.OwnerKind) bool {
	return k == "" || k == aisclient.KindOwner || k == aisclient.KindCoOwner || k == aisclient.KindCompany
}

// Strangers are the accounts (indexes of Sources) with owners of whom none is an applicant: none where there are no applicants.
func Strangers(l *ledger.Ledger, applicants []string) (sources []int) {
	for i := range l.Sources() {
		var owners []string
		for _, o := range l.Sources()[i].Owners {
			owners = append(owners, o.String())
		}
		if len(owners) > 0 && !ofCase(applicants, owners) {
			sources = append(sources, i)
		}
	}
	return sources
}

// ofCase reports whether one of some names is an applicant's, or close to it; everybody's is where there are no applicants.
func ofCase(applicants, names []string) bool {
	return len(applicants) == 0 || sharesOwner(applicants, names)
}

func sharesOwner(names, owners []string) bool {
	return slices.ContainsFunc(owners, func(owner string) bool {
		return slices.ContainsFunc(names, func(name string) bool {
			return identity.CompareNames(name, owner).Outcome != identity.NoMatch
		})
	})
}

// whose is the one person whom joint accounts are judged for: who is claimed, or else the only applicant; empty for nobody.
func whose(applicants []string, claimed string) string {
	if claimed == "" && len(applicants) == 1 {
		return applicants[0]
	}
	return claimed
}

// JointBasis says how the figures of a scope count joint accounts of the person (rule 4.8); empty where there is none. It is
// what makes the income of the whole household differ from what a claim with a name proves.
func (a *Analysis) JointBasis(claimed string) string {
	own, _ := a.sources(claimed)
	if !slices.ContainsFunc(own, func(i int) bool { return len(a.Parties.Owners(i)) > 1 }) {
		return ""
	}
	if whose(a.Applicants, claimed) != "" {
		return "of a joint account only what names this owner is proven"
	}
	return "joint accounts count whole; a claim with a name may prove less"
}
