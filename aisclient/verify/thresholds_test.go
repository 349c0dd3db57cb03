package verify

import (
	"fmt"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/modeltest"
	"aisdesk/aisclient/rules"
	"aisdesk/aisclient/text"
)

// border is a threshold of the rule set, a customer on each side of it, and a rule set that moves it past the second one.
type border struct {
	threshold      string
	moved          int
	within, beyond func(w *world)
	claim          string
	claimBeyond    string // where the claim is on the other side, not the customer
	out, then      Outcome
}

// living gives a customer everyday life every so many days, on days before the data's.
func (w *world) living(every int, days ...int) []aisclient.Transaction {
	var rows []aisclient.Transaction
	for _, d := range days {
		rows = append(rows, tx((today-aisclient.Date(d)).String(), "-20.00", "Biedronka", "Zakup karta"))
	}
	for d := 1; every > 0 && d < 365; d += every {
		rows = append(rows, tx((today-aisclient.Date(d)).String(), "-21.00", "Biedronka", "Zakup karta"))
	}
	return rows
}

// holds gives a customer an account with everyday life for a year and these rows.
func holds(rows ...aisclient.Transaction) func(w *world) {
	return func(w *world) { w.account("Konto 0", mine, "90000.00", joined(living(365), rows)...) }
}

// paidOften is a payment every so many days, the last one some days before the data's.
func paidOften(n, every, last int, x, party, title string) []aisclient.Transaction {
	var rows []aisclient.Transaction
	for i := range n {
		rows = append(rows, tx((today-aisclient.Date(last+i*every)).String(), x, party, title))
	}
	return rows
}

// wagesLess are 5,000 a month from a company, of which some went back to it in March.
func wagesLess(back string) func(w *world) {
	return holds(joined(monthly(12, 28, "5000.00", "ACME Sp. z o.o.", "Wynagrodzenie za prace"), []aisclient.Transaction{tx("2026-03-30", back, "ACME Sp. z o.o.", "Przelew")})...)
}

// drawnCard gives a customer a card with a limit of 10,000.
func drawnCard(balance string) func(w *world) {
	return func(w *world) {
		holds()(w)
		b, limit := amount(balance), amount("10000.00")
		w.imp.Targets[0].CreditCards = []aisclient.CreditCard{{Name: text.Clean("Visa"), Currency: "PLN", Balance: &b, Limit: &limit, Owners: owners("Anna Łącka")}}
	}
}

// asked gives a customer everyday life and the first day that was asked for.
func asked(daysAgo int) func(w *world) {
	return func(w *world) {
		w.account("Konto 0", mine, "9000.00", living(daysAgo)...)
		w.o.Since = today - aisclient.Date(daysAgo)
	}
}

// holed gives a customer a row every so many days, and some time ago none for so many.
func holed(every, hole int) func(w *world) {
	return func(w *world) {
		var days []int
		for d := 1; d < 120; d += every {
			days = append(days, d)
		}
		for d, i := days[len(days)-1]+hole, 0; i < 10; d, i = d+every, i+1 {
			days = append(days, d)
		}
		w.account("Konto 0", mine, "9000.00", w.living(0, days...)...)
	}
}

// quarterly is a wage every three months, of which most went back on a day.
func quarterly(back string) func(w *world) {
	var rows []aisclient.Transaction
	for _, d := range []string{"2025-03-25", "2025-06-25", "2025-09-25", "2025-12-25", "2026-03-25"} {
		rows = append(rows, tx(d, "9000.00", "ACME Sp. z o.o.", "Wynagrodzenie za prace"))
	}
	return holds(append(rows, tx(back, "-14000.00", "ACME Sp. z o.o.", "Przelew"))...)
}

// leaving is a customer with 15,000 in three months, of whom so much leaves for an own account at another bank.
func leaving(x string) func(w *world) {
	row := modeltest.Row("2026-02-10", x, "Anna Łącka", "Przelew wlasny")
	row.PartyIBAN = text.Clean(yours)
	return holds(joined(monthly(12, 28, "5000.00", "ACME Sp. z o.o.", "Wynagrodzenie za prace"), []aisclient.Transaction{row})...)
}

// instalments are irregular ones, so that the mean of the last months counts; the oldest is of a day.
func instalments(oldest string) func(w *world) {
	rows := []aisclient.Transaction{tx("2026-03-20", "-600.00", "Vivus Finance", "splata pozyczki"), tx("2026-03-02", "-300.00", "Vivus Finance", "splata pozyczki"),
		tx("2026-02-25", "-900.00", "Vivus Finance", "splata pozyczki"), tx("2025-11-05", "-150.00", "Vivus Finance", "splata pozyczki"),
		tx(oldest, "-1200.00", "Vivus Finance", "splata pozyczki")}
	return holds(rows...)
}

