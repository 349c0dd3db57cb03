package merge_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/ledgertest"
	"aisdesk/aisclient/ledger/merge"
	"aisdesk/aisclient/modeltest"
	"aisdesk/aisclient/text"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func ledgerOf(t *testing.T, imp *aisclient.Import) *ledger.Ledger {
	t.Helper()
	l, err := ledger.FromImport(imp)
	must(t, err)
	return l
}

func build(t *testing.T, parts ...merge.Part) *merge.Merged {
	t.Helper()
	m, err := merge.Build(t.Context(), parts)
	must(t, err)
	return m
}

func at(day string) time.Time {
	d, err := time.Parse("2006-01-02", day)
	if err != nil {
		panic(err)
	}
	return d
}

// dump is every row of every account as JSON, in order.
func dump(l *ledger.Ledger) []string {
	var out []string
	for _, s := range l.Sources() {
		for row := s.First; row < s.Last; row++ {
			b, _ := json.Marshal(l.Transaction(row))
			out = append(out, s.Name.String()+" "+string(s.Currency)+" "+string(b))
		}
	}
	return out
}

func booked(x *aisclient.Transaction) aisclient.Date {
	if x.BookedOn.Empty() {
		return x.TransactionOn
	}
	return x.BookedOn
}

// cut is the import with the rows of some days only.
func cut(imp *aisclient.Import, from, to aisclient.Date) *aisclient.Import {
	out := &aisclient.Import{Targets: []aisclient.Target{imp.Targets[0]}}
	out.Targets[0].Accounts = slices.Clone(imp.Targets[0].Accounts)
	for i := range out.Targets[0].Accounts {
		a := &out.Targets[0].Accounts[i]
		a.Transactions = slices.DeleteFunc(slices.Clone(a.Transactions), func(x aisclient.Transaction) bool { return booked(&x) < from || booked(&x) > to })
	}
	return out
}

// Casefile statement 11: an import cut by days into overlapping parts merges back, whatever part is the newest.
func TestCutPartsMergeBack(t *testing.T) {
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 11))
		imp := ledgertest.RandomImport(300, seed)
		for i := range imp.Targets[0].Accounts { // as replies are ordered; every third row twice
			a := &imp.Targets[0].Accounts[i]
			for j := 0; j < len(a.Transactions); j += 3 {
				a.Transactions = slices.Insert(a.Transactions, j, a.Transactions[j])
			}
			slices.SortStableFunc(a.Transactions, func(x, y aisclient.Transaction) int { return cmp.Compare(booked(&y), booked(&x)) })
		}
		want := dump(ledgerOf(t, imp))
		first, last := ledgertest.Today-740, ledgertest.Today
		var parts []merge.Part
		for from := first; from <= last; {
			length := aisclient.Date(50 + r.IntN(200))
			parts = append(parts, merge.Part{Import: fmt.Sprint("import-", len(parts)), Made: at("2026-03-31").Add(time.Duration(r.IntN(1000)) * time.Hour),
				Ledger: ledgerOf(t, cut(imp, from, from+length))})
			from += length + 1 - aisclient.Date(r.IntN(40))
		}
		r.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		m := build(t, parts...)
		if got := dump(m.Ledger); !slices.Equal(got, want) {
			t.Fatalf("seed %d, %d parts: %d rows, want %d\n%v", seed, len(parts), len(got), len(want), firstOther(got, want))
		}
		known := 0
		for _, p := range parts {
			for row := range int32(p.Ledger.Len()) {
				to, ok := m.Row(merge.Origin{Import: p.Import, Row: row})
				a, _ := json.Marshal(p.Ledger.Transaction(row))
				if b, _ := json.Marshal(m.Ledger.Transaction(to)); !ok || string(a) != string(b) {
					t.Fatalf("seed %d: row %d of %s became\n%s\nand was\n%s", seed, row, p.Import, b, a)
				}
				known++
			}
		}
		for row := range int32(m.Ledger.Len()) {
			known -= len(m.Origins(row))
		}
		if known != 0 {
			t.Errorf("seed %d: %d origins too few or too many", seed, known)
		}
	}
}

func firstOther(got, want []string) string {
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			return fmt.Sprintf("row %d is\n%s\nwant\n%s", i, got[i], want[i])
		}
	}
	return "one has more"
}

