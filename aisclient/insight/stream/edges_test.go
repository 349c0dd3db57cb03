package stream

import (
	"fmt"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight/cadence"
)

// The number of a contract comes back over more than two months, that of a month in fewer.
func TestS5_1_ANumberPartsRowsIfItComesBackOverMoreThanTwoMonths(t *testing.T) {
	for last, want := range map[int]int{62: 1, 63: 2} {
		var txs []aisclient.Transaction
		for i, after := range []int{0, 30, last, 10, 40, 70} {
			title := "umowa 77001"
			if i >= 3 {
				title = fmt.Sprintf("umowa %d", 88001+i)
			}
			x := row("2026-03-01", "-100.00", "Zmyślone Media", title, "utilities")
			x.BookedOn = x.BookedOn.AddDays(after)
			txs = append(txs, x)
		}
		s := grouping{person(t, txs)}
		if parts := s.byText([]int32{0, 1, 2, 3, 4, 5}); len(parts) != want {
			t.Errorf("over %d days: %v", last, parts)
		}
	}
}

// A gap that ends on the first of some days, or begins on the last of them, takes one from them.
func TestAGapAtTheBorderOfSomeDays(t *testing.T) {
	s := budget{person(t, pays(3, "-100.00", "Zmyślone Media", "umowa", "utilities"))}
	for _, c := range []struct {
		from, to string
		want     bool
	}{{"2026-05-31", "2026-05-31", false}, {"2026-05-20", "2026-06-01", true}, {"2026-06-30", "2026-07-03", true}, {"2026-07-01", "2026-07-03", false}} {
		s.in.Gaps = func(int) []cadence.Gap { return []cadence.Gap{{From: day(c.from), To: day(c.to)}} }
		if got := s.missing("PLN", day("2026-06-01"), day("2026-06-30")); got != c.want {
			t.Errorf("a gap from %s to %s: %v", c.from, c.to, got)
		}
	}
}
