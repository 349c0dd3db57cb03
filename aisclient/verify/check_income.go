package verify

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/insight/quality"
	"aisdesk/aisclient/insight/stream"
	"aisdesk/aisclient/ledger"
)

// nobodys is the check of a claim about money where no account is the person's; false where one is.
func (e *evidence) nobodys(c Claim) (Check, bool) {
	if len(e.scope.sources) > 0 {
		return Check{}, false
	}
	if len(e.Ledger.Sources()) == 0 && slices.ContainsFunc(e.gates, func(h quality.Hit) bool { return h.Gate == quality.NotWhole }) {
		return newCheck(c, Inconclusive, codeNoData, "There are no accounts in the data, which is not whole."), true
	}
	why := "There are no accounts in the data."
	if len(e.scope.left) > 0 {
		why = fmt.Sprintf("No account is the person's (%s: %s).", e.scope.left[0].Label, e.scope.left[0].Reason)
	}
	out := newCheck(c, Inconclusive, codeNotTheirs, why)
	out.ask("Ask for an account of the applicant's own.")
	return out, true
}

// broken is the check of a claim that could not be worked out.
func broken(c Claim, err error) Check {
	return newCheck(c, Inconclusive, codeNoData, "It could not be worked out: "+err.Error()+".")
}

// between judges "at least": proven is at least that much, upper at most, each to the cent that the reason shows.
func between(c Claim, least, proven, upper aisclient.Amount, reason string) Check {
	proven, upper = ledger.Cents(proven), ledger.Cents(upper)
	switch {
	case proven >= least:
		return newCheck(c, Confirmed, codeEnough, reason)
	case upper < least:
		out := newCheck(c, Refuted, codeTooLittle, reason)
		out.tooLittle = true
		return out
	}
	return newCheck(c, Inconclusive, codeBetween, reason)
}

// interval writes what is proven, and up to where it is possible.
func interval(proven, upper aisclient.Amount, cur aisclient.Currency) string {
	if proven == upper {
		return fmt.Sprintf("%s %s", ledger.Cents(proven), cur)
	}
	return fmt.Sprintf("between %s %s and %s %s", ledger.Cents(proven), cur, ledger.Cents(upper), cur)
}

// aMonth is an interval of a month's figure; where none of it is proven it says so.
func aMonth(proven, upper aisclient.Amount, cur aisclient.Currency) string {
	if proven == 0 && upper > 0 {
		return fmt.Sprintf("at most %s %s a month, none of it proven", ledger.Cents(upper), cur)
	}
	return interval(proven, upper, cur) + " a month"
}

func (c *Check) figure(proven, upper aisclient.Amount, cur aisclient.Currency) {
	proven, upper = ledger.Cents(proven), ledger.Cents(upper)
	possible := upper - proven
	c.Currency, c.Proven, c.Possible = cur, &proven, &possible
}

// check compares the income of active streams with the claim.
func (c MonthlyIncome) check(ctx context.Context, e *evidence) Check {
	if out, ok := e.nobodys(c); ok {
		return out
	}
	flow, err := e.flow(ctx)
	if err != nil {
		return broken(c, err)
	}
	inc, err := flow.Income(ctx, stream.Scope{Currency: c.Currency, Kinds: c.kinds(), Months: c.Months})
	switch {
	case err != nil:
		return broken(c, err)
	case inc.Overflow:
		return newCheck(c, Inconclusive, codeTooLarge, "The income is too large to add up.")
	}
	sure := e.sure(ctx, c, inc.Proven)
	out := c.judge(e, inc, sure)
	out.Window = quality.Span{From: inc.Known, To: inc.To}
	out.figure(sure, inc.Upper(), c.Currency)
	c.account(e, &out, inc)
	out.possibleOnFiles(e, inc.Proven-sure)
	out.say(notCounted(out.NotCounted))
	if out.Outcome != Confirmed {
		c.elsewhere(ctx, flow, &out, inc)
	}
	return out.about(quality.Income)
}

