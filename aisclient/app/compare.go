package app

import (
	"context"
	"slices"
	"strings"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/insight/stream"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/compare"
)

// Compare says how the rows of b differ from those of a; both are read to their ends. An account's data speaks of the days
// from the first one that was asked for to the data's day.
func Compare(ctx context.Context, a, b Dataset, now time.Time) (*compare.Diff, error) {
	return compare.Of(ctx, side(a, now), side(b, now))
}

func side(d Dataset, now time.Time) compare.Side {
	s := compare.Side{Ledger: d.Ledger}
	o := d.options(now)
	to := insight.DataDay(d.Ledger, o.Today)
	if o.Since != 0 && to >= o.Since {
		s.Covers = func(int) ledger.Period { return ledger.Between(o.Since, to) }
	}
	return s
}

// PeriodComparison is how two periods of one import differ.
type PeriodComparison struct {
	A, B ledger.Period
	// Sums are those of booked rows, one a currency.
	Sums []compare.Sum
	// Streams begin, end or change from A to B.
	Streams []stream.Shifted
}

// ComparePeriods compares two periods of a dataset, which is read to its end. Both are bounded.
func ComparePeriods(ctx context.Context, d Dataset, now time.Time, a, b ledger.Period) (*PeriodComparison, error) {
	analysis, err := d.Insights(now).Analysis(ctx)
	if err != nil {
		return nil, err
	}
	streams, err := analysis.Streams(ctx, insight.Scope{})
	if err != nil {
		return nil, err
	}
	out := &PeriodComparison{A: a, B: b, Streams: streams.Between(stream.Days{From: a.From, To: a.To}, stream.Days{From: b.From, To: b.To})}
	x, err := d.Ledger.Run(ctx, ledger.Query{Period: a})
	if err != nil {
		return nil, err
	}
	y, err := d.Ledger.Run(ctx, ledger.Query{Period: b})
	if err != nil {
		return nil, err
	}
	out.Sums = sumsOf(x.Totals, y.Totals)
	return out, nil
}

// sumsOf puts the totals of two sides beside each other by currency.
func sumsOf(a, b []ledger.Totals) []compare.Sum {
	var out []compare.Sum
	at := func(c aisclient.Currency) *compare.Sum {
		i := slices.IndexFunc(out, func(s compare.Sum) bool { return s.Currency == c })
		if i < 0 {
			out = append(out, compare.Sum{Currency: c, A: ledger.Totals{Currency: c}, B: ledger.Totals{Currency: c}})
			i = len(out) - 1
		}
		return &out[i]
	}
	for _, t := range a {
		at(t.Currency).A = t
	}
	for _, t := range b {
		at(t.Currency).B = t
	}
	slices.SortFunc(out, func(x, y compare.Sum) int { return strings.Compare(string(x.Currency), string(y.Currency)) })
	return out
}
