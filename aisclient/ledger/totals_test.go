package ledger

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger/filter"
)

func TestMedian(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for n := 1; n < 200; n++ {
		a := make([]aisclient.Amount, n)
		for i := range a {
			a[i] = aisclient.Amount(r.IntN(50) - 25)
		}
		sorted := slices.Sorted(slices.Values(a))
		want := sorted[n/2]
		if n%2 == 0 {
			want = middle(sorted[n/2-1], sorted[n/2])
		}
		if got := median(a); got != want {
			t.Fatalf("median of %v is %v, want %v", sorted, got, want)
		}
	}
	for _, c := range [][3]aisclient.Amount{{1, 2, 2}, {-1, -2, -2}, {-1, 2, 1}, {0, 0, 0}, {math.MaxInt64, math.MaxInt64, math.MaxInt64}, {-3, 3, 0}, {-3, 2, -1}, {0, 1, 1}, {-1, 0, -1}} {
		if got := middle(c[0], c[1]); got != c[2] {
			t.Errorf("middle of %d and %d is %d, want %d", c[0], c[1], got, c[2])
		}
	}
}

// moreThanFits has rows in PLN that are too large to add up, and others.
func moreThanFits() *aisclient.Import {
	imp := smallImport()
	acc := &imp.Targets[0].Accounts[0]
	acc.Transactions = nil
	for range 3 {
		acc.Transactions = append(acc.Transactions, tx("2026-01-01", "900000000000000", "x", "y", "z", "l"), tx("2026-01-01", "-900000000000000", "x", "y", "z", "l"))
	}
	return imp
}

func TestSumsThatDoNotFitAreSaid(t *testing.T) {
	l, _ := FromImport(moreThanFits())
	if tot := run(t, l, "src:0").Totals[0]; !tot.Overflow || tot.In != 0 || tot.Net != 0 || tot.Count != 6 {
		t.Errorf("%+v", tot)
	}
	if all := run(t, l, "").Totals; all[1].Currency != "EUR" || all[1].Overflow {
		t.Errorf("another currency overflowed too: %+v", all)
	}
}