// kinds are the categories that count; nil is all.
func (c MonthlyIncome) kinds() []category.Category {
	var kinds []category.Category
	for _, name := range strings.Split(c.Kinds, ",") {
		if k, ok := category.Parse(name); ok {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// judge judges by all that is seen, so that what only a file proves is held back as such; sure is the rest.
func (c MonthlyIncome) judge(e *evidence, inc *stream.Income, sure aisclient.Amount) Check {
	reason := fmt.Sprintf("From %s to %s the income is %s%s.", inc.Known, inc.To, aMonth(sure, inc.Upper(), c.Currency), payers(inc))
	if out, ok := e.undated(c, c.Currency); ok {
		return out
	}
	if c.Months > 0 && !e.covers(inc) {
		out := newCheck(c, Inconclusive, codeNotCovered, reason+fmt.Sprintf(" But the data does not cover %s.", english.Plural(c.Months, "month", "months")))
		out.ask(fmt.Sprintf("Ask for the history of %s.", english.Plural(c.Months, "month", "months")))
		return out
	}
	out := between(c, c.Least, inc.Proven, inc.Upper(), reason)
	if out.Outcome == Inconclusive {
		out.ask("Ask for a payslip or the contract behind what is only possible.")
	}
	return out
}

// covers reports whether the data goes back to the first day of an income: for every payer, on an account on which he
// pays; where nobody pays, on one.
func (e *evidence) covers(inc *stream.Income) bool {
	goesBack := func(i int) bool {
		from := e.Quality.Accounts[i].Covers.From
		return from != 0 && from <= inc.From.AddDays(quality.GraceDays)
	}
	for _, s := range inc.Streams {
		if !slices.ContainsFunc(s.Rows, func(row int32) bool { return goesBack(e.Ledger.Account(row)) }) {
			return false
		}
	}
	return len(inc.Streams) > 0 ||
		slices.ContainsFunc(e.scope.sources, func(i int) bool { return e.Ledger.Sources()[i].Currency == inc.Currency && goesBack(i) })
}

// undated is the outcome where the person has no booked rows with a day in a currency; false where there are some.
func (e *evidence) undated(c Claim, cur aisclient.Currency) (out Check, ok bool) {
	for _, i := range e.scope.sources {
		if e.Ledger.Sources()[i].Currency == cur && e.Quality.Accounts[i].First != 0 {
			return out, false
		}
	}
	out = newCheck(c, Inconclusive, codeNoData, fmt.Sprintf("No account of the person has dated rows in %s.", cur))
	out.ask(fmt.Sprintf("Ask for an account in %s, or in which currency it was meant.", cur))
	return out, true
}

// payers names the greatest payers of an income with their kinds.
func payers(inc *stream.Income) string {
	var parts []string
	for i, s := range inc.Streams {
		if i == printed {
			parts = append(parts, fmt.Sprintf("%d more", len(inc.Streams)-printed))
			break
		}
		often := s.Series.HowOften()
		if s.Series.Early {
			often += " how often"
		}
		parts = append(parts, fmt.Sprintf("%s from %s, %s", s.Kind(), s.Payee(), often))
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, "; ") + ")"
}

// account lists the rows that count and what does not.
func (c MonthlyIncome) account(e *evidence, out *Check, inc *stream.Income) {
	for _, s := range inc.Streams {
		for _, row := range s.Rows {
			if d := e.Ledger.Date(row); d >= min(inc.From, s.From) && d <= inc.To {
				out.Rows = append(out.Rows, row)
			}
		}
		if slices.Contains(s.Why, stream.SomeWentBack) {
			out.leaveOut(NotCounted{Reason: string(stream.SomeWentBack), Currency: c.Currency, Sum: s.Back, Rows: s.BackRows})
		}
		why := slices.DeleteFunc(slices.Clone(s.Why), func(r stream.Reason) bool { return r == stream.SomeWentBack })
		if s.Possible > 0 && len(why) > 0 {
			out.leaveOut(NotCounted{Reason: PossibleOnly + string(why[0]), Currency: c.Currency, Sum: s.Possible, Rows: s.Rows})
		}
	}
	out.Rows = inOrder(out.Rows)
	for _, x := range inc.Excluded {
		out.leaveOut(NotCounted{Reason: string(x.Reason), Currency: c.Currency, Sum: x.Sum, Rows: x.Rows})
	}
}

// possibleOnFiles moves the rows of accounts that prove nothing by themselves, and what they come to a month, to what does not count.
func (c *Check) possibleOnFiles(e *evidence, sum aisclient.Amount) {
	if sum == 0 {
		return
	}
	files, n := e.fileOnly(), NotCounted{Reason: PossibleOnly + "it proves nothing by itself", Currency: c.Currency, Sum: sum}
	c.Rows = slices.DeleteFunc(c.Rows, func(row int32) bool {
		on := slices.Contains(files, e.Ledger.Account(row))
		if on {
			n.Rows = append(n.Rows, row)
		}
		return on
	})
	c.leaveOut(n)
}

// leaveOut adds a sum that does not count to those of the same reason.
func (c *Check) leaveOut(n NotCounted) {
	n.Rows = inOrder(slices.Clone(n.Rows))
	for i := range c.NotCounted {
		if have := &c.NotCounted[i]; have.Reason == n.Reason && have.Currency == n.Currency {
			have.Sum, have.Rows = plus(have.Sum, n.Sum), inOrder(append(have.Rows, n.Rows...))
			return
		}
	}
	c.NotCounted = append(c.NotCounted, n)
}

// notCounted names the greatest sums that do not count, for the reason.
func notCounted(all []NotCounted) string {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b NotCounted) int { return cmp.Compare(b.Sum, a.Sum) })
	var parts []string
	for _, n := range all[:min(len(all), printed)] {
		if !n.Monthly() {
			parts = append(parts, fmt.Sprintf("%s %s (%s)", ledger.Cents(n.Sum), n.Currency, n.Reason))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "Not counted: " + english.List(parts) + "."
}

// PossibleOnly begins the reason of what is in the upper bound alone.
const PossibleOnly = "possible only: "

// elsewhere says what comes in in other currencies, each by itself. Where such income exists only there, too little in
// the claimed one refutes nothing; small change that proves nothing is no such income beside what is proven.
func (c MonthlyIncome) elsewhere(ctx context.Context, flow *stream.Streams, out *Check, inc *stream.Income) {
	for _, cur := range flow.Currencies() {
		if cur == c.Currency {
			continue
		}
		other, err := flow.Income(ctx, stream.Scope{Currency: cur, Kinds: c.kinds(), Months: c.Months})
		if err != nil || other.Overflow || other.Upper() == 0 {
			continue
		}
		out.say(fmt.Sprintf("In %s it is %s.", cur, aMonth(other.Proven, other.Upper(), cur)))
		if out.Outcome == Refuted && (inc.Upper() == 0 || inc.Proven == 0 && other.Proven > 0) {
			what := "Income"
			if inc.Upper() > 0 {
				what = "Proven income"
			}
			out.hold(quality.OtherCurrency, fmt.Sprintf("%s exists only in %s.", what, cur))
		}
	}
}

// hold is the gate of another currency: too little in one says nothing.
func (c *Check) hold(g quality.Gate, why string) {
	effect := heldRefuted
	if c.mirror {
		effect = heldConfirmed
	}
	c.Outcome = Inconclusive
	c.Gates = append(c.Gates, GateEffect{Gate: g, Effect: effect, Sentence: why})
	c.code(codeGate)
	c.say("But: " + why)
	c.ask("Ask in which currency it was meant.")
}
