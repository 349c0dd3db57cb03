package calendar

import (
	"time"

	"aisdesk/aisclient"
)

// fixed is a holiday on the same day each year, in the years from..to; 0 is open.
type fixed struct {
	month    time.Month
	day      int
	from, to int
}

// easter is a holiday so many days after Easter Sunday, since a year.
type easter struct{ days, from int }

type daysOff struct {
	fixed  []fixed
	easter []easter
	other  func(aisclient.Date) bool
}

// countries are the public holidays, from the countries' laws: PL ustawa o dniach wolnych od pracy (Christmas Eve since
// 2025), CZ zákon 245/2000 Sb. (Good Friday since 2016), SK zákon 241/1993 Z. z. (days of work since 2024 and 2025 left
// out), ES national holidays of art. 37.2 ET, DE holidays of all states, GB bank holidays of England and Wales.
var countries = map[string]daysOff{
	"PL": {fixed: []fixed{{time.January, 1, 0, 0}, {time.January, 6, 2011, 0}, {time.May, 1, 0, 0}, {time.May, 3, 0, 0}, {time.August, 15, 0, 0},
		{time.November, 1, 0, 0}, {time.November, 11, 0, 0}, {time.November, 12, 2018, 2018}, {time.December, 24, 2025, 0},
		{time.December, 25, 0, 0}, {time.December, 26, 0, 0}},
		easter: []easter{{0, 0}, {1, 0}, {49, 0}, {60, 0}}},
	"CZ": {fixed: []fixed{{time.January, 1, 0, 0}, {time.May, 1, 0, 0}, {time.May, 8, 0, 0}, {time.July, 5, 0, 0}, {time.July, 6, 0, 0},
		{time.September, 28, 2000, 0}, {time.October, 28, 0, 0}, {time.November, 17, 2000, 0}, {time.December, 24, 0, 0},
		{time.December, 25, 0, 0}, {time.December, 26, 0, 0}},
		easter: []easter{{-2, 2016}, {1, 0}}},
	"SK": {fixed: []fixed{{time.January, 1, 0, 0}, {time.January, 6, 0, 0}, {time.May, 1, 0, 0}, {time.May, 8, 0, 2025}, {time.July, 5, 0, 0},
		{time.August, 29, 0, 0}, {time.September, 1, 0, 2023}, {time.September, 15, 0, 2025}, {time.November, 1, 0, 0},
		{time.November, 17, 2001, 2024}, {time.December, 24, 0, 0}, {time.December, 25, 0, 0}, {time.December, 26, 0, 0}},
		easter: []easter{{-2, 0}, {1, 0}}},
	"ES": {fixed: []fixed{{time.January, 1, 0, 0}, {time.January, 6, 0, 0}, {time.May, 1, 0, 0}, {time.August, 15, 0, 0}, {time.October, 12, 0, 0},
		{time.November, 1, 0, 0}, {time.December, 6, 0, 0}, {time.December, 8, 0, 0}, {time.December, 25, 0, 0}},
		easter: []easter{{-2, 0}}},
	"DE": {fixed: []fixed{{time.January, 1, 0, 0}, {time.May, 1, 0, 0}, {time.October, 3, 0, 0}, {time.October, 31, 2017, 2017},
		{time.December, 25, 0, 0}, {time.December, 26, 0, 0}},
		easter: []easter{{-2, 0}, {1, 0}, {39, 0}, {50, 0}}},
	"GB": {easter: []easter{{-2, 0}, {1, 0}}, other: bankHoliday},
}

// bankHoliday knows the bank holidays of England and Wales that are no days of Easter: some are Mondays, and a day that
// falls on a weekend is made up for on the next working day.
func bankHoliday(d aisclient.Date) bool {
	y, m, day := d.Civil()
	monday := d.Weekday() == time.Monday
	for _, once := range []aisclient.Date{ // days that were proclaimed
		aisclient.DateOf(2012, time.June, 4), aisclient.DateOf(2012, time.June, 5), aisclient.DateOf(2020, time.May, 8),
		aisclient.DateOf(2022, time.June, 2), aisclient.DateOf(2022, time.June, 3), aisclient.DateOf(2022, time.September, 19),
		aisclient.DateOf(2023, time.May, 8)} {
		if d == once {
			return true
		}
	}
	switch m {
	case time.January:
		return day == 1 || monday && day <= 3
	case time.May:
		first := monday && day <= 7 && y != 2020
		last := monday && day >= 25 && y != 2012 && y != 2022
		return first || last
	case time.August:
		return monday && day >= 25
	case time.December: // of Christmas and Boxing Day both may fall on the weekend
		return day == 25 || day == 26 || (day == 27 || day == 28) && (monday || d.Weekday() == time.Tuesday)
	}
	return false
}
