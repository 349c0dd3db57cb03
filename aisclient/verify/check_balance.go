package verify

import (
	"context"
	"fmt"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/insight/quality"
)

// deposits are the person's accounts in a currency that hold money: no cards, no debts, each account once, as it stands
// last in the reply.
func (e *evidence) deposits(cur aisclient.Currency) []int {
	last := map[int]int{}
	for _, i := range e.scope.sources {
		last[e.accountKey(i)] = i
	}
	var out []int
	for _, i := range e.scope.sources {
		s := &e.Ledger.Sources()[i]
		if !s.IsCard() && !e.Parties.Liability(i) && (cur == "" || s.Currency == cur) && last[e.accountKey(i)] == i {
			out = append(out, i)
		}
	}
	return out
}

// accountKey is the first of the entries of one account in the reply.
func (e *evidence) accountKey(source int) int {
	if of, again := e.Parties.Repeats(source); again {
		return of
	}
	return source
}

// held is what an account holds: the lower of the header and the chain's end proves, the higher bounds. Pending rows may
// explain why they differ; they are not settled yet.
func (e *evidence) held(source int) (lower, upper aisclient.Amount, ok bool) {
	s, a := &e.Ledger.Sources()[source], &e.Quality.Accounts[source]
	switch end, known := a.End(); {
	case s.Balance != nil && known && (*s.Balance-end).Abs() > a.Tolerance:
		return min(*s.Balance, end), max(*s.Balance, end), true
	case s.Balance != nil && a.Header != nil:
		return min(*s.Balance, a.Header.Chain), max(*s.Balance, a.Header.Chain), true
	case s.Balance != nil:
		return *s.Balance, *s.Balance, true
	case known:
		return end, end, true
	}
	return 0, 0, false
}

// share is the part of a joint account that is one person's by heads; all of it where nobody is claimed or applies.
func (e *evidence) share(source int, a aisclient.Amount) aisclient.Amount {
	if n := len(e.Parties.Owners(source)); e.scope.one() != "" && n > 1 && a > 0 {
		return a / aisclient.Amount(n)
	}
	return a
}

// check adds up what the person's accounts in the currency hold.
func (c BalanceAtLeast) check(ctx context.Context, e *evidence) Check {
	if out, ok := e.nobodys(c); ok {
		return out
	}
	accounts := e.deposits(c.Currency)
	var proven, upper aisclient.Amount
	var silent, held []int
	var err error
	for _, i := range accounts {
		lower, higher, ok := e.held(i)
		if !ok {
			silent = append(silent, i)
			continue
		}
		if e.Parties.Held(i) {
			held, lower = append(held, i), min(lower, 0)
		}
		if proven, err = proven.Add(e.share(i, lower)); err == nil {
			upper, err = upper.Add(higher)
		}
		if err != nil {
			return newCheck(c, Inconclusive, codeTooLarge, "The balances are too large to add up.")
		}
	}
	out := c.judge(e, accounts, silent, proven, upper, e.sure(ctx, c, proven))
	if len(held) > 0 && out.Outcome == Inconclusive {
		out.say(fmt.Sprintf("The money of %s may not be free, or be somebody else's.", e.labels(held)))
	}
	out.Filter = e.Ledger.SourcesFilter(slices.DeleteFunc(slices.Clone(accounts), func(i int) bool { return contains(silent, i) })...)
	return out.about(quality.Balance)
}

func (c BalanceAtLeast) judge(e *evidence, accounts, silent []int, proven, upper, sure aisclient.Amount) Check {
	if len(accounts) == 0 {
		out := newCheck(c, Refuted, codeTooLittle, fmt.Sprintf("The person has no account in %s that holds money.", c.Currency))
		out.tooLittle, out.Currency = true, c.Currency
		if others := e.deposits(""); len(others) > 0 {
			out.hold(quality.OtherCurrency, fmt.Sprintf("Accounts exist only in another currency (%s).", e.Ledger.Sources()[others[0]].Currency))
		}
		return out
	}
	seen := len(accounts) - len(silent)
	reason := fmt.Sprintf("The balance of %s in %s is %s.", english.Plural(seen, "account", "accounts"), c.Currency, interval(sure, upper, c.Currency))
	var out Check
	switch {
	case seen == 0:
		out = newCheck(c, Inconclusive, codeNoData, fmt.Sprintf("The bank gives no balance in %s.", c.Currency))
	case len(silent) > 0: // what is not known may be below zero
		out = newCheck(c, Inconclusive, codeNoData, reason+fmt.Sprintf(" But the bank gives no balance of %s.", e.labels(silent)))
	default:
		out = between(c, c.Least, proven, upper, reason)
	}
	if out.Outcome == Inconclusive {
		out.ask("Ask for a statement with the balance of that day.")
	}
	if seen > 0 {
		out.figure(sure, upper, c.Currency)
	}
	out.Currency = c.Currency
	for _, i := range accounts {
		if d := e.Quality.Accounts[i].Header; d != nil {
			out.Gates = append(out.Gates, GateEffect{Gate: quality.HeaderContradicts, Effect: "lower and upper bound",
				Sentence: fmt.Sprintf("The bank says %s for %s, its rows end at %s.", d.Header, e.label(i), d.Chain)})
		}
	}
	return out
}

// check looks at every closing of every deposit account.
func (c NeverBelowZero) check(_ context.Context, e *evidence) Check {
	if out, ok := e.nobodys(c); ok {
		return out
	}
	var below, silent []string
	var rows []int32
	known := false // the balance of some day: an empty account shows none, and a full one beside it speaks for both
	accounts := e.deposits("")
	for _, i := range accounts {
		s, low := &e.Ledger.Sources()[i], e.BelowZero(i)
		now := s.Balance != nil && *s.Balance < 0
		known = known || low.Known > 0
		switch {
		case len(low.Days) > 0:
			below = append(below, fmt.Sprintf("%s ended %s below zero, down to %s %s, first on %s", s.Label(), english.Plural(len(low.Days), "day", "days"), low.Lowest, s.Currency, low.First))
			rows = append(rows, low.Rows...)
		case now:
			below = append(below, fmt.Sprintf("%s is at %s %s now", s.Label(), s.Balance, s.Currency))
		case !e.Quality.Accounts[i].Empty && (low.Unknown+low.Before+low.Added > 0 || low.Known == 0):
			silent = append(silent, s.Label().String())
		}
	}
	out := c.judge(accounts, below, silent, known)
	out.Rows = inOrder(rows)
	return out.about(quality.NeverBelow)
}

func (c NeverBelowZero) judge(accounts []int, below, silent []string, known bool) Check {
	switch {
	case len(below) > 0:
		return newCheck(c, Refuted, codeFound, english.List(below)+".")
	case len(accounts) == 0:
		return newCheck(c, Inconclusive, codeNoData, "The person has no account that holds money.")
	case len(silent) > 0:
		out := newCheck(c, Inconclusive, codeNoData, "No balance that the bank gives is below zero, but the balance of "+english.List(silent)+" is not known for every day.")
		out.ask("Ask for a statement with the balance of every day.")
		return out
	case !known:
		out := newCheck(c, Inconclusive, codeNoData, "No row shows the balance of any day.")
		out.ask("Ask for the history of at least 90 days.")
		return out
	}
	return newCheck(c, Confirmed, codeNotFound, "No account was below zero at the end of a day.")
}
