package tui

import (
	"slices"
	"testing"
	"time"

	"aisdesk/tui/pane"
)

// From anywhere the palette leads to places, themes and saved imports; the letters of a word need not be whole.
func TestThePaletteLeadsEverywhere(t *testing.T) {
	in(t, newFake(), Options{Start: Start{At: AtSaved, Name: firstSaved}}, func(t *testing.T, p *desktop) {
		p.Wait(time.Second)
		p.Size(120, 40).Press("5", ":").Wait(time.Second)
		p.Type("theme light").Press("enter")
		if p.root.preferences.set.Theme != "light" {
			t.Errorf("the theme is %q", p.root.preferences.set.Theme)
		}
		p.Press(":").Type("sttngs").Sees("settings").Press("enter").Sees("Privacy mask")
		p.Press(":").Wait(time.Second)
		p.Type("open 2026").Sees("open ", "2026-").Press("enter").Wait(time.Second)
		p.Sees("1 Overview")
		p.Press("ctrl+o", ":").Wait(time.Second)
		p.Type("open 2026").Sees("open 2026")
	})
}

// The palette lists every theme, the terminal's own among them, and marks the one in force.
func TestThePaletteMarksTheThemeInForce(t *testing.T) {
	in(t, newFake(), Options{}, func(t *testing.T, p *desktop) {
		p.Size(120, 40).Press(":").Type("theme ").Sees("theme auto", "theme dark (in force)", "theme ascii").SeesNot("theme auto (in force)")
		p.Press("esc").Type("theme light").Press("enter", ":").Type("theme ").Sees("theme auto", "theme light (in force)").SeesNot("theme dark (in force)")
	})
}

func TestFuzzyNeedsTheLettersInTheirOrder(t *testing.T) {
	for typed, want := range map[string]bool{"sttngs": true, "sv imp": true, "gnittes": false, "s": false, "": false, "savedd": false} {
		if got := fuzzy("settings and saved imports", typed); got != want {
			t.Errorf("%q: %v", typed, got)
		}
	}
}

// What begins a word stands before what has the letters inside one, and a scenario of the sandbox is never what a search for
// something else runs into: by the whole word of its name it stands last, and Enter asks for it first.
func TestThePaletteNeverChangesTheSandboxByAccident(t *testing.T) {
	demo := &playing{scenario: "ok"}
	f := newFake()
	f.ledger = customer()
	in(t, f, Options{Demo: demo, Cases: listsCases{}, Start: Start{At: AtSaved, Name: firstSaved}}, func(t *testing.T, p *desktop) {
		p.Wait(time.Second)
		for _, typed := range []string{"take", "lls", "oll", "polls"} { // slow: polls take long
			p.Press(":").Wait(time.Second)
			p.Type(typed).SeesNot("scenario slow").Press("esc", "esc")
		}
		p.Size(120, 40).Press(":").Wait(time.Second)
		p.Type("slow").Sees("scenario slow").Press("enter").Sees("Actions", "scenario slow")
		if demo.scenario != "ok" {
			t.Error("one Enter changed the sandbox")
		}
		p.Press("enter").Sees("plays slow")
		p.Press(":").Type("scenario").Sees("scenario ok", "scenario slow: polls take long (in force)").Press("enter").Sees("plays slow") // the one in force has the cursor
		p.Press(":").Wait(time.Second)
		p.Type("loan").Sees("case loan-18, Jan Kowalski, Ewa Nowak, review").Press("enter").Wait(time.Second)
		if got := p.world.opened; got[len(got)-1] != "20260503T093000Z-b" {
			t.Errorf("opened %v", got)
		}
	})
}

// What the panes can do is found from any tab, also what cannot be done yet, which says why; and views by what they show.
func TestThePaletteHasTheActionsOfAllPanes(t *testing.T) {
	f := newFake()
	f.ledger = customer()
	in(t, f, Options{Start: Start{At: AtSaved, Name: firstSaved}}, func(t *testing.T, p *desktop) {
		p.Wait(time.Second)
		p.Size(120, 40).Press("3", ":").Type("report pdf").Sees("Verdict: save the report").Press("esc", "esc")
		p.Press(":").Type("preview").Sees("Verdict: preview the report").Press("enter").Sees("Worth a look")
		p.Press("3", ":").Type("overview").Press("enter").Sees("Totals") // its name goes to a tab, and does nothing there
		p.Press("3", ":").Type("score").Sees("Analytics: view services").Press("enter").Sees("Services")
		p.Press("3", ":").Type("income").Sees("Analytics: view income", "Analytics: income").Press("esc", "esc")
	})
}

func TestWhatIsFoundIsOrdered(t *testing.T) {
	all := []pane.Action{pane.Key("a", "export the ranking"), pane.Key("b", "next sort"), pane.Key("c", "sort by this column"), pane.Key("d", "report").Also("sorted"), pane.Key("e", "consorts")}
	var got []string
	for _, a := range found(all, "Sort") {
		got = append(got, a.What)
	}
	if want := []string{"sort by this column", "next sort", "consorts", "report"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
