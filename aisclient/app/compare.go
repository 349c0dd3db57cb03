package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/insight/quality"
	"aisdesk/aisclient/insight/stream"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/compare"
	"aisdesk/aisclient/library"
	"aisdesk/aisclient/text"
)

// Compare says how the rows of b differ from those of a; both are read to their ends. An account's data speaks of the days
// from the first one that was asked for to the data's day. It fails as compare.Of does.
func Compare(ctx context.Context, a, b Dataset, now time.Time) (*compare.Diff, error) {
	return compare.Of(ctx, side(a, now), side(b, now))
}

// Mismatch says why two imports are hardly to be compared, in sentences: they are of different people or environments, or one
// has expired. It is empty for two of one customer.
func Mismatch(a, b Dataset) []string {
	var out []string
	if differ(library.Owners(a.Ledger), library.Owners(b.Ledger)) {
		out = append(out, "A and B are of different people: no owner of one is an owner of the other.")
	}
	if a.Environment != b.Environment {
		out = append(out, fmt.Sprintf("A and B are of different environments: %s and %s.", cmp.Or(a.Environment, "a file"), cmp.Or(b.Environment, "a file")))
	}
	for _, d := range []Dataset{a, b} {
		for _, said := range d.Expired {
			out = append(out, said+".")
		}
	}
	return out
}

// differ reports whether two sides name people, and none of them in common.
func differ(a, b []text.Text) bool {
	for _, x := range a {
		if slices.ContainsFunc(b, func(y text.Text) bool { return identity.SameName(x.String(), y.String()) }) {
			return false
		}
	}
	return len(a) > 0 && len(b) > 0
}

// Days are those that the data speaks of: from the first one that was asked for, or of its rows, to the data's day. They are
// not bounded where it has no rows and nothing says what was asked for.
func (d Dataset) Days(now time.Time) ledger.Period {
	o := d.options(now)
	from, to := o.Since, insight.DataDay(d.Ledger, o.Today)
	for row := int32(0); o.Since == 0 && int(row) < d.Ledger.Len(); row++ {
		if day := d.Ledger.Date(row); day != 0 && (from == 0 || day < from) {
			from = day
		}
	}
	if from == 0 || to < from {
		return ledger.Period{}
	}
	return ledger.Between(from, to)
}

// Banks are the banks of its accounts by their names for people, each once, joined with commas.
func (d Dataset) Banks() text.Text {
	var out []text.Text
	for i := range d.Ledger.Sources() {
		if name := d.Ledger.Sources()[i].TargetName; !name.Empty() && !slices.ContainsFunc(out, name.Equal) {
			out = append(out, name)
		}
	}
	return text.Join(out, ", ")
}

func side(d Dataset, now time.Time) compare.Side {
	s := compare.Side{Ledger: d.Ledger}
	if d.Acts.Figures() {
		s.Acted, s.Without = d.Acts.Said, d.Without().Ledger
	}
	o := d.options(now)
	to := insight.DataDay(d.Ledger, o.Today)
	if o.Since != 0 && to >= o.Since {
		s.Covers = func(int) ledger.Period { return ledger.Between(o.Since, to) }
	}
	return s
}

// PeriodComparison is how two periods of one import differ.
type PeriodComparison struct {
	A, B ComparedPeriod
	// Accounts are those of which the data covers other days than of the rest, so that their payments can be missing.
	Accounts []AccountCoverage
	// Sums are those of booked rows, one a currency.
	Sums []compare.Sum
	// Streams begin, end or change from A to B, with the acts of people or without them. Only days that the data covers count:
	// where it covers none of one period there are none, and nothing can be said of what changed.
	Streams []ShiftedStream
}

// ShiftedStream is a stream that begins, ends or changes.
type ShiftedStream struct {
	stream.Shifted
	// Without is what becomes of it without the acts of people; nil where they change nothing of that.
	Without *stream.Shifted
}

// ComparedPeriod is a period and its days that the data covers, from the first one to the last; not bounded where it
// covers none.
type ComparedPeriod struct {
	ledger.Period
	Covered ledger.Period
}

// AccountCoverage is what the data covers of two periods for one account; not bounded where it covers nothing.
type AccountCoverage struct {
	Label string
	A, B  ledger.Period
}

// Coverage says in words how much of the period the data covers: all of its days, none, or how many and which.
func (p ComparedPeriod) Coverage() string {
	c := p.Covered
	if !c.Bounded() {
		return "not covered by the data"
	}
	said := fmt.Sprintf("%d of %d days covered, ", c.To-c.From+1, p.To-p.From+1)
	switch {
	case c.From == p.From && c.To == p.To:
		return "covered by the data"
	case c.From == p.From:
		return said + "to " + c.To.String()
	case c.To == p.To:
		return said + "from " + c.From.String()
	}
	return said + c.String()
}

// Silence says what it means that no stream begins, ends or changes: that nothing did, or that nobody can know.
func (c *PeriodComparison) Silence() string {
	a, b := c.A.Covered.Bounded(), c.B.Covered.Bounded()
	switch {
	case !a && !b:
		return "Nothing can be said of regular payments: the data covers neither period."
	case !a:
		return "Nothing can be said of regular payments: the data does not cover period A."
	case !b:
		return "Nothing can be said of regular payments: the data does not cover period B."
	case c.A.Covered != c.A.whole() || c.B.Covered != c.B.whole():
		return "In the days that the data covers no regular payment begins, ends or changes by more than a tenth."
	}
	return "No regular payment begins, ends or changes by more than a tenth."
}

