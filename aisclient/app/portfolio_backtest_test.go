package app

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/portfolio"
	"aisdesk/aisclient/rules"
	"aisdesk/aisclient/verify"
)

// claimed is a portfolio whose imports have the usual claims, but for the last.
func claimed(t *testing.T, n int) (a *App, ids []string) {
	t.Helper()
	a = newPortfolio(t, n, 120)
	ids, err := a.Portfolio.IDs(t.Context(), portfolio.Selection{})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range ids[:n-1] {
		if err := a.SaveClaims(t.Context(), id, usualClaims(t)); err != nil {
			t.Fatal(err)
		}
	}
	return a, ids
}

func builtinJudgement(a *App) portfolio.Judgement {
	set, _ := a.Lexicon()
	return portfolio.Judgement{Rules: rules.Builtin(), Lexicon: set}
}

var backtestDay = portfolio.Request{AsOf: aisclient.DateOf(2026, 11, 21)}

// Whatever the rules are, the same ones change nothing; the judgement of a report is that of a backtest.
func TestABacktestWithTheSameRulesChangesNothing(t *testing.T) {
	a, ids := claimed(t, 4)
	strict := builtinJudgement(a)
	strict.Rules = rules.Builtin()
	strict.Rules.Name, strict.Rules.Quality.CoverageDays, strict.Rules.Income.WindowDays = "strict", 400, 180
	for _, j := range []portfolio.Judgement{builtinJudgement(a), strict} {
		b, err := a.Portfolio.Backtest(t.Context(), ids, backtestDay, j, j, nil)
		if err != nil || len(b.Changes) > 0 || b.Figures > 0 || b.Checks != 9 || b.Unclaimed != 1 || b.Imports != 4 || b.Failed > 0 {
			t.Errorf("%s: %v %+v", j.Rules.Name, err, b)
		}
	}
}

// A rule set that asks for more data than there is holds back what was confirmed.
func TestABacktestOfStricterRules(t *testing.T) {
	a, ids := claimed(t, 3)
	strict := builtinJudgement(a)
	strict.Rules.Name, strict.Rules.Quality.CoverageDays = "strict", 400
	b, err := a.Portfolio.Backtest(t.Context(), ids, backtestDay, builtinJudgement(a), strict, nil)
	if err != nil {
		t.Fatal(err)
	}
	// A wage that comes three times a year is too little; there is no sign of what is denied. Both need the data of a year.
	want := []portfolio.OutcomeCount{{Before: verify.Confirmed, After: verify.Inconclusive, Count: 4}, {Before: verify.Refuted, After: verify.Inconclusive, Count: 2}}
	if !slices.Equal(b.Outcomes, want) {
		t.Fatalf("%+v", b.Outcomes)
	}
	for _, c := range b.Changes {
		if !strings.Contains(c.After.Reason, "fewer than 400") {
			t.Errorf("%s: %s", c.Claim, c.After.Reason)
		}
	}
}

// An entry of a lexicon that takes a shop for gambling refutes the claim that there is none, and its rows decide.
func TestABacktestOfALexicon(t *testing.T) {
	a, ids := claimed(t, 2)
	file := "[[entry]]\nid = \"user.lidl\"\nkind = \"gambling\"\nnames = [\"lidl\"]\nsource = \"own\"\ndate = \"2026-11-28\"\n"
	set, problems := lexicon.Load([]byte(file))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	after := builtinJudgement(a)
	after.Lexicon = set
	b, err := a.Portfolio.Backtest(t.Context(), ids, backtestDay, builtinJudgement(a), after, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Changes) != 1 || b.Changes[0].Before.Outcome != verify.Confirmed || b.Changes[0].After.Outcome != verify.Refuted || b.Before.LexiconHash == b.After.LexiconHash {
		t.Fatalf("%+v", b)
	}
	r, err := a.Open(t.Context(), ids[0])
	if err != nil {
		t.Fatal(err)
	}
	l, _, err := r.Load(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var want []int32
	for row := range int32(l.Len()) {
		if l.Party(row).String() == "Lidl" {
			want = append(want, row)
		}
	}
	if got := b.Changes[0].Rows; len(want) == 0 || fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("rows %v, want %v", got, want)
	}
}
