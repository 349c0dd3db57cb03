package report

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/verify"
)

// WithoutActs is what the data says before people left rows out of sums or relabelled them.
type WithoutActs struct {
	Verdict string          `json:"verdict"`
	Checks  []WithoutCheck  `json:"checks"` // those with another outcome or figure
	Income  []WithoutIncome `json:"income"` // one a currency, as are the next three
	// Obligations, Affordability and Totals are as those of the document, with the acts, but name no rows.
	Obligations   []WithoutObligations `json:"obligations"`
	Affordability []Affordability      `json:"affordability"`
	Totals        []Totals             `json:"totals"`
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
	Overflow bool               `json:"overflow,omitempty"`
	Months   []Month            `json:"months"` // the last 12, oldest first
}

// WithoutObligations is what has to be paid a month without the acts.
type WithoutObligations struct {
	Currency aisclient.Currency `json:"currency"`
	Proven   aisclient.Amount   `json:"proven"`
	Possible aisclient.Amount   `json:"possible"`
	Service  aisclient.Amount   `json:"service"`
}

// Before is the same dataset without acts of people: its verdict on the same claims, and its analysis.
type Before struct {
	Verdict  *verify.Report
	Analysis *insight.Analysis
}

// without writes what the data says without the acts.
func (b *builder) without(ctx context.Context) (err error) {
	if b.Before != nil {
		b.d.WithoutActs, err = beside{b, b.Before}.figures(ctx)
	}
	return err
}

// beside is a document with the same dataset under other acts.
type beside struct {
	*builder
	in *Before // nil where it was not worked out
}

// figures are what the data says under the other acts.
func (b beside) figures(ctx context.Context) (*WithoutActs, error) {
	o, in := *b.builder, b.in
	o.a, o.Verdict, o.beside, o.d = in.Analysis, in.Verdict, b.streams, &Document{}
	var err error
	if o.streams, err = o.streamsOf(ctx, in.Analysis); err == nil {
		err = o.money(ctx)
	}
	if err != nil {
		return nil, err
	}
	out := &WithoutActs{Verdict: string(in.Verdict.Verdict), Checks: []WithoutCheck{}, Income: []WithoutIncome{}, Obligations: []WithoutObligations{},
		Affordability: []Affordability{}, Totals: o.totals()}
	for i := range in.Verdict.Checks {
		c := &in.Verdict.Checks[i]
		if i < len(b.Verdict.Checks) && c.Same(&b.Verdict.Checks[i]) {
			continue
		}
		out.Checks = append(out.Checks, WithoutCheck{b.mask.text(c.Claim), string(c.Outcome), c.Currency, c.Proven, c.Possible})
	}
	for i := range o.d.Income {
		inc, ob, a := &o.d.Income[i], &o.d.Obligations[i], o.d.Affordability[i]
		a.LivingRows, a.GamblingRows, a.CashRows = nil, nil, nil
		out.Income = append(out.Income, WithoutIncome{inc.Currency, inc.Proven, inc.Possible, inc.Overflow, inc.Months})
		out.Obligations = append(out.Obligations, WithoutObligations{ob.Currency, ob.Proven, ob.Possible, ob.Service})
		out.Affordability = append(out.Affordability, a)
	}
	return out, nil
}

// effect says which figures are others without an act.
func (b beside) effect(ctx context.Context) (string, error) {
	if b.in == nil {
		return "There are too many acts and rows to work out what each changes: what they change together is said.", nil
	}
	w, err := b.figures(ctx)
	if err != nil {
		return "", err
	}
	out := w.Differences(b.d)
	for _, c := range w.Checks {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s: %s %s", strings.TrimSuffix(c.Claim, "."), c.Outcome, c.Figure())))
	}
	if len(out) == 0 {
		return "By itself it changes no figure of this report.", nil
	}
	return "Without it: " + strings.Join(out, "; ") + ".", nil
}

// Figure is what a check measured without the acts, in a few words.
func (c *WithoutCheck) Figure() string {
	if c.Proven == nil {
		return ""
	}
	if c.Possible != nil && *c.Possible != 0 {
		return fmt.Sprintf("%s to %s %s", ledger.Cents(*c.Proven), ledger.Cents(*c.Proven+*c.Possible), c.Currency)
	}
	return fmt.Sprintf("%s %s", ledger.Cents(*c.Proven), c.Currency)
}

// Document is a document of these figures alone, to be read as the one with the acts is.
func (w *WithoutActs) Document() *Document {
	d := &Document{Verdict: w.Verdict, Affordability: w.Affordability, Totals: w.Totals}
	for _, i := range w.Income {
		d.Income = append(d.Income, Income{Currency: i.Currency, Proven: i.Proven, Possible: i.Possible, Overflow: i.Overflow, Months: i.Months})
	}
	for _, o := range w.Obligations {
		d.Obligations = append(d.Obligations, Obligations{Currency: o.Currency, Proven: o.Proven, Possible: o.Possible, Service: o.Service})
	}
	return d
}

// Differences are the figures that are others than a document's with the acts, as they are without.
func (w *WithoutActs) Differences(d *Document) []string {
	with := append([]Named{{"Verdict", d.Verdict}}, d.Figures()...)
	var out []string
	for _, f := range append([]Named{{"Verdict", w.Verdict}}, w.Document().Figures()...) {
		if f.Value != "" && !slices.Contains(with, f) {
			out = append(out, strings.ToLower(f.Name[:1])+f.Name[1:]+" "+f.Value)
		}
	}
	return out
}