// borders are all thresholds; the answers follow from the statements that package rules names beside each.
var borders = []border{
	{threshold: "income.window_days", moved: 91, within: holds(tx("2026-01-01", "3000.00", "", "Odsetki od lokaty")), beyond: holds(tx("2025-12-31", "3000.00", "", "Odsetki od lokaty")),
		claim: "income 1000PLN", out: Inconclusive, then: Refuted},
	{threshold: "income.window_cycles", moved: 4, within: quarterly("2025-09-13"), beyond: quarterly("2025-09-12"), claim: "income 3000PLN salary", out: Refuted, then: Confirmed},
	{threshold: "income.proven_span_days", moved: 49, within: holds(paidOften(9, 7, 2, "1000.00", "ACME Sp. z o.o.", "Wynagrodzenie za prace")...),
		beyond: holds(paidOften(8, 7, 2, "1000.00", "ACME Sp. z o.o.", "Wynagrodzenie za prace")...), claim: "income 4000PLN salary", out: Confirmed, then: Inconclusive},
	{threshold: "income.alimony_payments", moved: 5, within: holds(monthly(6, 10, "800.00", "Piotr Obcy", "alimenty")...), beyond: holds(monthly(5, 10, "800.00", "Piotr Obcy", "alimenty")...),
		claim: "income 800PLN", out: Confirmed, then: Inconclusive},
	{threshold: "income.circle_gone_permille", moved: 501, within: wagesLess("-7485.00"), beyond: wagesLess("-7500.00"), claim: "income 2000PLN salary", out: Confirmed, then: Refuted},
	{threshold: "income.circle_net_permille", moved: 101, within: wagesLess("-1485.00"), beyond: wagesLess("-1500.00"), claim: "income 5000PLN salary", out: Confirmed, then: Refuted},
	{threshold: "obligations.mean_months", moved: 7, within: instalments("2025-10-01"), beyond: instalments("2025-09-30"), claim: "obligations-at-most 325PLN", out: Refuted, then: Confirmed},
	{threshold: "obligations.revolving_permille", moved: 49, within: drawnCard("0.00"), claim: "obligations-at-most 500PLN", claimBeyond: "obligations-at-most 490PLN", out: Confirmed, then: Refuted},
	{threshold: "signs.drawn_card_percent", moved: 76, within: drawnCard("-7499.00"), beyond: drawnCard("-7500.00"), claim: "without loans", out: Inconclusive, then: Refuted},
	{threshold: "quality.coverage_days", moved: 89, within: asked(90), beyond: asked(89), claim: "without gambling", out: Confirmed, then: Inconclusive},
	{threshold: "quality.gap_days", moved: 36, within: holed(3, 35), beyond: holed(3, 36), claim: "without gambling", out: Confirmed, then: Inconclusive},
	{threshold: "quality.gap_times", moved: 4, within: holed(12, 36), beyond: holed(12, 37), claim: "without gambling", out: Confirmed, then: Inconclusive},
	{threshold: "quality.everyday_rows", moved: 5, within: func(w *world) { w.account("Konto 0", mine, "9000.00", w.living(0, 1, 17, 33, 49, 65, 81, 97, 113)...) },
		beyond: func(w *world) {
			w.account("Konto 0", mine, "9000.00", w.living(0, 11, 27, 43, 59, 75, 91, 107, 123)...)
		}, claim: "without gambling", out: Confirmed, then: Inconclusive},
	{threshold: "quality.leaves_percent", moved: 51, within: leaving("-7499.00"), beyond: leaving("-7500.00"), claim: "without gambling", out: Confirmed, then: Inconclusive},
}

// A customer on one side of a threshold gets one outcome, a customer on the other side another, and a rule set that moves the
// threshold gives the second customer the first one's.
func TestEveryThresholdDecides(t *testing.T) {
	for _, b := range borders {
		t.Run(b.threshold, func(t *testing.T) {
			if b.beyond == nil {
				b.beyond = b.within
			}
			if b.claimBeyond == "" {
				b.claimBeyond = b.claim
			}
			for _, k := range []struct {
				side  string
				fill  func(w *world)
				rules *rules.Set
				claim string
				want  Outcome
			}{{"within", b.within, nil, b.claim, b.out}, {"beyond", b.beyond, nil, b.claimBeyond, b.then}, {"beyond, moved", b.beyond, moved(t, b), b.claimBeyond, b.out}} {
				w := newWorld(t)
				k.fill(w)
				w.o.Rules = k.rules
				if check := w.one(k.claim); check.Outcome != k.want {
					t.Errorf("%s: %s is %s, want %s: %s", k.side, k.claim, check.Outcome, k.want, check.Reason)
				}
			}
		})
	}
}

// moved is a rule set with another value of one threshold.
func moved(t *testing.T, b border) *rules.Set {
	t.Helper()
	section, name, _ := strings.Cut(b.threshold, ".")
	s, err := rules.Parse(strings.NewReader(fmt.Sprintf("schema = 1\nname = \"moved\"\n[%s]\n%s = %d\n", section, name, b.moved)))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Every threshold of a rule set has a border.
func TestEveryThresholdHasABorder(t *testing.T) {
	b, err := rules.Builtin().TOML()
	if err != nil {
		t.Fatal(err)
	}
	missing, section := map[string]bool{}, ""
	for line := range strings.Lines(string(b)) {
		if head, ok := strings.CutPrefix(strings.TrimSpace(line), "["); ok {
			section = strings.TrimSuffix(head, "]")
		} else if name, _, ok := strings.Cut(line, " = "); ok && section != "" {
			missing[section+"."+name] = true
		}
	}
	if len(missing) == 0 {
		t.Fatal("no thresholds")
	}
	for _, k := range borders {
		delete(missing, k.threshold)
	}
	if len(missing) > 0 {
		t.Errorf("without a border: %v", missing)
	}
}
