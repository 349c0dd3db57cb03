package group

import (
	"fmt"
	"strconv"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
)

func TestPermilleAddsUpToAThousand(t *testing.T) {
	for _, c := range []struct {
		parts []aisclient.Amount
		want  []int
	}{
		{[]aisclient.Amount{1, 1, 1}, []int{334, 333, 333}},
		{[]aisclient.Amount{1, 2, 4}, []int{143, 286, 571}}, // 142.86, 285.71 and 571.43
		{[]aisclient.Amount{-999, -1, 0}, []int{999, 1, 0}},
		{[]aisclient.Amount{1<<63 - 1, 1<<63 - 1}, []int{500, 500}},
		{[]aisclient.Amount{0, 0}, nil}, {nil, nil},
		{[]aisclient.Amount{1<<63 - 1, 1<<63 - 1, 1<<63 - 1}, nil},
	} {
		if got := Permille(c.parts); fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%v: %v, want %v", c.parts, got, c.want)
		}
	}
}

// The shares of a direction and currency add up to 100.0 percent: of the whole, and within each group.
func TestS1_1_SharesOfCategoriesAddUp(t *testing.T) {
	imp := &aisclient.Import{Targets: []aisclient.Target{{Accounts: []aisclient.Account{
		{Currency: "PLN", Transactions: []aisclient.Transaction{
			tx("2026-03-01", "-10.00", "a", "A", "K"), tx("2026-03-02", "-10.00", "b", "A", "K"), tx("2026-03-03", "-10.00", "c", "A", "K"),
			tx("2026-03-04", "7.00", "d", "A", "K"), tx("2026-04-04", "3.00", "e", "A", "K")}},
		{Currency: "EUR", Transactions: []aisclient.Transaction{tx("2026-04-01", "-3.00", "f", "A", "K")}},
	}}}}
	l, err := ledger.FromImport(imp)
	if err != nil {
		t.Fatal(err)
	}
	l, err = l.WithAnnotations(&ledger.Annotations{Categories: []ledger.CategoryName{{}, {Name: "rent"}, {Name: "fuel"}, {Name: "tax"}},
		Confidences: []string{"high"}, Whys: []string{""}, Category: []uint8{1, 2, 3, 1, 2, 1}, Confidence: make([]uint8, 6), Why: make([]uint16, 6)})
	if err != nil {
		t.Fatal(err)
	}
	for _, by := range [][]By{{ByCategory}, {ByMonth, ByCategory}, {ByCategory, ByMonth}} {
		sums := map[string]int{} // by currency, direction and, of subgroups, month
		for _, c := range l.Currencies() {
			p, err := NewPivot(t.Context(), run(t, l, "cur:"+string(c)), PivotQuery{By: by, Currency: c})
			if err != nil {
				t.Fatal(err)
			}
			s := Sheet(p)
			cells := make([]string, len(s.Columns))
			for i := range s.Lines {
				if err := s.Line(t.Context(), i, cells); err != nil {
					t.Fatal(err)
				}
				for d, cell := range cells[len(cells)-2:] {
					month := ""
					if by[0] == ByMonth {
						month = cells[1]
					}
					sums[fmt.Sprint(c, d, month)] += tenths(t, cell)
				}
			}
		}
		for of, sum := range sums {
			if sum != 1000 && sum != 0 {
				t.Errorf("%v: the shares of %s add up to %d tenths of a percent", by, of, sum)
			}
		}
		if full := map[By]int{ByCategory: 3, ByMonth: 4}[by[0]]; count(sums, 1000) != full {
			t.Errorf("%v: %v", by, sums)
		}
	}
}

func tenths(t *testing.T, percent string) int {
	t.Helper()
	if percent == "" {
		return 0
	}
	n, err := strconv.Atoi(percent[:len(percent)-2] + percent[len(percent)-1:])
	if err != nil {
		t.Fatal(percent)
	}
	return n
}

func count(sums map[string]int, want int) (n int) {
	for _, s := range sums {
		if s == want {
			n++
		}
	}
	return n
}
