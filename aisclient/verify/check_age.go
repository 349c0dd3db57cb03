package verify

import (
	"context"
	"fmt"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/insight/quality"
)

// check uses the day that the bank gives, and the oldest row that proves something. The bank's day is "at least": a
// later one refutes nothing. Cards are no accounts.
func (c ActiveSince) check(_ context.Context, e *evidence) Check {
	if c.On > e.now {
		out := newCheck(c, Inconclusive, codeInFuture, "This day is in the future.")
		out.ask("Ask for the day once more.")
		return out
	}
	if out, ok := e.nobodys(c); ok {
		return out
	}
	oldest, where := aisclient.Date(0), -1
	for _, i := range e.scope.sources {
		s := &e.Ledger.Sources()[i]
		if s.IsCard() {
			continue
		}
		for _, on := range []aisclient.Date{s.ActiveSince, quality.CredibleSince(e.Ledger, i, e.Day)} {
			if !quality.Placeholder(on) && (oldest == 0 || on < oldest) {
				oldest, where = on, i
			}
		}
	}
	var out Check
	switch {
	case where < 0:
		out = newCheck(c, Inconclusive, codeNoData, "Nothing in the data says since when an account exists.")
	case oldest <= c.On:
		out = newCheck(c, Confirmed, codeEnough, fmt.Sprintf("%s was active on %s.", e.label(where), oldest))
		out.Filter = e.Ledger.SourcesFilter(where)
	default:
		out = newCheck(c, Inconclusive, codeNoData, fmt.Sprintf("The oldest that the data shows is %s, of %s; the account may still be older than the history that was asked for.", oldest, e.label(where)))
		out.Filter = e.Ledger.SourcesFilter(where)
	}
	if out.Outcome == Inconclusive {
		out.ask("Ask for the contract of the account.")
	}
	out.gated, out.onlyFile, out.concern = true, true, quality.Identity
	return out
}

// check compares the data's day with the day of checking. The day of checking matters here alone.
func (c DataAge) check(_ context.Context, e *evidence) Check {
	if out, ok := e.nobodys(c); ok && len(e.Applicants) > 0 {
		return out
	}
	if e.asOf == 0 {
		return newCheck(c, Inconclusive, codeNoData, "The data does not say from when it is.")
	}
	age := int(e.there - e.asOf)
	if age == -1 {
		age = 0 // two clocks at midnight, or a day of checking without a moment
	}
	reason := fmt.Sprintf("The data is from %s, %s old.", e.asOf, english.Plural(age, "day", "days"))
	if age == 0 {
		reason = fmt.Sprintf("The data is from %s, the day of this check.", e.asOf)
	}
	switch {
	case age < 0:
		return newCheck(c, Inconclusive, codeInFuture, fmt.Sprintf("The data is from %s, which is in the future.", e.asOf))
	case age > c.Days:
		return newCheck(c, Refuted, codeTooMuch, reason)
	case !e.Ledger.Complete():
		return newCheck(c, Inconclusive, codeNoData, reason+" But the reply was not read to its end.")
	}
	out := newCheck(c, Confirmed, codeEnough, reason)
	out.gated, out.onlyFile, out.concern = true, true, quality.Identity // a day of something that proves nothing is no day
	return out
}
