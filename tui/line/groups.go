package line

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/export"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/ledger/group"
)

var analysisCommands = []command{
	{[]string{"analytics"}, "by GROUPING, CURRENCY, in or out", "ranks what the rows have in common, for example analytics by month in PLN", needData, analytics},
	{[]string{"inside"}, "NUMBER by GROUPING", "ranks the rows of one group by something else", inRanking, inside},
	{[]string{"compare"}, "by GROUPING or A B", "compares the period with the one before it, or two, for example compare 2026-q1 2026-q3; in the library two imports, for example compare 1 2", inLibrary.or(needData), compare},
	{[]string{"income"}, "", "says income, obligations and what is left, a month", needData, noArg(affordability)},
	{[]string{"balances"}, "", "says the balances at the ends of months", needData, noArg(monthEnds)},
}

// ranking is what analytics shows: groups of rows in one currency.
type ranking struct {
	pivot *group.Pivot
	base  string // the filter of the rows that were grouped
	name  string // for the head: "by month"
}

// pivotQuery reads "by month PLN out": words in any order.
func pivotQuery(s *session, arg string, by group.By) (group.PivotQuery, error) {
	q := group.PivotQuery{By: []group.By{by}, Side: group.SideNet, Sort: group.SideNet}
	all := s.work.result.Totals
	if len(all) > 0 {
		q.Currency = all[0].Currency
	}
	words := strings.Fields(strings.ReplaceAll(arg, ",", " "))
	for i, w := range words {
		if w == "by" {
			continue
		}
		if w == "in" && i+1 < len(words) && isCurrency(all, words[i+1]) { // "in PLN" names a currency, not a side
			continue
		}
		if c := aisclient.Currency(strings.ToUpper(w)); isCurrency(all, w) {
			q.Currency = c
		} else if side, ok := group.ParseSide(w); ok {
			q.Side, q.Sort = side, side
		} else if g, ok := group.ParseBy(strings.ToLower(w)); ok {
			q.By[0] = g
		} else {
			return q, fmt.Errorf("there is no grouping %s. Use one of: %s", quoted(w), groupings(s.work.data.Ledger))
		}
	}
	return q, nil
}

func isCurrency(all []ledger.Totals, word string) bool {
	return slices.ContainsFunc(all, func(t ledger.Totals) bool { return string(t.Currency) == strings.ToUpper(word) })
}

func groupings(l *ledger.Ledger) string {
	var names []string
	for _, g := range group.For(l) {
		names = append(names, g.String())
	}
	return strings.Join(names, ", ")
}

// analytics ranks groups of the rows of the transactions; without words it asks by what.
func analytics(s *session, arg string) error {
	if arg == "" {
		var options []option
		for _, g := range group.For(s.work.data.Ledger) {
			options = append(options, option{g.String(), g.String()})
		}
		o, err := s.choose("By what are the rows to be ranked?", options, 0)
		if err != nil {
			return err
		}
		arg = o.value
	}
	q, err := pivotQuery(s, arg, group.ByLabel)
	if err != nil {
		return err
	}
	return rank(s, s.work.result, q, s.work.query.Filter.String(), "by "+q.By[0].String(), s.goTo)
}

// inside ranks the rows of a group of the ranking by something else.
func inside(s *session, arg string) error {
	r := s.shown().ranking
	n, rest, _ := strings.Cut(arg, " ")
	i, err := s.nth(n)
	if err != nil {
		return err
	}
	g := &r.pivot.Groups[i]
	q, err := pivotQuery(s, rest, group.ByCounterparty)
	if err != nil {
		return err
	}
	q.Currency, q.Side, q.Sort = r.pivot.Currency, r.pivot.Side, r.pivot.Sort
	line := strings.TrimSpace(r.base + " " + r.pivot.Filter(nil, g))
	query := s.work.query
	if query.Filter, err = filter.Parse(line, aisclient.DateIn(s.opts.Now())); err != nil {
		return err
	}
	query.Marked = s.work.marked.Clone()
	var res *ledger.Result
	if err := s.do(func(ctx context.Context) (err error) { res, err = s.work.data.Ledger.Run(ctx, query); return err }); err != nil {
		return err
	}
	return rank(s, res, q, line, r.name+", inside "+called(g.Label)+", by "+q.By[0].String(), s.into)
}

