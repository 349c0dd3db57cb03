// Package reporttest makes documents of an invented customer for tests of reports and their renderings.
package reporttest

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/modeltest"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
)

// Today is the day of the documents.
var Today = aisclient.DateOf(2026, time.March, 31)

// IBAN is the customer's account, right and nobody's.
const IBAN = "PL61109010140000071219812874"

// World is a customer while a test makes it.
type World struct {
	Import   *aisclient.Import
	Claims   []string // "income 4000PLN"
	Input    report.Input
	Provider string // the body of the provider's income confirmation
}

// Customer is Anna, with a wage, rent, a loan, a betting habit, a friend's money, and rows of every special kind.
func Customer() *World {
	w := &World{Import: &aisclient.Import{Envelope: aisclient.Envelope{ResponseTimestamp: time.Date(2026, 3, 31, 9, 0, 0, 0, time.UTC)}},
		Claims: []string{"name Anna Łącka", "iban " + IBAN, "income 5000PLN", "balance 3000PLN", "without gambling", "without bailiff", "max-age 7"}}
	rows := slices.Concat(
		Monthly(12, 27, "5200.00", "Zakład Mleczarski Gżegżółka S.A.", "Wynagrodzenie za pracę"),
		Monthly(12, 5, "-1800.00", "Wspólnota Mieszkaniowa Słoneczna", "Czynsz najmu"),
		Monthly(10, 10, "-412.33", "Provident Polska S.A.", "Rata pożyczki 12/24"),
		Monthly(5, 9, "-50.00", "STS S.A.", "Zakład bukmacherski"),
		Monthly(3, 14, "300.00", "MAREK KOLEGOWSKI", "za pożyczkę, przelew z PL27114020040000300201355387"),
		Monthly(4, 16, "-60.00", "NSZZ Solidarność", "składka związkowa"),
		Monthly(4, 17, "-30.00", "Parafia św. Anny", "ofiara"),
		Monthly(2, 18, "-45.00", "Partia Polityczna Razem Dalej", "składka partyjna"),
		Monthly(3, 19, "-120.00", "Apteka Pod Lwem", "leki"),
		Monthly(2, 20, "-25.00", "Fundacja Pomocna Dłoń", "darowizna"),
		Monthly(4, 21, "800.00", "ZUS Oddział w Krakowie", "świadczenie 800+ z tytułu niepełnosprawności dziecka"),
		living(365))
	w.Account("Konto Osobiste", IBAN, "41321.09", rows...)
	return w
}

// Account adds an account of Anna with rows whose balances follow from the end.
func (w *World) Account(name, iban, end string, rows ...aisclient.Transaction) {
	if len(w.Import.Targets) == 0 {
		w.Import.Targets = []aisclient.Target{{Name: text.Clean("KontoBank"), OfficialName: text.Clean("Konto Bank S.A."), Owners: []aisclient.Owner{{Name: text.Clean("Anna Łącka"), Kind: aisclient.KindOwner}}}}
	}
	b, last := modeltest.Amount(end), modeltest.Amount(end)
	a := aisclient.Account{Name: text.Clean(name), IBAN: text.Clean(iban), Currency: "PLN", Balance: &last, Owners: []aisclient.Owner{{Name: text.Clean("Anna Łącka"), Kind: aisclient.KindOwner}}}
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(x, y aisclient.Transaction) int { return int(y.BookedOn) - int(x.BookedOn) })
	for i := range rows {
		rows[i].Balance, rows[i].HasBalance = b, true
		b -= rows[i].Amount
	}
	a.Transactions = rows
	w.Import.Targets[0].Accounts = append(w.Import.Targets[0].Accounts, a)
}

// Monthly is a payment on a day of each of the last n months, the newest in March 2026.
func Monthly(n, on int, amount, party, title string) []aisclient.Transaction {
	var rows []aisclient.Transaction
	for i := range n {
		rows = append(rows, modeltest.Row(aisclient.DateOf(2026, time.Month(3-i), on).String(), amount, party, title))
	}
	return rows
}

func living(days int) []aisclient.Transaction {
	var rows []aisclient.Transaction
	shops := []string{"Biedronka", "Lidl", "Orlen", "Żabka Polska"}
	for d := 1; d <= days; d += 3 {
		rows = append(rows, modeltest.Row((Today-aisclient.Date(d)).String(), fmt.Sprintf("-%d.%02d", 20+d%7, 10+d%90), shops[d%len(shops)], "Zakup kartą"))
	}
	return rows
}

// Verdict checks the claims.
func (w *World) Verdict(t testing.TB) (*verify.Report, *insight.Analysis, []verify.Claim) {
	t.Helper()
	l, err := ledger.FromImport(w.Import)
	if err != nil {
		t.Fatal(err)
	}
	var claims []verify.Claim
	for _, s := range w.Claims {
		claims = append(claims, parse(t, s))
	}
	cache := insight.NewCache(l, insight.Options{Today: Today})
	k, err := verify.NewChecker(context.Background(), cache, Today)
	if err == nil {
		_, err = k.Notable(context.Background())
	}
	if err != nil {
		t.Fatal(err)
	}
	v, err := k.Check(context.Background(), claims)
	if err != nil {
		t.Fatal(err)
	}
	a, err := cache.Analysis(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return v, a, claims
}

func parse(t testing.TB, s string) verify.Claim {
	t.Helper()
	for _, k := range verify.Kinds() {
		if rest, ok := cut(s, string(k)); ok {
			c, err := verify.Parse(k, rest)
			if err != nil {
				t.Fatal(err)
			}
			return c
		}
	}
	t.Fatalf("%q is no claim", s)
	return nil
}

func cut(s, kind string) (string, bool) {
	if len(s) > len(kind) && s[:len(kind)+1] == kind+" " {
		return s[len(kind)+1:], true
	}
	return "yes", s == kind
}

// Document is the customer's document at a level. The words of the lexicon, which change every week, are left out of it.
func (w *World) Document(t testing.TB, level report.Level) *report.Document {
	t.Helper()
	in := w.Input
	in.Verdict, in.Analysis, in.Claims = w.Verdict(t)
	in.Verdict.Lexicon.Version, in.Verdict.Lexicon.Hash = "of the test", "0"
	in.Level, in.Program = level, "1.2.3"
	if in.Environment == "" {
		in.Environment = "sandbox"
	}
	if w.Provider != "" {
		in.Provider = []report.ProviderAnswer{{At: time.Date(2026, 3, 31, 10, 0, 0, 0, time.UTC), Body: json.RawMessage(w.Provider)}}
	}
	if in.Imports == nil {
		in.Imports = []report.Import{{ID: "20260331T090000Z-abcdefghijklm", Environment: in.Environment, Bank: "Konto Bank S.A.", Owner: "applicant-7", CommandID: "4711",
			State: "successful", SHA256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", Size: 12345, Saved: time.Date(2026, 3, 31, 9, 0, 5, 0, time.UTC),
			Expires: time.Date(2026, 4, 30, 9, 0, 5, 0, time.UTC), Since: aisclient.DateOf(2025, time.April, 1), Program: "1.2.3"}}
	}
	d, err := report.New(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
