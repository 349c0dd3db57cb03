package cadence

import (
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/calendar"
	"aisdesk/aisclient/modeltest"
)

var amount, day = modeltest.Amount, modeltest.Day

// pays are payments written "2026-03-01 5000", an amount once named holds on.
func pays(lines ...string) []Payment {
	var out []Payment
	var a aisclient.Amount
	for _, l := range lines {
		if len(l) > 11 {
			a = amount(l[11:])
		}
		out = append(out, Payment{Day: day(l[:10]), Amount: a})
	}
	return out
}

// every is n payments so many days apart.
func every(from string, days, n int, amt string) []Payment {
	var out []Payment
	for i := range n {
		out = append(out, Payment{Day: day(from).AddDays(i * days), Amount: amount(amt)})
	}
	return out
}

// onMonths is n payments on a day of the month, so many months apart, moved to the working day before where one is off.
func onMonths(country, from string, months, n int, amt string) []Payment {
	var out []Payment
	for i := range n {
		out = append(out, Payment{Day: calendar.Before(country, day(from).AddMonths(i*months)), Amount: amount(amt)})
	}
	return out
}

// monthEnds is n payments on the last working day of a month.
func monthEnds(country, from string, n int, amt string) []Payment {
	var out []Payment
	for i := range n {
		end := day(from).MonthStart().AddMonths(i+1) - 1
		out = append(out, Payment{Day: calendar.Before(country, end), Amount: amount(amt)})
	}
	return out
}

// found looks for the series on the day of the last payment, or so many days after it.
func found(p []Payment, later int) Series {
	last := aisclient.Date(0)
	for _, x := range p {
		last = max(last, x.Day)
	}
	return Find(p, last.AddDays(later), "PL", nil, 6)
}

func wantCycle(t *testing.T, what string, s Series, cycle Cycle, mature bool) {
	t.Helper()
	if s.Cycle != cycle || s.Mature != mature || s.Early == mature && cycle != Irregular {
		t.Errorf("%s: %s, mature %v, early %v; want %s, mature %v", what, s.Cycle, s.Mature, s.Early, cycle, mature)
	}
}

func wantAmount(t *testing.T, what string, got aisclient.Amount, want string) {
	t.Helper()
	if got != amount(want) {
		t.Errorf("%s: %s, want %s", what, got, want)
	}
}
