package replica

import (
	"testing"
	"time"

	"aisdesk/aisclient/objects"
)

// What may still be on its way is left: an import without its first record of which one object is young.
func TestOrphansAreOld(t *testing.T) {
	at := time.Unix(1_000_000, 0)
	id := "20261128T100000Z-abcdefghijklm"
	all := map[string]objects.Info{}
	for name, modified := range map[string]time.Time{"p-a": at.Add(-time.Hour), "p-b": at, "p-c": at.Add(-time.Second)} {
		name = "imports/" + id + "/" + name
		all[name] = objects.Info{Name: name, Modified: modified}
	}
	for range 50 { // maps have no order
		if names := orphans(all, at); len(names) > 0 {
			t.Fatalf("%q would be deleted", names)
		}
	}
	if names := orphans(all, at.Add(time.Second)); len(names) != 3 {
		t.Errorf("%q are old", names)
	}
}

// A note of a deletion counts for what was put into the store with it or later: that came back.
func TestWhatWasThereBeforeANote(t *testing.T) {
	at := time.Unix(1_000_000, 0)
	all := map[string]objects.Info{"note": {Modified: at}, "earlier": {Modified: at.Add(-time.Second)}, "together": {Modified: at}, "later": {Modified: at.Add(time.Second)}}
	for name, want := range map[string]bool{"earlier": true, "together": false, "later": false, "gone": false} {
		if before(all, name, "note") != want {
			t.Errorf("%s: %v", name, !want)
		}
	}
}
