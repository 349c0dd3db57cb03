package aisclient

import (
	"bytes"
	"errors"
	"time"
)

// Date is a civil date without time or zone: days since 0000-12-31. The zero value means "no date".
type Date int32

// ErrDateSyntax says that a text is not a calendar date of the form YYYY-MM-DD.
var ErrDateSyntax = errors.New("not a date of the form YYYY-MM-DD")

// unixEpoch is 1970-01-01 as a Date.
const unixEpoch = 719163

// DateOf makes a Date of year, month and day, normalising as time.Date does.
func DateOf(year int, month time.Month, day int) Date {
	return Date(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()/86400 + unixEpoch)
}

// DateIn returns the civil date of t in t's own zone.
func DateIn(t time.Time) Date { return DateOf(t.Date()) }

// ParseDate reads YYYY-MM-DD between 0001-01-01 and 9999-12-31. Anything else is ErrDateSyntax.
func ParseDate[S string | []byte](s S) (Date, error) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return 0, ErrDateSyntax
	}
	n := func(from, to int) int {
		v := 0
		for _, c := range []byte(s[from:to]) {
			if c < '0' || c > '9' {
				return -1
			}
			v = v*10 + int(c-'0')
		}
		return v
	}
	y, m, d := n(0, 4), n(5, 7), n(8, 10)
	if y < 1 || m < 1 || m > 12 || d < 1 || d > daysIn(y, m) {
		return 0, ErrDateSyntax
	}
	return fromCivil(y, m, d), nil
}

// parseXSDate reads an xs:date, which is YYYY-MM-DD and perhaps a time zone: Z, +hh:mm or -hh:mm up to 14 hours, or an
// xs:dateTime. The day is the one that is written: a bank means its own. In UTC, late in the day, it can be the next one
// where the account is, midnight above all: such a time is no date.
// source: W3C XML Schema Part 2, 3.2.7 and 3.2.9
func parseXSDate(b []byte) (Date, error) {
	if len(b) == 10 {
		return ParseDate(b)
	}
	if len(b) > 10 && b[10] == 'T' {
		hours, rest, ok := clockTime(b[11:])
		if !ok || len(rest) > 0 && !zone(rest) || string(rest) == "Z" && hours >= lateUTC {
			return 0, ErrDateSyntax
		}
		return ParseDate(b[:10])
	}
	if len(b) > 10 && zone(b[10:]) {
		b = b[:10]
	}
	return ParseDate(b)
}

// lateUTC is the hour in UTC from which another day may have begun in a country of the provider's: those of Europe are up to
// three hours ahead.
const lateUTC = 21

// clockTime reads hh:mm:ss with any decimals at the beginning of b, and returns the hours and what follows.
func clockTime(b []byte) (hours int, rest []byte, ok bool) {
	if len(b) < 8 {
		return 0, nil, false
	}
	t, err := time.Parse(time.TimeOnly, string(b[:8]))
	if err != nil {
		return 0, nil, false
	}
	if rest = b[8:]; len(rest) > 1 && rest[0] == '.' {
		rest = bytes.TrimLeft(rest[1:], "0123456789")
	}
	return t.Hour(), rest, true
}

// zone reports whether b is the time zone of an xs:date.
func zone(b []byte) bool {
	if len(b) == 1 {
		return b[0] == 'Z'
	}
	if len(b) != 6 || (b[0] != '+' && b[0] != '-') || b[3] != ':' {
		return false
	}
	for _, i := range []int{1, 2, 4, 5} {
		if b[i] < '0' || b[i] > '9' {
			return false
		}
	}
	hours, minutes := int(b[1]-'0')*10+int(b[2]-'0'), int(b[4]-'0')*10+int(b[5]-'0')
	return minutes < 60 && hours*60+minutes <= 14*60
}

func daysIn(y, m int) int {
	switch m {
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// fromCivil counts days since 0000-12-31 (Howard Hinnant's days_from_civil, shifted).
func fromCivil(y, m, d int) Date {
	if m <= 2 {
		y--
		m += 12
	}
	era := y / 400
	yoe := y - era*400
	doy := (153*(m-3)+2)/5 + d - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return Date(era*146097 + doe - 305)
}

// Civil returns year, month and day.
func (d Date) Civil() (int, time.Month, int) {
	z := int(d) + 305
	era := z / 146097
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	day := doy - (153*mp+2)/5 + 1
	m, y := mp+3, yoe+era*400
	if m > 12 {
		m -= 12
		y++
	}
	return y, time.Month(m), day
}

// Empty reports whether there is no date.
func (d Date) Empty() bool { return d == 0 }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return time.Weekday(int(d) % 7) }

// AddDays returns the date n days later.
func (d Date) AddDays(n int) Date { return d + Date(n) }

// AddMonths returns the same day n months later, or the month's last day where it has no such day.
func (d Date) AddMonths(n int) Date {
	y, m, day := d.Civil()
	k := y*12 + int(m) - 1 + n
	y, mm := k/12, k%12+1
	return fromCivil(y, mm, min(day, daysIn(y, mm)))
}

// MonthStart returns the first day of the date's month.
func (d Date) MonthStart() Date {
	_, _, day := d.Civil()
	return d - Date(day-1)
}

// Time returns midnight UTC of the date.
func (d Date) Time() time.Time { return time.Unix((int64(d)-unixEpoch)*86400, 0).UTC() }

// String writes YYYY-MM-DD, or nothing for no date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return string(d.Append(nil))
}

// Append appends YYYY-MM-DD to b.
func (d Date) Append(b []byte) []byte {
	y, m, day := d.Civil()
	return append(b,
		byte('0'+y/1000%10), byte('0'+y/100%10), byte('0'+y/10%10), byte('0'+y%10), '-',
		byte('0'+m/10), byte('0'+m%10), '-', byte('0'+day/10), byte('0'+day%10))
}

// MarshalText writes String's text.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads YYYY-MM-DD; an empty text is no date.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = 0
		return nil
	}
	v, err := ParseDate(b)
	*d = v
	return err
}
