package report

import (
	"context"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/insight/categorize"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/verify"
)

// checks writes the checks with all their rows.
func (b *builder) checks(ctx context.Context) error {
	b.d.Checks, b.d.Notable = []Check{}, []Finding{}
	for i := range b.Verdict.Checks {
		b.d.Checks = append(b.d.Checks, b.check(&b.Verdict.Checks[i]))
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	for _, f := range b.Verdict.Notable {
		out := Finding{Topic: string(f.Topic), Level: f.Level.String(), Sentence: b.mask.text(f.Sentence), Figures: []Figure{}, First: f.First, Last: f.Last,
			Filter: b.filter(f.Filter), Rows: f.Rows, ByActs: string(f.ByActs)}
		for _, g := range f.Figures {
			out.Figures = append(out.Figures, Figure(g))
		}
		for _, g := range f.FiguresWithoutActs {
			out.FiguresWithoutActs = append(out.FiguresWithoutActs, Figure(g))
		}
		b.d.Notable = append(b.d.Notable, out)
	}
	return nil
}

func (b *builder) check(c *verify.Check) Check {
	out := Check{Kind: string(c.Kind), Claim: b.mask.text(c.Claim), Outcome: string(c.Outcome), Codes: []string{}, Reason: b.mask.text(c.Reason),
		Rule: c.Kind.RuleName(), Version: b.Verdict.Rules, Parameters: []Parameter{}, Window: Span(c.Window), Currency: c.Currency, Proven: c.Proven,
		Possible: c.Possible, Count: len(c.Rows), Filter: b.filter(c.Filter), Rows: c.Rows, NearMiss: b.mask.text(c.NearMiss), Ask: b.mask.texts(c.Ask)}
	for _, code := range c.Codes {
		out.Codes = append(out.Codes, string(code))
	}
	for _, p := range c.Kind.Parameters(b.a.Rules) {
		out.Parameters = append(out.Parameters, Parameter(p))
	}
	out.Evidence = b.rows(c.Rows)
	for _, n := range c.NotCounted {
		out.NotCounted = append(out.NotCounted, NotCounted{Reason: b.mask.text(n.Reason), Currency: n.Currency, Sum: n.Sum, Possible: n.Monthly(), Count: len(n.Rows),
			Rows: n.Rows, Filter: b.filter(n.Filter), Evidence: b.rows(n.Rows)})
	}
	for _, g := range c.Gates {
		out.Gates = append(out.Gates, GateEffect{g.Gate.String(), g.Effect, b.mask.text(g.Sentence), g.Rows})
	}
	return out
}

// filter is a filter line, unless it would name what the level hides: then it finds nothing and is left out.
func (b *builder) filter(line string) string {
	if b.mask.text(line) != line {
		return ""
	}
	return line
}

// rows writes rows as evidence.
func (b *builder) rows(rows []int32) []Row {
	if len(rows) == 0 || b.Level == Verdict {
		return nil
	}
	out := make([]Row, len(rows))
	for i, row := range rows {
		out[i] = b.row(row)
	}
	return out
}

// withheld stands for the title of a row whose ground may not serve creditworthiness.
const withheld = "(withheld)"

// row writes one row. What may serve no judgement is withheld at every level.
func (b *builder) row(row int32) Row {
	l, rows := b.a.Ledger, b.a.Rows
	r := Row{Row: row, ID: l.RowID(row), Date: l.Date(row), Amount: l.Amount(row), Currency: l.Currency(row), Account: b.label(l.Account(row)),
		Party: b.mask.party(row), Title: b.mask.title(row), Category: rows.Of(row).String(), Was: l.Text(row, ledger.ColWas).String(), Why: categorize.StageName(rows.Stage(row))}
	if entry := rows.Entry(row); entry != "" {
		r.Why += ": " + entry
	}
	if s := l.State(row); s != aisclient.RowBooked {
		r.State = s.String()
	}
	if k := b.a.Special(row); k != nil {
		r.Title, r.Why = withheld, ""
		if !k.Ground {
			r.Party = withheld
		}
	}
	return r
}

// label is what to call an account.
func (b *builder) label(source int) string {
	return b.mask.cell(b.a.Ledger.Sources()[source].Label())
}

// quality writes how far the data can be relied on.
func (b *builder) quality(ctx context.Context) error {
	b.d.Quality, b.d.LeftOut, b.d.Gates, b.d.Special = []AccountQuality{}, []LeftOut{}, []Gate{}, []Special{}
	for i := range b.Verdict.Quality {
		q := &b.Verdict.Quality[i]
		out := AccountQuality{Source: q.Source, Label: b.label(q.Source), Currency: q.Currency, Rows: q.Rows, Current: q.Current, Empty: q.Empty, First: q.First, Last: q.Last,
			Covers: Span(q.Covers), Short: q.Short, Cut: q.Cut, Unread: q.Unread, Balances: q.Balances, Tolerance: q.Tolerance, Header: (*Difference)(q.Header),
			Pending: q.Pending, Void: q.Void, Unknown: q.Unknown, Future: q.Future, Placeholder: q.Placeholder, Theirs: q.Theirs}
		for _, g := range q.Gaps {
			out.Gaps = append(out.Gaps, Span(g))
		}
		for _, k := range q.Breaks {
			out.Breaks = append(out.Breaks, Break{k.Day, k.Size, listed(k.Rows)})
		}
		b.d.Quality = append(b.d.Quality, out)
	}
	for _, l := range b.Verdict.Left {
		b.d.LeftOut = append(b.d.LeftOut, LeftOut{l.Source, b.label(l.Source), b.mask.text(l.Reason)})
	}
	for _, h := range b.Verdict.Gates {
		b.d.Gates = append(b.d.Gates, Gate{h.Gate.String(), h.Sources, h.Currency, Span(h.Span), b.mask.text(h.Sentence), h.Ask, h.Rows})
	}
	return b.special(ctx)
}

// special counts the rows that may serve no judgement, by kind.
func (b *builder) special(ctx context.Context) error {
	b.d.Withheld = b.Verdict.Withheld
	count := map[string]int{}
	for row := range int32(b.a.Ledger.Len()) {
		if row%8192 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if k := b.a.Special(row); k != nil {
			count[k.Kind]++
		}
	}
	for _, k := range category.SpecialKinds() {
		if n := count[k.Kind]; n > 0 {
			b.d.Special = append(b.d.Special, Special{k.Kind, k.Reason, n})
		}
	}
	return nil
}
