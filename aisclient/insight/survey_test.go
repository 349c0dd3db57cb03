package insight

import (
	"context"
	"reflect"
	"sync"
	"testing"

	"aisdesk/aisclient/ledger"
)

// Whoever asks for the findings of a day gets those that were worked out once.
func TestSurveyIsMadeOnce(t *testing.T) {
	l := resultOf(t, account("", tx("2025-12-10", "-900.00", "Rent", "x"), tx("2026-01-10", "-900.00", "Rent", "x"), tx("2026-02-10", "-900.00", "Rent", "x"),
		tx("2026-03-10", "-900.00", "Rent", "x"))).Ledger
	s := NewSurvey(l)
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if all, err := s.Findings(stopped, today); err != context.Canceled {
		t.Fatalf("a survey that was stopped gave %v, %v", all, err)
	}
	var got [4][]Finding
	var wg sync.WaitGroup
	for i := range got {
		wg.Go(func() {
			ctx := t.Context()
			if i%2 == 0 {
				ctx = ledger.Background(ctx)
			}
			got[i], _ = s.Findings(ctx, today)
		})
	}
	wg.Wait()
	r, _ := l.Run(t.Context(), ledger.Query{})
	want, err := Findings(t.Context(), r, today)
	if err != nil || len(want) == 0 || !reflect.DeepEqual(got[0], want) {
		t.Fatalf("the survey says %v, the rows %v, %v", got[0], want, err)
	}
	for i := range got {
		if len(got[i]) == 0 || &got[i][0] != &got[0][0] {
			t.Errorf("asker %d got other findings", i)
		}
	}
	later, err := s.Findings(t.Context(), today.AddMonths(2))
	if err != nil || reflect.DeepEqual(later, want) {
		t.Errorf("two months later the same payments are due: %v", err)
	}
}
