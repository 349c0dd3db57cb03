package tui

import (
	"testing"

	"aisdesk/tui/pane"
)

// Two imports that are marked in the library are compared with one key; the older one is what was.
func TestTheLibraryComparesTwoMarkedImports(t *testing.T) {
	in(t, newFake(), Options{}, func(t *testing.T, p *desktop) {
		p.Press("l").Sees("Saved imports").Press("=").Sees("mark two imports first")
		p.Press(" ", " ", "=").Sees("Compare", "A   Halina Przykładowa, KontoBank", "B   Halina Przykładowa, KontoBank", "2026-04-30 to", "2 rows", "Nothing differs.")
		p.Press("esc").Sees("Saved imports", "2 marked")
	})
}

// Two periods are compared from everywhere in an import, by a key and by the palette.
func TestTwoPeriodsOfTheOpenImport(t *testing.T) {
	f := newFake()
	f.ledger = customer()
	in(t, f, Options{Start: Start{At: AtSaved, Name: "20260503T000001Z-k1"}}, func(t *testing.T, p *desktop) {
		p.Press("=").Sees("Regular payments", "Sums of booked rows").Press("esc").Sees("Overview")
		p.Press("=", "{", "{", "{").Sees("B   20")
		p.goldens(t, "compare-apart")
		p.Press("esc")
		p.Press("ctrl+p").Type("two periods").Sees("compare two periods").Press("enter").Sees("Regular payments")
	})
}

// The way back from the rows of a payment leads to the periods that were compared, and from there to the tab below.
func TestRowsOfComparedPeriodsLeadBackToThem(t *testing.T) {
	f := newFake()
	f.ledger = customer()
	in(t, f, Options{Start: Start{At: AtSaved, Name: "20260503T000001Z-k1"}}, func(t *testing.T, p *desktop) {
		p.Press("=", "{").Sees("Regular payments")
		p.Send(pane.OpenRows{What: "the wage", Rows: []int32{0, 1}}) // as enter on a payment does
		p.SeesNot("Regular payments").Sees("compare: the wage", "2 of")
		p.Press("esc").Sees("Regular payments").Press("esc").SeesNot("Regular payments").Sees("Summary")
	})
}
