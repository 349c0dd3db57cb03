package verdict

import (
	"errors"
	tea "github.com/charmbracelet/bubbletea"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/ledger/merge"
	"aisdesk/aisclient/verify"
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

func TestACaseSavesNoClaimsAndIsNotCalledAFile(t *testing.T) {
	visit(t, sample.Ledger(whole()), nil, func(v *visited) {
		l := sample.Ledger(whole())
		view := &cases.View{Merged: &merge.Merged{Ledger: l, Accounts: make([]merge.Account, len(l.Sources()))}}
		v.Send(pane.Loaded{Dataset: app.Dataset{Name: "C-1", Case: "C-1", View: view, Ledger: l}})
		v.claim(0, "Anna Wiśniewska").Sees("CONFIRMED")
		if s := v.pane.Status(); !strings.Contains(s, "1 claim, not saved") || !strings.Contains(s, "this is a case") || strings.Contains(s, "file") {
			t.Error(s)
		}
	})
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
		checker, err := verify.NewChecker(v.Context(), v.pane.data.Ledger, v.pane.today())
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