// A single import stays as it is, with accounts that it has twice, cards, and other currencies.
func TestOneImportStaysAsItIs(t *testing.T) {
	imp := ledgertest.SmallImport()
	imp.Targets[0].Accounts = append(imp.Targets[0].Accounts, imp.Targets[0].Accounts[0])
	l := ledgerOf(t, imp)
	m := build(t, merge.Part{Import: "a", Ledger: l, Made: at("2026-04-01")})
	got, want := dump(m.Ledger), dump(l)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) || len(m.Ledger.Sources()) != len(l.Sources()) {
		t.Errorf("%s\n%d and %d sources", firstOther(got, want), len(m.Ledger.Sources()), len(l.Sources()))
	}
}

const ibanA, ibanB = "PL61109010140000071219812874", "PL10105000997603123456789123"

func account(iban, balance string, owner string, txs ...aisclient.Transaction) aisclient.Account {
	a := aisclient.Account{Name: text.Clean("Konto"), IBAN: text.Clean(iban), Currency: "PLN", Transactions: txs}
	if balance != "" {
		b := modeltest.Amount(balance)
		a.Balance = &b
	}
	for _, o := range []string{owner} {
		if o != "" {
			a.Owners = append(a.Owners, aisclient.Owner{Name: text.Clean(o), Kind: aisclient.KindOwner})
		}
	}
	return a
}

func part(t *testing.T, id, made, bank string, accounts ...aisclient.Account) merge.Part {
	t.Helper()
	imp := &aisclient.Import{Targets: []aisclient.Target{{Name: text.Clean(bank), Accounts: accounts}}}
	return merge.Part{Import: id, Made: at(made), Owner: "jan", Ledger: ledgerOf(t, imp)}
}

func row(day, amount, iban, party, title string) aisclient.Transaction {
	x := modeltest.Row(day, amount, party, title)
	x.PartyIBAN = text.Clean(iban)
	return x
}

// An account is its number in any notation; the newest import gives balance and owners, whichever comes first.
func TestAnAccountStandsOnce(t *testing.T) {
	old := part(t, "old", "2026-02-01", "KontoBank", account(ibanA, "10.00", "Jan Kowalsky", row("2026-01-10", "5", "", "X", "old")))
	fresh := part(t, "new", "2026-03-01", "Konto Bank", account("61 1090 1014 0000 0712 1981 2874", "20.00", "Jan Kowalski", row("2026-02-10", "6", "", "X", "new")))
	spouse := part(t, "spouse", "2026-02-15", "KontoBank", account(ibanA, "15.00", "Maria Kowalska", row("2026-02-10", "6", "", "X", "new")))
	spouse.Owner = "maria"
	for _, parts := range [][]merge.Part{{old, fresh, spouse}, {spouse, fresh, old}, {fresh, old, spouse}} {
		m := build(t, parts...)
		s := m.Ledger.Sources()
		if len(s) != 1 || s[0].Balance.String() != "20.00" || s[0].OwnerNames().String() != "Jan Kowalski, Maria Kowalska" || m.Ledger.Len() != 2 {
			t.Errorf("%d accounts, %+v, %d rows", len(s), s, m.Ledger.Len())
		}
		if !slices.Equal(m.Accounts[0].Imports, []string{"new", "spouse", "old"}) {
			t.Error(m.Accounts[0].Imports)
		}
		if got := m.Origins(0); !slices.Equal(got, []merge.Origin{{Import: "new", Row: 0}, {Import: "spouse", Row: 0}}) {
			t.Error(got)
		}
	}
	euro := part(t, "euro", "2026-02-01", "KontoBank", account(ibanA, "10.00", ""))
	euro.Ledger.Import().Targets[0].Accounts[0].Currency = "EUR"
	euro.Ledger = ledgerOf(t, euro.Ledger.Import())
	if m := build(t, fresh, euro); len(m.Ledger.Sources()) != 2 || len(m.Ledger.Currencies()) != 2 {
		t.Error("two currencies are one account")
	}
	a, b := part(t, "a", "2026-02-01", "KontoBank", account("", "1.00", "")), part(t, "b", "2026-02-01", "PocztaBank", account("", "1.00", ""))
	if m := build(t, a, b, a); len(m.Ledger.Sources()) != 2 {
		t.Error("without numbers an account is its bank and name")
	}
	const masked = "PL** **** **** **** **** **** 2874"
	a, b = part(t, "a", "2026-02-01", "KontoBank", account(masked, "1.00", "")), part(t, "b", "2026-02-01", "PocztaBank", account(masked, "1.00", ""))
	if m := build(t, a, b, a); len(m.Ledger.Sources()) != 2 {
		t.Error("numbers of two banks of which the last digits are alike are one account")
	}
}

