package categorize

import (
	"testing"
	"time"
)

// "11/25" is a month and its year up to three months from the payment, on either side, and the number of an instalment beyond.
func TestANumberOfAMonthIsNoInstalment(t *testing.T) {
	day := time.Date(2026, time.February, 15, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		month, year int
		want        bool
	}{{10, 25, false}, {11, 25, true}, {2, 26, true}, {5, 26, true}, {6, 26, false}, {13, 26, false}} {
		if got := isMonth(c.month, c.year, day); got != c.want {
			t.Errorf("%d/%d: %v", c.month, c.year, got)
		}
	}
}
