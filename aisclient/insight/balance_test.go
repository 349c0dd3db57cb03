package insight

import (
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
)

func TestBalanceLineIsTheLastBalanceOfEachDay(t *testing.T) {
	r := resultOf(t, account("100.00", tx("2026-03-01", "-150.00", "A", "x"), tx("2026-03-01", "20.00", "A", "x"), tx("2026-03-04", "80.00", "A", "x"), tx("2026-03-10", "-60.00", "A", "x")))
	line := BalanceLine(r.Ledger, 0, ledger.All())
	var got []string
	for _, p := range line.Points {
		got = append(got, p.Date.String()+" "+p.Balance.String())
	}
	if want := []string{"2026-03-01 -30.00", "2026-03-04 50.00", "2026-03-10 -10.00"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if low, ok := line.lowest(); !ok || low.Balance != amount("-30") {
		t.Errorf("lowest %+v", low)
	}
	part := BalanceLine(r.Ledger, 0, ledger.Between(day("2026-03-02"), day("2026-03-05")))
	if len(part.Points) != 1 {
		t.Errorf("%+v", part.Points)
	}
	by := findings(t, r)
	if f := by[BelowZero]; len(f) != 1 || f[0].Sentence != "Konto ended 4 days below zero, 4 of them in the last 90, down to -30.00 PLN, the first 2026-03-01, the last 2026-03-10." || f[0].Level != Warn {
		t.Errorf("%+v", f)
	}
	if f := by[LowestBalance]; len(f) != 1 || f[0].Sentence != "The lowest end-of-day balance of Konto was -30.00 PLN on 2026-03-01." {
		t.Errorf("%+v", f)
	}
	if len(by[BrokenBalance]) != 0 {
		t.Errorf("%+v", by[BrokenBalance])
	}
}

func TestNoBalancesNoFindings(t *testing.T) {
	r := resultOf(t, account("", tx("2026-03-01", "-150.00", "A", "x")))
	by := findings(t, r)
	if len(by[LowestBalance])+len(by[BelowZero])+len(by[BrokenBalance]) != 0 {
		t.Errorf("%+v", by)
	}
	if line := BalanceLine(r.Ledger, 0, ledger.All()); len(line.Points) != 0 {
		t.Errorf("%+v", line)
	}
}

func TestAnEditedBalanceShows(t *testing.T) {
	a := account("100.00", tx("2026-03-01", "-50.00", "A", "x"), tx("2026-03-02", "20.00", "A", "x"), tx("2026-03-03", "20.00", "A", "x"))
	for i := range a.Transactions[:2] { // the two newest claim 1,000 more
		a.Transactions[i].Balance += amount("1000")
	}
	by := findings(t, resultOf(t, a))
	if f := by[BrokenBalance]; len(f) != 1 || len(f[0].Rows) != 1 || f[0].Rows[0] != 1 {
		t.Errorf("%+v", f)
	}
}

func TestCardsBelowZeroAreNoFinding(t *testing.T) {
	imp := &aisclient.Import{Targets: []aisclient.Target{{CreditCards: []aisclient.CreditCard{{Currency: "PLN",
		Transactions: account("0.00", tx("2026-03-01", "-500.00", "A", "x")).Transactions}}}}}
	l, err := ledger.FromImport(imp)
	if err != nil {
		t.Fatal(err)
	}
	r, _ := l.Run(t.Context(), ledger.Query{})
	if by := findings(t, r); len(by[BelowZero]) != 0 {
		t.Errorf("%+v", by[BelowZero])
	}
}

// listed is an account with rows as the bank lists them, "2026-03-01 -50.00 100.00" being day, amount and balance.
func listed(rows ...string) aisclient.Account {
	a := aisclient.Account{Name: text.Clean("Konto"), Currency: "PLN"}
	for _, r := range rows {
		f := strings.Fields(r)
		x := tx(f[0], f[1], "A", "x")
		x.Balance, x.HasBalance = amount(f[2]), true
		a.Transactions = append(a.Transactions, x)
	}
	return a
}

func lineOf(r *ledger.Result) string {
	line := BalanceLine(r.Ledger, 0, ledger.All())
	var got []string
	for _, p := range line.Points {
		got = append(got, p.Date.String()[5:]+" "+p.Balance.String())
	}
	return strings.Join(got, ", ")
}

// The rows of one day may be listed in any order: the balance at its end is the one that no row starts from, and
// nothing is broken.
func TestADayInAnyOrder(t *testing.T) {
	for name, c := range map[string]struct {
		rows   []string
		line   string
		broken int
	}{
		"scrambled":                      {[]string{"2026-03-02 -50.00 50.00", "2026-03-02 -60.00 20.00", "2026-03-02 30.00 80.00", "2026-03-01 100.00 100.00"}, "03-01 100.00, 03-02 20.00", 0},
		"one day, oldest first":          {[]string{"2026-03-02 10.00 10.00", "2026-03-02 -15.00 -5.00", "2026-03-02 2.00 -3.00"}, "03-02 -3.00", 0},
		"one day, newest first":          {[]string{"2026-03-02 -3.00 7.00", "2026-03-02 15.00 10.00", "2026-03-02 -5.00 -5.00"}, "03-02 7.00", 0},
		"a day that ends where it began": {[]string{"2026-03-02 10.00 110.00", "2026-03-02 -10.00 100.00", "2026-03-01 100.00 100.00"}, "03-01 100.00, 03-02 100.00", 0},
		"a round of its own":             {[]string{"2026-03-02 5.00 105.00", "2026-03-02 -9.00 991.00", "2026-03-02 9.00 1000.00", "2026-03-01 100.00 100.00"}, "03-01 100.00, 03-02 105.00", 0},
		"a gap between days":             {[]string{"2026-03-03 1.00 51.00", "2026-03-02 -50.00 50.00", "2026-03-01 100.00 200.00"}, "03-01 200.00, 03-02 50.00, 03-03 51.00", 1},
	} {
		r := resultOf(t, listed(c.rows...))
		if got := lineOf(r); got != c.line {
			t.Errorf("%s: %s, want %s", name, got, c.line)
		}
		broken := 0
		for _, f := range findings(t, r)[BrokenBalance] {
			broken += len(f.Rows)
		}
		if broken != c.broken {
			t.Errorf("%s: %d breaks, want %d", name, broken, c.broken)
		}
	}
}

// Where the bank orders its rows by the day of the transaction, balances follow in that order, not in that of booking.
func TestBalancesFollowTheBanksOwnOrder(t *testing.T) {
	a := listed("2026-03-07 -10.00 70.00", "2026-03-06 -40.00 80.00", "2026-03-09 20.00 120.00", "2026-03-04 100.00 100.00")
	for i, on := range []string{"2026-03-06", "2026-03-05", "2026-03-04", "2026-03-03"} {
		a.Transactions[i].TransactionOn = day(on)
	}
	r := resultOf(t, a)
	if got, want := lineOf(r), "03-03 100.00, 03-04 120.00, 03-05 80.00, 03-06 70.00"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if f := findings(t, r)[BrokenBalance]; len(f) != 0 {
		t.Errorf("%+v", f)
	}
}

// A period cuts days out of a list; which way the list runs is to be seen in all of it.
func TestAPeriodOfOneDayKeepsTheListsDirection(t *testing.T) {
	r := resultOf(t, listed("2026-03-01 100.00 100.00", "2026-03-02 -30.00 70.00", "2026-03-02 5.00 40.00"))
	line := BalanceLine(r.Ledger, 0, ledger.Between(day("2026-03-02"), day("2026-03-02")))
	if len(line.Points) != 1 || line.Points[0].Balance != amount("40") {
		t.Errorf("%+v", line.Points)
	}
}
