package pin

import (
	"testing"

	"aisdesk/aisclient/archive/disk"
)

// A deletion that was begun excuses that an import is gone only as long as nothing later says that it is there.
func TestALaterLineEndsADeletion(t *testing.T) {
	for name, c := range map[string]struct {
		events []Event
		gone   bool
	}{
		"begun":          {[]Event{SavedSealed, Deleting}, true},
		"sealed since":   {[]Event{SavedPlain, Deleting, Sealed}, false},
		"restored since": {[]Event{SavedSealed, Deleting, SeenSealed}, false},
	} {
		p := New(t.TempDir(), "archive", disk.OS{})
		for _, e := range c.events {
			if err := p.Add(Line{Event: e, ID: "20260301T100000Z-aaaa"}); err != nil {
				t.Fatal(err)
			}
		}
		all, err := p.Imports()
		if i := all["20260301T100000Z-aaaa"]; err != nil || !i.Mine || i.Deleting != c.gone {
			t.Errorf("%s: %+v, %v", name, i, err)
		}
	}
}
