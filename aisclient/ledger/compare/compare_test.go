package compare_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/compare"
	"aisdesk/aisclient/ledger/ledgertest"
	"aisdesk/aisclient/modeltest"
	"aisdesk/aisclient/text"
)

func load(t testing.TB, imp *aisclient.Import) *ledger.Ledger {
	t.Helper()
	l, err := ledger.FromImport(imp)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func diff(t testing.TB, a, b *ledger.Ledger) *compare.Diff {
	t.Helper()
	d, err := compare.Of(context.Background(), compare.Side{Ledger: a}, compare.Side{Ledger: b})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// account is an import with one account.
func account(iban, balance string, owners []string, rows ...aisclient.Transaction) *aisclient.Import {
	a := aisclient.Account{Name: text.Clean("Konto"), IBAN: text.Clean(iban), Currency: "PLN", Transactions: rows}
	if balance != "" {
		b := modeltest.Amount(balance)
		a.Balance = &b
	}
	for _, o := range owners {
		a.Owners = append(a.Owners, aisclient.Owner{Name: text.Clean(o)})
	}
	return &aisclient.Import{Targets: []aisclient.Target{{Name: text.Clean("KontoBank"), Accounts: []aisclient.Account{a}}}}
}

const iban = "PL61109010140000071219812874"

var row = modeltest.Row

// with is a row with another side's number.
func with(x aisclient.Transaction, number string) aisclient.Transaction {
	x.PartyIBAN = text.Clean(number)
	return x
}

func rowsOf(l *ledger.Ledger, rows []int32) string {
	var out []string
	for _, r := range rows {
		out = append(out, l.Date(r).String()+" "+l.Amount(r).String())
	}
	return strings.Join(out, ", ")
}

func TestWhatDiffers(t *testing.T) {
	a := load(t, account("PL61 1090 1014 0000 0712 1981 2874", "100", []string{"Anna Łącka"},
		row("2026-03-20", "-5", "Lidl", "x"), row("2026-03-15", "-9", "Orlen", "paliwo"), row("2026-03-10", "1000", "ACME", "wages"), row("2026-03-10", "1000", "ACME", "wages"),
		with(row("2026-03-05", "-7", "Jan", "rent"), "PL27 1140 2004 0000 3002 0135 5387"), row("2026-03-01", "-1", "Lidl", "x")))
	b := load(t, account("61109010140000071219812874", "90", []string{"Anna Łącka", "Jan Nowak"},
		row("2026-03-25", "-3", "Lidl", "y"), row("2026-03-20", "-5", "Lidl", "x"), row("2026-03-15", "-9", "ORLEN", "paliwo E95", "fuel"), row("2026-03-12", "-77", "Sklep", "z"),
		row("2026-03-10", "1000", "ACME", "wages"), with(row("2026-03-05", "-7", "Jan", "rent"), "PL27114020040000300201355387")))
	d := diff(t, a, b)
	if len(d.Accounts) != 1 || d.Empty() {
		t.Fatalf("%+v", d)
	}
	acc := d.Accounts[0]
	if got := fmt.Sprint(acc.Changes); got != "[{owners Anna Łącka Anna Łącka, Jan Nowak} {balance 100.00 90.00}]" {
		t.Error(got)
	}
	if acc.Common.String() != "2026-03-05 to 2026-03-20" {
		t.Errorf("common days %s", acc.Common)
	}
	if n, m := rowsOf(b, acc.New), rowsOf(a, acc.Missing); n != "2026-03-12 -77.00" || m != "2026-03-10 1000.00" {
		t.Errorf("new %s, missing %s", n, m)
	}
	if o, p := rowsOf(a, acc.OutsideA), rowsOf(b, acc.OutsideB); o != "2026-03-01 -1.00" || p != "2026-03-25 -3.00" {
		t.Errorf("outside %s and %s", o, p)
	}
	if len(acc.Changed) != 1 || fmt.Sprint(acc.Changed[0].Changes) != "[{title paliwo paliwo E95} {party Orlen ORLEN} {labels  fuel}]" {
		t.Errorf("%+v", acc.Changed)
	}
	if len(d.Sums) != 1 || d.Sums[0].A.Net.String() != "1979.00" || d.Sums[0].B.Net.String() != "902.00" || d.Sums[0].A.Count != 5 {
		t.Errorf("%+v", d.Sums)
	}
}

// What an import was asked for counts, not where its rows happen to begin.
func TestDaysThatAreCoveredCanLackRows(t *testing.T) {
	a := load(t, account(iban, "", nil, row("2026-03-20", "-5", "Lidl", "x")))
	b := load(t, account(iban, "", nil, row("2026-03-20", "-5", "Lidl", "x"), row("2026-03-02", "-2", "Lidl", "early")))
	asked := func(int) ledger.Period {
		return ledger.Between(modeltest.Day("2026-03-01"), modeltest.Day("2026-03-31"))
	}
	d, err := compare.Of(t.Context(), compare.Side{Ledger: a, Covers: asked}, compare.Side{Ledger: b, Covers: asked})
	if err != nil || len(d.Accounts[0].New) != 1 || len(d.Accounts[0].OutsideB) != 0 {
		t.Errorf("%+v %v", d, err)
	}
	if d := diff(t, a, b); len(d.Accounts[0].New) != 0 || len(d.Accounts[0].OutsideB) != 1 {
		t.Errorf("%+v", d)
	}
}

// A single day of which both speak is a common day: what one lacks of it is missing, not outside.
func TestASingleCommonDay(t *testing.T) {
	a := load(t, account(iban, "", nil, row("2026-03-15", "-5", "Lidl", "x"), row("2026-03-15", "-9", "Orlen", "y"), row("2026-03-10", "-1", "Lidl", "z")))
	b := load(t, account(iban, "", nil, row("2026-03-20", "-2", "Lidl", "v"), row("2026-03-15", "-5", "Lidl", "x")))
	acc := diff(t, a, b).Accounts[0]
	if acc.Common.String() != "2026-03-15 to 2026-03-15" || rowsOf(a, acc.Missing) != "2026-03-15 -9.00" || rowsOf(a, acc.OutsideA) != "2026-03-10 -1.00" || rowsOf(b, acc.OutsideB) != "2026-03-20 -2.00" {
		t.Errorf("%+v", acc)
	}
}

func TestAnAccountOfOneSideOnly(t *testing.T) {
	a := load(t, account(iban, "1", nil, row("2026-03-20", "-5", "Lidl", "x")))
	b := load(t, account("PL27114020040000300201355387", "1", nil, row("2026-03-20", "-5", "Lidl", "x")))
	d := diff(t, a, b)
	if len(d.Accounts) != 2 || d.Empty() {
		t.Fatalf("%+v", d)
	}
	for _, acc := range d.Accounts {
		if len(acc.A)+len(acc.B) != 1 || len(acc.OutsideA)+len(acc.OutsideB) != 1 || acc.Common.Bounded() {
			t.Errorf("%+v", acc)
		}
	}
}

// said is a diff without the order of what has none, so that it can be compared with its mirror.
func said(d *compare.Diff, a, b *ledger.Ledger, mirrored bool) string {
	var lines []string
	add := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	for i := range d.Accounts {
		x := d.Accounts[i]
		if mirrored {
			x.A, x.B, x.New, x.Missing, x.OutsideA, x.OutsideB = x.B, x.A, x.Missing, x.New, x.OutsideB, x.OutsideA
		}
		add("account %v %v %s", x.A, x.B, x.Common)
		add("new %v missing %v outside %v %v", sorted(x.New), sorted(x.Missing), sorted(x.OutsideA), sorted(x.OutsideB))
		for _, c := range x.Changes {
			add("fact %s", turned(c, mirrored))
		}
		for _, r := range x.Changed {
			ra, rb := r.A, r.B
			if mirrored {
				ra, rb = rb, ra
			}
			for _, c := range r.Changes {
				add("row %d %d %s", ra, rb, turned(c, mirrored))
			}
		}
	}
	for _, s := range d.Sums {
		if mirrored {
			s.A, s.B = s.B, s.A
		}
		add("sum %s %s %s", s.Currency, s.A.Net, s.B.Net)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func turned(c compare.Change, mirrored bool) string {
	if mirrored {
		c.A, c.B = c.B, c.A
	}
	return fmt.Sprintf("%s %q %q", c.What, c.A, c.B)
}

func sorted(rows []int32) []int32 { return slices.Sorted(slices.Values(rows)) }

// changed is an import with random rows dropped, added, retitled and shuffled within their day, and what was done.
func changed(imp *aisclient.Import, r *rand.Rand) (*aisclient.Import, map[string]int) {
	out, done := *imp, map[string]int{}
	out.Targets = slices.Clone(imp.Targets)
	for t := range out.Targets {
		out.Targets[t].Accounts = slices.Clone(imp.Targets[t].Accounts)
		for i := range out.Targets[t].Accounts {
			acc := &out.Targets[t].Accounts[i]
			var rows []aisclient.Transaction
			for _, x := range acc.Transactions {
				switch r.IntN(12) {
				case 0:
					done["dropped"]++
					continue
				case 1:
					x.Title = text.Clean(x.Title.String() + " corrected")
					done["retitled"]++
				case 2:
					extra := x
					extra.Amount += 1 // no row of the samples has such an amount
					rows = append(rows, extra)
					done["added"]++
				}
				rows = append(rows, x)
			}
			acc.Transactions = rows
		}
	}
	return &out, done
}

func TestComparingIsAMirrorAndNothingDiffersFromItself(t *testing.T) {
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 1))
		imp := ledgertest.RandomImport(20+r.IntN(400), seed)
		other, done := changed(imp, r)
		a, b := load(t, imp), load(t, other)
		if d := diff(t, a, load(t, imp)); !d.Empty() {
			t.Fatalf("seed %d: an import differs from itself: %s", seed, said(d, a, a, false))
		}
		d := diff(t, a, b)
		if x, y := said(d, a, b, false), said(diff(t, b, a), b, a, true); x != y {
			t.Fatalf("seed %d: no mirror\n%s\n---\n%s", seed, x, y)
		}
		if len(done) > 0 && d.Empty() {
			t.Fatalf("seed %d: %v went unnoticed", seed, done)
		}
		added, gone := 0, 0
		for _, acc := range d.Accounts {
			added, gone = added+len(acc.New)+len(acc.OutsideB), gone+len(acc.Missing)+len(acc.OutsideA)
		}
		if added-gone != done["added"]-done["dropped"] || added < done["added"] {
			t.Errorf("seed %d: %d new and %d missing after %v", seed, added, gone, done)
		}
	}
}

func TestACancelledComparisonEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	l := load(t, ledgertest.RandomImport(50, 1))
	if _, err := compare.Of(ctx, compare.Side{Ledger: l}, compare.Side{Ledger: l}); err == nil {
		t.Error("it went on")
	}
}

// Two imports of 100,000 rows, of which one in twelve differs in some way, within a second.
func BenchmarkOf(b *testing.B) {
	imp := ledgertest.RandomImport(100_000, 1)
	other, _ := changed(imp, rand.New(rand.NewPCG(1, 1)))
	x, y := load(b, imp), load(b, other)
	for b.Loop() {
		diff(b, x, y)
	}
}