// rank groups a result and goes to the ranking.
func rank(s *session, res *ledger.Result, q group.PivotQuery, base, name string, to func(*place)) error {
	var p *group.Pivot
	err := s.do(func(ctx context.Context) (err error) { p, err = pivotOf(ctx, s, res, q); return err })
	if err != nil {
		return err
	}
	r := &ranking{pivot: p, base: base, name: name}
	to(&place{name: "analytics", hint: "inside 1 looks into the first group, rows 1 goes to its rows",
		head: func() string {
			order := "greatest first"
			if q.By[0].Ordered() {
				order = "in time's order"
			}
			return fmt.Sprintf("Analytics, %s, %s, %s, %s", name, q.Currency, english.Plural(len(p.Groups), "group", "groups"), order)
		},
		list: &list{one: "group", many: "groups", n: len(p.Groups), ranking: r,
			item: r.item,
			open: func(i int) error { return showRowsOf(s, r, i) },
			rows: func(i int) error { return showRowsOf(s, r, i) },
			cells: func(i int) [][2]string {
				t := p.Of(nil, &p.Groups[i])
				return [][2]string{{firstUpper(q.By[0].String()), called(p.Groups[i].Label)}, {"Rows", fmt.Sprint(t.Count)}, {"In", money(t.In, q.Currency)},
					{"Out", money(-t.Out, q.Currency)}, {"Net", money(t.Net, q.Currency)}, {"Without the acts", r.without(i)}}
			},
			export: func(path string, over bool, f export.Format) error {
				return s.do(func(ctx context.Context) error {
					return export.WriteFile(path, over, func(w io.Writer) error { return group.Sheet(p).WriteTo(ctx, w, f, nil) })
				})
			}}})
	return nil
}

// pivotOf makes the pivot of a result, with what people's acts change of it.
func pivotOf(ctx context.Context, s *session, res *ledger.Result, q group.PivotQuery) (*group.Pivot, error) {
	p, err := group.NewPivot(ctx, res.In(q.Currency), q)
	if err != nil {
		return nil, err
	}
	plain, err := s.work.data.RunWithout(ctx, s.opts.Now(), res.Query)
	if plain == nil || err != nil {
		return p, err
	}
	without, err := group.NewPivot(ctx, plain.In(q.Currency), q)
	if err == nil {
		p.Beside(without)
	}
	return p, err
}

func showRowsOf(s *session, r *ranking, i int) error {
	return filterRows(s, strings.TrimSpace(r.base+" "+r.pivot.Filter(nil, &r.pivot.Groups[i])))
}

// item is a group on one line: what it is called, what it comes to, its share of the side, how many rows, and what it comes to
// without the acts of people where they change it.
func (r *ranking) item(i int) string {
	p, g := r.pivot, &r.pivot.Groups[i]
	t := p.Of(nil, g)
	share := ""
	if whole, ok := p.Whole(nil, g); ok && !t.Overflow {
		share = permille(p.Side.Of(t), p.Side.Of(whole))
	}
	without := r.without(i)
	if n, changed := p.ShareWithout(group.Line{Group: g}); changed {
		without = join(without, percentOf(n))
	}
	if without != "" {
		without = "without the acts " + without
	}
	return join(called(g.Label), r.sums(t), share, english.Plural(t.Count, "row", "rows"), without)
}

// sums are what rows come to on the side that is ranked.
func (r *ranking) sums(t ledger.Totals) string {
	in, out := "in "+money(t.In, r.pivot.Currency), "out "+money(-t.Out, r.pivot.Currency)
	switch {
	case t.Overflow:
		return "the sums are too large to be told"
	case r.pivot.Side == group.SideIn:
		return in
	case r.pivot.Side == group.SideOut:
		return out
	}
	return join(in, out, "net "+money(t.Net, r.pivot.Currency))
}

// without is what a group comes to without the acts of people; empty where they do not change it.
func (r *ranking) without(i int) string {
	t, changed := r.pivot.Without(group.Line{Group: &r.pivot.Groups[i]})
	if !changed {
		return ""
	}
	return join(r.sums(t), english.Plural(t.Booked, "booked row", "booked rows"))
}

