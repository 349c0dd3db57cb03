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
	"aisdesk/aisclient/insight/stream"
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
	if first, second, _ := strings.Cut(arg, " "); first != "" && isPeriod(s, first) {
		return comparePeriods(s, first, strings.TrimPrefix(strings.TrimSpace(second), "with "))
	}
	if !s.work.query.Period.Bounded() {
		return errors.New("compare needs a period, for example period 2026-03, then compare by category; or two of them, for example compare 2026-q1 2026-q3")
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

// isPeriod reports whether a word is a period, and no grouping.
func isPeriod(s *session, word string) bool {
	_, err := ledger.ParsePeriod(word, s.dataDay())
	return err == nil
}

// comparePeriods says what begins, ends or changes from one period to another one, and what booked rows come to in each.
func comparePeriods(s *session, first, second string) error {
	if second == "" {
		return errors.New("compare needs two periods, for example compare 2026-q1 2026-q3")
	}
	var both [2]ledger.Period
	for i, word := range []string{first, second} {
		var err error
		if both[i], err = ledger.ParsePeriod(word, s.dataDay()); err != nil {
			return err
		}
		if !both[i].Bounded() {
			return fmt.Errorf("%s is no period with a first and a last day", quoted(word))
		}
	}
	var c *app.PeriodComparison
	if err := s.do(func(ctx context.Context) (err error) {
		c, err = app.ComparePeriods(ctx, s.work.data, s.opts.Now(), both[0], both[1])
		return err
	}); err != nil {
		return err
	}
	for i, p := range []app.ComparedPeriod{c.A, c.B} {
		s.out.fact(string(rune('A'+i)), join(p.From.String()+" to "+p.To.String(), p.Coverage()))
	}
	for _, x := range c.Accounts {
		s.out.fact(x.Label, "the data covers "+daysOf(x.A)+" of A, "+daysOf(x.B)+" of B")
	}
	if len(c.Streams) == 0 {
		s.out.say("%s", c.Silence())
	}
	s.goTo(&place{name: "comparison", head: func() string {
		return join("Comparison of two periods", c.A.String()+" with "+c.B.String(), "regular payments that begin, end or change")
	}, list: &list{one: "payment", many: "payments", n: len(c.Streams), item: func(i int) string { return shifted(&c.Streams[i]) },
		rows: func(i int) error {
			x := &c.Streams[i]
			return rowsNamed(s, x.Who, slices.Concat(x.RowsA, x.RowsB))
		}}})
	saySides(s, "Booked rows", c.Sums)
	return nil
}

// shifted says what becomes of a regular payment, and what becomes of it without the acts of people where they change that.
func shifted(x *app.ShiftedStream) string {
	way := "out"
	if x.In {
		way = "in"
	}
	became := func(x *stream.Shifted) string {
		return join(x.Became(), money(ledger.Cents(x.A), x.Currency)+" a month in A", money(ledger.Cents(x.B), x.Currency)+" in B")
	}
	without := ""
	if x.Without != nil {
		without = "without the acts " + became(x.Without)
	}
	return join(x.Who, way, strings.ToLower(x.Category.Label()), x.Rhythm(), became(&x.Shifted), without)
}

// daysOf names the days that the data covers.
func daysOf(p ledger.Period) string {
	if !p.Bounded() {
		return "nothing"
	}
	return p.String()
}

// saySides says what rows come to on two sides, and what they come to without the acts of people where these change it.
func saySides(s *session, of string, sums []ledgers.Sum) {
	for i := range sums {
		x := &sums[i]
		s.out.say("%s, %s: %s", of, x.Currency, sides(x.Sides))
		if x.Without != nil {
			s.out.say("%s without the acts, %s: %s", of, x.Currency, sides(*x.Without))
		}
	}
}

func sides(x ledger.Sides) string {
	if x.A.Overflow || x.B.Overflow {
		return "the sums are too large to be told"
	}
	return join("A net "+money(x.A.Net, ""), "B net "+money(x.B.Net, ""))
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
	saySides(s, "Common days", diff.Sums)
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
			say(name, fmt.Sprintf("on days that only one covers: %d rows in A, %d in B", n, m))
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
