package calendar

import (
	"testing"
	"time"

	"aisdesk/aisclient/modeltest"
)

var day = modeltest.Day

// Easter Sundays as the Church's tables have them.
func TestS5_3_EasterIsComputed(t *testing.T) {
	for _, want := range []string{"1999-04-04", "2000-04-23", "2008-03-23", "2011-04-24", "2018-04-01", "2024-03-31", "2025-04-20", "2026-04-05",
		"2027-03-28", "2030-04-21", "2038-04-25", "2049-04-18", "2076-04-19"} {
		d := day(want)
		y, _, _ := d.Civil()
		if got := easterDay(y); got != d {
			t.Errorf("Easter %d is %s, want %s", y, got, want)
		}
	}
}

// The years as printed calendars of the countries have them, working days off only on weekdays.
func TestS5_3_PublicHolidaysByCountry(t *testing.T) {
	for country, days := range map[string][]string{
		"PL": {"2026-01-01", "2026-01-06", "2026-04-05", "2026-04-06", "2026-05-01", "2026-05-03", "2026-05-24", "2026-06-04", "2026-08-15", "2026-11-01", "2026-11-11", "2026-12-24", "2026-12-25", "2026-12-26"},
		"CZ": {"2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-08", "2026-07-05", "2026-07-06", "2026-09-28", "2026-10-28", "2026-11-17", "2026-12-24", "2026-12-25", "2026-12-26"},
		"SK": {"2026-01-01", "2026-01-06", "2026-04-03", "2026-04-06", "2026-05-01", "2026-07-05", "2026-08-29", "2026-11-01", "2026-12-24", "2026-12-25", "2026-12-26"},
		"ES": {"2026-01-01", "2026-01-06", "2026-04-03", "2026-05-01", "2026-08-15", "2026-10-12", "2026-11-01", "2026-12-06", "2026-12-08", "2026-12-25"},
		"DE": {"2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-25", "2026-10-03", "2026-12-25", "2026-12-26"},
		"GB": {"2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25", "2026-12-26", "2026-12-28"},
		"":   {},
		"XX": {},
	} {
		want := map[string]bool{}
		for _, d := range days {
			want[d] = true
		}
		for d := day("2026-01-01"); d <= day("2026-12-31"); d++ {
			if got := holiday(country, d); got != want[d.String()] {
				t.Errorf("%q: %s is a holiday: %v", country, d, got)
			}
		}
	}
}

func TestS5_3_HolidaysOfTheirTime(t *testing.T) {
	for _, c := range []struct {
		country, day string
		off          bool
	}{
		{"PL", "2024-12-24", false}, {"PL", "2025-12-24", true}, {"PL", "2018-11-12", true}, {"PL", "2019-11-12", false}, {"PL", "2010-01-06", false},
		{"CZ", "2015-04-03", false}, {"CZ", "2016-03-25", true}, {"SK", "2023-09-01", true}, {"SK", "2024-09-01", false},
		{"SK", "2025-05-08", true}, {"SK", "2026-05-08", false}, {"SK", "2024-11-17", true}, {"SK", "2025-11-17", false},
		{"DE", "2017-10-31", true}, {"DE", "2018-10-31", false}, {"GB", "2022-05-30", false}, {"GB", "2022-06-02", true},
		{"GB", "2020-05-04", false}, {"GB", "2020-05-08", true}, {"GB", "2022-01-03", true}, {"GB", "2021-12-27", true}, {"GB", "2021-12-28", true},
	} {
		if got := holiday(c.country, day(c.day)); got != c.off {
			t.Errorf("%s %s: %v, want %v", c.country, c.day, got, c.off)
		}
	}
}

func TestS5_3_DueDaysMoveToWorkingDays(t *testing.T) {
	// 2026-05-01 is a holiday on a Friday, 2026-05-03 one on a Sunday.
	if got := Before("PL", day("2026-05-03")); got != day("2026-04-30") {
		t.Errorf("before: %s", got)
	}
	if got := After("PL", day("2026-05-01")); got != day("2026-05-04") {
		t.Errorf("after: %s", got)
	}
	if got := Before("PL", day("2026-12-27")); got != day("2026-12-23") { // Christmas with its eve, and a weekend
		t.Errorf("Christmas: %s", got)
	}
	for country := range countries {
		for d := day("2020-01-01"); d < day("2040-01-01"); d += 3 {
			b, a := Before(country, d), After(country, d)
			if !workingDay(country, b) || !workingDay(country, a) || b > d || a < d || d-b > 6 || a-d > 6 {
				t.Fatalf("%s %s: %s %s", country, d, b, a)
			}
		}
	}
	if workingDay("", day("2026-11-28")) || !workingDay("", day("2026-12-25")) || day("2026-11-28").Weekday() != time.Saturday {
		t.Error("an unknown country has weekends only")
	}
}

func TestS4_2_WorkingDaysApart(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"2026-11-27", "2026-11-27", 0}, {"2026-11-27", "2026-11-30", 1}, {"2026-11-30", "2026-11-27", 1}, // Friday, Monday
		{"2026-11-27", "2026-12-02", 3}, {"2026-12-23", "2026-12-28", 1}, // over Christmas
		{"2026-11-27", "2026-11-28", 1}, {"2026-11-02", "2026-11-30", 4},
	} {
		if got := Apart("PL", day(c.a), day(c.b), 4); got != c.want {
			t.Errorf("%s to %s: %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