// permille is a part of a whole in percent with one decimal; nothing where there is no whole.
func permille(part, whole aisclient.Amount) string {
	parts := group.Permille([]aisclient.Amount{part.Abs(), whole.Abs() - part.Abs()})
	if len(parts) == 0 || parts[0] > 1000 {
		return ""
	}
	return percentOf(parts[0])
}

// percentOf writes a part in permille as percent.
func percentOf(permille int) string { return fmt.Sprintf("%d.%d percent", permille/10, permille%10) }

// affordability says the income a month, what has to be paid, and what is left, for each currency, and what of that is otherwise
// without the acts of people.
func affordability(s *session) error {
	d, now := s.work.data, s.opts.Now()
	s.goTo(&place{name: "income", head: func() string { return "Income and obligations a month" }})
	return s.do(func(ctx context.Context) error {
		a, err := d.Insights(now).Analysis(ctx)
		if err != nil {
			return err
		}
		var before *insight.Analysis
		if plain := d.InsightsWithout(now); plain != nil {
			if before, err = plain.Analysis(ctx); err != nil {
				return err
			}
		}
		for _, c := range d.Ledger.Currencies() {
			said, err := monthlyFigures(ctx, a, c)
			if err != nil {
				return err
			}
			for _, line := range said {
				s.out.say("%s", line)
			}
			if before == nil {
				continue
			}
			was, err := monthlyFigures(ctx, before, c)
			if err != nil {
				return err
			}
			for _, line := range was {
				if !slices.Contains(said, line) {
					s.out.say("Without the acts: %s", line)
				}
			}
		}
		return nil
	})
}

// monthlyFigures are the figures of a month in one currency, each a line.
func monthlyFigures(ctx context.Context, a *insight.Analysis, c aisclient.Currency) (lines []string, err error) {
	f, err := a.Affordability(ctx, insight.Scope{}, c)
	if err != nil {
		return nil, err
	}
	say := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	say("Income proven: %s", money(ledger.Cents(f.Income.Proven), c))
	say("Income possible besides: %s", money(ledger.Cents(f.Income.Possible), c))
	if basis := a.JointBasis(""); basis != "" { // what a claim with a name proves may differ
		say("Basis of the income: %s", basis)
	}
	for _, x := range f.Income.Excluded {
		say("Not counted: %s, %s", x.Reason, money(ledger.Cents(x.Sum), c))
	}
	say("Obligations proven: %s", money(ledger.Cents(f.Obligations.Proven), c))
	if f.LivingKnown {
		say("Living costs: %s", money(ledger.Cents(f.Living), c))
	}
	switch {
	case f.DisposableKnown:
		say("Left: %s", money(ledger.Cents(f.Disposable), c))
		if f.Obligations.Possible > 0 {
			say("Left with the possible obligations: %s", money(ledger.Cents(f.Least()), c))
		}
	case len(f.Elsewhere) > 0:
		say("Left: not known, for %s", f.SpentElsewhere())
	}
	if f.DSTI >= 0 {
		say("Debt service to income: %d.%d percent", f.DSTI/10, f.DSTI%10)
		if most := f.MostDSTI(); most > f.DSTI {
			say("Debt service to income with what is possible: %d.%d percent", most/10, most%10)
		}
	}
	return lines, nil
}

// sayBasis says how income counts joint accounts, where there are some: what a claim with a name proves may differ.
func (s *session) sayBasis(a *insight.Analysis) {
	if basis := a.JointBasis(""); basis != "" {
		s.out.say("Basis of the income: %s", basis)
	}
}

// monthEnds says what the accounts held at the ends of months.
func monthEnds(s *session) error {
	d, now := s.work.data, s.opts.Now()
	s.goTo(&place{name: "balances", head: func() string { return "Balances at the ends of months" }})
	return s.do(func(ctx context.Context) error {
		a, err := d.Insights(now).Analysis(ctx)
		if err != nil {
			return err
		}
		for _, c := range d.Ledger.Currencies() {
			ends, slope, _, err := a.MonthEnds(ctx, "", c)
			if err != nil {
				return err
			}
			for _, e := range ends {
				s.out.say("%s: %s", money(e.Balance, c), e.Day)
			}
			if len(ends) > 1 {
				s.out.say("Usual change from one to the next: %s", money(ledger.Cents(slope), c))
			}
		}
		return nil
	})
}
