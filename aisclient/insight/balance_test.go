package insight

import (
	"slices"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
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
	if low, ok := line.Lowest(); !ok || low.Balance != amount("-30") {
		t.Errorf("lowest %+v", low)
	}
	if n := line.DaysBelow(0); n != 4 { // March 1, 2, 3 and 10
		t.Errorf("%d days below zero", n)
	}
	part := BalanceLine(r.Ledger, 0, ledger.Between(day("2026-03-02"), day("2026-03-05")))
	if len(part.Points) != 1 {
		t.Errorf("%+v", part.Points)
	}
	by := findings(t, r)
	if f := by[BelowZero]; len(f) != 1 || f[0].Sentence != "Konto was below zero on 4 days, down to -30.00 PLN." || f[0].Level != Warn {
		t.Errorf("%+v", f)
	}
	if f := by[LowestBalance]; len(f) != 1 || f[0].Sentence != "The lowest balance of Konto was -30.00 PLN on 2026-03-01." {
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
	if line := BalanceLine(r.Ledger, 0, ledger.All()); len(line.Points) != 0 || line.Spark(5) != nil || line.DaysBelow(0) != 0 {
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

func TestSparkSamplesTheLine(t *testing.T) {
	r := resultOf(t, account("0.00", tx("2026-03-01", "10.00", "A", "x"), tx("2026-03-05", "10.00", "A", "x"), tx("2026-03-09", "10.00", "A", "x")))
	line := BalanceLine(r.Ledger, 0, ledger.All())
	for _, c := range []struct {
		n    int
		want []aisclient.Amount
	}{
		{3, []aisclient.Amount{amount("10"), amount("20"), amount("30")}},
		{5, []aisclient.Amount{amount("10"), amount("10"), amount("20"), amount("20"), amount("30")}},
		{1, []aisclient.Amount{amount("30")}},
		{0, nil},
	} {
		if got := line.Spark(c.n); !slices.Equal(got, c.want) {
			t.Errorf("%d samples: %v, want %v", c.n, got, c.want)
		}
	}
	if got := line.Spark(100); len(got) != 9 {
		t.Errorf("more samples than days: %d", len(got))
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
