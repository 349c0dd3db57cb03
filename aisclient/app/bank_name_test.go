package app

import (
	"os"
	"path/filepath"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
)

// A reply names its bank as the catalog does alone. What the sign-in told of it is the bank's name wherever its rows are read: as
// they come, saved, and in a case beside a statement file of the same bank.
func TestABankHasOneName(t *testing.T) {
	a := newApp(t, "")
	_, err := a.Banks(t.Context(), "all", false)
	must(t, err)
	out, err := a.Begin(VerificationRequest{Method: SignInMock, Login: "three-b"}).Run(t.Context(), nil)
	must(t, err)
	id := out.ImportID
	e, err := a.SavedImport(t.Context(), id)
	must(t, err)
	if e.OfficialName.Empty() || e.OfficialName.Equal(e.Target) {
		t.Fatalf("the sign-in told no other name: %q, %q", e.Target, e.OfficialName)
	}
	for _, how := range []string{"fresh", "saved"} {
		r, err := a.Open(t.Context(), id)
		must(t, err)
		l, imp, err := r.Load(t.Context(), nil)
		must(t, err)
		if !imp.Targets[0].OfficialName.Equal(e.OfficialName) {
			t.Errorf("%s: %q", how, imp.Targets[0].OfficialName)
		}
		banksAre(t, l, e.Target.String(), e.OfficialName.String())
	}
}

func TestABankHasOneNameInACase(t *testing.T) {
	a := offlineApp(t)
	id, err := a.Cases.New(t.Context(), "Kowalski", janKowalski)
	must(t, err)
	store, err := a.archive.get()
	must(t, err)
	e, err := store.Save(t.Context(), archive.NewImport{Environment: text.Clean(Sandbox), Target: text.Clean("BankA"), OfficialName: text.Clean("Bank A SA"),
		OwnerExternalID: text.Clean("jan"), State: text.Clean(string(aisclient.StateSuccessful))}, xmlReply("BankA", "Jan Kowalski", ibanA, "9000.00", months(12, bread)...))
	must(t, err)
	must(t, a.Cases.AddImport(t.Context(), id, e.ID))
	statement := filepath.Join(t.TempDir(), "statement.xml")
	must(t, os.WriteFile(statement, xmlReply("BankA", "Jan Kowalski", ibanB, "10.00", months(15, bread)...), 0o600))
	file, err := a.Cases.AddFile(t.Context(), id, statement, "jan")
	must(t, err)
	if e, err := a.SavedImport(t.Context(), file); err != nil || e.Bank().String() != "Bank A SA" || e.OfficialName.String() != "statement.xml" {
		t.Errorf("the library says %q of the file %q: %v", e.Bank(), e.OfficialName, err)
	}
	doc, err := a.Reports.Make(t.Context(), dataset(t, a, id), ReportRequest{})
	must(t, err)
	for _, i := range doc.Imports {
		if i.Bank != "Bank A SA" {
			t.Errorf("the report says %q of %s", i.Bank, i.ID)
		}
	}
	l := dataset(t, a, id).Ledger
	if n := len(l.Sources()); n != 2 {
		t.Fatalf("%d accounts", n)
	}
	banksAre(t, l, "BankA", "Bank A SA")
}

func banksAre(t *testing.T, l *ledger.Ledger, target, name string) {
	t.Helper()
	for _, s := range l.Sources() {
		if s.TargetName.String() != name || s.Target.String() != target {
			t.Errorf("%s is of %q, target %q", s.Label(), s.TargetName, s.Target)
		}
	}
}
