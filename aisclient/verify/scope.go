package verify

import (
	"fmt"
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/identity"
)

// scope is the person whom a verification is about, and what is theirs.
type scope struct {
	names    []string // who it is: claimed, or the applicants, or the owners of the login; empty: whoever owns the accounts
	claimed  bool
	named    bool  // somebody is claimed, or applies
	stranger bool  // who is claimed is no applicant of the case
	sources  []int // the accounts and cards that are the person's, rising
	left     []LeftOut
	unknown  []int // of sources: nobody names an owner
}

// LeftOut is an account that is not the person's, and why.
type LeftOut struct {
	Source int    `json:"account"`
	Label  string `json:"label"`
	Reason string `json:"reason"`
}

func (s *scope) has(source int) bool {
	_, ok := slices.BinarySearch(s.sources, source)
	return ok
}

// one is the name, where one person is claimed or applies; it decides about joint accounts.
func (s *scope) one() string {
	if s.named && len(s.names) == 1 {
		return s.names[0]
	}
	return ""
}

// scopeOf finds the person's accounts: those with a matching or close owner. The person is the claimed name; else the case's
// applicants; else the login's owners; else whoever owns the accounts. In a case nobody but an applicant has any.
func (k *known) scopeOf(claims []Claim) scope {
	var s scope
	for _, c := range claims {
		if n, ok := c.(OwnerName); ok && strings.TrimSpace(n.Name) != "" {
			s.names, s.claimed = append(s.names, n.Name), true
		}
	}
	if !s.claimed {
		s.names = slices.Clone(k.Applicants)
	}
	s.named = len(s.names) > 0
	s.stranger = s.claimed && !slices.ContainsFunc(s.names, k.applies)
	if !s.named {
		for _, h := range k.holders {
			if h.source < 0 && h.owns() && k.LoginCounts(h.target) && !slices.Contains(s.names, h.name) {
				s.names = append(s.names, h.name)
			}
		}
	}
	for i := range k.Ledger.Sources() {
		k.place(&s, i)
	}
	return s
}

// place puts one account where it belongs.
func (k *known) place(s *scope, source int) {
	at := k.of(source)
	owners := slices.DeleteFunc(slices.Clone(at), func(h holder) bool { return !h.owns() })
	leave := func(format string, args ...any) {
		s.left = append(s.left, LeftOut{source, k.Ledger.Sources()[source].Label().String(), fmt.Sprintf(format, args...)})
	}
	switch {
	case s.stranger:
		leave("%s is no applicant of the case", english.List(s.names))
	case len(at) == 0:
		s.sources = append(s.sources, source)
		if s.named {
			s.unknown = append(s.unknown, source)
		}
	case len(s.names) == 0:
		if len(owners) == 0 {
			leave("nobody is named as its owner, only as %s", kindsOf(at))
			return
		}
		if onlyCompanies(owners) && k.hasPeople() {
			leave("it belongs to the company %s", owners[0].name)
			return
		}
		s.sources = append(s.sources, source)
	case s.owns(owners) && slices.ContainsFunc(owners, func(h holder) bool { return len(k.Applicants) == 0 || oneOf(k.Applicants, h) }):
		s.sources = append(s.sources, source)
	default:
		if i := slices.IndexFunc(at, func(h holder) bool { return !h.owns() && s.is(h) }); i >= 0 {
			leave("the person is not its owner but %s", strings.ToLower(string(at[i].kind)))
			return
		}
		if onlyCompanies(owners) {
			leave("it belongs to the company %s", owners[0].name)
			return
		}
		leave("it belongs to %s", namesOf(at))
	}
}

// applies reports whether a name is an applicant's of the case, or close to it; everybody's is without a case.
func (k *known) applies(name string) bool {
	return len(k.Applicants) == 0 || oneOf(k.Applicants, holder{name: name})
}

// is reports whether a holder is the person: matches one of the names, or is close.
func (s *scope) is(h holder) bool { return !s.stranger && oneOf(s.names, h) }

// oneOf reports whether a holder matches one of some names, or is close.
func oneOf(names []string, h holder) bool {
	return slices.ContainsFunc(names, func(n string) bool {
		return identity.CompareHolder(n, h.name, h.kind == aisclient.KindCompany).Outcome != identity.NoMatch
	})
}

func (s *scope) owns(owners []holder) bool { return slices.ContainsFunc(owners, s.is) }

// loginIs reports whether the bank names the person as the owner of the account's login.
func (k *known) loginIs(s *scope, source int) bool {
	target := k.Ledger.Sources()[source].Source.Target
	return slices.ContainsFunc(k.holders, func(h holder) bool { return h.source < 0 && h.target == target && h.owns() && s.is(h) })
}

// of are the holders of an account or card.
func (k *known) of(source int) []holder {
	return slices.DeleteFunc(slices.Clone(k.holders), func(h holder) bool { return h.source != source })
}

// hasPeople reports whether some account has an owner who is no company.
func (k *known) hasPeople() bool {
	return slices.ContainsFunc(k.holders, func(h holder) bool { return h.source >= 0 && h.owns() && !h.company() })
}

func onlyCompanies(owners []holder) bool {
	return len(owners) > 0 && !slices.ContainsFunc(owners, func(h holder) bool { return !h.company() })
}

func namesOf(all []holder) string {
	var names []string
	for _, h := range all {
		if !slices.Contains(names, h.name) {
			names = append(names, h.name)
		}
	}
	return english.List(names)
}

func kindsOf(all []holder) string {
	var kinds []string
	for _, h := range all {
		if k := strings.ToLower(string(h.kind)); !slices.Contains(kinds, k) {
			kinds = append(kinds, k)
		}
	}
	return english.List(kinds)
}
