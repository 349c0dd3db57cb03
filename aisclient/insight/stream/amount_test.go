package stream

import (
	"math"
	"testing"

	"aisdesk/aisclient"
)

// What is shown is rounded half up; what draws a line compares the exact share, so that rounding passes nobody.
func TestSharesAreRoundedToBeShownAndComparedExactly(t *testing.T) {
	for _, x := range []struct {
		part, all aisclient.Amount
		shown     int64
		above     int64 // the greatest limit that it is over
	}{
		{3_000_000, 51_000_000, 59, 58}, // 300.00 / 5100.00 = 5.882 %
		{4005, 10_000, 401, 400},        // 40.05 %
		{4004, 10_000, 400, 400},        // 40.04 % is over 40 %
		{4000, 10_000, 400, 399},
		{1, 2000, 1, 0},
		{0, 2000, 0, -1},
		{math.MaxInt64, math.MaxInt64, 1000, 999},
		{math.MaxInt64, 1, math.MaxInt32, math.MaxInt32},
	} {
		if got := thousandths(x.part, x.all); got != x.shown {
			t.Errorf("%d of %d is shown as %d, want %d", x.part, x.all, got, x.shown)
		}
		if x.above >= 0 && !over(x.part, x.all, x.above) || x.above < math.MaxInt32 && over(x.part, x.all, x.above+1) {
			t.Errorf("%d of %d: it is over %d and no more", x.part, x.all, x.above)
		}
	}
	limit := aisclient.Amount(10_000)
	for used, uses := range map[aisclient.Amount]bool{7499: false, 7500: true} { // 74.99 % is shown as 75.0 %
		d := Debt{Balance: used, Limit: &limit, Utilisation: thousandths(used, limit)}
		if d.Uses(750) != uses || d.Utilisation != 750 {
			t.Errorf("%d of %d: %v, shown as %d", used, limit, d.Uses(750), d.Utilisation)
		}
	}
}
