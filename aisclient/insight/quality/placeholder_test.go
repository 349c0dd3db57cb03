package quality

import (
	"slices"
	"testing"

	"aisdesk/aisclient/rules"
)

// A day is one that can be true from 1990 on, and before the greatest that databases hold.
func TestPlaceholdersAreDaysThatCannotBeTrue(t *testing.T) {
	for on, want := range map[string]bool{"1989-12-31": true, "1990-01-01": false, "2099-12-30": false, "2099-12-31": true} {
		if got := Placeholder(day(on)); got != want {
			t.Errorf("%s: %v, want %v", on, got, want)
		}
	}
	if !Placeholder(0) {
		t.Error("no date is a day")
	}
}

// A gap is longer than three times the usual interval; one of just that length is none (statement 7.3).
func TestS7_3_AGapIsLongerThanThreeTimesTheUsual(t *testing.T) {
	in := &Input{Rules: rules.Builtin()}
	usual := slices.Repeat([]int{20}, 30)
	for n, want := range map[int]bool{35: false, 60: false, 61: true} {
		if got := in.isGap(n, usual, -1); got != want {
			t.Errorf("%d days: %v, want %v", n, got, want)
		}
	}
	for n, want := range map[int]bool{4: false, 5: true} { // of so few nobody knows what is usual
		if got := in.isGap(100, usual[:n], -1); got != want {
			t.Errorf("100 days beside %d intervals: %v, want %v", n, got, want)
		}
	}
}
