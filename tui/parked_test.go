package tui

import (
	"testing"
	"time"

	"aisdesk/tui/pane"
)

const firstSaved = "20260503T000001Z-k1"

// worked opens an import and leaves a filter, a sort, a mark and something to undo on its third tab.
func worked(p *desktop) {
	p.Wait(time.Second)
	p.Press("3", "/").Type("zab").Press("enter", "s", " ").Sees("/ zab", "*marked", "1 of 2")
}

// Esc at the top of a workspace only says what the next one does; any other key takes the offer back.
func TestEscInTheWorkspaceAsksForASecondOne(t *testing.T) {
	in(t, newFake(), Options{Start: Start{At: AtSaved, Name: firstSaved}}, func(t *testing.T, p *desktop) {
		p.Wait(time.Second)
		for _, tab := range []string{"1", "2", "3", "4", "5", "6", "7"} {
			p.Press(tab, "esc").Sees("esc again leaves this import", "q quits", "1 ").SeesNot("Recent imports")
			p.Press("ctrl+o", "esc").Sees("esc again leaves this import").SeesNot("Recent imports").Press("ctrl+o")
		}
		p.Press("esc").Wait(10 * time.Second).SeesNot("esc again").Press("esc").SeesNot("Recent imports").Press("esc").Sees("Recent imports")
	})
}

// The workspace that was left comes back exactly, from Home and by opening the same import in the library.
func TestTheWorkspaceThatWasLeftComesBack(t *testing.T) {
	in(t, newFake(), Options{Start: Start{At: AtSaved, Name: firstSaved}}, func(t *testing.T, p *desktop) {
		worked(p)
		p.Press("down")
		before := p.body()
		leave := func() {
			for range 9 {
				if p.Press("esc"); p.root.nav.workspace() == nil {
					return
				}
			}
			t.Fatalf("esc does not leave:\n%s", p.Screen())
		}
		p.Press("1", "esc", "esc").Sees("b  Back to Halina Przykłado…")
		p.Size(120, 40).Sees("Back to Halina Przykładowa     2 rows").Size(80, 24)
		p.goldens(t, "home-left")
		p.Press("b", "3")
		if p.body() != before {
			t.Errorf("b led to:\n%s", p.Screen())
		}
		p.Press("1", "esc", "esc", "enter").Sees("1 Overview").SeesNot("Back to")
		p.Press("esc", "esc", "l", "enter", "3")
		if p.body() != before || len(p.world.opened) != 1 {
			t.Errorf("the library led to the following, after reading %v:\n%s", p.world.opened, p.Screen())
		}
		p.Press("1", "esc", "esc").Sees("Saved imports").Press("esc").Sees("Back to Halina")
		p.Size(120, 40).Press("ctrl+t", "b").Exact(120, 40).Press("3").Sees("/ zab")
		leave()
	})
}

// One workspace is kept: another import that opens takes its place. One that was deleted is not kept, nor half of one.
func TestOnlyTheLastWholeImportIsKept(t *testing.T) {
	f := newFake()
	in(t, f, Options{Start: Start{At: AtSaved, Name: firstSaved}}, func(t *testing.T, p *desktop) {
		worked(p)
		p.Press("1", "esc", "esc").Send(pane.OpenFile{Path: "x.xml"}).Wait(time.Second)
		p.Press("esc", "esc").Sees("b  Back to a file").Send(pane.OpenSaved{ID: firstSaved}).Wait(time.Second)
		p.Press("3").SeesNot("/ zab").Press("1", "esc", "esc").Sees("Back to Halina")
		p.Press("l", "d", "y").Wait(time.Second).Press("esc").SeesNot("Back to")
	})
	f = newFake()
	f.parts = 100
	in(t, f, Options{Start: Start{At: AtSaved, Name: firstSaved}}, func(t *testing.T, p *desktop) {
		p.Wait(400 * time.Millisecond)
		p.Press("esc").Sees("stops reading").Press("esc").Sees("Recent imports").SeesNot("Back to")
	})
}
