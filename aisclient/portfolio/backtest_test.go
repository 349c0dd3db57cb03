package portfolio

import (
	"errors"
	"reflect"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/rules"
	"aisdesk/aisclient/verify"
)

func amount(n int64) *aisclient.Amount { a := aisclient.Amount(n); return &a }

// byCoverage is a source whose checks come out by the days of coverage that are asked for.
func byCoverage() *made {
	m := newMade(5)
	m.broken["004"] = errors.New("damaged")
	m.judge = func(id string, by Judgement) *verify.Report {
		long := by.Rules.Quality.CoverageDays > 90
		income := verify.Check{Kind: verify.KindIncome, Claim: "income 4000 PLN", Outcome: verify.Confirmed, Rows: []int32{1, 2, 3}, Proven: amount(100), Possible: amount(0)}
		balance := verify.Check{Kind: verify.KindBalance, Claim: "balance 1 PLN", Outcome: verify.Refuted}
		switch {
		case id == "000": // nothing was claimed
			return nil
		case id == "001" && long:
			income.Outcome, income.Rows, income.Reason = verify.Inconclusive, []int32{5, 2}, "But: the data is short."
		case id == "002" && long:
			income.Proven = amount(99)
		case id == "003" && long:
			income.Outcome, balance.Outcome = verify.Inconclusive, verify.Inconclusive
		}
		return &verify.Report{Checks: []verify.Check{income, balance}}
	}
	return m
}

func judgements() (before, after Judgement) {
	set := rules.Builtin()
	set.Name, set.Quality.CoverageDays = "strict", 180
	return Judgement{rules.Builtin(), lexicon.Builtin()}, Judgement{set, lexicon.Builtin()}
}

func TestABacktestListsOutcomesThatChange(t *testing.T) {
	p := New(byCoverage())
	ids, _ := p.IDs(t.Context(), Selection{})
	before, after := judgements()
	b, err := p.Backtest(t.Context(), ids, Request{}, before, after, nil)
	if err != nil {
		t.Fatal(err)
	}
	if b.Imports != 5 || b.Unclaimed != 1 || b.Failed != 1 || b.Checks != 6 || b.Figures != 1 || len(b.Changes) != 3 {
		t.Errorf("%+v", b)
	}
	want := []OutcomeCount{{verify.Confirmed, verify.Inconclusive, 2}, {verify.Refuted, verify.Inconclusive, 1}}
	if !reflect.DeepEqual(b.Outcomes, want) {
		t.Errorf("%+v", b.Outcomes)
	}
	c := b.Changes[0]
	if c.Import != "001" || c.Kind != verify.KindIncome || c.Before.Outcome != verify.Confirmed || c.After.Outcome != verify.Inconclusive ||
		c.After.Reason != "But: the data is short." || !reflect.DeepEqual(c.Rows, []int32{1, 3, 5}) || !reflect.DeepEqual(c.Before.Rows, []int32{1, 2, 3}) {
		t.Errorf("%+v", c)
	}
	if b.Changes[1].Import != "003" || b.Changes[1].Kind != verify.KindIncome || b.Changes[2].Kind != verify.KindBalance {
		t.Errorf("%+v", b.Changes[1:])
	}
	if b.Before.Rules != rules.Version || b.After.Rules != "strict" || b.Before.RulesHash == b.After.RulesHash || b.Before.LexiconHash != b.After.LexiconHash {
		t.Errorf("%+v %+v", b.Before, b.After)
	}
	if len(b.Errors) != 1 || b.Errors[0] != (Failure{ID: "004", Error: "damaged"}) {
		t.Errorf("%+v", b.Errors)
	}
}

func TestTheSameRulesChangeNothing(t *testing.T) {
	p := New(byCoverage())
	ids, _ := p.IDs(t.Context(), Selection{})
	before, after := judgements()
	for _, j := range []Judgement{before, after} {
		if b, err := p.Backtest(t.Context(), ids, Request{}, j, j, nil); err != nil || len(b.Changes) > 0 || b.Figures > 0 || b.Checks != 6 {
			t.Errorf("%v %+v", err, b)
		}
	}
}
