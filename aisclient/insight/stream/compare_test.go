package stream

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
)

func shifts(s *Streams, a, b Days) string {
	var out []string
	for _, x := range s.Between(a, b) {
		if x.Shift == Steady {
			continue
		}
		out = append(out, fmt.Sprintf("%s %s %s %s", x.Name, x.Shift, x.A, x.B))
	}
	return strings.Join(out, "\n")
}

func TestWhatBeginsEndsAndChangesBetweenPeriods(t *testing.T) {
	s := build(t, inputOf(t, account("Konto", ownIBAN, "PLN", "Anna Łącka", rows(
		pays(14, "5000", "ACME Sp. z o.o.", "Wynagrodzenie", "salary"),
		eachMonth("2025-06-05", 8, row("2026-01-01", "-300", "Stary Bank", "Rata", "loan_repayment")),
		eachMonth("2026-02-05", 6, row("2026-01-01", "-450", "Nowy Bank", "Rata", "loan_repayment")),
		eachMonth("2025-06-20", 8, row("2026-01-01", "-1000", "Wynajem", "Czynsz", "rent")), eachMonth("2026-02-20", 5, row("2026-01-01", "-1250", "Wynajem", "Czynsz", "rent")),
		eachMonth("2025-06-25", 13, row("2026-01-01", "-60", "Telekom", "Abonament", "telecom")),
		shopping("-40", "-90", "-20", "-130", "-60", "-75", "-33", "-110", "-290", "-150", "-220", "-310", "-90"),
		eachMonth("2026-02-11", 5, row("2026-01-01", "-500", "Anna Łącka", "na oszczednosci", "own_transfer"))))))
	a, b := Days{day("2025-07-01"), day("2025-12-31")}, Days{day("2026-03-01"), day("2026-06-30")}
	if got := shifts(s, a, b); got != "Wynajem changed 1000.00 1250.00\nNowy Bank begun 0.00 450.00\nStary Bank ended 300.00 0.00" {
		t.Error(got)
	}
	if got := shifts(s, b, a); got != "Wynajem changed 1250.00 1000.00\nNowy Bank ended 450.00 0.00\nStary Bank begun 0.00 300.00" {
		t.Error("no mirror: " + got)
	}
	if got := shifts(s, a, a); got != "" {
		t.Error("a period differs from itself: " + got)
	}
	steady := build(t, inputOf(t, account("Konto", ownIBAN, "PLN", "Anna Łącka", shopping("-40", "-40", "-40", "-40", "-40", "-40", "-40"))))
	if got := shifts(steady, a, b); got != "" {
		t.Error("shopping is no regular payment that ends: " + got)
	}
	// Nothing can be missing of what was not due, and of days before the data.
	if got := shifts(s, Days{day("2026-03-06"), day("2026-03-19")}, b); strings.Contains(got, "ACME") || strings.Contains(got, "Nowy Bank begun") {
		t.Error("not due: " + got)
	}
	if got := shifts(s, Days{day("2024-01-01"), day("2024-12-31")}, b); got != "" {
		t.Error("before the data: " + got)
	}
}

// A wage of 6000 came each month of the first half year and once in the second, of which five due days were missed: it has ended. One
// that was missed twice and goes on is a third less, (6000 x 4 + 0 x 2) / 6, and one that is a due day late is a sixth less.
func TestPaymentsThatStopWithinAPeriodHaveEnded(t *testing.T) {
	a, b := Days{day("2025-07-01"), day("2025-12-31")}, Days{day("2026-01-01"), day("2026-06-30")}
	wages := func(from string, n int) []aisclient.Transaction {
		return eachMonth(from, n, row("2026-01-01", "6000", "ACME Sp. z o.o.", "Wynagrodzenie", "salary"))
	}
	rent := eachMonth("2025-01-04", 19, row("2026-01-01", "-900", "Wynajem", "Czynsz", "rent"))
	for _, x := range []struct {
		name       string
		wages      []aisclient.Transaction
		want, back string
		last       string
	}{
		{"stopped", wages("2025-02-28", 12), "ACME Sp. z o.o. ended 6000.00 0.00", "ACME Sp. z o.o. begun 0.00 6000.00", "2026-01-28"},
		{"paused", slices.Concat(wages("2025-02-10", 12), wages("2026-04-10", 4)), "ACME Sp. z o.o. changed 6000.00 4000.00",
			"ACME Sp. z o.o. changed 4000.00 6000.00", ""},
		{"goes on", wages("2025-02-10", 18), "", "", ""},
	} {
		s := build(t, inputOf(t, account("Konto", ownIBAN, "PLN", "Anna Łącka", slices.Concat(x.wages, rent))))
		if got := shifts(s, a, b); got != x.want {
			t.Errorf("%s: %q", x.name, got)
		}
		if got := shifts(s, b, a); got != x.back {
			t.Errorf("%s, mirrored: %q", x.name, got)
		}
		if got := shifts(s, b, b); got != "" {
			t.Errorf("%s, a period with itself: %q", x.name, got)
		}
		for _, one := range s.Between(a, b) {
			if one.Shift == Ended && one.Last != day(x.last) || one.Shift != Ended && one.Last != 0 {
				t.Errorf("%s: last on %s", x.name, one.Last)
			}
		}
	}
}

// shopping is a purchase on the 12th of each month from June 2025 on.
func shopping(amounts ...string) (out []aisclient.Transaction) {
	for i, a := range amounts {
		out = append(out, row(day("2025-06-12").AddMonths(i).String(), a, "Sklep", "zakupy", "groceries"))
	}
	return out
}

// Interest came on 1 and on 31 October and the data ends on 30 November: the one of 31 October is that of 1 November, and the one of
// 1 December is not due. So nothing is missing in November, and two payments prove no cycle.
func TestWhatIsNotDueYetHasNotEnded(t *testing.T) {
	in := inputOf(t, account("Konto", ownIBAN, "PLN", "Anna Łącka", rows(
		eachMonth("2026-09-10", 3, row("2026-09-10", "5000", "ACME Sp. z o.o.", "Wynagrodzenie", "salary")),
		one(row("2026-10-01", "88.12", "", "ODSETKI KAPITALIZACJA", "interest")), one(row("2026-10-31", "89.18", "", "ODSETKI KAPITALIZACJA", "interest")))))
	in.Day = day("2026-11-30")
	s := build(t, in)
	a, b := Days{day("2026-10-01"), day("2026-10-31")}, Days{day("2026-11-01"), day("2026-11-30")}
	if got := shifts(s, a, b) + shifts(s, b, a); got != "" {
		t.Errorf("between October and November: %q", got)
	}
	found := false
	for _, x := range s.Between(a, b) {
		if x.In && len(x.Rows) == 2 {
			found = true
			if x.Series.Next != day("2026-12-01") || x.Rhythm() != "too early to say" {
				t.Errorf("next due on %s, %s", x.Series.Next, x.Rhythm())
			}
		}
	}
	if !found {
		t.Error("the interest is in no stream")
	}
}
