package insight

import (
	"slices"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/insight/cadence"
	"aisdesk/aisclient/insight/stream"
	"aisdesk/aisclient/text"
)

// The balance of today is one that has been; only what comes later is none yet.
func TestALineEndsWithToday(t *testing.T) {
	line := Line{Points: []Point{{Date: today - 1}, {Date: today}, {Date: today + 1}}}
	if line.Until(today); len(line.Points) != 2 || line.Points[1].Date != today {
		t.Errorf("%+v", line.Points)
	}
}

// "At least 5 % of the income" holds for exactly that, and where no income is known.
func TestAPartOfTheIncomeHasItsBorder(t *testing.T) {
	l := look{monthly: map[aisclient.Currency]*stream.Affordability{"PLN": {Income: &stream.Income{Proven: amount("1000")}}}}
	for a, want := range map[string]bool{"49.00": false, "50.00": true, "-50.00": true} {
		if got := l.partOfIncome(amount(a), "PLN", 50); got != want {
			t.Errorf("%s of 1,000: %v", a, got)
		}
	}
	if !l.partOfIncome(amount("0.01"), "EUR", 50) {
		t.Error("without income anything is a part of it that counts")
	}
}

// Three month ends are a trend, two are none.
func TestS6_6_ThreeMonthEndsAreATrend(t *testing.T) {
	for n, want := range map[int]bool{2: false, 3: true} {
		from := day("2026-03-15").AddMonths(1 - n)
		l := look{Analysis: analysisOf(t, account("10000.00", monthly(from.String(), n, "-1000.00", "A", "x")...))}
		if f, ok := l.monthEnds(t.Context(), "PLN"); ok != want {
			t.Errorf("%d month ends: %+v", n, f)
		}
	}
}

// What is not booked yet may never be: it is none of the largest payments.
func TestAPendingRowIsNoLargestPayment(t *testing.T) {
	pending := tx("2026-03-02", "-9000.00", "A", "x")
	pending.Status = text.Clean("PENDING")
	f := findings(t, resultOf(t, account("", tx("2026-03-01", "-150.00", "A", "x"), pending)))[Largest]
	if len(f) != 1 || !slices.Equal(f[0].Rows, []int32{1}) {
		t.Errorf("%+v", f)
	}
}

// Missed is what did not come in the last twelve months; a year ago to the day is before them.
func TestWhatWasMissedLongAgoIsNotTold(t *testing.T) {
	l := look{Analysis: &Analysis{Day: today}}
	st := stream.Stream{Category: category.Rent, Series: cadence.Series{Missed: []aisclient.Date{today.AddMonths(-13) + 1, today.AddMonths(-12), today.AddMonths(-12) + 1}}}
	if got := l.missed(&st); !slices.Equal(got, []aisclient.Date{today.AddMonths(-12) + 1}) {
		t.Errorf("%v", got)
	}
}