func (p ComparedPeriod) whole() ledger.Period { return ledger.Between(p.From, p.To) }

// ComparePeriods compares two periods of a dataset, which is read to its end. Both are bounded. Its only error is ctx's.
func ComparePeriods(ctx context.Context, d Dataset, now time.Time, a, b ledger.Period) (*PeriodComparison, error) {
	analysis, err := d.Insights(now).Analysis(ctx)
	if err != nil {
		return nil, err
	}
	out := &PeriodComparison{}
	out.cover(analysis.Quality, a, b)
	streams, sums, err := out.of(ctx, analysis)
	if err != nil {
		return nil, err
	}
	plain, before := streams, sums
	if cache := d.InsightsWithout(now); cache != nil {
		if analysis, err = cache.Analysis(ctx); err != nil {
			return nil, err
		}
		if plain, before, err = out.of(ctx, analysis); err != nil {
			return nil, err
		}
	}
	out.Streams, out.Sums = shifted(streams, plain), compare.Sums(sums, before)
	return out, nil
}

// of is what becomes of the streams of rows from one period to the other, and what booked rows come to in each.
func (c *PeriodComparison) of(ctx context.Context, a *insight.Analysis) (streams []stream.Shifted, sums [2][]ledger.Totals, err error) {
	if c.A.Covered.Bounded() && c.B.Covered.Bounded() {
		all, err := a.Streams(ctx, insight.Scope{})
		if err != nil {
			return nil, sums, err
		}
		streams = all.Between(daysOf(c.A.Covered), daysOf(c.B.Covered))
		for i := range streams {
			if c.unknown(a, &streams[i]) {
				streams[i].Shift = stream.Steady
			}
		}
	}
	for i, p := range []ledger.Period{c.A.Period, c.B.Period} {
		r, err := a.Ledger.Run(ctx, ledger.Query{Period: p})
		if err != nil {
			return nil, sums, err
		}
		sums[i] = r.Totals
	}
	return streams, sums, nil
}

// shifted are the streams that begin, end or change with the acts of people or without them, those of the latter alone last.
func shifted(with, without []stream.Shifted) []ShiftedStream {
	out := make([]ShiftedStream, len(with))
	partners := partnersOf(with, without)
	for i := range with {
		was := &stream.Shifted{Stream: with[i].Stream, Shift: stream.Steady} // all its rows are of other streams
		if p := partners[i]; p >= 0 {
			was = &without[p]
		}
		out[i].Shifted = with[i]
		if was.Shift != with[i].Shift || was.A != with[i].A || was.B != with[i].B {
			out[i].Without = was
		}
	}
	for i := range without {
		if !slices.Contains(partners, i) {
			gone := stream.Shifted{Stream: without[i].Stream, Who: without[i].Who, Shift: stream.Steady}
			out = append(out, ShiftedStream{gone, &without[i]})
		}
	}
	return slices.DeleteFunc(out, func(s ShiftedStream) bool {
		return s.Shift == stream.Steady && (s.Without == nil || s.Without.Shift == stream.Steady)
	})
}

// partnersOf finds for each stream the one of those without the acts; -1 is none.
func partnersOf(with, without []stream.Shifted) []int {
	rows := func(of []stream.Shifted) [][]int32 {
		out := make([][]int32, len(of))
		for i := range of {
			out[i] = of[i].Rows
		}
		return out
	}
	return stream.Partners(rows(with), rows(without), func(i, k int) bool { return with[i].Category == without[k].Category })
}

func daysOf(p ledger.Period) stream.Days { return stream.Days{From: p.From, To: p.To} }

// cover finds the days of both periods that the data of any account covers, and the accounts of which it covers others.
func (c *PeriodComparison) cover(q *quality.Report, a, b ledger.Period) {
	var all quality.Span
	for i := range q.Accounts {
		s := q.Accounts[i].Covers
		switch {
		case s.From == 0:
		case all.From == 0:
			all = s
		default:
			all = quality.Span{From: min(all.From, s.From), To: max(all.To, s.To)}
		}
	}
	c.A, c.B = ComparedPeriod{a, within(all, a)}, ComparedPeriod{b, within(all, b)}
	for i := range q.Accounts {
		x := &q.Accounts[i]
		one := AccountCoverage{x.Label, within(x.Covers, a), within(x.Covers, b)}
		if !x.Empty && (one.A != c.A.Covered || one.B != c.B.Covered) {
			c.Accounts = append(c.Accounts, one)
		}
	}
}

// within are the days of a span that lie in a period; not bounded where none do.
func within(s quality.Span, p ledger.Period) ledger.Period {
	from, to := max(s.From, p.From), min(s.To, p.To)
	if s.From == 0 || from > to {
		return ledger.Period{}
	}
	return ledger.Between(from, to)
}

// unknown reports whether a stream seems to begin or end only because the data of its accounts covers too little of the
// period in which it has no row.
func (c *PeriodComparison) unknown(a *insight.Analysis, s *stream.Shifted) bool {
	period := c.A.Period
	switch s.Shift {
	case stream.Altered, stream.Steady:
		return false
	case stream.Ended:
		period = c.B.Period
	}
	for _, row := range s.Rows {
		d := within(a.Quality.Accounts[a.Ledger.Account(row)].Covers, period)
		if d.Bounded() && s.Series.In(d.From, d.To) > 0 {
			return false
		}
	}
	return true
}
