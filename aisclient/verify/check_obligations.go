package verify

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight/quality"
	"aisdesk/aisclient/insight/stream"
	"aisdesk/aisclient/ledger"
)

// check compares what has to be paid a month with the claim.
func (c ObligationsAtMost) check(ctx context.Context, e *evidence) Check {
	if out, ok := e.nobodys(c); ok {
		return out
	}
	flow, err := e.flow(ctx)
	if err != nil {
		return broken(c, err)
	}
	if out, ok := e.undated(c, c.Currency); ok {
		return out
	}
	o := flow.Obligations(c.Currency)
	proven, upper := ledger.Cents(o.Proven), ledger.Cents(plus(o.Proven, o.Possible)) // compared as they are shown
	reason := fmt.Sprintf("The obligations are %s%s.", aMonth(proven, upper, c.Currency), obligationsOf(o))
	var out Check
	switch {
	case proven > c.Most:
		out = newCheck(c, Refuted, codeTooMuch, reason)
	case upper <= c.Most:
		out = newCheck(c, Confirmed, codeEnough, reason)
	default:
		out = newCheck(c, Inconclusive, codeBetween, reason)
		out.ask("Ask for the contracts behind what is only possible.")
	}
	out.mirror = true
	out.figure(proven, upper, c.Currency)
	for _, item := range o.Items {
		out.Rows = append(out.Rows, item.Rows...)
	}
	out.Rows = inOrder(out.Rows)
	items, debts := o.Items, o.Debts
	for _, cur := range e.Ledger.Currencies() {
		if cur == c.Currency {
			continue
		}
		other := flow.Obligations(cur)
		items, debts = slices.Concat(items, other.Items), slices.Concat(debts, other.Debts)
		if owed := plus(other.Proven, other.Possible); owed > 0 && out.Outcome == Confirmed {
			why := fmt.Sprintf("There are obligations in %s besides, %s, which are not added.", cur, aMonth(other.Proven, owed, cur))
			if upper == 0 {
				why = fmt.Sprintf("Obligations exist only in %s.", cur)
			}
			out.hold(quality.OtherCurrency, why)
		}
	}
	if open := flow.Unserved(debts, items); len(open) > 0 && out.Outcome != Refuted {
		out.Outcome = Inconclusive
		out.code(codeBetween)
		out.say(fmt.Sprintf("But %s is a debt of which no instalment is seen.", e.labels(open)))
		out.ask("Ask for the contract of " + e.labels(open) + ".")
	}
	c.unseen(e, flow, upper, &out)
	return out.about(quality.Obligations)
}

// unseen leaves open what would be confirmed where something is owed of which no payment tells, and it may cost more than the claim
// a month: a loan that was just paid out, all of it, and of an overdraft the part of revolving credit (statements 0.1, 6.2).
func (c ObligationsAtMost) unseen(e *evidence, flow *stream.Streams, upper aisclient.Amount, out *Check) {
	lent := stream.Fresh(flow, c.Currency)
	var sum aisclient.Amount
	for _, row := range lent {
		sum = plus(sum, e.Ledger.Amount(row))
	}
	overdrawn, owed := e.overdrafts(c.Currency)
	if out.Outcome != Confirmed || plus(upper, plus(sum, stream.Revolving(owed, e.Rules))) <= c.Most {
		return
	}
	out.Outcome = Inconclusive
	out.code(codeBetween)
	if len(lent) > 0 {
		out.say(fmt.Sprintf("But a loan of %s %s was paid out%s, and no instalment of it is seen yet.", sum, c.Currency, e.daysOf(lent)))
		out.ask("Ask for the contract of the loan.")
		out.Rows = inOrder(append(out.Rows, lent...))
	}
	if len(overdrawn) > 0 {
		out.say(fmt.Sprintf("But %s is below zero, and no repayment of the overdraft is seen.", e.labels(overdrawn)))
		out.ask("Ask for the terms of the overdraft.")
	}
}

// overdrafts are the person's accounts in a currency that are below zero, and what may be drawn on them together: the limit where the
// bank says what is left of it, else what is drawn.
func (e *evidence) overdrafts(c aisclient.Currency) (accounts []int, owed aisclient.Amount) {
	for _, i := range e.deposits(c) {
		s := &e.Ledger.Sources()[i]
		if s.Balance == nil || *s.Balance >= 0 {
			continue
		}
		accounts, owed = append(accounts, i), plus(owed, -*s.Balance)
		if s.Funds != nil && *s.Funds > 0 {
			owed = plus(owed, *s.Funds)
		}
	}
	return accounts, owed
}

// obligationsOf names the greatest obligations.
func obligationsOf(o *stream.Obligations) string {
	var parts []string
	for i, item := range o.Items {
		if i == printed {
			parts = append(parts, fmt.Sprintf("%d more", len(o.Items)-printed))
			break
		}
		parts = append(parts, strings.TrimSuffix(item.Category.Label()+": "+item.Name, ": "))
	}
	if o.Revolving > 0 {
		parts = append(parts, "a month's part of card limits")
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, "; ") + ")"
}

// plus adds amounts that are not negative, up to the greatest one.
func plus(a, b aisclient.Amount) aisclient.Amount {
	if sum, err := a.Add(b); err == nil {
		return sum
	}
	return 1<<63 - 1
}
