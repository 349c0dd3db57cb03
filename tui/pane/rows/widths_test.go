package rows

import (
	"testing"

	"aisdesk/aisclient/ledger"
	"aisdesk/tui/robot/sample"
)

// Texts have the room that the rows on the screen need, and a column in which all of these have the same gives way first.
func TestWidthsFollowTheRowsThatAreShown(t *testing.T) {
	l := sample.Ledger(sample.Customer())
	all := Measure(l)
	order := make([]int32, 0, l.Len())
	for id := range int32(l.Len()) {
		order = append(order, id)
	}
	if all.Shown(l, order) != all || all.Shown(l, nil) != all {
		t.Error("all rows have other widths than the import")
	}
	some := all.Shown(l, order[:3]) // of the first account
	for i, f := range followed {
		if some.texts[i] > all.texts[i] {
			t.Errorf("%s: three rows need %d, all %d", f.column, some.texts[i], all.texts[i])
		}
		if f.column == ledger.ColAccount && (some.usual[i] != 0 || all.usual[i] < leastText) {
			t.Errorf("an account that all have: %d, of all rows %d", some.usual[i], all.usual[i])
		}
	}
}
