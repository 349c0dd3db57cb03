package line

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
)

// What people did with rows changes figures: whatever says such a figure says who did what and why, and the figure without it.

// acted says in a few words what people did with a row, who and why; nothing for most.
func acted(m *cases.Marks) string {
	if m == nil {
		return ""
	}
	out, given := "", ""
	if x := m.Excluded; x != nil {
		out = join("left out of all sums by "+x.Event.Author, x.Reason)
	}
	if r := m.Relabelled; r != nil {
		given = join("given the category "+r.Category+" by "+r.Event.Author, r.Reason)
	}
	return join(out, given, counted(len(m.Notes), "note", "notes"))
}

// sayActs says all that people did with a row, each with its reason and author.
func sayActs(s *session, m *cases.Marks) {
	if m == nil {
		return
	}
	if x := m.Excluded; x != nil {
		s.out.fact("Left out of all sums", join(x.Reason, x.Event.Author))
	}
	if r := m.Relabelled; r != nil {
		s.out.fact("Category by hand", join(r.Category, "before "+text.First(text.Clean(r.Was), text.Clean("nothing known")).String(), r.Reason, r.Event.Author))
	}
	for _, n := range m.Notes {
		s.out.fact("Note", join(n.Text, n.Event.Author))
	}
}

// sayActsOf says each act of a case that changes figures now: of how many rows, why, by whom, and the number of its event.
func sayActsOf(s *session, st *casefile.State) {
	type act struct{ name, does string }
	does, rows := map[int64]act{}, map[int64]int{}
	note := func(name, category string, a casefile.RowAct) {
		does[a.Event.Seq] = act{name, join(category, a.Reason, a.Event.Author, fmt.Sprintf("event %d", a.Event.Seq))}
		rows[a.Event.Seq]++
	}
	for _, a := range st.Excluded() {
		note("Left out of all sums", "", a)
	}
	for _, a := range st.Relabelled() {
		note("Category by hand", a.Category, a.RowAct)
	}
	for _, seq := range slices.Sorted(maps.Keys(does)) {
		s.out.fact(does[seq].name, join(english.Plural(rows[seq], "row", "rows"), does[seq].does))
	}
}

// sayTotals says what rows of the open import come to, with and without the acts; nil is all of them.
func sayTotals(s *session, rows []int32) error { return sayTotalsOf(s, s.work.data, rows) }

func sayTotalsOf(s *session, d app.Dataset, rows []int32) error {
	var all []ledger.Sides
	err := s.do(func(ctx context.Context) (err error) { all, err = d.TotalsBeside(ctx, rows); return err })
	if err != nil {
		return err
	}
	with, without, same := []ledger.Totals{}, []ledger.Totals{}, true
	for _, x := range all {
		with, without, same = append(with, x.A), append(without, x.B), same && x.Same()
	}
	saySumsOf(s, with)
	switch n := actedRows(d, rows); {
	case !d.Acts.Figures() || n == 0:
	case same:
		s.out.say("People changed %s of these: the totals without the acts are the same", english.Plural(n, "row", "rows"))
	default:
		s.out.say("Totals without the acts")
		saySumsOf(s, without)
	}
	return nil
}

// actedRows counts the rows that are left out or have another category; nil is all rows.
func actedRows(d app.Dataset, rows []int32) int {
	if rows == nil {
		rows = d.Acts.Rows()
	}
	n := 0
	for _, row := range rows {
		if m := d.Acts.Of(row); m != nil && (m.Excluded != nil || m.Relabelled != nil) {
			n++
		}
	}
	return n
}

// saySumsOf says totals, a line for each currency and direction.
func saySumsOf(s *session, all []ledger.Totals) {
	for _, t := range all {
		if t.Overflow {
			s.out.say("%s: the sums are too large to be told", t.Currency)
			continue
		}
		s.out.say("In: %s", money(t.In, t.Currency))
		s.out.say("Out: %s", money(-t.Out, t.Currency))
		s.out.say("Net: %s, from %s", money(t.Net, t.Currency), english.Plural(t.Booked, "booked row", "booked rows"))
	}
}

// sayVerdictWithout says the acts that the checks rest on, and what comes out otherwise without them.
func sayVerdictWithout(s *session) error {
	d, now, with := s.work.data, s.opts.Now(), s.work.report
	plain := d.InsightsWithout(now)
	if plain == nil || len(with.Checks) == 0 {
		return nil
	}
	sayActsOf(s, d.Acts.State)
	var without *verify.Report
	err := s.do(func(ctx context.Context) error {
		c, err := verify.NewChecker(ctx, plain, s.today())
		if err != nil {
			return err
		}
		c.At(now)
		without, err = c.Check(ctx, s.work.claims.List())
		return err
	})
	if err != nil {
		return err
	}
	same := with.Verdict == without.Verdict
	for i := range without.Checks {
		if c := &without.Checks[i]; !c.Same(&with.Checks[i]) {
			same = false
			s.out.say("Without the acts %d is %s: %s", i+1, c.Outcome, c.Reason)
		}
	}
	if same {
		s.out.say("Without the acts the verdict and its figures are the same")
		return nil
	}
	s.out.say("Verdict without the acts: %s", without.Verdict)
	return nil
}

// sayFiguresOf says the acts of a case, and its sums with and without them; nothing where there is none.
func sayFiguresOf(s *session, st *casefile.State) error {
	if len(st.Excluded())+len(st.Relabelled()) == 0 {
		return nil
	}
	sayActsOf(s, st)
	d, err := app.Dataset{}, error(nil)
	if s.work != nil && s.work.data.View != nil && s.work.data.Case == st.ID {
		d = s.work.data
	} else if err = s.do(func(ctx context.Context) (err error) { d, err = s.app.Cases().Dataset(ctx, st.ID); return err }); err != nil {
		return err
	}
	s.out.say("Totals of the case, %s, with all acts", english.Plural(d.Ledger.Len(), "row", "rows"))
	return sayTotalsOf(s, d, nil)
}
