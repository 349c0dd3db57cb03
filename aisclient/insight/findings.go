package insight

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight/party"
	"aisdesk/aisclient/insight/stream"
	"aisdesk/aisclient/ledger"
)

// Findings says everything that stands out: what asks for a look before plain facts, then by the weight of the topic,
// then by size. It is worked out once. Do not change what it returns; it is not nil unless there is an error.
func (a *Analysis) Findings(ctx context.Context) ([]Finding, error) {
	return a.found.get(ctx, func() ([]Finding, error) {
		all, err := a.findings(ctx)
		if err != nil || a.without == nil {
			return all, err
		}
		without, err := a.without.Findings(ctx)
		if err != nil {
			return nil, err
		}
		all = marked(all, without)
		slices.SortStableFunc(all, compareFindings)
		return all, nil
	})
}

// marked are findings that say what is otherwise without the acts of people, and those that are there without them alone. What
// weighed more without them stays worth a look.
func marked(with, without []Finding) []Finding {
	with, without = slices.Clone(with), slices.Clone(without)
	var other []*Finding
	for i := range with {
		f := &with[i]
		same := slices.IndexFunc(without, func(g Finding) bool { return g.Topic == f.Topic && g.Level == f.Level && g.Sentence == f.Sentence })
		if same < 0 {
			other = append(other, f)
			continue
		}
		without = slices.Delete(without, same, same+1)
	}
	for _, f := range other {
		g := counterpart(f, without)
		if g < 0 {
			f.ByActs, f.Sentence = madeByActs, f.Sentence+" Without the acts of people there is no such finding."
			continue
		}
		was := without[g]
		without = slices.Delete(without, g, g+1)
		f.ByActs, f.FiguresWithoutActs, f.Level = changedByActs, was.Figures, max(f.Level, min(was.Level, Note))
		f.Sentence += " Without the acts of people: " + was.Sentence
	}
	for _, g := range without {
		g.ByActs, g.FiguresWithoutActs, g.Figures, g.Level = goneByActs, g.Figures, []Figure{}, min(g.Level, Note)
		g.Sentence = "Only without the acts of people: " + g.Sentence
		with = append(with, g)
	}
	return with
}

// counterpart is the finding of the same topic that is about the same rows, as far as acts left them there; -1 is none.
func counterpart(f *Finding, in []Finding) int {
	best, most := -1, -1
	for i := range in {
		if in[i].Topic != f.Topic {
			continue
		}
		shared := 0
		for _, row := range f.Rows {
			if _, ok := slices.BinarySearch(in[i].Rows, row); ok {
				shared++
			}
		}
		if shared > most && (shared > 0 || len(f.Rows) == 0 && len(in[i].Rows) == 0) {
			best, most = i, shared
		}
	}
	return best
}

// look is what finders share.
type look struct {
	*Analysis
	result  *ledger.Result // all rows
	streams *stream.Streams
	monthly map[aisclient.Currency]*stream.Affordability
}

func (a *Analysis) findings(ctx context.Context) ([]Finding, error) {
	r, err := a.Ledger.Run(ctx, ledger.Query{})
	if err != nil {
		return nil, err
	}
	l := &look{Analysis: a, result: r, monthly: map[aisclient.Currency]*stream.Affordability{}}
	if l.streams, err = a.Streams(ctx, Scope{}); err != nil {
		return nil, err
	}
	for _, c := range a.Ledger.Currencies() {
		if l.monthly[c], err = a.Affordability(ctx, Scope{}, c); err != nil {
			return nil, err
		}
	}
	all := []Finding{}
	for _, find := range []func(context.Context) ([]Finding, error){l.partial, l.signs, l.incomes, l.recurring, l.debts, l.balances, l.doubles,
		l.cashFlow, l.largest} {
		some, err := find(ctx)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	for i := range all {
		a.finish(&all[i])
	}
	slices.SortStableFunc(all, compareFindings)
	return all, ctx.Err()
}

// finish gives a finding its days, and its sentence one full stop where a name ends in one.
func (a *Analysis) finish(f *Finding) {
	if s := f.Sentence; strings.HasSuffix(s, "..") {
		f.Sentence = s[:len(s)-1]
	}
	for _, row := range f.Rows {
		d := a.Ledger.Date(row)
		if d == 0 {
			continue
		}
		if f.First == 0 || d < f.First {
			f.First = d
		}
		f.Last = max(f.Last, d)
	}
}

// compareFindings orders findings. Of one topic and level the greater amount comes first; amounts of two currencies are
// compared as numbers, which says nothing of their worth, but keeps the order the same.
func compareFindings(x, y Finding) int {
	plain := func(f *Finding) int { return map[bool]int{true: 1}[f.Level == Info] }
	return cmp.Or(cmp.Compare(plain(&x), plain(&y)), cmp.Compare(x.Topic.weight(), y.Topic.weight()), cmp.Compare(y.Level, x.Level),
		cmp.Compare(y.size(), x.size()), cmp.Compare(x.Sentence, y.Sentence))
}

// Distinct leaves out findings whose rows another finding of signs names already, so that a person does not read the same
// payments twice: the repayments of a loan beside the loan. Programs get all findings, by topic.
func Distinct(all []Finding) []Finding {
	var loans []int32
	for i := range all {
		if all[i].Topic == Loans {
			loans = append(loans, all[i].Rows...)
		}
	}
	slices.Sort(loans)
	return slices.DeleteFunc(slices.Clone(all), func(f Finding) bool {
		return f.Topic == Repayments && len(f.Rows) > 0 && !slices.ContainsFunc(f.Rows, func(row int32) bool {
			_, ok := slices.BinarySearch(loans, row)
			return !ok
		})
	})
}

// size is the greatest amount of a finding, without sign: of money that went both ways not the difference, which may be
// next to nothing.
func (f *Finding) size() aisclient.Amount {
	most := f.turned
	for _, g := range slices.Concat(f.Figures, f.FiguresWithoutActs) {
		most = max(most, g.Amount.Abs())
	}
	return most
}

// copied reports whether a row certainly stands twice.
func copied(p *party.Table, row int32) bool {
	_, sure := p.Copy(row)
	return sure == party.CertainCopy
}

// income is the proven and possible income a month in a currency.
func (l *look) income(c aisclient.Currency) (proven, upper aisclient.Amount) {
	if m := l.monthly[c]; m != nil && !m.Income.Overflow {
		return m.Income.Proven, m.Income.Upper()
	}
	return 0, 0
}

// partOfIncome reports whether an amount is at least so many thousandths of a month's income, or no income is known.
func (l *look) partOfIncome(a aisclient.Amount, c aisclient.Currency, permille int64) bool {
	_, upper := l.income(c)
	return upper == 0 || thousandths(a.Abs(), upper) >= permille
}

// days writes when rows were: "on 2026-03-01", or from the first to the last day.
func days(first, last aisclient.Date) string {
	switch {
	case first == 0:
		return ""
	case first == last:
		return " on " + first.String()
	}
	return " from " + first.String() + " to " + last.String()
}

// span is the first and the last day of rows.
func (a *Analysis) span(rows []int32) (first, last aisclient.Date) {
	f := Finding{Rows: rows}
	a.finish(&f)
	return f.First, f.Last
}

// thousandths is part / all in thousandths, rounded; both are not negative.
func thousandths(part, all aisclient.Amount) int64 {
	for part > 1<<52 {
		part, all = part/2, all/2
	}
	if all == 0 {
		return 0
	}
	return (int64(part)*1000 + int64(all)/2) / int64(all)
}
