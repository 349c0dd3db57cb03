package verdict

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
	"aisdesk/aisclient/verify/policy"
	"aisdesk/tui/pane"
	"aisdesk/tui/robot"
	"aisdesk/tui/robot/sample"
	"aisdesk/tui/theme"
)

// Claims go with the import: every change is saved, and what is saved is there when the pane is first seen.
func TestClaimsAreSavedAndComeBack(t *testing.T) {
	n := &notes{}
	visit(t, sample.Ledger(whole()), n, func(v *visited) {
		v.claim(0, "Anna Wiśniewska")
		if len(n.saves) != 1 || len(n.saves[0]) != 1 || n.saves[0][0] != (verify.OwnerName{Name: "Anna Wiśniewska"}) {
			t.Errorf("saved %v", n.saves)
		}
		if s := v.pane.Status(); s != "1 claim, saved with the import" {
			t.Error(s)
		}
		v.Press("home", "enter", "enter") // unchanged
		if len(n.saves) != 1 {
			t.Error("saved what had not changed")
		}
		n.saveErr = errors.New("the disk is full")
		v.claim(0, "Anna Nowa")
		if s := v.pane.Status(); s != "1 claim, not saved: the disk is full" {
			t.Error(s)
		}
		n.saveErr = nil
		v.Press("u")
		if s := v.pane.Status(); s != "1 claim, saved with the import" || n.saves[2][0] != (verify.OwnerName{Name: "Anna Wiśniewska"}) {
			t.Error(s, n.saves)
		}
	})
	n = &notes{claims: []verify.Claim{verify.OwnerName{Name: "Ewa Obca"}}}
	visit(t, sample.Ledger(whole()), n, func(v *visited) {
		v.Sees("Ewa Obca", "✗ REFUTED")
		if len(n.saves) != 0 {
			t.Error("saved what had not changed")
		}
	})
	n = &notes{err: verify.ErrKept}
	visit(t, sample.Ledger(whole()), n, func(v *visited) {
		v.claim(0, "Anna").Sees("REFUTED")
		if s := v.pane.Status(); s != "1 claim, not saved: the kept claims cannot be read" {
			t.Error(s)
		}
		if len(n.saves) != 0 {
			t.Error("what cannot be read was written over")
		}
	})
}

func TestAFileSavesNothingAndSaysSo(t *testing.T) {
	visit(t, sample.Ledger(whole()), nil, func(v *visited) {
		v.claim(0, "Anna Wiśniewska").Sees("CONFIRMED")
		if s := v.pane.Status(); !strings.Contains(s, "1 claim, not saved: this is a reply file") {
			t.Error(s)
		}
	})
}

// The claims of a case that is open as one are saved with the case, and a decision on what is shown then keeps their checks.
func TestClaimsOfACaseAreWhatItsDecisionKeeps(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, id := caseOfTwoBanks(t)
		p := New(&pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: time.Now, Claims: a, Cases: a.Cases})
		p.SetSize(140, 50)
		v := &visited{Robot: robot.New(t, p), T: t, pane: p}
		d, err := a.Cases.Dataset(t.Context(), id)
		must(t, err)
		v.Send(pane.Focus{}).Send(pane.Loaded{Dataset: d})
		v.claim(0, "Jan Kowalski").Sees("CONFIRMED")
		if s := v.pane.Status(); s != "1 claim, saved with the case" {
			t.Error(s)
		}
		shown, n := sent[pane.Acted](v)
		if n != 1 {
			t.Fatalf("the case with the event was shown %d times", n)
		}
		r, err := a.Cases.Verdict(t.Context(), shown.Dataset, policy.Policy{})
		must(t, err)
		_, err = a.Cases.Decide(t.Context(), shown.Dataset.Acts.State, casefile.Approve, "it is enough", r)
		must(t, err)
		s, err := a.Cases.Get(t.Context(), id)
		must(t, err)
		var kept struct {
			Verdict verify.Outcome
			Checks  []struct{ Kind verify.Kind }
		}
		must(t, json.Unmarshal(s.Decision.Verdict, &kept))
		if kept.Verdict != verify.Confirmed || len(kept.Checks) != 1 || kept.Checks[0].Kind != verify.KindName || s.Stale() != nil {
			t.Errorf("kept %s with %+v, stale by %v", kept.Verdict, kept.Checks, s.Stale())
		}
	})
}

