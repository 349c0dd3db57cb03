package tui

import (
	"testing"
	"time"
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
