package ledger

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

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
	l, err := FromImport(imp)
	if err != nil {
		t.Fatal(err)
	}
	if places := len(l.parties.vals); places <= maxFlat/len(l.Currencies()) {
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
	groups, err := run(t, l, "").Group(t.Context(), ByCounterparty)
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
	l, err := FromImport(randomImport(3000, 21))
	if err != nil {
		t.Fatal(err)
	}
	r := run(t, l, "-biedronka", SortKey{ColAmount, true}, SortKey{ColTitle, false})
	place := map[int32]int{}
	for i, row := range r.Order {
		place[row] = i
	}
	for _, by := range GroupBys() {
		groups, err := r.Group(t.Context(), by)
		if err != nil {
			t.Fatal(err)
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
	groups, err := run(t, smallLedger(t), "").Group(t.Context(), ByKind)
	if err != nil || len(groups) < 2 {
		t.Fatal(groups, err)
	}
	next := slices.Clone(groups[1].Rows)
	_ = append(groups[0].Rows, -7)
	if !slices.Equal(groups[1].Rows, next) {
		t.Error("appending to a group's rows changed the next group's")
	}
	_ = append(groups[0].Totals, Totals{Currency: "XXX"})
	if len(groups[1].Totals) > 0 && groups[1].Totals[0].Currency == "XXX" {
		t.Error("appending to a group's totals changed the next group's")
	}
}

func TestEqualGroupsComeAsTheyFirstOccur(t *testing.T) {
	imp := &aisclient.Import{Targets: []aisclient.Target{{Accounts: []aisclient.Account{{Currency: "PLN", Transactions: []aisclient.Transaction{
		tx("2026-01-03", "-1.00", "a", "Zeta", "K", "b", "a"), tx("2026-01-02", "-1.00", "b", "Alfa", "K", "c"),
		tx("2026-01-01", "-1.00", "c", "", "K"), tx("2026-01-01", "-1.00", "d", "", "K"),
	}}}}}}
	l, err := FromImport(imp)
	if err != nil {
		t.Fatal(err)
	}
	for by, want := range map[GroupBy][]string{
		ByCounterparty: {"Zeta", "Alfa", None}, // None is last though it is the largest
		ByLabel:        {"a", "b", "c", None},
		ByMonth:        {"2026-01"},
	} {
		groups, err := run(t, l, "").Group(t.Context(), by)
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
	for _, by := range GroupBys() {
		if groups, err := l.GroupRows(t.Context(), nil, by, ByMonth); err != nil || len(groups) != 0 {
			t.Errorf("%s: %v, %v", by, groups, err)
		}
	}
	if groups, err := l.GroupRows(t.Context(), []int32{0, 1}); err != nil || groups != nil {
		t.Errorf("by nothing: %v, %v", groups, err)
	}
}

// Banks name the owners of an account in any order: the same two people stay one group.
func TestOwnersInAnotherOrderAreTheSame(t *testing.T) {
	anna, jan := aisclient.Owner{Name: text.Clean("Anna Łącka")}, aisclient.Owner{Name: text.Clean("Jan Łącki")}
	imp := smallImport()
	accounts := imp.Targets[0].Accounts
	accounts[0].Owners, accounts[2].Owners = []aisclient.Owner{anna, jan}, []aisclient.Owner{jan, anna, jan}
	l, _ := FromImport(imp)
	groups, err := run(t, l, "is:account").Group(t.Context(), ByOwner)
	if err != nil || len(groups) != 1 || groups[0].Count() != 7 || groups[0].Key != "Anna Łącka, Jan Łącki" {
		t.Fatalf("%+v %v", groups, err)
	}
	if got := run(t, l, groups[0].Filter()).Len(); got != 7 {
		t.Errorf("%s gives %d rows", groups[0].Filter(), got)
	}
	if got := run(t, l, l.CellFilter(6, ColOwner)).Len(); got != 7 {
		t.Errorf("%s gives %d rows", l.CellFilter(6, ColOwner), got)
	}
}
