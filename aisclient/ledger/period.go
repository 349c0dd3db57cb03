package ledger

import (
	"fmt"
	"strings"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger/filter"
)

// Span is the kind of a period, which decides what its neighbours are.
type Span uint8

// Kinds of period.
const (
	SpanAll Span = iota
	SpanMonth
	SpanQuarter
	SpanYear
	SpanDays // so many days, for example the last 90
	SpanCustom
)

// Period is a range of booking dates, both ends included. The zero value is everything, rows without a date
// too. A zero From or To is an open end.
type Period struct {
	Span     Span
	From, To aisclient.Date
}

// All is every row.
func All() Period { return Period{} }

// Month is the calendar month of a day.
func Month(d aisclient.Date) Period {
	from := d.MonthStart()
	return Period{SpanMonth, from, from.AddMonths(1) - 1}
}

// Quarter is the calendar quarter of a day.
func Quarter(d aisclient.Date) Period {
	y, m, _ := d.Civil()
	from := aisclient.DateOf(y, (m-1)/3*3+1, 1)
	return Period{SpanQuarter, from, from.AddMonths(3) - 1}
}

// Year is the calendar year of a day.
func Year(d aisclient.Date) Period {
	y, _, _ := d.Civil()
	return Period{SpanYear, aisclient.DateOf(y, time.January, 1), aisclient.DateOf(y, time.December, 31)}
}

// LastDays is the n days that end with a day, for example the last 90.
func LastDays(end aisclient.Date, n int) Period {
	return Period{SpanDays, end.AddDays(1 - max(n, 1)), end}
}

// Between is a range of days; a zero end is open.
func Between(from, to aisclient.Date) Period {
	if from != 0 && to != 0 && from > to {
		from, to = to, from
	}
	if from == 0 && to == 0 {
		return All()
	}
	return Period{SpanCustom, from, to}
}

// IsAll reports whether the period lets every row through.
func (p Period) IsAll() bool { return p.From == 0 && p.To == 0 }

// Bounded reports whether the period has both ends, so that it has neighbours.
func (p Period) Bounded() bool { return p.From != 0 && p.To != 0 }

// Contains reports whether a day lies in the period; no date lies only in All.
func (p Period) Contains(d aisclient.Date) bool {
	if p.IsAll() {
		return true
	}
	return d != 0 && d >= p.From && (p.To == 0 || d <= p.To)
}

// days is the number of days of a bounded period.
func (p Period) days() int {
	if !p.Bounded() {
		return 0
	}
	return int(p.To-p.From) + 1
}

// Prev is the period before: the month before, the quarter before, the same number of days before. A period
// without two ends has none and returns itself.
func (p Period) Prev() Period { return p.step(-1) }

// Next is the period after.
func (p Period) Next() Period { return p.step(1) }

func (p Period) step(n int) Period {
	if !p.Bounded() {
		return p
	}
	switch p.Span {
	case SpanMonth:
		return Month(p.From.AddMonths(n))
	case SpanQuarter:
		return Quarter(p.From.AddMonths(3 * n))
	case SpanYear:
		return Year(p.From.AddMonths(12 * n))
	}
	days := p.days() * n
	return Period{p.Span, p.From.AddDays(days), p.To.AddDays(days)}
}

// String names the period for people: "2026-03", "2026 Q1", "2026", "90 days to 2026-03-31", "all".
func (p Period) String() string {
	y, m, _ := p.From.Civil()
	switch {
	case p.IsAll():
		return "all"
	case !p.Bounded() && p.From != 0:
		return "since " + p.From.String()
	case !p.Bounded():
		return "until " + p.To.String()
	case p.Span == SpanMonth:
		return fmt.Sprintf("%04d-%02d", y, m)
	case p.Span == SpanQuarter:
		return fmt.Sprintf("%04d Q%d", y, (m-1)/3+1)
	case p.Span == SpanYear:
		return fmt.Sprintf("%04d", y)
	case p.Span == SpanDays:
		return fmt.Sprintf("%d days to %s", p.days(), p.To)
	}
	return p.From.String() + " to " + p.To.String()
}

// Filter writes the period as a filter term; nothing for All.
func (p Period) Filter() string {
	if p.IsAll() {
		return ""
	}
	return "date:" + p.From.String() + ".." + p.To.String()
}

// ParsePeriod reads what date: of a filter reads (2026-03, last90d, 2026-01..2026-06, ...), "all", or 90d for
// last90d. The error is a *filter.SyntaxError.
func ParsePeriod(s string, today aisclient.Date) (Period, error) {
	if s == "" || s == "all" {
		return All(), nil
	}
	if filter.IsDays(s) {
		s = "last" + s
	}
	if len(s) == 7 && s[4] == ' ' { // 2026 Q3, as String writes it
		s = s[:4] + "-" + s[5:]
	}
	from, to, err := filter.ParseDates(s, today)
	if err != nil {
		return Period{}, err
	}
	return spanOf(s, from, to), nil
}

// spanOf recognises calendar periods, so that their neighbours are calendar periods.
func spanOf(s string, from, to aisclient.Date) Period {
	p := Between(from, to)
	if !p.Bounded() {
		return p
	}
	if len(s) > 4 && strings.EqualFold(s[:4], "last") && s[len(s)-1] == 'd' {
		p.Span = SpanDays
		return p
	}
	for _, q := range []Period{Month(from), Quarter(from), Year(from)} {
		if q.From == from && q.To == to {
			return q
		}
	}
	return p
}
