package portfolio

import (
	"cmp"
	"context"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/rules"
	"aisdesk/aisclient/verify"
)

// Judgement is what imports are judged by; what is nil is what is in force.
type Judgement struct {
	Rules   *rules.Set
	Lexicon *lexicon.Set
}

// Backtest is what another judgement makes of the claims that were saved with imports and cases.
type Backtest struct {
	Before Basis `json:"before"`
	After  Basis `json:"after"`
	// Imports that stand alone and Cases, each with all its imports, were looked at; of them Unclaimed have no claims, Failed
	// could not be read, and NoImport hold no data, since the bank or the provider ended them with an error.
	Imports   int `json:"imports"`
	Cases     int `json:"cases"`
	Unclaimed int `json:"unclaimed"`
	Failed    int `json:"failed"`
	NoImport  int `json:"noImport"`
	Checks    int `json:"checks"`
	// Figures is how many checks keep their outcome with another figure.
	Figures int `json:"figures"`
	// Outcomes counts the changes by both outcomes.
	Outcomes []OutcomeCount `json:"outcomes"`
	Changes  []Change       `json:"changes"`
	Errors   []Failure      `json:"errors"`
}

// Basis names a rule set and a lexicon, with what tells them from others of the same name.
type Basis struct {
	Rules       string `json:"rules"`
	RulesHash   string `json:"rulesHash"`
	Lexicon     string `json:"lexicon"`
	LexiconHash string `json:"lexiconHash"`
}

// OutcomeCount is how many checks go from one outcome to another.
type OutcomeCount struct {
	Before verify.Outcome `json:"before"`
	After  verify.Outcome `json:"after"`
	Count  int            `json:"count"`
}

// Change is a check with another outcome, of an import or of a case: then its rows are those of all imports of the case as one.
type Change struct {
	Import string      `json:"import,omitempty"`
	Case   string      `json:"case,omitempty"`
	Kind   verify.Kind `json:"kind"`
	Claim  string      `json:"claim"`
	Before Judged      `json:"before"`
	After  Judged      `json:"after"`
	// Rows are the rows that one of the two outcomes stands on and the other does not.
	Rows []int32 `json:"rows"`
	// RowsOf say of all rows of a case that the change names, rising, in which import they were read; left out for an import.
	RowsOf []RowOf `json:"rowsOf,omitempty"`
}

// RowOf is a row of a case, with the newest import that has it and its number there.
type RowOf struct {
	Row       int32  `json:"row"`
	Import    string `json:"import"`
	ImportRow int32  `json:"importRow"`
}

// Judged is how a check came out.
type Judged struct {
	Outcome  verify.Outcome     `json:"outcome"`
	Codes    []verify.Code      `json:"codes"`
	Reason   string             `json:"reason"`
	Currency aisclient.Currency `json:"currency,omitempty"`
	Proven   *aisclient.Amount  `json:"proven,omitempty"`
	Possible *aisclient.Amount  `json:"possible,omitempty"`
	Rows     []int32            `json:"rows"` // that the outcome stands on
}

// basis is what the judgement is called.
func (j Judgement) basis() Basis {
	return Basis{j.Rules.Name, j.Rules.Hash(), j.Lexicon.Version(), j.Lexicon.Hash()}
}

// Backtest checks the saved claims of imports and cases by two judgements and lists what differs, in the order of the ids. The
// error is the context's.
func (p *Portfolio) Backtest(ctx context.Context, ids []string, q Request, before, after Judgement, tell func(Progress)) (*Backtest, error) {
	done := Progress{Of: len(ids)}
	out := &Backtest{Before: before.basis(), After: after.basis(), Outcomes: []OutcomeCount{}, Changes: []Change{}, Errors: []Failure{}}
	type pair struct {
		Answer
		err error
	}
	judge := func(ctx context.Context, id string) (both pair) {
		both.Answer, both.err = p.source.Judge(ctx, id, q, before, after)
		return both
	}
	err := walk(ctx, ids, judge, func(id string, of pair) error {
		switch {
		case of.err != nil:
			out.Errors = append(out.Errors, failureOf(id, of.err))
		case of.Reports == nil:
			out.Unclaimed++
		default:
			out.compare(id, of.Answer)
		}
		if of.Case {
			out.Cases++
		} else {
			out.Imports++
		}
		done.step(id, of.err, tell)
		return nil
	})
	out.Failed, out.NoImport = done.Failed, done.NoImport
	slices.SortFunc(out.Outcomes, func(a, b OutcomeCount) int {
		return cmp.Or(cmp.Compare(a.Before, b.Before), cmp.Compare(a.After, b.After))
	})
	return out, err
}

// Asked is in words what was looked at.
func (b *Backtest) Asked() string { return counted(b.Imports, b.Cases) }

// ID is the id of the import or of the case.
func (c *Change) ID() string { return cmp.Or(c.Import, c.Case) }

// compare counts the checks of one import or case. Both judgements check the same claims in the same order.
func (b *Backtest) compare(id string, of Answer) {
	was, is := of.Reports[0].Checks, of.Reports[1].Checks
	b.Checks += len(was)
	for i := range was {
		switch before, after := &was[i], &is[i]; {
		case before.Outcome != after.Outcome:
			c := Change{Import: id, Kind: before.Kind, Claim: before.Claim, Before: judged(before), After: judged(after),
				Rows: differing(before.Rows, after.Rows)}
			if of.Case {
				c.Import, c.Case = "", id
				for _, row := range slices.Compact(slices.Sorted(slices.Values(slices.Concat(c.Before.Rows, c.After.Rows)))) {
					c.RowsOf = append(c.RowsOf, of.Row(row))
				}
			}
			b.Changes = append(b.Changes, c)
			b.count(before.Outcome, after.Outcome)
		case !same(before.Proven, after.Proven) || !same(before.Possible, after.Possible):
			b.Figures++
		}
	}
}

func (b *Backtest) count(before, after verify.Outcome) {
	for i := range b.Outcomes {
		if c := &b.Outcomes[i]; c.Before == before && c.After == after {
			c.Count++
			return
		}
	}
	b.Outcomes = append(b.Outcomes, OutcomeCount{before, after, 1})
}

func judged(c *verify.Check) Judged {
	return Judged{Outcome: c.Outcome, Codes: c.Codes, Reason: c.Reason, Currency: c.Currency, Proven: c.Proven, Possible: c.Possible, Rows: append([]int32{}, c.Rows...)}
}

func same(a, b *aisclient.Amount) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

// differing are the rows of one list that are not in the other, rising.
func differing(a, b []int32) []int32 {
	out := []int32{}
	for _, pair := range [2][2][]int32{{a, b}, {b, a}} {
		for _, row := range pair[0] {
			if !slices.Contains(pair[1], row) {
				out = append(out, row)
			}
		}
	}
	slices.Sort(out)
	return out
}