// A row stands as often as in the import that has it most often. A block that a newer import has not is gone.
func TestOverlaps(t *testing.T) {
	coffee := row("2026-01-10", "-5", "", "Cafe", "coffee")
	block := row("2026-01-12", "-9", "", "Shop", "block")
	block.Status = text.Clean("PENDING")
	twice := part(t, "twice", "2026-02-01", "K", account(ibanA, "", "", block, coffee, coffee))
	thrice := part(t, "thrice", "2026-01-20", "K", account(ibanA, "", "", coffee, coffee, coffee))
	later := part(t, "later", "2026-02-02", "K", account(ibanA, "", "", row("2026-01-13", "-9", "", "Shop", "booked"), coffee))
	if m := build(t, twice, thrice); m.Ledger.Len() != 4 {
		t.Errorf("%v", dump(m.Ledger))
	}
	m := build(t, twice, thrice, later)
	if m.Ledger.Len() != 4 || m.Ledger.Title(0).String() != "booked" {
		t.Errorf("%v", dump(m.Ledger))
	}
	if _, ok := m.Row(merge.Origin{Import: "twice", Row: 0}); ok {
		t.Error("the block is still there")
	}
	other := coffee
	other.Balance, other.HasBalance = modeltest.Amount("1"), true
	if m := build(t, twice, part(t, "b", "2026-02-03", "K", account(ibanA, "", "", other))); m.Ledger.Len() != 4 {
		t.Error("another balance is another row")
	}
}

// Statement files stand behind replies, and an account that a reply has, too, is the reply's.
func TestFilesStandBehindReplies(t *testing.T) {
	file := part(t, "file", "2026-05-01", "KontoBank", account(ibanB, "7.00", "Jan Kowalski", row("2026-01-10", "5", "", "X", "x")),
		account(ibanA, "8.00", "Jan Kowalski", row("2026-01-10", "5", "", "X", "y")))
	file.File = true
	m := build(t, file, part(t, "reply", "2026-03-01", "KontoBank", account(ibanA, "20.00", "Jan Kowalski")))
	if len(m.Accounts) != 2 || m.Accounts[0].Unproven != "" || m.Accounts[1].Unproven == "" || m.Ledger.Sources()[0].IBAN.String() != ibanA {
		t.Errorf("%+v", m.Accounts)
	}
	if m.Unproven(0) != "" || m.Unproven(1) == "" || m.Unproven(-1) != "" || build(t, file).Unproven(-1) == "" {
		t.Error("which account stands on a file")
	}
}

func TestMonthsThatEveryAccountCovers(t *testing.T) {
	a := part(t, "a", "2026-06-10", "A", account(ibanA, "", "", row("2026-05-02", "1", "", "X", "x"), row("2026-01-20", "1", "", "X", "x")))
	b := part(t, "b", "2026-05-31", "B", account(ibanB, "", "", row("2026-02-15", "1", "", "X", "x")), account("", "", ""))
	m := build(t, a, b)
	if got := fmt.Sprint(m.Months()); got != "[2026-03 2026-04 2026-05]" {
		t.Error(got)
	}
	if got := m.Since(1); got != 0 {
		t.Errorf("nobody says what was asked for, and it is %s", got)
	}
	early := part(t, "c", "2025-11-30", "B", account(ibanB, "", "", row("2025-10-01", "1", "", "X", "x")))
	early.Since = modeltest.Day("2025-09-01")
	b.Since = modeltest.Day("2026-02-01")
	m = build(t, a, b, early)
	if got := fmt.Sprint(m.Accounts[1].Gaps, m.Months()); got != "[2025-12-01 to 2026-01-31] [2026-02 2026-03 2026-04 2026-05]" {
		t.Error(got)
	}
	if got := m.Since(1); got != 0 {
		t.Errorf("days are missing behind %s", got)
	}
	if got := build(t, a, b).Since(1); got != b.Since {
		t.Errorf("asked for since %s, not %s", b.Since, got)
	}
	early.Made = at("2026-01-31") // the day before the other begins
	if m = build(t, a, b, early); fmt.Sprint(m.Accounts[1].Covers) != "[2025-09-01 to 2026-05-31]" || len(m.Accounts[1].Gaps) != 0 || m.Since(1) != early.Since {
		t.Errorf("days that adjoin: %v, gaps %v, since %s", m.Accounts[1].Covers, m.Accounts[1].Gaps, m.Since(1))
	}
}

func TestNothingMergesToNothing(t *testing.T) {
	if m := build(t); m.Ledger.Len() != 0 || len(m.Months()) != 0 || !m.Ledger.Complete() {
		t.Errorf("%+v", m)
	}
}
