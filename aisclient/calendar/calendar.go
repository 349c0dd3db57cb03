// Package calendar knows the working days of the countries whose banks are read: weekends and public holidays,
// computed for any year.
//
// Banks book, and employers pay, on working days: a due date on another day moves. Only days off in the whole country
// count; regions and towns have more. In a country that is not known only weekends are off.
package calendar

import (
	"time"

	"aisdesk/aisclient"
)

// easterDay is Easter Sunday of a year of the Gregorian calendar (the anonymous algorithm of 1876, as Meeus gives it).
func easterDay(year int) aisclient.Date {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return aisclient.DateOf(year, time.Month(n/31), n%31+1)
}

// workingDay reports whether a day is neither Saturday nor Sunday nor a public holiday. The country is its ISO 3166
// code in capitals; others, and "", have weekends only.
func workingDay(country string, d aisclient.Date) bool {
	if w := d.Weekday(); w == time.Saturday || w == time.Sunday {
		return false
	}
	return !holiday(country, d)
}

// holiday reports whether a day is a public holiday of a country: PL, CZ, SK, ES, DE or GB.
func holiday(country string, d aisclient.Date) bool {
	y, m, day := d.Civil()
	off, known := countries[country]
	if !known {
		return false
	}
	for _, f := range off.fixed {
		if f.month == m && f.day == day && (f.from == 0 || y >= f.from) && (f.to == 0 || y <= f.to) {
			return true
		}
	}
	if m >= time.March && m <= time.June {
		since := int(d - easterDay(y))
		for _, e := range off.easter {
			if since == e.days && y >= e.from {
				return true
			}
		}
	}
	return off.other != nil && off.other(d)
}

// Before is the day itself if it is a working day, else the last working day before it.
func Before(country string, d aisclient.Date) aisclient.Date {
	for !workingDay(country, d) {
		d--
	}
	return d
}

// After is the day itself if it is a working day, else the first working day after it.
func After(country string, d aisclient.Date) aisclient.Date {
	for !workingDay(country, d) {
		d++
	}
	return d
}

// Apart is how many working days lie between two days, whichever comes first: 0 for the same day, 1 from Friday to
// Monday. It stops counting at most.
func Apart(country string, a, b aisclient.Date, most int) int {
	if a > b {
		a, b = b, a
	}
	n := 0
	for d := a + 1; d <= b && n < most; d++ {
		if workingDay(country, d) || d == b {
			n++
		}
	}
	return n
}
