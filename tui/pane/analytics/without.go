package analytics

import (
	"context"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/group"
	"aisdesk/tui/theme"
)

// actMark stands behind what acts of people change.
const actMark = "*"

// without is what the answers to a query are without the acts of people.
type without struct {
	ranking *group.Pivot
	months  []group.Group
}

// withoutActs asks the query of the rows without the acts; nil where these change no figure.
func (w work) withoutActs(ctx context.Context) (*without, error) {
	r, err := w.data.RunWithout(ctx, w.now, ledger.Query{Filter: w.filter, Period: w.query.period})
	if r == nil || err != nil {
		return nil, err
	}
	out := &without{}
	if out.ranking, err = group.NewPivot(ctx, r, w.pivot()); err != nil {
		return nil, err
	}
	out.months, err = group.Of(ctx, r, group.ByMonth)
	return out, err
}

// month is what a month comes to without the acts, and whether they change it.
func (o *without) month(g *group.Group, c aisclient.Currency) (t ledger.Totals, changed bool) {
	if o == nil {
		return t, false
	}
	for i := range o.months {
		if o.months[i].Key == g.Key {
			t = o.months[i].Total(c)
		}
	}
	is := g.Total(c)
	return t, !t.Same(is)
}

// compare puts the figures without the acts beside those with them.
func (f *found) compare(ctx context.Context, plain *insight.Cache) error {
	a, err := plain.Analysis(ctx)
	if err != nil {
		return err
	}
	all, err := figuresOf(ctx, a)
	for c, of := range f.figures {
		of.before = all[c]
	}
	return err
}

// valuesWithout are the values of figures without the acts of people, by their names in order; nil where these change none.
func (b *boardWriter) valuesWithout() map[string][]string {
	if b.before == nil {
		return nil
	}
	was := boardWriter{figures: b.before, board: &board{}, t: b.t, words: b.words, w: b.w, values: map[string][]string{}}
	was.affordabilityLines()
	return was.values
}

// unchanged says what a figure is without the acts, where that is another value; else nothing.
func (b *boardWriter) unchanged(name, value string) string {
	if b.values != nil {
		b.values[name] = append(b.values[name], value)
	}
	was := b.without[name]
	if len(was) == 0 {
		if b.before != nil && value != "" {
			return "without the acts none; "
		}
		return ""
	}
	b.without[name] = was[1:]
	if was[0] == value {
		return ""
	}
	return "without the acts " + was[0] + "; "
}

// gone are the obligations that are there without the acts alone.
func (b *boardWriter) gone() {
	if b.before == nil {
		return
	}
	for i := range b.before.Obligations.Items {
		if name := "  " + payerName(b.before.Obligations.Items[i].Stream, b.words); len(b.without[name]) > 0 {
			b.line(name, "none", "", theme.Dim, nil)
		}
	}
}

// changedPayers are the payers whose pay a month is another without the acts.
func (b *boardWriter) changedPayers() {
	if b.before == nil {
		return
	}
	sums := func(f *figures) (names []string, of map[string]aisclient.Amount) {
		of = map[string]aisclient.Amount{}
		for _, list := range [][]payer{f.proven, f.possible} {
			for i := range list {
				name := payerName(list[i].Stream, b.words)
				names = append(names, name)
				of[name] = add(of[name], add(list[i].Proven, list[i].Possible))
			}
		}
		return names, of
	}
	names, is := sums(b.figures)
	more, was := sums(b.before)
	head := false
	for _, name := range append(names, more...) {
		if is[name] == was[name] {
			continue
		}
		if !head {
			b.rule(b.t, "Changed by acts of people")
			head = true
		}
		said := name + ": " + b.money(is[name]) + " a month, without the acts " + b.money(was[name])
		b.sentence(b.t, boardItem{what: "changed by acts", about: said + "."}, said, b.w)
		was[name] = is[name] // once
	}
}
