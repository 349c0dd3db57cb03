package ledger

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"

	"aisdesk/aisclient/ledger/filter"
)

// Work in the background waits while a question of the user is at work, and goes on behind it.
func TestBackgroundGivesWay(t *testing.T) {
	l, err := FromImport(randomImport(3*partRows, 5))
	if err != nil {
		t.Fatal(err)
	}
	f, _ := filter.Parse("zakup", today)
	want, err := l.Run(t.Context(), Query{Filter: f})
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		ctx := Background(t.Context())
		var got *Result
		first, second := l.Enter(t.Context()), l.Enter(t.Context())
		go func() { got, _ = l.Run(ctx, Query{Filter: f}) }()
		synctest.Wait()
		first()
		if synctest.Wait(); got != nil {
			t.Fatal("it did not wait for the second question")
		}
		second()
		if synctest.Wait(); got == nil || !slices.Equal(got.Order, want.Order) || !slices.Equal(got.Totals, want.Totals) {
			t.Errorf("in the background the answer is %+v", got)
		}
	})
}

func TestBackgroundEndsWhileItWaits(t *testing.T) {
	l, err := FromImport(randomImport(partRows, 5))
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(Background(t.Context()))
		defer l.Enter(t.Context())()
		ended := error(nil)
		go func() { _, ended = l.TotalsOf(ctx, []int32{0, 1, 2}) }()
		synctest.Wait()
		if ended != nil {
			t.Fatal("it ended before it was told to")
		}
		cancel()
		if synctest.Wait(); ended != context.Canceled {
			t.Errorf("it ended with %v", ended)
		}
	})
}
