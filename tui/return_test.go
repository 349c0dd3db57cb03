package tui

import (
	"testing"
	"time"
)

// Slash on the home screen looks for a customer. Coming back from an import, the search and the row are as they were; also
// after home the row is.
func TestTheLibraryIsAsItWasLeft(t *testing.T) {
	in(t, newFake(), Options{}, func(t *testing.T, p *desktop) {
		p.Press("/").Wait(time.Second)
		p.Type("halina").Press("enter").Sees("1 of 3 imports", "> ", "Halina")
		p.Press("enter").Wait(time.Second)
		p.Press("esc", "esc").Wait(time.Second)
		p.Sees("1 of 3 imports", "/ halina")
		p.Press("esc").Sees("3 imports", ">   Halina").Press("esc").Wait(time.Second)
		p.Sees("New verification").Press("l").Wait(time.Second)
		p.Sees(">   Halina")
	})
}

// A setting that is changed says from what to what, and u takes it back.
func TestASettingSaysWhatItWasAndIsUndone(t *testing.T) {
	in(t, newFake(), Options{}, func(t *testing.T, p *desktop) {
		p.Press("s", "down", "down", "down", "down", "left").Wait(time.Second)
		p.Sees("Keep imports: 7 days, was 30 days; u undoes it")
		if p.world.settings.RetentionDays != 7 {
			t.Errorf("%d days are kept", p.world.settings.RetentionDays)
		}
		p.Press("home", "u").Wait(time.Second)
		p.Sees("Keep imports: 30 days again")
		if p.world.settings.RetentionDays != 30 {
			t.Errorf("%d days are kept", p.world.settings.RetentionDays)
		}
	})
}
