package verify

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/insight/quality"
)

// compared is a holder with how the claimed name compares with theirs.
type compared struct {
	holder
	identity.NameResult
}

// check compares the name with each owner by itself: words of two owners make no match.
func (c OwnerName) check(_ context.Context, e *evidence) Check {
	if !hasLetters(c.Name) {
		return newCheck(c, Inconclusive, codeNoClaim, "The claim has no name.")
	}
	all := make([]compared, len(e.holders))
	for i, h := range e.holders {
		all[i] = compared{h, identity.CompareHolder(c.Name, h.name, h.kind == aisclient.KindCompany)}
		for _, o := range e.holders {
			if o.source == h.source && !h.company() && !o.company() {
				all[i].NameResult = all[i].Without(c.Name, h.name, o.name)
			}
		}
	}
	out := c.judge(e, all).about(quality.Identity)
	if out.Outcome == Confirmed && !e.applies(c.Name) {
		out.Outcome = Inconclusive
		out.code(codeNotTheirs)
		out.say(fmt.Sprintf("But %s is no applicant of the case: that is %s.", c.Name, english.List(e.Applicants)))
		out.ask("Ask for an account of the applicant's own.")
	}
	return out
}

// pick are the holders of which something holds.
func pick(all []compared, ok func(compared) bool) []compared {
	return slices.DeleteFunc(slices.Clone(all), func(x compared) bool { return !ok(x) })
}

func (x compared) atAccount() bool { return x.source >= 0 }

func (c OwnerName) judge(e *evidence, all []compared) Check {
	is := func(account bool, o identity.Outcome) func(compared) bool {
		return func(x compared) bool { return x.atAccount() == account && x.owns() && x.Outcome == o }
	}
	owned, login := pick(all, is(true, identity.Match)), pick(all, is(false, identity.Match))
	switch {
	case len(owned) > 0:
		return c.owned(e, owned, all)
	case len(login) > 0 && len(pick(all, compared.atAccount)) == 0:
		out := newCheck(c, Confirmed, codeSame, fmt.Sprintf("The bank names %s as the owner of the login; it names no owner of an account.", login[0].name))
		return withCodes(out, login[0].Codes)
	}
	if out, ok := c.doubtful(e, all, login); ok {
		return out
	}
	return c.missing(e, all)
}

// doubtful is the check where an analyst would ask; false where nothing speaks for the name.
func (c OwnerName) doubtful(e *evidence, all, login []compared) (Check, bool) {
	near := pick(all, func(x compared) bool { return x.owns() && x.Outcome == identity.Close })
	other := pick(all, func(x compared) bool { return !x.owns() && x.Outcome != identity.NoMatch })
	named := pick(all, func(x compared) bool { return x.atAccount() && x.owns() })
	var out Check
	switch {
	case len(near) > 0:
		out = newCheck(c, Inconclusive, codeNear, fmt.Sprintf("The bank names %s, which is close: %s.", near[0].name, phrases(near[0].Codes)))
		out.NearMiss = phrases(near[0].Codes)
		out.ask("Ask for an identity document: the name at the bank is " + near[0].name + ".")
		out = withCodes(out, near[0].Codes)
	case len(other) > 0:
		what := "the login"
		if other[0].atAccount() {
			what = e.label(other[0].source)
		}
		out = newCheck(c, Inconclusive, codeAttorney, fmt.Sprintf("The bank names %s for %s, not as an owner but as %s.", other[0].name, what, strings.ToLower(string(other[0].kind))))
		out.ask("Ask for an account of the applicant's own.")
	case len(login) > 0:
		out = newCheck(c, Inconclusive, codeOnlyLogin, fmt.Sprintf("The bank names %s as the owner of the login, but others as owners of the accounts: %s.", login[0].name, accountOwners(all)))
		out.ask("Ask for an account of the applicant's own.")
	case len(e.Ledger.Sources()) == 0 && len(all) == 0:
		out = newCheck(c, Inconclusive, codeNoData, "There is no account in the data that is here.")
		for i := range e.Quality.Gates {
			if h := &e.Quality.Gates[i]; h.Gate == quality.NotWhole {
				out.say(h.Sentence)
				out.ask(h.Ask)
			}
		}
	case len(all) == 0:
		out = newCheck(c, Inconclusive, codeOwnerOpen, "The bank names no owners.")
		out.ask("Ask for a document that names the owner of the account.")
	case len(named) > 0 && !slices.ContainsFunc(named, func(x compared) bool { return !x.company() }) && !isCompanyName(c.Name):
		out = newCheck(c, Inconclusive, codeOnlyCompany, fmt.Sprintf("The accounts belong to companies: %s.", accountOwners(all)))
		out.ask("Ask for an account of the person's own.")
	default:
		return Check{}, false
	}
	return out, true
}

// missing refutes where every owner is known.
func (c OwnerName) missing(e *evidence, all []compared) Check {
	out := newCheck(c, Refuted, codeOther, fmt.Sprintf("The bank names %s.", strings.Join(e.ownersOf(), "; ")))
	out.tooLittle = true
	if family := slices.IndexFunc(all, func(x compared) bool { return slices.Contains(x.Codes, identity.GivenDiffers) }); family >= 0 {
		out.say(fmt.Sprintf("%s has the same surname: perhaps a relative.", all[family].name))
	}
	out = withCodes(out, all[0].Codes)
	for i := range e.Ledger.Sources() {
		target := e.Ledger.Sources()[i].Source.Target
		known := slices.ContainsFunc(all, func(x compared) bool { return x.source == i || x.source < 0 && x.target == target })
		if !known {
			out.Outcome = Inconclusive
			out.code(codeOwnerOpen)
			out.say("It names no owner of " + e.label(i) + ".")
			out.ask("Ask for a document that names the owner of " + e.label(i) + ".")
			break
		}
	}
	return out
}

// owned confirms, and says what is owned and with how many others.
func (c OwnerName) owned(e *evidence, owned, all []compared) Check {
	var what []string
	var sources []int
	for _, h := range owned {
		if slices.Contains(sources, h.source) {
			continue
		}
		sources = append(sources, h.source)
		said := e.label(h.source)
		others := 0
		for _, o := range all {
			if o.source == h.source && o.owns() && o.Outcome == identity.NoMatch {
				others++
			}
		}
		if others > 0 {
			said += " (with " + english.Plural(others, "other", "others") + ")"
		}
		what = append(what, said)
	}
	out := newCheck(c, Confirmed, codeSame, fmt.Sprintf("The bank names %s as an owner of %s.", owned[0].name, english.List(what)))
	out.Filter = e.Ledger.SourcesFilter(sources...)
	return withCodes(out, owned[0].Codes)
}

// accountOwners joins the names at the accounts.
func accountOwners(all []compared) string {
	var names []string
	for _, x := range all {
		if x.source >= 0 && x.owns() && !slices.Contains(names, x.name) {
			names = append(names, x.name)
		}
	}
	return strings.Join(names, "; ")
}

func isCompanyName(name string) bool { return identity.LegalForm(name) != "" }

// withCodes adds the codes of a comparison of names.
func withCodes(c Check, codes []identity.Code) Check {
	for _, code := range codes {
		c.code(Code(code))
	}
	return c
}

// phrases joins what codes mean.
func phrases(codes []identity.Code) string {
	var parts []string
	for _, c := range codes {
		parts = append(parts, c.Phrase())
	}
	return english.List(parts)
}
