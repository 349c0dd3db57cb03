package analytics

import (
	"cmp"
	"context"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/insight/quality"
	"aisdesk/aisclient/insight/stream"
)

// figures are what income and affordability come to in one currency. They are made off the UI loop and do not change.
type figures struct {
	analysis *insight.Analysis
	streams  *stream.Streams
	*stream.Affordability

	proven, possible, never []payer // what comes in, by how far it counts; the greatest first
	neverMore               int     // payers that are no income beyond those of never
	moved                   []stream.Excluded
	totals                  []total
	provider, counted       stream.ProviderView // of the proven streams together, and of all that count
	below                   []*insight.BelowZeroDays
	daysBelow, recentBelow  int // of any of the accounts
	ends                    []insight.MonthEnd
	slope                   aisclient.Amount
	endRows                 []int32
	before                  *figures      // without the acts of people; nil where these change no figure
	held                    []quality.Hit // why debt service to income is unknown though income is proven
}

// payer is a stream of money that comes in, with its last calendar months.
type payer struct {
	*stream.Stream
	months []stream.MonthSum
}

// total is what the proven streams came to in their last cycles of so many months.
type total struct {
	months int
	sum    aisclient.Amount
	whole  bool // every stream is as old as that
}

// How much is shown of each payer, and of how many.
const (
	monthsShown = 12
	fewMonths   = 6
	payersShown = 40
	neverShown  = 20
)

// figuresOf works the figures of every currency out.
func figuresOf(ctx context.Context, a *insight.Analysis) (map[aisclient.Currency]*figures, error) {
	streams, err := a.Streams(ctx, insight.Scope{})
	if err != nil {
		return nil, err
	}
	all := map[aisclient.Currency]*figures{}
	for _, c := range a.Ledger.Currencies() {
		f := &figures{analysis: a, streams: streams}
		if f.Affordability, err = a.Affordability(ctx, insight.Scope{}, c); err != nil {
			return nil, err
		}
		f.payers()
		f.sums()
		if err := f.balances(ctx); err != nil {
			return nil, err
		}
		f.held = holds(a.Quality, c)
		all[c] = f
	}
	return all, ctx.Err()
}

// payers sorts the streams that come in by how far they count.
func (f *figures) payers() {
	of := func(s *stream.Stream) payer { return payer{s, f.streams.Months(s, monthsShown)} }
	all := f.streams.All()
	var never []*stream.Stream
	for i := range all {
		switch s := &all[i]; {
		case !s.In || s.Currency != f.Currency:
		case s.Proven > 0 && len(f.proven) < payersShown:
			f.proven = append(f.proven, of(s))
		case s.Proven == 0 && s.Possible > 0 && len(f.possible) < payersShown:
			f.possible = append(f.possible, of(s))
		case !s.Counted() && len(s.Why) > 0:
			never = append(never, s)
		}
	}
	slices.SortStableFunc(f.possible, func(x, y payer) int { return cmp.Compare(y.Possible, x.Possible) })
	slices.SortStableFunc(never, func(x, y *stream.Stream) int { return cmp.Compare(y.Series.Monthly, x.Series.Monthly) })
	for _, s := range never[:min(len(never), neverShown)] {
		f.never = append(f.never, of(s))
	}
	f.neverMore = len(never) - len(f.never)
	for _, x := range f.Income.Excluded { // reasons of single rows; those of streams stand with the payers
		switch x.Reason {
		case stream.FutureRow, stream.Cancelled, stream.CopiedRow, stream.NotBooked:
			f.moved = append(f.moved, x)
		}
	}
}

// sums adds the proven streams up over their last cycles, and as providers do.
func (f *figures) sums() {
	for _, months := range []int{3, 6, 12} {
		t := total{months: months, whole: true}
		for _, p := range f.proven {
			sum, _ := p.Series.Total(months)
			t.sum = add(t.sum, sum)
			t.whole = t.whole && p.Series.First <= f.analysis.Day.AddMonths(1-months)
		}
		f.totals = append(f.totals, t)
	}
	f.provider = f.asProvider(func(s *stream.Stream) bool { return s.Proven > 0 })
	f.counted = f.asProvider((*stream.Stream).Counted)
}

// asProvider adds up, as providers do, the streams that come in and are wanted.
func (f *figures) asProvider(wanted func(*stream.Stream) bool) (all stream.ProviderView) {
	streams := f.streams.All()
	for i := range streams {
		s := &streams[i]
		if !s.In || s.Currency != f.Currency || !wanted(s) {
			continue
		}
		v := f.streams.ProviderView(s)
		all.ThisMonth, all.LastMonth = add(all.ThisMonth, v.ThisMonth), add(all.LastMonth, v.LastMonth)
		all.MonthBefore, all.Mean90 = add(all.MonthBefore, v.MonthBefore), add(all.Mean90, v.Mean90)
		all.Unfinished = v.Unfinished
	}
	return all
}

// balances looks at how low the accounts went and how months ended.
func (f *figures) balances(ctx context.Context) (err error) {
	for _, i := range f.analysis.Deposits("") {
		if f.analysis.Ledger.Sources()[i].Currency != f.Currency || f.analysis.Quality.Accounts[i].Empty {
			continue
		}
		f.below = append(f.below, f.analysis.BelowZero(i))
	}
	f.daysBelow, f.recentBelow = insight.BelowZeroOfPerson(f.below, f.analysis.Day)
	f.ends, f.slope, f.endRows, err = f.analysis.MonthEnds(ctx, "", f.Currency)
	return err
}

// holds are the gates for which no figure that rests on income is certain.
func holds(r *quality.Report, c aisclient.Currency) []quality.Hit {
	var out []quality.Hit
	for _, h := range r.Gates {
		if h.Gate.Effect(quality.Income)&quality.Confirms != 0 && (h.Currency == "" || h.Currency == c) {
			out = append(out, h)
		}
	}
	return out
}

// add adds amounts; one that is too large is the largest.
func add(a, b aisclient.Amount) aisclient.Amount {
	if sum, err := a.Add(b); err == nil {
		return sum
	}
	return aisclient.Amount(1<<63 - 1)
}
