package bank

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// flow rolls a recurring payment over the history.
func (m *maker) flow(f *FlowSpec) {
	sign, amounts, _ := parseFlowAmount(f.Amount)
	happened := false
	for _, due := range m.dueDays(f) {
		d := m.dice(due, "flow", f.Account, f.Class, f.Title)
		if d.chance(f.Missed) {
			happened = false
			continue
		}
		e := m.occurrence(f, due, d)
		e.amount = sign * Money(float64(d.money(amounts))*seasonal(f.Season, due))
		e.usual = amounts.middle()
		e.repeats = happened && cmp.Or(f.Every, "month") == "month"
		m.add(f.Account, e)
		happened = true
	}
}

func (m *maker) occurrence(f *FlowSpec, due Day, d dice) event {
	e := event{day: workday(due, strings.HasPrefix(f.Amount, "+")), class: f.Class, kind: f.Kind, labels: f.Labels,
		title: m.fill(f.Title, due, d), party: f.Party, vs: m.fill(f.VariableSymbol, due, d), ks: f.ConstantSymbol, hidden: f.Hidden}
	if d.chance(f.Late) {
		e.day += Day(3 + d.IntN(7))
		e.late = true
	}
	if e.iban = f.IBAN; f.IBAN == "" && f.Party != "" {
		e.iban = m.partyIBAN(f.Party)
	}
	if e.iban == "none" {
		e.iban = ""
	}
	return e
}

// partyIBAN is one and the same for a party, whoever pays it.
func (m *maker) partyIBAN(party string) string {
	return newIBAN(newDice(m.seed, 0, m.country, "party", party), m.country)
}

// dueDays are the days that a flow is due, before weekends and delays move them.
func (m *maker) dueDays(f *FlowSpec) []Day {
	day := cmp.Or(f.Day, 1)
	if f.Every == "once" {
		return []Day{inMonth(m.today.FirstOfMonth(-f.MonthsAgo), day)}
	}
	var days []Day
	if step := weeks[f.Every] * 7; step > 0 {
		for d := m.first; d <= m.last(); d++ {
			if (int(d)-firstMonday)%step == day-1 {
				days = append(days, d)
			}
		}
		return days
	}
	for first := m.first; first <= m.last(); first = first.FirstOfMonth(1) {
		if m.dueMonth(f, first) {
			days = append(days, inMonth(first, day))
		}
	}
	return days
}

// weeks are the rhythms that count weeks. Weeks are counted from the first Monday of 1970.
var weeks = map[string]int{"week": 1, "two_weeks": 2}

const firstMonday = 4 // 5 January 1970

func (m *maker) dueMonth(f *FlowSpec, first Day) bool {
	_, month, _ := first.date()
	if len(f.Months) > 0 {
		for _, want := range f.Months {
			if int(month) == want {
				return true
			}
		}
		return false
	}
	switch f.Every {
	case "quarter":
		return month%3 == 1
	case "year":
		return month == time.January
	}
	return true
}

// workday moves a weekend's payment: money comes in on the Friday before and goes out on the
// Monday after.
func workday(d Day, in bool) Day {
	switch d.weekday() {
	case time.Saturday:
		if in {
			return d - 1
		}
		return d + 2
	case time.Sunday:
		if in {
			return d - 2
		}
		return d + 1
	}
	return d
}

// seasonal is the factor of the day's month, 1 where the table has none.
func seasonal(season map[string]float64, day Day) float64 {
	if len(season) == 0 {
		return 1
	}
	_, month, _ := day.date()
	if f, ok := season[strconv.Itoa(int(month))]; ok {
		return f
	}
	return 1
}

// parseFlowAmount reads "+5200..5400" or "-12.50": the sign says which way the money goes.
func parseFlowAmount(s string) (sign Money, amounts span, err error) {
	unsigned, signed := strings.CutPrefix(s, "+")
	if sign = 1; !signed {
		if unsigned, signed = strings.CutPrefix(s, "-"); signed {
			sign = -1
		}
	}
	amounts, err = parseSpan(unsigned)
	unread := err != nil || amounts.lo < 0
	switch {
	case unread && signed:
		err = fmt.Errorf("%q is not an amount like %c1234.50, or a range of them from small to large like %c10..20", s, s[0], s[0])
	case unread:
		err = fmt.Errorf("%q is not an amount like -1234.50, or a range of them from small to large like -10..20, and %s", s, needsSign)
	case !signed:
		err = fmt.Errorf("%q %s", s, needsSign)
	}
	return sign, amounts, err
}

const needsSign = `needs a sign: "+" comes in, "-" goes out`

// oneAmount says what is wrong with the amount of a row, which is no range.
func oneAmount(s string) error {
	if strings.Contains(s, "..") {
		return fmt.Errorf("%q is a range; a transaction has one amount, with its sign, like \"-12.50\"", s)
	}
	_, _, err := parseFlowAmount(s)
	return err
}
