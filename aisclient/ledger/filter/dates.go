package filter

import (
	"strconv"
	"strings"
	"time"

	"aisdesk/aisclient"
)

// firstDay and lastDay are the ends of the calendar that a Date can be written in.
var (
	firstDay = int64(aisclient.DateOf(1, time.January, 1))
	lastDay  = int64(aisclient.DateOf(9999, time.December, 31))
)

const dateHelp = "write a day as 2026-03-15, a month as 2026-03 or Mar 2026, a quarter as 2026-q1 or q1, a week as 2026-w12, a year as 2026, " +
	"a range as 2026-01..2026-06, or last90d, last6m, today, yesterday, thismonth, lastmonth, thisyear, lastyear"

func readDate(p *parser, f Field) (Value, error) {
	return readRange(p, f, func(s string) (span, string) {
		from, to, ok := dateSpan(strings.ToLower(s), p.today)
		if !ok {
			return span{}, dateHelp
		}
		return span{int64(from), int64(to)}, ""
	})
}

// ParseDates reads what stands after date: as first and last day; an open end is zero. The error is a *SyntaxError.
func ParseDates(s string, today aisclient.Date) (from, to aisclient.Date, err error) {
	p := parser{in: s, today: today}
	v, err := readDate(&p, Date)
	if p.skipSpace(); err == nil && p.at < len(s) {
		err = p.fail(p.at, len(s), "one period is one word")
	}
	if err != nil {
		return 0, 0, err
	}
	n := v.(Range)
	from = aisclient.Date(max(n.Lo, 0))
	if n.Hi <= lastDay {
		to = aisclient.Date(n.Hi)
	}
	return from, to, nil
}

// IsDays reports whether s is so many days, weeks, months or years up to today, as in the 90d of last90d.
func IsDays(s string) bool {
	_, _, ok := lastSpan(strings.ToLower(s), 0)
	return ok
}

// dateSpan reads a day, or a name or number of several days, as its first and last day.
func dateSpan(s string, today aisclient.Date) (from, to aisclient.Date, ok bool) {
	switch s {
	case "today":
		return today, today, true
	case "yesterday":
		return today - 1, today - 1, true
	case "thismonth":
		return monthSpan(today)
	case "lastmonth":
		return monthSpan(today.AddMonths(-1))
	case "thisyear", "lastyear":
		y, _, _ := today.Civil()
		if s == "lastyear" {
			y--
		}
		return yearSpan(y)
	}
	if from, to, ok = namedDates(s, today); ok {
		return from, to, true
	}
	if s = spelledUnit(s); s == "" {
		return 0, 0, false
	}
	if n, isLast := strings.CutPrefix(s, "last"); isLast {
		if from, to, ok = namedSpan(n, today, -1); ok {
			return from, to, true
		}
		return lastSpan(n, today)
	}
	if n, isThis := strings.CutPrefix(s, "this"); isThis {
		return namedSpan(n, today, 0)
	}
	if from, to, ok = lastSpan(s, today); ok { // 90d as last90d
		return from, to, true
	}
	if len(s) == 2 && s[0] == 'q' { // the last one that has begun
		year, _, _ := today.Civil()
		if from, to, ok = quarterSpan(year, s[1]); ok && from > today {
			return quarterSpan(year-1, s[1])
		}
		return from, to, ok
	}
	return calendarSpan(otherDates(s))
}

// lastSpan reads the rest of last90d: so many days, weeks, months or years up to today, today included.
func lastSpan(s string, today aisclient.Date) (from, to aisclient.Date, ok bool) {
	if len(s) < 2 {
		return 0, 0, false
	}
	n, err := strconv.ParseUint(s[:len(s)-1], 10, 16)
	if err != nil || n == 0 {
		return 0, 0, false
	}
	from = today
	switch s[len(s)-1] {
	case 'd':
		from = today.AddDays(1 - int(n))
	case 'w':
		from = today.AddDays(1 - 7*int(n))
	case 'm':
		from = today.AddMonths(-int(n)).AddDays(1)
	case 'y':
		from = today.AddMonths(-12 * int(n)).AddDays(1)
	default:
		return 0, 0, false
	}
	return max(from, aisclient.Date(firstDay)), today, true
}

