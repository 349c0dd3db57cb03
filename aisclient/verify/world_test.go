package verify

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/modeltest"
	"aisdesk/aisclient/text"
)

var update = flag.Bool("update", false, "write the golden files anew")

var today = aisclient.DateOf(2026, time.March, 31)

// The short words in which these tests are written.
var amount, day, tx = modeltest.Amount, modeltest.Day, modeltest.Row

// Account numbers that are right and nobody's.
const (
	mine  = "PL61109010140000071219812874"
	yours = "PL10105000997603123456789123"
)

// world is an import while a test makes it. Its zero data is that of March 31, 2026.
type world struct {
	t   *testing.T
	imp *aisclient.Import
	o   insight.Options
	// exclude is a word in the titles of rows that a person excluded; empty for none.
	exclude string
}

func newWorld(t *testing.T) *world {
	w := &world{t: t, imp: &aisclient.Import{Envelope: aisclient.Envelope{ResponseTimestamp: time.Date(2026, 3, 31, 9, 0, 0, 0, time.UTC)},
		Targets: []aisclient.Target{{Name: text.Clean("KontoBank"), OfficialName: text.Clean("Konto Bank S.A."), Owners: owners("Anna Łącka")}}}}
	return w
}

// owners are owners by name; "Jan Nowak ATTORNEY" is one by kind.
func owners(names ...string) []aisclient.Owner {
	var out []aisclient.Owner
	for _, n := range names {
		kind := aisclient.KindOwner
		for _, k := range []aisclient.OwnerKind{"ATTORNEY", "PROXY", aisclient.KindCoOwner, aisclient.KindCompany} {
			if rest, ok := strings.CutSuffix(n, " "+string(k)); ok {
				n, kind = rest, k
			}
		}
		out = append(out, aisclient.Owner{Name: text.Clean(n), Kind: kind})
	}
	return out
}

// account adds an account with rows; the rows' balances follow from the balance at the end.
func (w *world) account(name, iban, end string, rows ...aisclient.Transaction) *aisclient.Account {
	a := aisclient.Account{Name: text.Clean(name), IBAN: text.Clean(iban), Currency: "PLN", Owners: owners("Anna Łącka"), Transactions: chained(end, rows)}
	if end != "" {
		b := amount(end)
		a.Balance = &b
	}
	t := &w.imp.Targets[0]
	t.Accounts = append(t.Accounts, a)
	return &t.Accounts[len(t.Accounts)-1]
}

// chained sorts rows, the newest first, and gives each the balance after it.
func chained(end string, rows []aisclient.Transaction) []aisclient.Transaction {
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, b aisclient.Transaction) int { return int(b.BookedOn) - int(a.BookedOn) })
	if end == "" {
		return rows
	}
	balance := amount(end)
	for i := range rows {
		if !rows[i].Booked() {
			continue
		}
		rows[i].Balance, rows[i].HasBalance = balance, true
		balance -= rows[i].Amount
	}
	return rows
}

// monthly is a payment on a day of each of the last n months, the newest in March 2026.
func monthly(n, on int, x, party, title string, labels ...string) []aisclient.Transaction {
	var rows []aisclient.Transaction
	for i := range n {
		d := aisclient.DateOf(2026, time.Month(3-i), on)
		rows = append(rows, tx(d.String(), x, party, title, labels...))
	}
	return rows
}

// living is everyday life for so many days before the data's: a row every third day.
func living(days int) []aisclient.Transaction {
	var rows []aisclient.Transaction
	shops := []string{"Biedronka", "Lidl", "Orlen", "Zabka Polska"}
	for d := 1; d <= days; d += 3 {
		x := fmt.Sprintf("-%d.%02d", 20+d%7, 10+d%90)
		rows = append(rows, tx((today-aisclient.Date(d)).String(), x, shops[d%len(shops)], "Zakup karta"))
	}
	return rows
}

// salaried is a customer with a wage of 5,000 a month for a year, on an account of Anna Łącka.
func salaried(t *testing.T) *world {
	w := newWorld(t)
	rows := append(living(365), monthly(12, 28, "5000.00", "ACME Sp. z o.o.", "Wynagrodzenie za prace")...)
	w.account("Konto 0", mine, "2500.00", rows...)
	return w
}

// joined puts groups of rows together.
func joined(groups ...[]aisclient.Transaction) []aisclient.Transaction {
	return slices.Concat(groups...)
}

func (w *world) first() *aisclient.Account { return &w.imp.Targets[0].Accounts[0] }

func (w *world) ledger() *ledger.Ledger {
	w.t.Helper()
	l, err := ledger.FromImport(w.imp)
	if err != nil {
		w.t.Fatal(err)
	}
	if w.exclude == "" {
		return l
	}
	var rows ledger.RowSet
	for row := range int32(l.Len()) {
		if strings.Contains(l.Title(row).String(), w.exclude) {
			rows.Add(row)
		}
	}
	return l.WithExcluded(&rows)
}

// run checks claims written as "income 5000PLN".
func (w *world) run(claims ...string) *Report {
	w.t.Helper()
	var all []Claim
	for _, said := range claims {
		all = append(all, claimed(w.t, said))
	}
	w.o.Today = today
	k, err := NewChecker(context.Background(), insight.NewCache(w.ledger(), w.o), today)
	if err != nil {
		w.t.Fatal(err)
	}
	rep, err := k.Check(context.Background(), all)
	if err != nil {
		w.t.Fatal(err)
	}
	return rep
}

// one is the last check of a run.
func (w *world) one(claims ...string) Check {
	w.t.Helper()
	rep := w.run(claims...)
	return rep.Checks[len(rep.Checks)-1]
}

// want checks the last claim's outcome and codes.
func (w *world) want(outcome Outcome, codes string, claims ...string) Check {
	w.t.Helper()
	check := w.one(claims...)
	if check.Outcome != outcome || !hasCodes(check, codes) {
		w.t.Errorf("%v: %s %v (%s), want %s %s", claims, check.Outcome, check.Codes, check.Reason, outcome, codes)
	}
	return check
}

// hasCodes reports whether a check has all of some codes.
func hasCodes(check Check, codes string) bool {
	for _, code := range strings.Fields(codes) {
		if !slices.Contains(check.Codes, Code(code)) {
			return false
		}
	}
	return true
}

// said is everything that a report says: its JSON, with the letters as they are.
func said(r *Report) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(r); err != nil {
		panic(err) // strings, numbers and dates always encode
	}
	return b.String()
}

// checkAll checks claims against a ledger that nobody has looked at before.
func checkAll(ctx context.Context, l *ledger.Ledger, claims []Claim, now aisclient.Date) (*Report, error) {
	k, err := NewChecker(ctx, insight.NewCache(l, insight.Options{Today: now}), now)
	if err != nil {
		return nil, err
	}
	if _, err := k.Notable(ctx); err != nil {
		return nil, err
	}
	return k.Check(ctx, claims)
}
