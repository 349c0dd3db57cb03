package ledger_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/export"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/ledger/group"
	"aisdesk/aisclient/modeltest"
)

// annotated has five rows: groceries, salary, groceries, none, rent.
func annotated(t *testing.T) *ledger.Ledger {
	t.Helper()
	imp := &aisclient.Import{Targets: []aisclient.Target{{Accounts: []aisclient.Account{{Currency: "PLN"}}}}}
	for _, amount := range []string{"-10.00", "5000.00", "-20.00", "-1.00", "-1200.00"} {
		imp.Targets[0].Accounts[0].Transactions = append(imp.Targets[0].Accounts[0].Transactions, modeltest.Row("2026-03-01", amount, "P", "T"))
	}
	l, err := ledger.FromImport(imp)
	if err != nil {
		t.Fatal(err)
	}
	l, err = l.WithAnnotations(&ledger.Annotations{
		Categories:  []ledger.CategoryName{{}, {Name: "groceries", Label: "Groceries"}, {Name: "salary", Label: "Salary"}, {Name: "rent_out", Label: "Rent paid"}},
		Confidences: []string{"low", "medium", "high"}, Whys: []string{"", "counterparty: shop", "label: salary"},
		Category: []uint8{1, 2, 1, 0, 3}, Confidence: []uint8{2, 2, 1, 0, 1}, Why: []uint16{1, 2, 1, 0, 0},
	})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func ask(t *testing.T, l *ledger.Ledger, line, sort string) *ledger.Result {
	t.Helper()
	f, err := filter.Parse(line, 0)
	if err != nil {
		t.Fatal(err)
	}
	keys, err := ledger.ParseSort(sort)
	if err != nil {
		t.Fatal(err)
	}
	r, err := l.Run(t.Context(), ledger.Query{Filter: f, Sort: keys})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestCategoriesAreFilteredSortedGroupedAndExported(t *testing.T) {
	l := annotated(t)
	for line, want := range map[string][]int32{
		"cat:grocer": {0, 2}, "cat:=groceries": {0, 2}, `cat:"rent paid"`: {4}, `cat:=""`: {3}, "-cat:groceries|salary": {3, 4},
		"why:shop": {0, 2}, `why:=""`: {3, 4}, "category:salary why:label": {1}, "cat:/^s/": {1},
	} {
		if got := ask(t, l, line, "").Order; !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", line, got, want)
		}
	}
	for sort, want := range map[string][]int32{
		"category": {0, 2, 4, 1, 3}, "-category": {1, 4, 0, 2, 3}, "-confidence": {0, 1, 2, 4, 3}, "why": {0, 2, 1, 3, 4},
	} {
		if got := ask(t, l, "", sort).Order; !slices.Equal(got, want) {
			t.Errorf("sorted by %s: %v, want %v", sort, got, want)
		}
	}
	groups, err := group.Of(t.Context(), ask(t, l, "", ""), group.ByCategory)
	if err != nil || len(groups) != 4 || groups[0].Key != "groceries" || groups[0].Label != "Groceries" || groups[3].Label != group.None {
		t.Fatalf("%+v, %v", groups, err)
	}
	for _, g := range groups {
		if got := ask(t, l, g.Filter(), "").Order; !slices.Equal(got, g.Rows) {
			t.Errorf("%s gives %v, want %v", g.Filter(), got, g.Rows)
		}
	}
	var b bytes.Buffer
	if err := (export.Request{Format: export.CSV}).WriteTo(t.Context(), &b, ask(t, l, "", "")); err != nil {
		t.Fatal(err)
	}
	if lines := strings.Split(b.String(), "\n"); !strings.HasSuffix(lines[0], "category,confidence,why") || !strings.HasSuffix(lines[1], "groceries,high,counterparty: shop") {
		t.Errorf("%q", lines[:2])
	}
	if got := ask(t, l, l.CellFilter(2, ledger.ColCategory), "").Order; !slices.Equal(got, []int32{0, 2}) {
		t.Errorf("the pinned category shows %v", got)
	}
	if l.CellExclude(0, ledger.ColConfidence) != "" {
		t.Error("a confidence can be pinned, and no filter asks for it")
	}
}

// A row that a person excluded is shown and counted, and in no sum: not of the list, of a group or of chosen rows.
func TestExcludedRowsAreInNoSum(t *testing.T) {
	var rows ledger.RowSet
	rows.Add(1)
	rows.Add(2)
	l := annotated(t).WithExcluded(&rows)
	check := func(what string, totals []ledger.Totals, count, booked int, in, out string) {
		t.Helper()
		if len(totals) != 1 || totals[0].Count != count || totals[0].Booked != booked || totals[0].In != modeltest.Amount(in) || totals[0].Out != modeltest.Amount(out) {
			t.Errorf("%s: %+v", what, totals)
		}
	}
	r := ask(t, l, "", "")
	check("all", r.Totals, 5, 3, "0", "-1211")
	of, err := l.TotalsOf(t.Context(), []int32{0, 1, 2})
	if err != nil {
		t.Fatal(err)
	}
	check("three rows", of, 3, 1, "0", "-10")
	groups, err := group.Of(t.Context(), ask(t, l, "cat:=groceries", ""), group.ByCategory)
	if err != nil || len(groups) != 1 {
		t.Fatal(groups, err)
	}
	check("a group", groups[0].Totals, 2, 1, "0", "-10")
	check("none excluded", ask(t, l.Whole(), "", "").Totals, 5, 5, "5000", "-1231")
}

func TestALedgerWithoutCategoriesHasNone(t *testing.T) {
	l := annotated(t)
	plain, err := ledger.FromImport(&aisclient.Import{Targets: []aisclient.Target{{Accounts: []aisclient.Account{{Currency: "PLN",
		Transactions: []aisclient.Transaction{modeltest.Row("2026-03-01", "1.00", "P", "T")}}}}}})
	if err != nil {
		t.Fatal(err)
	}
	if got := ask(t, plain, "cat:x", "category").Len(); got != 0 {
		t.Errorf("%d rows", got)
	}
	if got := ask(t, plain, `cat:="" why:=""`, "").Len(); got != 1 {
		t.Errorf("%d rows", got)
	}
	if len(plain.Columns()) != len(ledger.Columns()) || len(l.Columns()) != len(ledger.Columns())+3 || len(group.For(l)) != len(group.All())+1 {
		t.Error("the columns and groupings of a ledger do not follow its annotations")
	}
	if groups, err := group.Of(t.Context(), ask(t, plain, "", ""), group.ByCategory); err != nil || len(groups) != 1 || groups[0].Label != group.None {
		t.Errorf("%+v, %v", groups, err)
	}
	if _, err := plain.WithAnnotations(&ledger.Annotations{}); !errors.Is(err, ledger.ErrAnnotations) {
		t.Errorf("annotations of another ledger: %v", err)
	}
	if _, err := plain.WithAnnotations(&ledger.Annotations{Category: []uint8{1}, Confidence: []uint8{0}, Why: []uint16{0}, Categories: []ledger.CategoryName{{}}, Confidences: []string{""}, Whys: []string{""}}); !errors.Is(err, ledger.ErrAnnotations) {
		t.Errorf("a number beyond its list: %v", err)
	}
	if _, err := plain.WithAnnotations(&ledger.Annotations{Category: []uint8{0}, Confidence: []uint8{0}, Why: []uint16{1}, Categories: []ledger.CategoryName{{}}, Confidences: []string{""}, Whys: []string{""}}); !errors.Is(err, ledger.ErrAnnotations) {
		t.Errorf("a reason beyond its list: %v", err)
	}
}

// What was worked out before the categories came, and is as true with them, is not worked out again; what depends on
// them is.
func TestAnAnnotatedLedgerKeepsWhatStaysTrue(t *testing.T) {
	l := annotated(t)
	before := ask(t, l, "", "-amount,category")
	again, err := l.WithAnnotations(&ledger.Annotations{Categories: []ledger.CategoryName{{}, {Name: "a"}, {Name: "b"}}, Confidences: []string{""}, Whys: []string{""},
		Category: []uint8{2, 2, 1, 1, 1}, Confidence: make([]uint8, 5), Why: make([]uint16, 5)})
	if err != nil {
		t.Fatal(err)
	}
	if got := ask(t, again, "", "-amount,category").Order; !slices.Equal(got, before.Order) {
		t.Errorf("by amount: %v, want %v", got, before.Order)
	}
	if got := ask(t, again, "", "category,amount").Order; !slices.Equal(got, []int32{4, 2, 3, 0, 1}) {
		t.Errorf("by the new categories: %v", got)
	}
	if got := ask(t, l, "", "category,amount").Order; !slices.Equal(got, []int32{2, 0, 4, 1, 3}) {
		t.Errorf("by the old categories: %v", got)
	}
	ask(t, l, "", "title,amount")
	if got := ask(t, again, "cat:b", "category").Order; !slices.Equal(got, []int32{0, 1}) {
		t.Errorf("%v", got)
	}
}

// Categories that rows have are offered before others, those of the most rows first; one that no row has is answered by its
// relatives among the rows.
func TestCategoriesOfRowsStandFirst(t *testing.T) {
	l := annotated(t)
	if got, want := l.OftenFirst([]string{"alimony_in", "rent_out", "groceries", "cash"}), []string{"groceries", "rent_out", "alimony_in", "cash"}; !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
	l, err := l.WithAnnotations(&ledger.Annotations{Categories: []ledger.CategoryName{{}, {Name: "gambling", Label: "Gambling"}, {Name: "rent", Label: "Rent"}},
		Confidences: []string{"low"}, Whys: []string{""}, Category: []uint8{1, 1, 1, 0, 0}, Confidence: make([]uint8, 5), Why: make([]uint16, 5)})
	if err != nil {
		t.Fatal(err)
	}
	for line, want := range map[string]string{"cat:gambling_win": "nothing has cat:gambling_win, but there is gambling", "cat:rent": "nothing has cat:rent"} {
		f, err := filter.Parse(line, 0)
		if err != nil {
			t.Fatal(err)
		}
		why, err := l.WhyNone(t.Context(), ledger.Query{Filter: f})
		if got := why.Sentence(); err != nil || got != want {
			t.Errorf("%s: %q, %v", line, got, err)
		}
	}
}
