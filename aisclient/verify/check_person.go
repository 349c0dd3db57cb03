package verify

import (
	"context"
	"fmt"
	"slices"

	"aisdesk/aisclient/identity"
)

// people are the holders who are the person whom the verification is about; everybody who owns something where nobody
// is claimed or named.
func (e *evidence) people() []holder {
	return slices.DeleteFunc(slices.Clone(e.holders), func(h holder) bool {
		return !h.owns() || len(e.scope.names) > 0 && !e.scope.is(h)
	})
}

// field compares what the bank says in one field of the person.
type field struct {
	what  string // "PESEL", "date of birth", "address"
	found []identity.Outcome
	said  []string // what the bank says, beside found
}

func (f *field) add(o identity.Outcome, said string) {
	f.found, f.said = append(f.found, o), append(f.said, said)
}

// judge confirms if one is equal, refutes if all differ.
func (f *field) judge(c Claim, e *evidence) Check {
	at := func(o identity.Outcome) int { return slices.Index(f.found, o) }
	var out Check
	switch match, near := at(identity.Match), at(identity.Close); {
	case len(f.found) == 0:
		out = newCheck(c, Inconclusive, codeNoData, fmt.Sprintf("The bank does not give the %s.", f.what))
		out.ask("Ask for an identity document.")
	case match >= 0:
		out = newCheck(c, Confirmed, codeSame, fmt.Sprintf("The bank gives the same %s.", f.what))
	case near >= 0:
		out = newCheck(c, Inconclusive, codeMasked, fmt.Sprintf("The bank gives the %s only in part, or a part of it differs: %s.", f.what, f.said[near]))
		out.ask("Ask for an identity document.")
	default:
		out = newCheck(c, Refuted, codeOther, fmt.Sprintf("The bank gives another %s: %s.", f.what, f.said[0]))
	}
	out.gated, out.onlyFile = true, true
	return out
}

// check compares the number with the bank's; its own check digit comes first. A date of birth tells as well.
func (c PESEL) check(_ context.Context, e *evidence) Check {
	born, ok := identity.ParsePESEL(c.Number)
	if !ok {
		out := newCheck(c, Inconclusive, codeMistyped, "Its check digit or its date is wrong: it may be mistyped.")
		out.ask("Ask for the number once more.")
		return out
	}
	f := field{what: "PESEL"}
	for _, h := range e.people() {
		switch have, date := h.PolishPESEL.String(), h.BirthDate.String(); {
		case have != "":
			f.add(identity.ComparePESEL(c.Number, have), have)
		case date != "":
			if on, ok := identity.ParseBirthDate(date); ok {
				f.add(min(born.Compare(on), identity.Close), "it says born "+date)
			}
		}
	}
	return f.judge(c, e)
}

// check compares the day with the bank's, and with that in a PESEL.
func (c BornOn) check(_ context.Context, e *evidence) Check {
	y, m, d := c.Day.Civil()
	claimed := identity.BirthDate{Year: y, Month: int(m), Day: d}
	f := field{what: "date of birth"}
	for _, h := range e.people() {
		if on, ok := identity.ParseBirthDate(h.BirthDate.String()); ok {
			f.add(claimed.Compare(on), h.BirthDate.String())
		} else if on, ok := identity.ParsePESEL(h.PolishPESEL.String()); ok {
			f.add(claimed.Compare(on), fmt.Sprintf("the PESEL says %04d-%02d-%02d", on.Year, on.Month, on.Day))
		}
	}
	return f.judge(c, e)
}

// check compares postcode, street and number.
func (c LivesAt) check(_ context.Context, e *evidence) Check {
	claimed := identity.ParseAddress(c.Address)
	if claimed.Postcode == "" || claimed.Street == "" {
		out := newCheck(c, Inconclusive, codeNoClaim, "The claim is no whole address: street, number and postcode are needed.")
		return out
	}
	f := field{what: "address"}
	for _, h := range e.people() {
		if a := h.Address; !a.Empty() {
			f.add(identity.CompareAddresses(claimed, identity.ParseAddress(a.String())), a.String())
		}
	}
	return f.judge(c, e)
}
