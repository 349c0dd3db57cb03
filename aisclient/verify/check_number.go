package verify

import (
	"context"
	"fmt"

	"aisdesk/aisclient/english"
	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/insight/quality"
)

// check compares the number with that of every account, in any notation.
func (c HasIBAN) check(_ context.Context, e *evidence) Check {
	want := identity.ParseNumber(c.IBAN, "")
	if want.Empty() {
		return newCheck(c, Inconclusive, codeNoClaim, "The claim has no account number.")
	}
	found := c.compare(e, want)
	out := c.judge(e, want, found).about(quality.Identity)
	if wrong := want.Wrong(); wrong != "" && out.Outcome != Confirmed {
		out.code(codeMistyped)
		out.say(wrong)
		out.ask("Ask for the number once more.")
	}
	return out
}

// numbers are the accounts by how their numbers compare with the claimed one.
type numbers struct {
	equal, masked, near, silent []int
	best                        identity.NumberResult // of the masked ones or the near misses
	all                         int
}

func (c HasIBAN) compare(e *evidence, want identity.Number) numbers {
	var n numbers
	for i := range e.Ledger.Sources() {
		s := &e.Ledger.Sources()[i]
		have := identity.ParseNumber(s.IBAN.String(), e.Parties.Country(i))
		r := want.Compare(have)
		if !have.Empty() && !have.Masked() {
			n.all++
		}
		switch r.Agreement {
		case identity.Equal:
			n.equal = append(n.equal, i)
		case identity.MaskedAgrees:
			n.masked = append(n.masked, i)
			n.best = r
		case identity.NearMiss:
			if len(n.masked) == 0 {
				n.best = r
			}
			n.near = append(n.near, i)
		case identity.Missing:
			if !s.IsCard() {
				n.silent = append(n.silent, i)
			}
		}
	}
	return n
}

func (c HasIBAN) judge(e *evidence, want identity.Number, n numbers) Check {
	switch {
	case len(n.equal) > 0:
		return c.found(e, n.equal)
	case len(n.masked) > 0:
		digits := english.Plural(n.best.Digits, "digit", "digits")
		says := fmt.Sprintf("The bank shows only a part of the number of %s; the %s that it shows agree.", e.labels(n.masked), digits)
		if want.Masked() {
			says = fmt.Sprintf("The claim gives only a part of a number; the %s that can be compared agree with %s.", digits, e.labels(n.masked))
		}
		out := newCheck(c, Inconclusive, codeMasked, says)
		out.Filter = e.Ledger.SourcesFilter(n.masked...)
		out.ask("Ask for the whole number, with a statement that shows it.")
		return out
	case len(n.near) > 0:
		out := newCheck(c, Inconclusive, codeNear, fmt.Sprintf("No account has this number, but that of %s is nearly it: %s.", e.label(n.near[0]), n.best.Slip))
		out.NearMiss, out.Filter = n.best.Slip, e.Ledger.SourcesFilter(n.near...)
		out.ask("Ask for the number once more.")
		return out
	case len(n.silent) > 0 || n.all == 0 && len(e.Ledger.Sources()) == 0:
		out := newCheck(c, Inconclusive, codeNoData, "No account has this number, but the bank does not give the number of every account.")
		out.ask("Ask for a statement with the number.")
		return out
	}
	out := newCheck(c, Refuted, codeOther, "None of "+english.Plural(len(e.Ledger.Sources()), "account", "accounts")+" has this number.")
	out.tooLittle = true
	return out
}

// found confirms where the account is the person's.
func (c HasIBAN) found(e *evidence, equal []int) Check {
	i := equal[0]
	for _, k := range equal {
		if e.scope.has(k) {
			i = k
		}
	}
	at := fmt.Sprintf("It is %s at %s.", e.label(i), e.Ledger.Sources()[i].TargetName)
	var out Check
	switch {
	case !e.scope.has(i):
		out = newCheck(c, Refuted, codeNotTheirs, at+" But "+e.leftReason(i)+".")
	case contains(e.scope.unknown, i) && !e.loginIs(&e.scope, i): // money claimed for a name is stricter: see settle
		out = newCheck(c, Inconclusive, codeOwnerOpen, at+" But the bank names no owner of it.")
		out.ask("Ask for a document that names the owner of the account.")
	default:
		out = newCheck(c, Confirmed, codeSame, at)
	}
	out.Filter = e.Ledger.SourcesFilter(i)
	return out
}

// leftReason is why an account is not the person's.
func (e *evidence) leftReason(source int) string {
	for _, l := range e.scope.left {
		if l.Source == source {
			return l.Reason
		}
	}
	return "it is not the person's"
}

func contains(all []int, one int) bool {
	for _, x := range all {
		if x == one {
			return true
		}
	}
	return false
}
