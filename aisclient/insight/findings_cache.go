package insight

import (
	"context"
	"iter"
	"sync/atomic"

	"aisdesk/aisclient/ledger"
)

// Cache holds the analysis of one ledger for all who ask: panes, commands and reports. It is made when first asked for.
// It may be used by several goroutines.
type Cache struct {
	ledger  *ledger.Ledger
	options Options
	made    once[*Analysis]
	// annotated is the ledger of the analysis, once that is made.
	annotated atomic.Pointer[ledger.Ledger]
}

// NewCache prepares the analysis of a ledger; it works nothing out.
func NewCache(l *ledger.Ledger, o Options) *Cache { return &Cache{ledger: l, options: o} }

// Ledger is what the analysis is of.
func (c *Cache) Ledger() *ledger.Ledger { return c.ledger }

// Holds reports whether the analysis is that of a ledger: of the one that it was prepared for, or of the same with the
// categories that it found.
func (c *Cache) Holds(l *ledger.Ledger) bool {
	return l == c.ledger || l == c.annotated.Load() && l != nil
}

// Analysis is what the rows mean, made once. An error is the context's.
func (c *Cache) Analysis(ctx context.Context) (*Analysis, error) {
	return c.made.get(ctx, func() (*Analysis, error) {
		a, err := Analyse(ctx, c.ledger, c.options)
		if err == nil {
			c.annotated.Store(a.Ledger)
		}
		return a, err
	})
}

// Findings are those of the analysis. Do not change them. They are not nil unless there is an error.
func (c *Cache) Findings(ctx context.Context) ([]Finding, error) {
	a, err := c.Analysis(ctx)
	if err != nil {
		return nil, err
	}
	return a.Findings(ctx)
}

// piece is how many rows are looked at before a loop gives way to those who wait for an answer: some milliseconds'
// work.
const piece = 1 << 13

// calmly yields rows piece by piece: in the background it gives way between two, and it ends early with its context.
func calmly(ctx context.Context, l *ledger.Ledger, rows []int32) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for from := 0; from < len(rows) && l.GiveWay(ctx); from += piece {
			for _, row := range rows[from:min(from+piece, len(rows))] {
				if !yield(row) {
					return
				}
			}
		}
	}
}
