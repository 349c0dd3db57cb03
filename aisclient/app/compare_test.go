package app

import (
	"fmt"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/modeltest"
	"aisdesk/aisclient/text"
)

// A payment of an account whose data begins late does not begin because the data does.
func TestAnAccountThatIsCoveredLateBeginsNoPayments(t *testing.T) {
	account := func(iban, payer string, first, months int) aisclient.Account {
		var rows []aisclient.Transaction
		for i := range months {
			rows = append(rows, modeltest.Row(modeltest.Day("2026-01-05").AddMonths(first+i).String(), "-300", payer, "Rata kredytu "+payer))
		}
		return aisclient.Account{Name: text.Clean("Konto " + payer), IBAN: text.Clean(iban), Currency: "PLN", Transactions: rows}
	}
	imp := &aisclient.Import{Envelope: aisclient.Envelope{ResponseTimestamp: modeltest.Day("2026-08-31").Time()}, Targets: []aisclient.Target{{Name: text.Clean("KontoBank"), Accounts: []aisclient.Account{
		account("PL61109010140000071219812874", "Stary Bank", 0, 8), account("PL27114020040000300201355387", "Nowy Bank", 4, 4)}}}}
	l, err := ledger.FromImport(imp)
	if err != nil {
		t.Fatal(err)
	}
	a, b := ledger.Between(modeltest.Day("2026-01-01"), modeltest.Day("2026-04-30")), ledger.Between(modeltest.Day("2026-05-01"), modeltest.Day("2026-08-31"))
	c, err := ComparePeriods(t.Context(), Dataset{Name: "x", Ledger: l}, modeltest.Day("2026-08-31").Time(), a, b)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Streams) != 0 {
		t.Errorf("%s %s, though its account has no data of the first period", c.Streams[0].Name, c.Streams[0].Shift)
	}
	if len(c.Accounts) != 1 || c.Accounts[0].Label != "Konto Nowy Bank" || c.Accounts[0].A.Bounded() || c.Accounts[0].B.From != modeltest.Day("2026-05-05") {
		t.Errorf("accounts with other days: %+v", c.Accounts)
	}
	if c, err = ComparePeriods(t.Context(), Dataset{Name: "x", Ledger: l}, modeltest.Day("2026-08-31").Time(), ledger.Between(modeltest.Day("2026-05-01"), modeltest.Day("2026-06-30")), b); err != nil || len(c.Accounts) != 1 {
		t.Errorf("%v %+v", err, c.Accounts)
	}
}

// What people did with rows differs between an import and the case that holds it, and so does a renamed owner of the login.
func TestActsAndOwnersOfTheLoginDiffer(t *testing.T) {
	a := offlineApp(t)
	id, importA, _ := twoBanks(t, a)
	plain := dataset(t, a, id)
	rows := rowsOf(plain.Ledger, "Wynagrodzenie")
	d, err := a.Cases.ActOn(t.Context(), plain, rows[:1], func(rows []casefile.Row, _ []string) casefile.Act {
		return casefile.Exclude{Rows: rows, Reason: "bonus"}
	})
	must(t, err)
	d, err = a.Cases.ActOn(t.Context(), d, rows[1:2], func(rows []casefile.Row, was []string) casefile.Act {
		return casefile.Relabel{Rows: rows, Category: "person_in", Was: was, Reason: "a gift"}
	})
	must(t, err)
	diff, err := Compare(t.Context(), plain, d, a.opts.Now())
	must(t, err)
	said := ""
	for _, x := range diff.Accounts {
		for _, r := range x.Changed {
			said += fmt.Sprint(r.Changes)
		}
	}
	if want := "[{relabelled  person_in, was salary: a gift (Anna)}][{excluded  bonus (Anna)}]"; said != want && said != "[{excluded  bonus (Anna)}][{relabelled  person_in, was salary: a gift (Anna)}]" {
		t.Errorf("acts: %s, want %s", said, want)
	}
	if same, err := Compare(t.Context(), d, d, a.opts.Now()); err != nil || !same.Empty() {
		t.Errorf("a dataset differs from itself: %+v, %v", same, err)
	}
	other := put(t, a, "jan", xmlReply("BankA", "Ewa Kowalska", ibanA, "9000.00"))
	ewa, jan := opened(t, a, other), opened(t, a, importA)
	if diff, err = Compare(t.Context(), jan, ewa, a.opts.Now()); err != nil || fmt.Sprint(diff.Changes) != "[{owners of the login Jan Kowalski Ewa Kowalska}]" || diff.Empty() {
		t.Errorf("owners: %+v, %v", diff, err)
	}
}

// opened is a saved import, read to its end.
func opened(t *testing.T, a *App, id string) Dataset {
	t.Helper()
	r, err := a.Open(t.Context(), id)
	must(t, err)
	d := r.Dataset
	d.Ledger, _, err = r.Load(t.Context(), nil)
	must(t, err)
	return d
}