// calendarSpan reads 2026, 2026-03, 2026-03-15, 2026-q1, 2026q1 and 2026-w12.
func calendarSpan(s string) (from, to aisclient.Date, ok bool) {
	if len(s) < 4 {
		return 0, 0, false
	}
	year, err := strconv.ParseUint(s[:4], 10, 16)
	if err != nil || year == 0 {
		return 0, 0, false
	}
	rest := s[4:]
	switch {
	case rest == "":
		return yearSpan(int(year))
	case len(s) == 10:
		d, err := aisclient.ParseDate(s)
		return d, d, err == nil
	case len(rest) == 2 && rest[0] == 'q', len(rest) == 3 && rest[0] == '-' && rest[1] == 'q':
		return quarterSpan(int(year), rest[len(rest)-1])
	case len(rest) == 4 && rest[1] == 'w':
		return weekSpan(int(year), rest)
	case len(rest) == 3:
		d, err := aisclient.ParseDate(s + "-01")
		if err != nil {
			return 0, 0, false
		}
		return monthSpan(d)
	}
	return 0, 0, false
}

// quarterSpan is the quarter of a year with a number from '1' to '4'.
func quarterSpan(year int, n byte) (from, to aisclient.Date, ok bool) {
	if n < '1' || n > '4' {
		return 0, 0, false
	}
	from = aisclient.DateOf(year, time.Month(3*int(n-'1')+1), 1)
	return from, from.AddMonths(3) - 1, true
}

func monthSpan(d aisclient.Date) (from, to aisclient.Date, ok bool) {
	from = d.MonthStart()
	return from, from.AddMonths(1) - 1, true
}

func yearSpan(y int) (from, to aisclient.Date, ok bool) {
	return aisclient.DateOf(y, time.January, 1), aisclient.DateOf(y, time.December, 31), true
}

// weekSpan reads "-w12": an ISO week, Monday to Sunday, week 1 holding the year's first Thursday.
func weekSpan(year int, s string) (from, to aisclient.Date, ok bool) {
	n, err := strconv.ParseUint(s[2:], 10, 8)
	if err != nil || s[0] != '-' || n < 1 || n > 53 {
		return 0, 0, false
	}
	jan4 := aisclient.DateOf(year, time.January, 4)
	from = weekStart(jan4).AddDays(7 * (int(n) - 1))
	if y, w := isoWeek(from); y != year || w != int(n) {
		return 0, 0, false // the year has no week 53
	}
	return from, from + 6, true
}

// weekStart is the Monday of the date's week.
func weekStart(d aisclient.Date) aisclient.Date { return d - aisclient.Date((int(d.Weekday())+6)%7) }

func isoWeek(d aisclient.Date) (year, week int) { return d.Time().ISOWeek() }

// appendDay writes the end of a date range; ends outside of the calendar become its last or first day.
func appendDay(b []byte, v int64) []byte {
	return aisclient.Date(min(max(v, firstDay), lastDay)).Append(b)
}

func readDay(p *parser, f Field) (Value, error) {
	s, from := p.word()
	p.mark(TokenValue, f, from, p.at)
	low := strings.ToLower(s)
	for i, n := range dayNames {
		if low == n || low == strings.ToLower(time.Weekday(i).String()) {
			return Weekday(i), nil
		}
	}
	if _, err := Parse("date:"+s, p.today); err == nil && s != "" {
		return nil, p.fail(from, p.at, "day: takes a weekday; the rows of %s are date:%s", s, s)
	}
	return nil, p.fail(from, p.at, "no day %q%s days are mon tue wed thu fri sat sun", s, orNearest(s, Day.Words()))
}

func readFlag(p *parser, f Field) (Value, error) {
	s, from := p.word()
	p.mark(TokenValue, f, from, p.at)
	low := strings.ToLower(s)
	if other, ok := otherFlags[low]; ok {
		low = other
	}
	for i, n := range flagNames {
		if low == n {
			return Flag(i), nil
		}
	}
	return nil, p.fail(from, p.at, "no property %q%s is: takes %s; write several terms for several properties", s, orNearest(s, flagNames[:]), strings.Join(flagNames[:], ", "))
}