// What is in no sum, and what it would come to, is not shown either where it does not fit.
func TestUncountedThatDoesNotFitIsSaid(t *testing.T) {
	l, _ := FromImport(moreThanFits())
	rows := []int32{0, 1, 2, 3, 4, 5}
	out := &RowSet{}
	for _, row := range rows {
		out.Add(row)
	}
	got := l.WithExcluded(out).Uncounted(rows)
	want := Uncounted{Currency: "PLN", State: aisclient.RowExcluded, Count: 6, Overflow: true}
	if len(got) != 1 || got[0] != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// Rows of an account of nobody whom a case is about are listed and in no sum.
func TestRowsOfStrangersAreInNoSum(t *testing.T) {
	l := smallLedger(t).WithStrangers([]int{0})
	totals, err := l.Totals(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		currency      aisclient.Currency
		count, booked int
		net           string
	}{{"PLN", 7, 1, "-9.99"}, {"EUR", 1, 1, "100.00"}} {
		i := slices.IndexFunc(totals, func(t Totals) bool { return t.Currency == c.currency })
		if got := totals[i]; got.Count != c.count || got.Booked != c.booked || got.Net != amount(c.net) {
			t.Errorf("%+v, want %+v", got, c)
		}
	}
}

// Where a table of all groups and currencies would be too large, rows of one group and currency are one sum all the same.
func TestSumsOfVeryManyGroups(t *testing.T) {
	l := smallLedger(t)
	var rows []int32
	for row := range int32(l.Len()) {
		rows = append(rows, row)
	}
	s := l.NewSums()
	if err := s.AddRows(t.Context(), rows, make([]int32, len(rows)), maxFlat); err != nil || s.flat != nil {
		t.Fatal(err, "the table is not too large")
	}
	got, want := s.AppendTotals(nil, 0), run(t, l, "").Totals
	for i := range want {
		want[i].Median = 0 // groups have none
	}
	if !slices.Equal(got, want) {
		t.Errorf("%+v\nwant %+v", got, want)
	}
}

// The smallest number that fits into an amount has no opposite: whoever takes its size gets the same negative number.
func TestASumWithoutAnOppositeIsTooLarge(t *testing.T) {
	imp := smallImport()
	acc := &imp.Targets[0].Accounts[0]
	acc.Transactions = []aisclient.Transaction{tx("2026-01-01", "-922337203685477.5807", "x", "y", "z", "a", "b"), tx("2026-01-02", "-0.0001", "x", "y", "z", "a")}
	l, _ := FromImport(imp)
	if tot := run(t, l, "src:0").Totals[0]; !tot.Overflow || tot.Out != 0 {
		t.Errorf("%+v", tot)
	}
}

func TestMarkedTotals(t *testing.T) {
	l := smallLedger(t)
	marks := &RowSet{}
	for _, row := range []int32{0, 2, 6, 1000} { // the last is of a longer ledger
		marks.Add(row)
	}
	r, err := l.Run(context.Background(), Query{Marked: marks, Filter: mustFilter("is:marked is:out")})
	if err != nil || !slices.Equal(r.Order, []int32{0, 2}) {
		t.Fatal(r, err)
	}
	if len(r.Marked) != 2 || r.Marked[0].Count != 2 || r.Marked[0].Booked != 1 || r.Marked[0].Out != amount("-35.50") || r.Marked[1].In != amount("100") {
		t.Errorf("%+v", r.Marked)
	}
	if len(r.All) != 2 || r.All[0].Count != 7 {
		t.Errorf("%+v", r.All)
	}
}

func mustFilter(line string) filter.Filter {
	f, err := filter.Parse(line, today)
	if err != nil {
		panic(err)
	}
	return f
}

func TestQuestionsStopWithTheirContext(t *testing.T) {
	l, _ := FromImport(randomImport(3000, 14))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, line := range []string{"", "zabka", "/a+b/", "date:2026"} {
		if _, err := l.Run(ctx, Query{Filter: mustFilter(line), Sort: []SortKey{{ColTitle, false}}}); !errors.Is(err, context.Canceled) {
			t.Errorf("%q: %v", line, err)
		}
	}
	if got := run(t, l, "", SortKey{ColTitle, false}); got.Len() != 3000 {
		t.Error("a cancelled sort left a broken one behind")
	}
}

func TestAnEmptyLedgerAnswers(t *testing.T) {
	for _, imp := range []*aisclient.Import{{}, {Targets: []aisclient.Target{{Accounts: []aisclient.Account{{Currency: "PLN"}}}}}} {
		l, err := FromImport(imp)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range []string{"", "x", "/x/", `party:=""`, "date:2026"} {
			r := run(t, l, line, SortKey{ColTitle, true})
			if r.Len() != 0 || len(r.Totals) != 0 {
				t.Errorf("%q finds %d rows in nothing", line, r.Len())
			}
		}
	}
}

func TestRounding(t *testing.T) {
	for in, want := range map[string]string{"0.0049": "0.00", "0.0050": "0.01", "-0.0050": "-0.01", "-0.0049": "0.00", "1.2349": "1.23",
		"922337203685477.5807": "922337203685477.58", "-922337203685477.5807": "-922337203685477.58"} {
		if got := Cents(amount(in)); got.String() != want {
			t.Errorf("%s rounds to %s, want %s", in, got, want)
		}
	}
	if got := Cents(math.MinInt64); got > 0 {
		t.Error(got)
	}
}

// A mean that is rounded twice is another number: 0.00495 is 0.00, though 0.0050 would be 0.01.
func TestAMeanIsRoundedOnce(t *testing.T) {
	imp := smallImport()
	acc := &imp.Targets[0].Accounts[0]
	acc.Transactions = []aisclient.Transaction{tx("2026-01-01", "0.99", "x", "y", "z")}
	for range 199 {
		acc.Transactions = append(acc.Transactions, tx("2026-01-01", "0.00", "x", "y", "z"))
	}
	l, _ := FromImport(imp)
	if tot := run(t, l, "src:0").Totals[0]; tot.Mean != amount("0.0050") || tot.MeanCents() != 0 {
		t.Errorf("%s, %s to the cent", tot.Mean, tot.MeanCents())
	}
	if got := (Totals{}).MeanCents(); got != 0 {
		t.Error(got)
	}
}
