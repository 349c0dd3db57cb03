package pin

import (
	"errors"
	"os"
	"syscall"
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

type fullDisk struct{ disk.OS }

func (fullDisk) Write(*os.File, []byte) (int, error) { return 0, syscall.ENOSPC }

func TestAFullDiskHasItsName(t *testing.T) {
	const id = "20260301T100000Z-aaaa"
	dir := t.TempDir()
	before := New(dir, "archive", disk.OS{})
	if err := errors.Join(before.Add(Line{Event: SavedPlain, ID: id}), before.NoteAttachment(id, "scores", "0a", true)); err != nil {
		t.Fatal(err)
	}
	p := New(dir, "archive", fullDisk{})
	for name, err := range map[string]error{
		"SetKey":   p.SetKey(Key{}),
		"SetPlain": p.SetPlain(map[string]bool{"0a": true}),
		"Forget":   p.Forget(id),
		"Reset":    p.Reset([]Line{{Event: SeenPlain, ID: id}}),
	} {
		if !errors.Is(err, disk.ErrFull) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
