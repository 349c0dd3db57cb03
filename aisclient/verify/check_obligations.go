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
	// compared as they are shown; of what an overdraft costs nothing is seen, so that it refutes nothing
	proven, upper := ledger.Cents(o.Proven-o.Overdrafts), ledger.Cents(plus(o.Proven, o.Possible))
	reason := fmt.Sprintf("The obligations are %s%s.", aMonth(proven, upper, c.Currency), obligationsOf(o))
	var out Check
	switch {
	case proven > c.Most:
		out = newCheck(c, Refuted, codeTooMuch, reason)
	case upper <= c.Most:
		out = newCheck(c, Confirmed, codeEnough, reason)
	default:
		out = newCheck(c, Inconclusive, codeBetween, reason)
		if upper-ledger.Cents(o.Overdrafts) > proven {
			out.ask("Ask for the contracts behind what is only possible.")
		}
		if drawn := e.overdrafts(o); drawn != "" {
			out.say(fmt.Sprintf("%s is below zero, and no repayment of the overdraft is seen: a month's part of its limit is %s %s.", drawn, ledger.Cents(o.Overdrafts), c.Currency))
			out.ask("Ask for the terms of the overdraft.")
		}
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
	c.ended(o, upper, &out)
	return out.about(quality.Obligations)
}

// unseen leaves open what would be confirmed where a loan was just paid out of which no payment tells yet, and all of it may cost more
// than the claim a month (statement 0.1).
func (c ObligationsAtMost) unseen(e *evidence, flow *stream.Streams, upper aisclient.Amount, out *Check) {
	lent := stream.Fresh(flow, c.Currency)
	var sum aisclient.Amount
	for _, row := range lent {
		sum = plus(sum, e.Ledger.Amount(row))
	}
	if out.Outcome != Confirmed || plus(upper, sum) <= c.Most {
		return
	}
	out.Outcome = Inconclusive
	out.code(codeBetween)
	out.say(fmt.Sprintf("But a loan of %s %s was paid out%s, and no instalment of it is seen yet.", sum, c.Currency, e.daysOf(lent)))
	out.ask("Ask for the contract of the loan.")
	out.Rows = inOrder(append(out.Rows, lent...))
}

// ended says which debts were paid for months and are paid no longer, and leaves open what would be confirmed only where they are paid
// off (statement 0.1).
func (c ObligationsAtMost) ended(o *stream.Obligations, upper aisclient.Amount, out *Check) {
	for _, item := range o.Ended {
		upper = plus(upper, item.Possible)
	}
	if len(o.Ended) == 0 || out.Outcome != Confirmed {
		return
	}
	for _, item := range o.Ended {
		out.say(fmt.Sprintf("Payments of about %s %s a month to %s ended on %s, and nothing shows whether the debt was paid off.",
			ledger.Cents(item.Possible), c.Currency, item.Payee(), item.Series.Last))
		out.Rows = inOrder(append(out.Rows, item.Rows...))
	}
	out.ask("Ask for a confirmation that what is paid no longer was paid off.")
	if upper > c.Most {
		out.Outcome = Inconclusive
		out.code(codeBetween)
	}
}

// overdrafts names the accounts that are below zero; empty for none.
func (e *evidence) overdrafts(o *stream.Obligations) string {
	var drawn []int
	for _, d := range o.Debts {
		if d.Overdraft {
			drawn = append(drawn, d.Source)
		}
	}
	if len(drawn) == 0 {
		return ""
	}
	return e.labels(drawn)
}

// obligationsOf names the greatest obligations.
func obligationsOf(o *stream.Obligations) string {
	var parts []string
	for i, item := range o.Items {
		if i == printed {
			parts = append(parts, fmt.Sprintf("%d more", len(o.Items)-printed))
			break
		}
		parts = append(parts, strings.TrimSuffix(item.Category.Label()+": "+item.Name, ": ")+onCard(&item, o.Currency))
	}
	if o.Revolving > o.Overdrafts {
		parts = append(parts, "a month's part of card limits")
	}
	if o.Overdrafts > 0 {
		parts = append(parts, "a month's part of overdrafts")
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, "; ") + ")"
}

// onCard says what was taken of what is paid onto a card: its purchases are spending already.
func onCard(item *stream.Obligation, cur aisclient.Currency) string {
	if item.Card == nil {
		return ""
	}
	said := fmt.Sprintf(", of which %s %s a month is repaid", ledger.Cents(item.Card.Paid), cur)
	if item.Card.Bought > 0 {
		said += fmt.Sprintf(" and %s %s bought with it", ledger.Cents(item.Card.Bought), cur)
	}
	return said
}

// plus adds amounts that are not negative, up to the greatest one.
func plus(a, b aisclient.Amount) aisclient.Amount {
	if sum, err := a.Add(b); err == nil {
		return sum
	}
	return 1<<63 - 1
}
