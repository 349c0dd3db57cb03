package report

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/insight/stream"
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
	// Streams are those that are there without the acts alone.
	Streams []GoneStream `json:"streams,omitempty"`
}

// GoneStream is a stream or an obligation that is there without the acts alone.
type GoneStream struct {
	Payer    string `json:"payer"` // of an obligation the payee
	Category string `json:"category"`
	Monthly
}

// WithoutObligations is what has to be paid a month without the acts.
type WithoutObligations struct {
	Currency aisclient.Currency `json:"currency"`
	Proven   aisclient.Amount   `json:"proven"`
	Possible aisclient.Amount   `json:"possible"`
	Service  aisclient.Amount   `json:"service"`
	// Items are those that are there without the acts alone.
	Items []GoneStream `json:"items,omitempty"`
}

// Before is the same dataset without acts of people: its verdict on the same claims, and its analysis.
type Before struct {
	Verdict  *verify.Report
	Analysis *insight.Analysis
}

// without writes what the data says without the acts.
func (b *builder) without(ctx context.Context) (err error) {
	if b.Before == nil {
		return nil
	}
	o := &Document{}
	if b.d.WithoutActs, err = (beside{b, b.Before}).figures(ctx, o); err != nil {
		return err
	}
	for i := range b.d.WithoutActs.Income {
		w := &b.d.WithoutActs.Income[i]
		w.Streams = compareStreams(b.d.Income[i].Streams, o.Income[i].Streams, func(s *Stream) (GoneStream, []int32, **Monthly) {
			return GoneStream{s.Payer, s.Category, Monthly{s.Proven, s.Possible}}, s.Rows, &s.WithoutActs
		})
		b.d.WithoutActs.Obligations[i].Items = compareStreams(b.d.Obligations[i].Items, o.Obligations[i].Items, func(s *Obligation) (GoneStream, []int32, **Monthly) {
			return GoneStream{s.Payee, s.Category, Monthly{s.Proven, s.Possible}}, s.Rows, &s.WithoutActs
		})
	}
	return nil
}

// compareStreams notes what streams are without the acts where that is otherwise, and returns those that are there without alone.
func compareStreams[T any](with, without []T, of func(*T) (GoneStream, []int32, **Monthly)) []GoneStream {
	read := func(all []T) (out []GoneStream, rows [][]int32) {
		for i := range all {
			s, r, _ := of(&all[i])
			out, rows = append(out, s), append(rows, r)
		}
		return out, rows
	}
	is, rows := read(with)
	was, others := read(without)
	partners := stream.Partners(rows, others, func(i, k int) bool { return is[i].Category == was[k].Category })
	for i, p := range partners {
		before := Monthly{} // it is there with the acts alone
		if p >= 0 {
			before = was[p].Monthly
		}
		if before != is[i].Monthly {
			_, _, to := of(&with[i])
			*to = &before
		}
	}
	var gone []GoneStream
	for p := range was {
		if !slices.Contains(partners, p) {
			gone = append(gone, was[p])
		}
	}
	return gone
}

// beside is a document with the same dataset under other acts.
type beside struct {
	*builder
	in *Before // nil where it was not worked out
}

// figures are what the data says under the other acts.
func (b beside) figures(ctx context.Context, to *Document) (*WithoutActs, error) {
	o, in := *b.builder, b.in
	o.a, o.Verdict, o.beside, o.d = in.Analysis, in.Verdict, b.streams, to
	var err error
	if o.streams, err = o.streamsOf(ctx, in.Analysis); err == nil {
		err = o.money(ctx)
	}
	if err != nil {
		return nil, err
	}
	o.d.Totals = o.totals()
	out := figuresOf(o.d)
	out.Verdict = string(in.Verdict.Verdict)
	for i := range in.Verdict.Checks {
		c := &in.Verdict.Checks[i]
		if i < len(b.Verdict.Checks) && c.Same(&b.Verdict.Checks[i]) {
			continue
		}
		out.Checks = append(out.Checks, WithoutCheck{b.mask.text(c.Claim), string(c.Outcome), c.Currency, c.Proven, c.Possible})
	}
	return out, nil
}

// figuresOf are the figures of a document without the rows behind them.
func figuresOf(d *Document) *WithoutActs {
	out := &WithoutActs{Verdict: d.Verdict, Checks: []WithoutCheck{}, Income: []WithoutIncome{}, Obligations: []WithoutObligations{},
		Affordability: []Affordability{}, Totals: d.Totals}
	for i := range d.Income {
		inc, ob, a := &d.Income[i], &d.Obligations[i], d.Affordability[i]
		a.LivingRows, a.GamblingRows, a.CashRows = nil, nil, nil
		out.Income = append(out.Income, WithoutIncome{inc.Currency, inc.Proven, inc.Possible, inc.Overflow, inc.Months, nil})
		out.Obligations = append(out.Obligations, WithoutObligations{ob.Currency, ob.Proven, ob.Possible, ob.Service, nil})
		out.Affordability = append(out.Affordability, a)
	}
	return out
}

// effect says which figures are others without an act.
func (b beside) effect(ctx context.Context) (string, error) {
	if b.in == nil {
		return "There are too many acts and rows to work out what each changes: what they change together is said.", nil
	}
	o := &Document{}
	w, err := b.figures(ctx, o)
	if err != nil {
		return "", err
	}
	out := slices.Concat(w.Differences(b.d), different(b.d.streamed(), o.streamed()), noSuch(b.d.streamed(), o.streamed()))
	for _, c := range w.Checks {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s: %s %s", strings.TrimSuffix(c.Claim, "."), c.Outcome, c.Figure())))
	}
	if len(out) == 0 {
		return "By itself it changes no " + compared + ".", nil
	}
	return "Without it: " + strings.Join(out, "; ") + ".", nil
}

// Check is how a check comes out without the acts; nil where they change nothing of it, or no figure at all.
func (w *WithoutActs) Check(c *Check) *WithoutCheck {
	if w == nil {
		return nil
	}
	for i := range w.Checks {
		if w.Checks[i].Claim == c.Claim {
			return &w.Checks[i]
		}
	}
	return nil
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
	return different(append([]Named{{"Verdict", d.Verdict}}, d.figures()...), append([]Named{{"Verdict", w.Verdict}}, w.Document().figures()...))
}

// compared is what figures without acts are worked out of.
const compared = "figure of checks, income, obligations, living costs, spending and turnover"

// Same says that the acts change nothing that is compared.
func (w *WithoutActs) Same() string { return "Without the acts every " + compared + " is the same." }

// different are those of figures that others lack or have otherwise, in words.
func different(with, without []Named) (out []string) {
	for _, f := range without {
		if f.Value != "" && !slices.Contains(with, f) {
			out = append(out, strings.ToLower(f.Name[:1])+f.Name[1:]+" "+f.Value)
		}
	}
	return out
}

// noSuch are the figures that are not there without an act.
func noSuch(with, without []Named) (out []string) {
	for _, f := range with {
		if !slices.ContainsFunc(without, func(x Named) bool { return x.Name == f.Name }) {
			out = append(out, "no "+f.Name)
		}
	}
	return out
}
