package filter

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"aisdesk/aisclient"
)

// monthNamed finds a month by its English name or the first three letters of it.
func monthNamed(s string) (time.Month, bool) {
	for m := time.January; m <= time.December; m++ {
		if name := strings.ToLower(m.String()); s == name || s == name[:3] || s == "sept" && m == time.September {
			return m, true
		}
	}
	return 0, false
}

// named are a day or month with its name, with or without a year, and a day and month in figures: nov, nov2026, 3nov, 3nov2026,
// nov3, 3.11.
var named = regexp.MustCompile(`^(\d{1,2}(?:st|nd|rd|th)?\.?)?([a-z]{3,9})\.?(\d{1,2})?,?-?(\d{4})?$|^(\d{1,2})\.(\d{1,2})\.?$`)

// namedDates reads a day or month by its name. Without a year it is the last one that has begun.
func namedDates(s string, today aisclient.Date) (from, to aisclient.Date, ok bool) {
	m := named.FindStringSubmatch(s)
	if m == nil {
		return 0, 0, false
	}
	month, ok := monthNamed(m[2])
	day, year := strings.TrimRight(m[1]+m[3], "stndrh."), m[4]
	if m[5] != "" {
		n, _ := strconv.Atoi(m[6])
		month, day, ok = time.Month(n), m[5], n >= 1 && n <= 12
	}
	if !ok || m[1] != "" && m[3] != "" {
		return 0, 0, false
	}
	y, _ := strconv.Atoi(year)
	if year == "" {
		y, _, _ = today.Civil()
	}
	d := 1
	if day != "" {
		d, _ = strconv.Atoi(day)
	}
	from = aisclient.DateOf(y, month, d)
	if year == "" && from > today {
		from = aisclient.DateOf(y-1, month, d)
	}
	if _, back, n := from.Civil(); back != month || n != d || y == 0 { // the month has no such day
		return 0, 0, false
	}
	if day != "" {
		return from, from, true
	}
	return monthSpan(from)
}

// goesOnDate reports whether the next word belongs to the day or month that stands so far: Nov 2026, 3 Nov 2026, Nov 3, last 90 days.
func goesOnDate(s, next string) bool {
	s, next = strings.ToLower(s), strings.ToLower(next)
	if i := strings.LastIndex(s, ".."); i >= 0 {
		s = s[i+2:]
	}
	s = strings.TrimLeft(s, "<>=")
	next, _, _ = strings.Cut(next, "..")
	_, isMonth := monthNamed(strings.TrimRight(next, ".,"))
	digits := func(s string, least, most int) bool {
		return len(s) >= least && len(s) <= most && strings.Trim(s, "0123456789") == ""
	}
	if isMonth {
		return digits(strings.TrimRight(s, "stndrh."), 1, 2)
	}
	if m := named.FindStringSubmatch(s); m != nil && m[4] == "" {
		if _, ok := monthNamed(m[2]); ok {
			return digits(next, 4, 4) || m[1] == "" && m[3] == "" && digits(strings.TrimRight(next, "stndrh.,"), 1, 2)
		}
	}
	return strings.HasPrefix(s, "last") && strings.Trim(s[4:], "0123456789") == "" && len(s) > 4 && dayWords[next] != ""
}

// dayWords are units of time as the letter of last90d.
var dayWords = map[string]string{"day": "d", "days": "d", "week": "w", "weeks": "w", "month": "m", "months": "m", "year": "y", "years": "y"}

// spelledUnit writes last90days as last90d.
func spelledUnit(s string) string {
	rest, ok := strings.CutPrefix(s, "last")
	word := strings.TrimLeft(rest, "0123456789")
	if unit := dayWords[word]; ok && unit != "" && word != rest {
		return strings.TrimSuffix(s, word) + unit
	}
	return s
}
