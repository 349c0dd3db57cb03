package app

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"aisdesk/aisclient/archive"
)

// A new import is read once, on its way from the network: opening it does not read the reply that was saved. Opening it
// again does, and checks it.
func TestANewImportIsReadOnce(t *testing.T) {
	a := newApp(t, "")
	id := imported(t, a)
	reply := filepath.Join(a.Config.DataDir, "imports", id, "reply.xml.zst")
	raw, err := os.ReadFile(reply)
	if err != nil {
		t.Fatal(err)
	}
	raw[len(raw)/2] ^= 0xff
	if err := os.WriteFile(reply, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	open := func() (int, error) {
		r, err := a.Open(t.Context(), id)
		if err != nil {
			return 0, err
		}
		l, imp, err := r.Load(t.Context(), nil)
		if err != nil {
			return 0, err
		}
		if !l.Complete() || imp == nil || imp.Command == nil {
			t.Errorf("%+v, %+v", l, imp)
		}
		return l.Len(), nil
	}
	if n, err := open(); err != nil || n == 0 {
		t.Fatalf("%d rows, %v", n, err)
	}
	if _, err := open(); !errors.Is(err, archive.ErrDamaged) {
		t.Errorf("a reply that was changed on disk opens: %v", err)
	}
}
