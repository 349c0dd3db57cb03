package insight

import (
	"context"
	"iter"
	"sync"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
)

// Survey is what Findings says of all rows of one ledger. It is worked out when first asked for, once for each day, and
// shared by all who ask. It may be used by several goroutines.
type Survey struct {
	ledger *ledger.Ledger
	mu     sync.Mutex
	days   map[aisclient.Date]*surveyed
}

// surveyed are the findings of a day. The turn lies in it while nobody works them out.
type surveyed struct {
	turn chan struct{}
	all  []Finding // nil until they are known
}

// NewSurvey prepares the findings of a ledger; it works nothing out.
func NewSurvey(l *ledger.Ledger) *Survey {
	return &Survey{ledger: l, days: map[aisclient.Date]*surveyed{}}
}

// Ledger is what the survey is of.
func (s *Survey) Ledger() *ledger.Ledger { return s.ledger }

// Findings are those of all rows, as the function of that name gives them. Do not change them. They are not nil unless
// there is an error, which is the context's.
func (s *Survey) Findings(ctx context.Context, today aisclient.Date) ([]Finding, error) {
	of := s.of(today)
	select {
	case <-of.turn:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { of.turn <- struct{}{} }()
	if of.all != nil {
		return of.all, nil
	}
	r, err := s.ledger.Run(ctx, ledger.Query{})
	if err != nil {
		return nil, err
	}
	all, err := Findings(ctx, r, today)
	if err != nil {
		return nil, err
	}
	of.all = append([]Finding{}, all...)
	return of.all, nil
}

func (s *Survey) of(today aisclient.Date) *surveyed {
	s.mu.Lock()
	defer s.mu.Unlock()
	of := s.days[today]
	if of == nil {
		of = &surveyed{turn: make(chan struct{}, 1)}
		of.turn <- struct{}{}
		s.days[today] = of
	}
	return of
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
