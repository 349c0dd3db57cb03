package stream

import (
	"context"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/insight/party"
)

// Scope limits an income.
type Scope struct {
	Currency aisclient.Currency
	// Kinds are the categories that count; nil is all.
	Kinds []category.Category
	// Months is over how many months of 30.44 days the mean is taken; 0 is the last three cycles, at least 90 days.
	Months int
}

// Income is what comes in a month in one currency: from Proven to Proven + Possible.
type Income struct {
	Currency         aisclient.Currency
	Proven, Possible aisclient.Amount
	Streams          []Share // that count, the greatest first
	Excluded         []Excluded
	From, To         aisclient.Date // the days that were looked at
	Known            aisclient.Date // From, or the first later day of which there is data; From where a mean of months was asked for
	Overflow         bool           // a sum is too large: Proven and Possible are not to be shown
}

// Share is what one stream adds to an income.
type Share struct {
	*Stream
	Proven, Possible aisclient.Amount
}

// Excluded is what came in and is in no income, by reason, with its sum in the days of the income.
type Excluded struct {
	Reason Reason
	Sum    aisclient.Amount
	Rows   []int32
}

// Upper is what is proven and possible together.
func (i *Income) Upper() aisclient.Amount { return plus(i.Proven, i.Possible) }

// Income adds up the income of a scope. Its only error is ctx's.
func (s *Streams) Income(ctx context.Context, scope Scope) (*Income, error) {
	inc := &Income{Currency: scope.Currency, To: s.in.Day, From: s.in.Day.AddDays(1 - s.in.Rules.Income.WindowDays)}
	if scope.Months > 0 {
		inc.From = windowFrom(s.in.Day, scope.Months)
	}
	for i := range s.all {
		st := &s.all[i]
		if !st.In || st.Currency != scope.Currency || scope.Kinds != nil && !slices.Contains(scope.Kinds, st.Category) {
			continue
		}
		inc.Overflow = inc.Overflow || st.Series.Overflow && st.Counted()
		share := Share{st, st.Proven, st.Possible}
		if scope.Months > 0 {
			share = s.over(st, inc.From)
		}
		if share.Proven > 0 && scope.Months == 0 && st.From != 0 {
			inc.From = min(inc.From, st.From) // its last three cycles may begin before
		}
		if share.Proven > 0 || share.Possible > 0 {
			inc.Proven, inc.Possible = plus(inc.Proven, share.Proven), plus(inc.Possible, share.Possible)
			inc.Streams = append(inc.Streams, share)
		}
	}
	slices.SortStableFunc(inc.Streams, func(x, y Share) int {
		return int(max(-1, min(1, plus(y.Proven, y.Possible)-plus(x.Proven, x.Possible))))
	})
	if inc.Known = inc.From; scope.Months == 0 {
		inc.Known = budget{s}.known(inc.Currency, inc.From)
	}
	var err error
	inc.Excluded, err = s.excludedIn(ctx, scope, inc.From)
	return inc, err
}

// over is what a stream adds to the mean of some months (statement 5.11): the mean of the cycles in them.
func (s *Streams) over(st *Stream, from aisclient.Date) Share {
	share := Share{Stream: st}
	if !st.Counted() {
		return share
	}
	if st.Category == category.BusinessIncome {
		return Share{st, st.Proven, st.Possible}
	}
	mean := s.spread(st.Rows, from)
	if st.Series.Mature {
		mean = st.Series.Over(from, s.in.Day)
	}
	if st.Proven > 0 {
		share.Proven = mean
		share.Possible = plus(st.Series.Bonus, s.spread(st.Extra, from))
		if whole, ok := s.filled(st); ok {
			share.Possible = max(share.Possible, plus(whole.Over(from, s.in.Day), whole.Bonus)-mean)
		}
		return share
	}
	share.Possible = plus(mean, st.Series.Bonus)
	return share
}

// excludedIn lists what came in since a day and is in no income, by reason in the order of their first rows.
func (s *Streams) excludedIn(ctx context.Context, scope Scope, from aisclient.Date) ([]Excluded, error) {
	l := s.in.Ledger
	streamOf := map[int32]Reason{}
	for i := range s.all {
		st := &s.all[i]
		if st.In && st.Currency == scope.Currency && !st.Counted() && len(st.Why) > 0 {
			for _, row := range st.Rows {
				streamOf[row] = st.Why[0]
			}
		}
	}
	at := map[Reason]int{}
	var out []Excluded
	for i, row := range s.rows {
		if i%piece == 0 && !l.GiveWay(ctx) {
			return nil, ctx.Err()
		}
		if l.Date(row) < from || l.Currency(row) != scope.Currency {
			continue
		}
		why := s.excludes(row, streamOf)
		if why == "" {
			continue
		}
		k, ok := at[why]
		if !ok {
			k = len(out)
			at[why] = k
			out = append(out, Excluded{Reason: why})
		}
		out[k].Sum = plus(out[k].Sum, l.Amount(row))
		out[k].Rows = append(out[k].Rows, row)
	}
	return out, ctx.Err()
}

// excludes is why a row that came in is in no income; empty where it is in one.
func (s *Streams) excludes(row int32, streamOf map[int32]Reason) Reason {
	l := s.in.Ledger
	if l.Date(row) > s.in.Day {
		return FutureRow
	}
	if _, ok := s.in.Parties.Reversed(row); ok {
		return Cancelled
	}
	if _, sure := s.in.Parties.Copy(row); sure == party.CertainCopy {
		return CopiedRow
	}
	if !l.Booked(row) && l.State(row) != aisclient.RowUnknown {
		return NotBooked
	}
	return streamOf[row]
}

// Currencies are those in which anything came in, in the order of the rows. They are never added together.
func (s *Streams) Currencies() []aisclient.Currency {
	var out []aisclient.Currency
	for _, row := range s.rows {
		if c := s.in.Ledger.Currency(row); !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}
