package bank

import (
	"fmt"
	"time"
)

// Day is a calendar day as the number of days since 1970-01-01. It has no time
// zone: a bank books on days, not on instants.
type Day int32

// DayOf is the calendar day that t shows in its own location.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	return Civil(y, m, d)
}

// Civil is the day of a date; out-of-range months and days roll over as in time.Date.
func Civil(y int, m time.Month, d int) Day {
	return Day(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// ParseDay reads YYYY-MM-DD and nothing else. Everything else is an error.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || len(s) != len(time.DateOnly) {
		return 0, fmt.Errorf("%q is not a date of the form YYYY-MM-DD", s)
	}
	return DayOf(t), nil
}

// Time is the day's midnight in UTC.
func (d Day) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// String prints YYYY-MM-DD, the only form the provider's replies use.
func (d Day) String() string { return string(d.AppendTo(nil)) }

// AppendTo appends YYYY-MM-DD without allocating.
func (d Day) AppendTo(b []byte) []byte { return d.Time().AppendFormat(b, time.DateOnly) }

// weekday is the day of the week.
func (d Day) weekday() time.Weekday { return d.Time().Weekday() }

// date splits the day into year, month and day of the month.
func (d Day) date() (int, time.Month, int) { return d.Time().Date() }

// FirstOfMonth is the first day of the day's month moved by n months.
func (d Day) FirstOfMonth(n int) Day {
	y, m, _ := d.date()
	return Civil(y, m+time.Month(n), 1)
}

// inMonth is the given day of the month that starts at first, or the month's last day
// if the month is shorter (a rent due on the 31st is paid on 28 February).
func inMonth(first Day, day int) Day {
	last := first.FirstOfMonth(1) - 1
	return min(first+Day(day-1), last)
}
