package verify

import (
	"context"
	"fmt"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/insight/quality"
)

// signCategories are the categories that are a sign of a topic: those of Signs, or the category that the topic names.
func signCategories(t Topic) []category.Category {
	if cats, ok := insight.Signs(t); ok {
		return cats
	}
	if c, ok := category.Parse(string(t)); ok {
		return []category.Category{c}
	}
	return nil
}

// found are the rows that show a sign.
type found struct {
	certain, weak []int32
	others        []string // signs that are no rows: a drawn card, a loan account
	unsure        []string // such that prove nothing by themselves
}

// check looks for signs on the person's accounts. Certain ones refute, pending ones too; weak ones leave it open; their
// absence confirms only where the data would have shown them.
func (c NoSign) check(ctx context.Context, e *evidence) Check {
	cats := signCategories(c.Topic)
	if len(cats) == 0 {
		return newCheck(c, Inconclusive, codeNoClaim, "Nobody knows what that looks like.")
	}
	if out, ok := e.nobodys(c); ok {
		return out
	}
	f, rows, err := c.find(ctx, e, cats)
	if err != nil {
		return broken(c, err)
	}
	switch c.Topic {
	case insight.Loans:
		e.debts(&f)
	case insight.Repayments:
		e.loans(&f)
	}
	out := c.judge(e, f, rows)
	return out.about(quality.Without)
}

func (c NoSign) find(ctx context.Context, e *evidence, cats []category.Category) (f found, rows int, err error) {
	wanted := make([]bool, 256)
	for _, cat := range cats {
		wanted[cat] = true
	}
	for row := range int32(e.Ledger.Len()) {
		if row%8192 == 0 && !e.Ledger.GiveWay(ctx) {
			return f, rows, ctx.Err()
		}
		if !e.mine(row) || e.Void(row) || e.Ledger.Date(row) > e.Day {
			continue
		}
		rows++
		switch cat := e.Rows.Of(row); {
		case wanted[cat] && e.Rows.Certain(row), c.Topic == insight.Returned && cat == category.LateFee && e.Bounced(row):
			f.certain = append(f.certain, row)
		case wanted[cat]:
			f.weak = append(f.weak, row)
		default:
			if slices.ContainsFunc(e.Rows.Weak(row), func(w category.Category) bool { return wanted[w] }) {
				f.weak = append(f.weak, row)
			}
		}
	}
	return f, rows, nil
}

// loans adds accounts of loans that are not paid off: somebody pays them, from here or elsewhere.
func (e *evidence) loans(f *found) {
	for _, i := range e.scope.sources {
		if s := &e.Ledger.Sources()[i]; !s.IsCard() && e.Parties.Liability(i) && (s.Balance == nil || *s.Balance != 0) {
			f.unsure = append(f.unsure, s.Label().String()+" is an account of a loan")
		}
	}
}

// borrowedDays is from how many days below zero in the last 90 on they are a credit that is drawn, and no slip [J].
const borrowedDays = 30

// debts adds accounts that are loans, cards that are drawn, and accounts below zero that were so for long, or as low as the
// bank lets them be: a credit is drawn.
func (e *evidence) debts(f *found) {
	imp := e.Ledger.Import()
	for _, i := range e.deposits("") {
		s, low := &e.Ledger.Sources()[i], e.BelowZero(i)
		if s.Balance != nil && *s.Balance < 0 && (low.Arranged || low.Recent >= borrowedDays) {
			f.unsure = append(f.unsure, fmt.Sprintf("%s is overdrawn by %s %s", s.Label(), -*s.Balance, s.Currency))
		}
	}
	for _, i := range e.scope.sources {
		s := &e.Ledger.Sources()[i]
		if !e.Parties.Liability(i) {
			continue
		}
		if !s.IsCard() {
			f.others = append(f.others, s.Label().String()+" is an account of a loan")
			continue
		}
		if s.Balance == nil || *s.Balance >= 0 {
			continue
		}
		debt, limit := -*s.Balance, (*aisclient.Amount)(nil)
		if imp != nil {
			limit = imp.Targets[s.Source.Target].CreditCards[s.Card].Limit
		}
		said := fmt.Sprintf("%s owes %s %s", s.Label(), debt, s.Currency)
		if limit != nil && *limit > 0 && debt/aisclient.Amount(e.Rules.Signs.DrawnCardPercent) >= *limit/100 {
			f.others = append(f.others, fmt.Sprintf("%s of a limit of %s", said, *limit))
		} else {
			f.unsure = append(f.unsure, said)
		}
	}
}

func (c NoSign) judge(e *evidence, f found, rows int) Check {
	switch {
	case len(f.certain)+len(f.others) > 0:
		var parts []string
		if n := len(f.certain); n > 0 {
			parts = append(parts, english.Plural(n, "row shows", "rows show")+" it"+e.daysOf(f.certain))
		}
		out := newCheck(c, Refuted, codeFound, english.List(append(parts, f.others...))+".")
		out.Rows = inOrder(f.certain)
		return out
	case len(f.weak)+len(f.unsure) > 0:
		var parts []string
		if n := len(f.weak); n > 0 {
			parts = append(parts, english.Plural(n, "row may show", "rows may show")+" it"+e.daysOf(f.weak))
		}
		out := newCheck(c, Inconclusive, codeWeak, english.List(append(parts, f.unsure...))+", which proves nothing by itself.")
		out.Rows = inOrder(f.weak)
		if len(f.weak) > 0 {
			out.ask("Ask what these rows were.")
		}
		if len(f.unsure) > 0 {
			out.ask("Ask how the debt is paid off.")
		}
		return out
	case rows == 0:
		out := newCheck(c, Inconclusive, codeNoData, "There are no rows that could show it.")
		out.ask("Ask for the history of at least 90 days.")
		return out
	}
	return newCheck(c, Confirmed, codeNotFound, noneShows(rows))
}

// noneShows says that none of so many rows is a sign.
func noneShows(rows int) string {
	if rows == 1 {
		return "The only row does not show it."
	}
	return "None of " + english.Plural(rows, "row", "rows") + " shows it."
}

// daysOf says from when to when rows are.
func (e *evidence) daysOf(rows []int32) string {
	var first, last aisclient.Date
	for _, row := range rows {
		if d := e.Ledger.Date(row); !quality.Placeholder(d) {
			if first == 0 || d < first {
				first = d
			}
			last = max(last, d)
		}
	}
	switch {
	case first == 0:
		return ""
	case first == last:
		return fmt.Sprintf(", on %s", first)
	}
	return fmt.Sprintf(", from %s to %s", first, last)
}
