package tui

import (
	"testing"
	"time"
)

// The verdicts of all imports are reached from the library and the palette; a group leads to its imports, and back.
func TestVerdictsOfAllImports(t *testing.T) {
	in(t, newFake(), Options{}, func(t *testing.T, p *desktop) {
		p.Press("l", "v").Wait(time.Second)
		p.Sees("By outcome", "3 of 3", "confirmed", "refuted", "inconclusive", "33.3 %", "By bank", "KontoBank", "By month of saving", "May 2026")
		p.goldens(t, "portfolio")
		p.Press("down").Press("enter").Wait(time.Second)
		p.Sees("Saved imports", "1 of 3 imports: refuted").SeesNot("20260503T000001Z-k1")
		p.Press("esc").Sees("By outcome")
		p.Press("ctrl+p").Type("verdicts of all").Press("enter").Wait(time.Second)
		p.Sees("By outcome", "3 of 3")
	})
}
