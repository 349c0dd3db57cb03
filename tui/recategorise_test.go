package tui

import (
	"testing"
	"time"

	"aisdesk/tui/pane"
)

// When the lexicon has changed, the rows in front get their categories anew: all panes see the new ledger.
func TestRowsAreReadWithTheNewLexicon(t *testing.T) {
	in(t, newFake(), Options{}, func(t *testing.T, p *desktop) {
		p.Send(pane.OpenFile{Path: "x.xml"}).Wait(time.Second)
		before := p.root.nav.workspace().data
		p.Send(pane.Recategorise{}).Wait(time.Second)
		after := p.root.nav.workspace().data
		if !after.Ledger.Annotated() || after.Ledger == before.Ledger || after.Cache == before.Cache || after.Cache == nil || !after.Cache.Holds(after.Ledger) {
			t.Errorf("the rows are as they were: %v", after.Ledger == before.Ledger)
		}
		p.Press("3").Sees("2 rows")
	})
}
