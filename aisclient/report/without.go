package report

import (
	"context"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/insight/stream"
	"aisdesk/aisclient/verify"
)

// WithoutActs is what the data says before people left rows out of sums or relabelled them.
type WithoutActs struct {
	Verdict string          `json:"verdict"`
	Checks  []WithoutCheck  `json:"checks"` // those with another outcome or figure
	Income  []WithoutIncome `json:"income"` // one a currency
}

// WithoutCheck is a check as it comes out without the acts.
type WithoutCheck struct {
	Claim    string             `json:"claim"`
	Outcome  string             `json:"outcome"`
	Currency aisclient.Currency `json:"currency,omitempty"`
	Proven   *aisclient.Amount  `json:"proven,omitempty"`
	Possible *aisclient.Amount  `json:"possible,omitempty"`
}

// WithoutIncome is a month's income without the acts.
type WithoutIncome struct {
	Currency aisclient.Currency `json:"currency"`
	Proven   aisclient.Amount   `json:"proven"`
	Possible aisclient.Amount   `json:"possible"`
}

// Before is the same dataset without the acts of people: its verdict on the same claims, and its analysis.
type Before struct {
	Verdict  *verify.Report
	Analysis *insight.Analysis
}

// without writes what the data says without the acts.
func (b *builder) without(ctx context.Context) error {
	in := b.Before
	if in == nil {
		return nil
	}
	out := &WithoutActs{Verdict: string(in.Verdict.Verdict), Checks: []WithoutCheck{}, Income: []WithoutIncome{}}
	for i := range in.Verdict.Checks {
		c := &in.Verdict.Checks[i]
		if i < len(b.Verdict.Checks) && same(c, &b.Verdict.Checks[i]) {
			continue
		}
		out.Checks = append(out.Checks, WithoutCheck{b.mask.text(c.Claim), string(c.Outcome), c.Currency, c.Proven, c.Possible})
	}
	streams, err := in.Analysis.Streams(ctx, insight.Scope{Name: b.name, Sources: append([]int{}, b.theirs...)})
	if err != nil {
		return err
	}
	for _, c := range b.currencies(streams) {
		inc, err := streams.Income(ctx, stream.Scope{Currency: c})
		if err != nil {
			return err
		}
		out.Income = append(out.Income, WithoutIncome{c, inc.Proven, inc.Possible})
	}
	b.d.WithoutActs = out
	return nil
}

// same reports whether two checks came out alike, with the same figure.
func same(x, y *verify.Check) bool {
	equal := func(a, b *aisclient.Amount) bool { return (a == nil) == (b == nil) && (a == nil || *a == *b) }
	return x.Outcome == y.Outcome && equal(x.Proven, y.Proven) && equal(x.Possible, y.Possible)
}
