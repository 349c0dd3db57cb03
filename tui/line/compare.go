package line

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
	ledgers "aisdesk/aisclient/ledger/compare"
	"aisdesk/aisclient/ledger/group"
	saved "aisdesk/aisclient/library"
)

// compare sets the groups of the period against those of the period before.
func compare(s *session, arg string) error {
	if s.here().name == placeLibrary {
		return compareSaved(s, arg)
	}
	if !s.work.query.Period.Bounded() {
		return errors.New("compare needs a period. For example: period 2026-03, then compare by category")
	}
	q, err := pivotQuery(s, arg, group.ByCategory)
	if err != nil {
		return err
	}
	var all, without []insight.Change
	query := s.work.query
	query.Marked = s.work.marked.Clone()
	if err := s.do(func(ctx context.Context) (err error) {
		if all, err = insight.Compare(ctx, s.work.data.Ledger, query, q.By[0]); err != nil {
			return err
		}
		without, err = changesWithout(ctx, s, query, q.By[0])
		return err
	}); err != nil {
		return err
	}
	for _, c := range without { // a group that is there without the acts alone
		if changeOf(all, &c) == nil {
			c.Now, c.Before = ledger.Totals{}, ledger.Totals{}
			all = append(all, c)
		}
	}
	all = slices.DeleteFunc(all, func(c insight.Change) bool { return c.Currency != q.Currency })
	p := query.Period
	s.goTo(&place{name: "comparison", head: func() string {
		return fmt.Sprintf("Comparison by %s, %s, %s against %s", q.By[0], q.Currency, p, p.Prev())
	}, list: &list{one: "group", many: "groups", n: len(all), item: func(i int) string {
		c := &all[i]
		said, was := changed(c), changeOf(without, c)
		if was != nil && !(was.Now.Same(c.Now) && was.Before.Same(c.Before)) {
			said = join(said, "without the acts "+changed(was))
		}
		return join(called(c.Label), said)
	}, rows: func(i int) error { return filterRows(s, all[i].Filter) }}})
	return nil
}

// changed says what a group came to in two periods.
func changed(c *insight.Change) string {
	return join("net "+money(c.Now.Net, c.Currency), "before "+money(c.Before.Net, c.Currency), "change "+money(c.Net(), c.Currency))
}

// changesWithout compares two periods without the acts of people; nil where these change no figure.
func changesWithout(ctx context.Context, s *session, q ledger.Query, by group.By) ([]insight.Change, error) {
	plain := s.work.data.InsightsWithout(s.opts.Now())
	if plain == nil {
		return nil, nil
	}
	a, err := plain.Analysis(ctx)
	if err != nil {
		return nil, err
	}
	return insight.Compare(ctx, a.Ledger, q, by)
}

// changeOf is the change of the same group; nil where there is none.
func changeOf(in []insight.Change, c *insight.Change) *insight.Change {
	i := slices.IndexFunc(in, func(x insight.Change) bool { return x.Filter == c.Filter && x.Currency == c.Currency })
	if i < 0 {
		return nil
	}
	return &in[i]
}

// compareSaved says how the newer of two saved imports differs from the older one.
func compareSaved(s *session, arg string) error {
	which, err := chosenSaved(s, arg)
	if err != nil {
		return err
	}
	if len(which) != 2 {
		return fmt.Errorf("two imports are compared, not %d. For example: compare 1 2", len(which))
	}
	slices.SortFunc(which, func(x, y saved.Entry) int { return strings.Compare(x.ID, y.ID) }) // an id begins with its time
	var d [2]app.Dataset
	var diff *ledgers.Diff
	err = s.do(func(ctx context.Context) error {
		for i := range d {
			r, err := s.app.Open(ctx, which[i].ID)
			if err != nil {
				return err
			}
			if d[i], err = s.load(ctx, r); err != nil {
				return err
			}
		}
		diff, err = app.Compare(ctx, d[0], d[1], s.opts.Now())
		return err
	})
	if err != nil {
		return err
	}
	for i, side := range d {
		s.out.fact(string(rune('A'+i)), join(cmp.Or(side.Person(), side.Name), side.Banks().String(), side.Days(s.opts.Now()).String(), english.Plural(side.Ledger.Len(), "row", "rows")))
	}
	found := differences(d[0], d[1], diff)
	s.goTo(&place{name: "comparison", head: func() string { return "Comparison of two imports, A with B, the newer one" },
		list: &list{one: "difference", many: "differences", n: len(found), item: func(i int) string { return found[i] }}})
	for _, w := range app.Mismatch(d[0], d[1]) {
		s.out.say("Warning: %s", w)
	}
	for _, x := range diff.Sums {
		s.out.say("Common days, %s: A net %s, B net %s", x.Currency, money(x.A.Net, ""), money(x.B.Net, ""))
	}
	return nil
}

// differences are what two imports differ in, each as a line: accounts, their facts, rows.
func differences(a, b app.Dataset, diff *ledgers.Diff) (out []string) {
	say := func(parts ...string) { out = append(out, join(parts...)) }
	facts := func(of string, all []ledgers.Change) {
		for _, c := range all {
			say(of, c.What+" changed from "+quoted(c.A.String())+" to "+quoted(c.B.String()))
		}
	}
	facts("", diff.Changes)
	for i := range diff.Accounts {
		x := &diff.Accounts[i]
		name := x.Label.String()
		switch {
		case len(x.B) == 0:
			say(name, "in A only", english.Plural(len(x.OutsideA), "row", "rows"))
			continue
		case len(x.A) == 0:
			say(name, "in B only", english.Plural(len(x.OutsideB), "row", "rows"))
			continue
		}
		facts(name, x.Changes)
		for _, row := range x.New {
			say("new in B", movementOf(b.Ledger, row))
		}
		for _, row := range x.Missing {
			say("missing in B", movementOf(a.Ledger, row))
		}
		for _, r := range x.Changed {
			facts(movementOf(b.Ledger, r.B), r.Changes)
		}
		if n, m := len(x.OutsideA), len(x.OutsideB); n+m > 0 {
			say(name, fmt.Sprintf("on days that only one speaks of: %d rows in A, %d in B", n, m))
		}
	}
	return out
}

// movementOf is a row on one line: its day, whom it is with, its amount.
func movementOf(l *ledger.Ledger, id int32) string {
	with := l.Party(id).String()
	if with == "" {
		with = l.Title(id).String()
	}
	amount := movement(l.Amount(id), l.Currency(id))
	if l.AmountUnread(id) {
		amount = "amount not read, " + l.Text(id, ledger.ColAmount).String()
	}
	return join(day(l.Date(id)), with, amount)
}