// caseOfTwoBanks is a case of one person with an account at each of two banks, in an archive of its own.
func caseOfTwoBanks(t *testing.T) (a *app.App, id string) {
	t.Helper()
	dir := t.TempDir()
	store, err := archive.Open(dir, archive.Options{})
	must(t, err)
	var imports []string
	for bank, iban := range map[string]string{"BankA": "PL61109010140000071219812874", "BankB": "PL10105000997603123456789123"} {
		e, err := store.Save(t.Context(), archive.NewImport{Environment: text.Clean(app.Sandbox), OwnerExternalID: text.Clean("jan"), State: text.Clean("successful")},
			[]byte(`<?xml version="1.0" encoding="utf-8"?><reply status="200 OK" user="acme-test" responseTimestamp="2026-11-27T08:00:00Z"><command id="1" state="successful" name="DefaultImportCommand" target="`+bank+
				`"><result><owners><owner><name>Jan Kowalski</name><kind>OWNER</kind></owner></owners><accounts><account><name>Konto</name><iban>`+iban+
				`</iban><currencyBalance>100.00</currencyBalance><currencyName>PLN</currencyName><owners><owner><name>Jan Kowalski</name><kind>OWNER</kind></owner></owners><moneyTransactions></moneyTransactions></account></accounts></result></command></reply>`))
		must(t, err)
		imports = append(imports, e.ID)
	}
	must(t, store.Close())
	a = app.New(app.Config{DataDir: dir, StateDir: t.TempDir(), Case: cases.Settings{Author: "Anna"}}, app.Options{})
	t.Cleanup(a.Close)
	id, err = a.Cases.New(t.Context(), "Kowalski", casefile.Person{Name: "Jan Kowalski", Role: casefile.Applicant, OwnerExternalID: "jan"})
	must(t, err)
	for _, i := range imports {
		must(t, a.Cases.AddImport(t.Context(), id, i))
	}
	return a, id
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// A pane that nobody looks at reads the claims, for the overview, and works nothing out where there are none.
func TestAHiddenPaneChecksOnlyClaims(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for want, n := range map[string]*notes{"NO CLAIMS": {}, "CONFIRMED": {claims: []verify.Claim{verify.OwnerName{Name: "Anna Wiśniewska"}}}} {
			p := New(&pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: time.Now, Claims: n})
			p.SetSize(80, 20)
			robot.New(t, p).Send(pane.Loaded{Dataset: app.Dataset{ID: "one", Name: "one", Ledger: sample.Ledger(whole())}})
			if _, said, _, _ := p.Headline(); said != want {
				t.Errorf("%q, want %q", said, want)
			}
			if (p.found.report != nil) != (want == "CONFIRMED") {
				t.Errorf("%s: a verdict was worked out: %v", want, p.found.report != nil)
			}
		}
	})
}

// The verdict of older claims is dropped; until the new one is there the old one stays, and says what it is.
func TestOnlyTheNewestVerdictShows(t *testing.T) {
	visit(t, sample.Ledger(whole()), &notes{}, func(v *visited) {
		v.claim(0, "Anna Wiśniewska").Sees("CONFIRMED")
		first := v.pane.set(app.NewClaimSet([]verify.Claim{verify.OwnerName{Name: "Ewa Obca"}}))
		v.Sees("CONFIRMED", "checking")
		if v.pane.ready() == "" {
			t.Error("a report could be saved that is not that of the claims")
		}
		var late []tea.Msg // the answers about Ewa, on their way
		for _, cmd := range first().(tea.BatchMsg) {
			late = append(late, cmd())
		}
		v.pane.set(app.NewClaimSet([]verify.Claim{verify.OwnerName{Name: "Anna Wiśniewska"}}))
		for _, msg := range late {
			v.Send(msg)
		}
		v.Sees("CONFIRMED", "checking").SeesNot("REFUTED")
	})
}

// What is worth a look takes longer than the claims: the verdict does not wait for it, a report does.
func TestTheVerdictDoesNotWaitForTheFindings(t *testing.T) {
	visit(t, sample.Ledger(whole()), &notes{}, func(v *visited) {
		claims := []verify.Claim{verify.OwnerName{Name: "Anna Wiśniewska"}}
		checker, err := verify.NewChecker(v.Context(), insight.NewCache(v.pane.data.Ledger, insight.Options{Today: v.pane.today()}), v.pane.today())
		if err != nil {
			t.Fatal(err)
		}
		r, err := checker.Check(v.Context(), claims)
		if err != nil || r.Notable != nil {
			t.Fatal(r, err)
		}
		m := verified{claims: claims, ledger: v.pane.data.Ledger, checker: checker, report: r}
		look := v.pane.verified(m, nil)
		v.Sees("✓ CONFIRMED", "searching the rows")
		if v.pane.ready() == "" {
			t.Error("a report was ready without its findings")
		}
		v.Init(look).Sees("gambling").SeesNot("searching the rows")
		v.Init(v.pane.verified(m, nil)).Sees("gambling") // a verdict that was begun before the findings were there
		if why := v.pane.ready(); why != "" {
			t.Error(why)
		}
	})
}
