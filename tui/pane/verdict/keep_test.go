package verdict

import (
	"errors"
	tea "github.com/charmbracelet/bubbletea"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/verify"
	"aisdesk/tui/pane"
	"aisdesk/tui/robot/sample"
	"aisdesk/tui/theme"
)

// Claims go with the import: every change is kept, and what is kept is there when the pane is first seen.
func TestClaimsAreKeptAndComeBack(t *testing.T) {
	visit(t, sample.Ledger(whole()), &notes{}, func(v *visited) {
		v.claim(0, "Anna Wiśniewska")
		m, n := sent[pane.KeepClaims](v)
		if n != 1 || m.ImportID != "one" || len(m.Claims) != 1 {
			t.Errorf("%d, %+v", n, m)
		}
		m.Done(nil)
		if s := v.pane.Status(); s != "1 claim, kept with the import" {
			t.Error(s)
		}
		m.Done(errors.New("the disk is full"))
		if s := v.pane.Status(); s != "1 claim, not kept: the disk is full" {
			t.Error(s)
		}
		v.Press("home", "enter", "enter") // unchanged
		if _, n := sent[pane.KeepClaims](v); n != 1 {
			t.Error("kept what had not changed")
		}
	})
	visit(t, sample.Ledger(whole()), &notes{claims: []verify.Claim{verify.OwnerName{Name: "Ewa Obca"}}}, func(v *visited) {
		v.Sees("Ewa Obca", "✗ REFUTED")
		if _, n := sent[pane.KeepClaims](v); n != 0 {
			t.Error("kept what had not changed")
		}
	})
	visit(t, sample.Ledger(whole()), &notes{err: verify.ErrKept}, func(v *visited) {
		v.claim(0, "Anna").Sees("REFUTED")
		if s := v.pane.Status(); s != "1 claim, not kept: the kept claims cannot be read" {
			t.Error(s)
		}
		if _, n := sent[pane.KeepClaims](v); n != 0 {
			t.Error("what cannot be read was written over")
		}
	})
}

func TestAFileKeepsNothingAndSaysSo(t *testing.T) {
	visit(t, sample.Ledger(whole()), nil, func(v *visited) {
		v.claim(0, "Anna Wiśniewska").Sees("CONFIRMED")
		if s := v.pane.Status(); !strings.Contains(s, "1 claim, not kept: this is a reply file") {
			t.Error(s)
		}
		if _, n := sent[pane.KeepClaims](v); n != 0 {
			t.Error("a file has no place for claims")
		}
	})
}

// A pane that nobody looks at works nothing out and reads nothing.
func TestAHiddenPaneCostsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := New(&pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: time.Now, Claims: &notes{}})
		p.SetSize(80, 20)
		if cmd := p.Update(pane.Loaded{Dataset: app.Dataset{ID: "one", Name: "one", Ledger: sample.Ledger(whole())}}); cmd != nil {
			t.Errorf("it did: %T", cmd())
		}
	})
}

// The verdict of older claims is dropped; until the new one is there the old one stays, and says what it is.
func TestOnlyTheNewestVerdictShows(t *testing.T) {
	visit(t, sample.Ledger(whole()), &notes{}, func(v *visited) {
		v.claim(0, "Anna Wiśniewska").Sees("CONFIRMED")
		first := v.pane.set(sheetOf([]verify.Claim{verify.OwnerName{Name: "Ewa Obca"}}))
		v.Sees("CONFIRMED", "checking")
		if v.pane.ready() == "" {
			t.Error("a report could be saved that is not that of the claims")
		}
		var late []tea.Msg // the answers about Ewa, on their way
		for _, cmd := range first().(tea.BatchMsg) {
			late = append(late, cmd())
		}
		v.pane.set(sheetOf([]verify.Claim{verify.OwnerName{Name: "Anna Wiśniewska"}}))
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
		desk, err := verify.NewChecker(t.Context(), v.pane.data.Ledger, v.pane.today())
		if err != nil {
			t.Fatal(err)
		}
		r, err := desk.Check(t.Context(), claims)
		if err != nil || r.Notable != nil {
			t.Fatal(r, err)
		}
		m := verified{claims: claims, ledger: v.pane.data.Ledger, desk: desk, report: r}
		look := v.pane.verified(m, nil)
		v.Sees("✓ CONFIRMED", "looking through the rows")
		if v.pane.ready() == "" {
			t.Error("a report was ready without its findings")
		}
		v.Init(look).Sees("gambling").SeesNot("looking through the rows")
		v.Init(v.pane.verified(m, nil)).Sees("gambling") // a verdict that was begun before the findings were there
		if why := v.pane.ready(); why != "" {
			t.Error(why)
		}
	})
}
