package group

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/ledger/ledgertest"
	"aisdesk/aisclient/text"
)

var (
	today                         = ledgertest.Today
	tx, smallImport, randomImport = ledgertest.Row, ledgertest.SmallImport, ledgertest.RandomImport
)

func smallLedger(t testing.TB) *ledger.Ledger {
	t.Helper()
	l, err := ledger.FromImport(smallImport())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func run(t testing.TB, l *ledger.Ledger, line string, sort ...ledger.SortKey) *ledger.Result {
	t.Helper()
	f, err := filter.Parse(line, today)
	if err != nil {
		t.Fatal(err)
	}
	r, err := l.Run(context.Background(), ledger.Query{Filter: f, Sort: sort})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// manyCurrencies is a reply that no bank sends: more currencies and parties than a flat table of sums has room
// for.
func manyCurrencies(accounts, each int) *aisclient.Import {
	r := rand.New(rand.NewPCG(5, 5))
	imp := &aisclient.Import{Targets: []aisclient.Target{{Name: text.Clean("Bank")}}}
	for a := range accounts {
		code := aisclient.Currency([]byte{'A' + byte(a/676%26), 'A' + byte(a/26%26), 'A' + byte(a%26)})
		acc := aisclient.Account{Currency: code}
		for range each {
			acc.Transactions = append(acc.Transactions, aisclient.Transaction{Amount: aisclient.Amount(r.IntN(2000)-1000) * 100,
				Party: text.Clean(fmt.Sprint("Party ", r.IntN(accounts))), BookedOn: today - aisclient.Date(r.IntN(300))})
		}
		imp.Targets[0].Accounts = append(imp.Targets[0].Accounts, acc)
	}
	return imp
}

func TestAnyNumberOfCurrenciesIsKeptApart(t *testing.T) {
	imp := manyCurrencies(1500, 4)
	l, err := ledger.FromImport(imp)
	if err != nil {
		t.Fatal(err)
	}
	const flat = 1 << 20 // sums that ledger.Sums keeps in one table
	if places := l.Parties().Len(); places <= flat/len(l.Currencies()) {
		t.Fatalf("%d parties and %d currencies fit into the flat table: the test needs more", places, len(l.Currencies()))
	}
	type key struct {
		party    string
		currency aisclient.Currency
	}
	want := map[key]aisclient.Amount{}
	for row := range int32(l.Len()) {
		want[key{l.Party(row).String(), l.Currency(row)}] += l.Amount(row)
	}
	groups, err := Of(t.Context(), run(t, l, ""), ByCounterparty)
	if err != nil {
		t.Fatal(err)
	}
	rank := map[aisclient.Currency]int{}
	for i, c := range l.Currencies() {
		rank[c] = i
	}
	n := 0
	for _, g := range groups {
		for i, total := range g.Totals {
			n++
			if net := want[key{g.Key, total.Currency}]; net != total.Net {
				t.Fatalf("%s in %s: %s instead of %s", g.Key, total.Currency, total.Net, net)
			}
			if i > 0 && rank[g.Totals[i-1].Currency] >= rank[total.Currency] {
				t.Fatalf("%s: the currencies are not in the sources' order", g.Key)
			}
		}
	}
	if n != len(want) {
		t.Errorf("%d sums instead of %d", n, len(want))
	}
}

func TestGroupsKeepTheOrderOfTheirRows(t *testing.T) {
	l, err := ledger.FromImport(randomImport(3000, 21))
	if err != nil {
		t.Fatal(err)
	}
	r := run(t, l, "-biedronka", ledger.SortKey{Column: ledger.ColAmount, Desc: true}, ledger.SortKey{Column: ledger.ColTitle, Desc: false})
	place := map[int32]int{}
	for i, row := range r.Order {
		place[row] = i
	}
	for _, by := range All() {
		groups, err := Of(t.Context(), r, by)
		if err != nil || len(groups) == 0 {
			t.Fatal(by, groups, err)
		}
		for i, g := range groups {
			if !slices.IsSortedFunc(g.Rows, func(x, y int32) int { return place[x] - place[y] }) {
				t.Errorf("%s %q: the rows are not in the result's order", by, g.Label)
			}
			if i > 0 && !by.Ordered() && g.Label != None && g.Count() > groups[i-1].Count() {
				t.Errorf("%s %q: a smaller group comes first", by, g.Label)
			}
			if g.Label == None && i != len(groups)-1 {
				t.Errorf("%s: %s comes before another group", by, None)
			}
		}
	}
}

// Rows of one group may be appended to by who got them without touching the next group's.
func TestGroupsDoNotShareTheirRows(t *testing.T) {
	groups, err := Of(t.Context(), run(t, smallLedger(t), ""), ByKind)
	if err != nil || len(groups) < 2 {
		t.Fatal(groups, err)
	}
	next := slices.Clone(groups[1].Rows)
	_ = append(groups[0].Rows, -7)
	if !slices.Equal(groups[1].Rows, next) {
		t.Error("appending to a group's rows changed the next group's")
	}
	_ = append(groups[0].Totals, ledger.Totals{Currency: "XXX"})
	if len(groups[1].Totals) > 0 && groups[1].Totals[0].Currency == "XXX" {
		t.Error("appending to a group's totals changed the next group's")
	}
}

// A row without a name of the other side counts for the merchant that tables show in its place, also where another row names
// that merchant; a number without a name stays a group of its own.
func TestCounterpartiesAreCalledAsTheirColumnShowsThem(t *testing.T) {
	iban := tx("2026-01-01", "-4.00", "Czynsz", "", "K")
	iban.PartyIBAN = text.Clean("PL61109010140000071219812874")
	imp := &aisclient.Import{Targets: []aisclient.Target{{Accounts: []aisclient.Account{{Currency: "PLN", Transactions: []aisclient.Transaction{
		tx("2026-01-09", "-1.00", "LIDL GDAŃSK 1234", "", "K"), tx("2026-01-08", "-1.00", "LIDL 77 GDAŃSK", "", "K"), tx("2026-01-07", "-1.00", "zakupy", "LIDL GDAŃSK", "K"),
		tx("2026-01-06", "-1.00", "ORLEN", "", "K"), iban, tx("2026-01-01", "-1.00", "", "", "K"),
	}}}}}}
	l, err := ledger.FromImport(imp)
	if err != nil {
		t.Fatal(err)
	}
	groups, err := Of(t.Context(), run(t, l, ""), ByCounterparty)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, g := range groups {
		got = append(got, fmt.Sprintf("%s %d %v", g.Label, run(t, l, g.Filter()).Len(), g.IsAccount()))
	}
	if want := []string{"LIDL GDAŃSK 3 false", "ORLEN 1 false", "PL61109010140000071219812874 1 true", None + " 1 false"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestEqualGroupsComeAsTheyFirstOccur(t *testing.T) {
	imp := &aisclient.Import{Targets: []aisclient.Target{{Accounts: []aisclient.Account{{Currency: "PLN", Transactions: []aisclient.Transaction{
		tx("2026-01-03", "-1.00", "a", "Zeta", "K", "b", "a"), tx("2026-01-02", "-1.00", "b", "Alfa", "K", "c"),
		tx("2026-01-01", "-1.00", "", "", "K"), tx("2026-01-01", "-1.00", "", "", "K"),
	}}}}}}
	l, err := ledger.FromImport(imp)
	if err != nil {
		t.Fatal(err)
	}
	for by, want := range map[By][]string{
		ByCounterparty: {"Zeta", "Alfa", None}, // None is last though it is the largest
		ByLabel:        {"a", "b", "c", None},
		ByMonth:        {"2026-01"},
	} {
		groups, err := Of(t.Context(), run(t, l, ""), by)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, g := range groups {
			got = append(got, g.Label)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q instead of %q", by, got, want)
		}
	}
}

func TestGroupingNothing(t *testing.T) {
	l := smallLedger(t)
	for _, by := range All() {
		if groups, err := rows(t.Context(), l, nil, by, ByMonth); err != nil || len(groups) != 0 {
			t.Errorf("%s: %v, %v", by, groups, err)
		}
	}
	if groups, err := rows(t.Context(), l, []int32{0, 1}); err != nil || groups != nil {
		t.Errorf("by nothing: %v, %v", groups, err)
	}
}

// Banks name the owners of an account in any order: the same two people stay one group.
func TestOwnersInAnotherOrderAreTheSame(t *testing.T) {
	anna, jan := aisclient.Owner{Name: text.Clean("Anna Łącka")}, aisclient.Owner{Name: text.Clean("Jan Łącki")}
	imp := smallImport()
	accounts := imp.Targets[0].Accounts
	accounts[0].Owners, accounts[2].Owners = []aisclient.Owner{anna, jan}, []aisclient.Owner{jan, anna, jan}
	l, _ := ledger.FromImport(imp)
	groups, err := Of(t.Context(), run(t, l, "is:account"), ByOwner)
	if err != nil || len(groups) != 1 || groups[0].Count() != 7 || groups[0].Key != "Anna Łącka, Jan Łącki" {
		t.Fatalf("%+v %v", groups, err)
	}
	if got := run(t, l, groups[0].Filter()).Len(); got != 7 {
		t.Errorf("%s gives %d rows", groups[0].Filter(), got)
	}
	if got := run(t, l, l.CellFilter(6, ledger.ColOwner)).Len(); got != 7 {
		t.Errorf("%s gives %d rows", l.CellFilter(6, ledger.ColOwner), got)
	}
}

func TestGroupsAddUpToTheTotal(t *testing.T) {
	l, _ := ledger.FromImport(randomImport(3000, 6))
	for _, line := range []string{"", "zabka", "is:in date:last90d", "nothingatall"} {
		r := run(t, l, line, ledger.SortKey{Column: ledger.ColAmount, Desc: true})
		for _, by := range All() {
			groups, err := Of(context.Background(), r, by)
			if err != nil {
				t.Fatal(err)
			}
			if by != ByLabel {
				checkSum(t, fmt.Sprint(line, " by ", by), groups, r.Totals)
			}
			for _, g := range groups {
				checkGroup(t, l, r, line, &g)
			}
		}
	}
}

func checkSum(t *testing.T, what string, groups []Group, totals []ledger.Totals) {
	t.Helper()
	for _, want := range totals {
		var count int
		var in, out aisclient.Amount
		for _, g := range groups {
			sum := g.Total(want.Currency)
			count, in, out = count+sum.Count, in+sum.In, out+sum.Out
		}
		if count != want.Count || in != want.In || out != want.Out {
			t.Errorf("%s: groups give %d rows, %v in, %v out; the total is %+v", what, count, in, out, want)
		}
	}
}

// checkGroup compares a group with the rows that its filter gives.
func checkGroup(t *testing.T, l *ledger.Ledger, r *ledger.Result, line string, g *Group) {
	t.Helper()
	again := run(t, l, filter.Join(line, g.Filter()), r.Query.Sort...)
	if !slices.Equal(again.Order, g.Rows) {
		t.Fatalf("group %v %q: %d rows, its filter %s gives %d", g.By, g.Label, len(g.Rows), g.Filter(), len(again.Order))
	}
	totals := slices.Clone(again.Totals)
	for i := range totals {
		totals[i].Median = 0
	}
	if !slices.Equal(totals, g.Totals) {
		t.Fatalf("group %v %q: totals %+v, want %+v", g.By, g.Label, g.Totals, totals)
	}
}

func TestEveryNestingOfTwo(t *testing.T) {
	l, _ := ledger.FromImport(randomImport(800, 7))
	r := run(t, l, "")
	for _, a := range All() {
		for _, b := range All() {
			groups, err := Of(context.Background(), r, a, b)
			if err != nil || len(groups) == 0 {
				t.Fatal(a, b, groups, err)
			}
			for _, g := range groups {
				inner, _ := rows(context.Background(), l, g.Rows, b)
				if len(inner) != len(g.Sub) {
					t.Fatalf("%v within %v %q: %d groups, want %d", b, a, g.Label, len(g.Sub), len(inner))
				}
				for i := range inner {
					if !slices.Equal(inner[i].Rows, g.Sub[i].Rows) || !slices.Equal(inner[i].Totals, g.Sub[i].Totals) || inner[i].Key != g.Sub[i].Key {
						t.Fatalf("%v within %v %q: %q differs", b, a, g.Label, inner[i].Label)
					}
				}
			}
		}
	}
}

func TestGroupsInTimeAreInOrder(t *testing.T) {
	l, _ := ledger.FromImport(randomImport(2000, 15))
	for _, by := range []By{ByMonth, ByWeek, ByWeekday} {
		groups, _ := Of(context.Background(), run(t, l, "", ledger.SortKey{Column: ledger.ColAmount, Desc: true}), by)
		if last := groups[len(groups)-1]; last.Label != None {
			t.Errorf("%v ends with %q", by, last.Label)
		}
		groups = groups[:len(groups)-1]
		if by == ByWeekday {
			if groups[0].Label != time.Monday.String() || groups[6].Label != time.Sunday.String() {
				t.Errorf("the week runs from %s to %s", groups[0].Label, groups[6].Label)
			}
			continue
		}
		if !slices.IsSortedFunc(groups, func(x, y Group) int { return compareStrings(x.Key, y.Key) }) {
			t.Errorf("%v is not in order", by)
		}
	}
}

func compareStrings(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func TestHostileSizes(t *testing.T) {
	imp := &aisclient.Import{Targets: []aisclient.Target{{}}}
	for i := range 3000 { // many currencies and parties: the table of pairs would be too large
		acc := aisclient.Account{Currency: aisclient.Currency(rune('A'+i%26)) + aisclient.Currency(time.Duration(i).String())}
		for j := range 3 {
			x := tx("2026-01-01", "1.00", "x", time.Duration(i*3+j).String(), "k", "l")
			if i%1000 == 0 {
				x.BookedOn = aisclient.Date(1 + i)
			}
			acc.Transactions = append(acc.Transactions, x)
		}
		imp.Targets[0].Accounts = append(imp.Targets[0].Accounts, acc)
	}
	imp.Targets[0].Accounts[0].Transactions[0].Title = text.Clean(string(make([]byte, 9000)))
	imp.Targets[0].Accounts[0].Transactions[1].BookedOn = aisclient.DateOf(9999, 12, 31)
	l, err := ledger.FromImport(imp)
	if err != nil {
		t.Fatal(err)
	}
	for _, by := range All() {
		groups, err := Of(context.Background(), run(t, l, ""), by)
		if err != nil || len(groups) == 0 {
			t.Errorf("%v: %v", by, err)
		}
	}
}

func TestAnEmptyLedgerHasNoGroups(t *testing.T) {
	for _, imp := range []*aisclient.Import{{}, {Targets: []aisclient.Target{{Accounts: []aisclient.Account{{Currency: "PLN"}}}}}} {
		l, err := ledger.FromImport(imp)
		if err != nil {
			t.Fatal(err)
		}
		for _, by := range All() {
			if g, err := Of(context.Background(), run(t, l, ""), by); err != nil || len(g) != 0 {
				t.Errorf("%v of nothing: %v, %v", by, g, err)
			}
		}
	}
}

func TestGroupingsAreReadByTheirNames(t *testing.T) {
	for _, g := range All() {
		if got, ok := ParseBy(g.String()); !ok || got != g {
			t.Errorf("%v: %v", g, got)
		}
	}
	if _, ok := ParseBy("size"); ok {
		t.Error("a grouping that there is not")
	}
}

// In the background a grouping waits for a query of the user, and ends with its context.
func TestGroupingInTheBackgroundGivesWay(t *testing.T) {
	l, err := ledger.FromImport(randomImport(3000, 5))
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(ledger.Background(t.Context()))
		defer l.Enter(t.Context())()
		ended := error(nil)
		go func() { _, ended = rows(ctx, l, []int32{0, 1, 2}, ByMonth) }()
		synctest.Wait()
		if ended != nil {
			t.Fatal("it ended before it was told to")
		}
		cancel()
		if synctest.Wait(); ended != context.Canceled {
			t.Errorf("it ended with %v", ended)
		}
	})
}

func TestSumsOfGroupsThatDoNotFitAreSaid(t *testing.T) {
	imp := smallImport()
	acc := &imp.Targets[0].Accounts[0]
	acc.Transactions = nil
	for range 3 {
		acc.Transactions = append(acc.Transactions, tx("2026-01-01", "900000000000000", "x", "y", "z", "l"), tx("2026-01-01", "-900000000000000", "x", "y", "z", "l"))
	}
	l, _ := ledger.FromImport(imp)
	groups, _ := Of(t.Context(), run(t, l, "src:0"), ByLabel)
	if !groups[0].Totals[0].Overflow {
		t.Errorf("%+v", groups[0].Totals)
	}
}

// The smallest number that fits into an amount has no opposite.
func TestASumOfAGroupWithoutAnOppositeIsTooLarge(t *testing.T) {
	imp := smallImport()
	acc := &imp.Targets[0].Accounts[0]
	acc.Transactions = []aisclient.Transaction{tx("2026-01-01", "-922337203685477.5807", "x", "y", "z", "a", "b"), tx("2026-01-02", "-0.0001", "x", "y", "z", "a")}
	l, _ := ledger.FromImport(imp)
	for _, by := range []By{ByLabel, ByMonth} {
		groups, _ := Of(t.Context(), run(t, l, "src:0"), by)
		if tot := groups[0].Totals[0]; !tot.Overflow || tot.Out != 0 {
			t.Errorf("by %s: %+v", by, tot)
		}
	}
}

func TestGroupingStopsWithItsContext(t *testing.T) {
	l, _ := ledger.FromImport(randomImport(3000, 14))
	ctx, cancel := context.WithCancel(context.Background())
	r := run(t, l, "")
	cancel()
	if _, err := Of(ctx, r, ByMonth, ByLabel); !errors.Is(err, context.Canceled) {
		t.Errorf("grouping: %v", err)
	}
}
