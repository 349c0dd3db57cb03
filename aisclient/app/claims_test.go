package app

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/verify"
)

// onDisk are all bytes of the archive.
func onDisk(t *testing.T, dir string) []byte {
	t.Helper()
	var all []byte
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		all = append(all, b...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// nextRun is the App of the same archive in the next run of the program.
func nextRun(t *testing.T, c Config) *App {
	t.Helper()
	a := New(c, Options{Passphrase: func(string) (string, error) { return "correct horse battery", nil }})
	t.Cleanup(a.Close)
	if err := a.Unlock(t.Context()); err != nil {
		t.Fatal(err)
	}
	return a
}

func TestClaimsAreSavedBesideTheImport(t *testing.T) {
	for _, sealed := range []bool{false, true} {
		a := newApp(t, "")
		if sealed {
			byPassphrase(t, a, "correct horse battery")
		}
		id := imported(t, a)
		if got, err := a.Claims(t.Context(), id); got != nil || err != nil {
			t.Errorf("before: %v, %v", got, err)
		}
		want := []verify.Claim{verify.OwnerName{Name: "Zenobia Unikatowa"}, verify.DataAge{Days: 7}}
		for _, claims := range [][]verify.Claim{{verify.NeverBelowZero{}}, want} {
			if err := a.SaveClaims(t.Context(), id, claims); err != nil {
				t.Fatal(err)
			}
		}
		a.Close()
		next := nextRun(t, a.Config)
		got, err := next.Claims(t.Context(), id)
		if err != nil || len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
			t.Errorf("sealed %v: %v, %v", sealed, got, err)
		}
		note := filepath.Join(a.Config.DataDir, "imports", id, "note-claims.zst")
		if sealed {
			note += ".age"
		}
		if _, err := os.Stat(note); err != nil {
			t.Errorf("sealed %v: %v", sealed, err)
		}
		if sealed && bytes.Contains(onDisk(t, a.Config.DataDir), []byte("Unikatowa")) {
			t.Error("a claim lies in an encrypted archive in plain text")
		}
		if err := next.Delete(t.Context(), id, false); err != nil {
			t.Fatal(err)
		}
		if err := next.SaveClaims(t.Context(), id, want); !errors.Is(err, archive.ErrNotFound) {
			t.Errorf("saved beside nothing: %v", err)
		}
		if _, err := os.Stat(filepath.Dir(note)); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("claims outlived their import: %v", err)
		}
	}
}

// What cannot be read is said, and is not the same as nothing.
func TestClaimsThatCannotBeReadAreAnError(t *testing.T) {
	a := newApp(t, "")
	id := imported(t, a)
	store, _ := a.archive.get()
	if err := store.PutAttachment(id, cases.ClaimsAttachment, []byte(`{"version":99}`)); err != nil {
		t.Fatal(err)
	}
	if got, err := a.Claims(t.Context(), id); !errors.Is(err, verify.ErrKept) || got != nil {
		t.Errorf("%v, %v", got, err)
	}
}

// A save that another one replaced before its turn must not undo what that one saved.
func TestASaveThatWasReplacedWritesNothing(t *testing.T) {
	a := newApp(t, "")
	id := imported(t, a)
	newest := []verify.Claim{verify.OwnerName{Name: "Zenobia Unikatowa"}}
	if err := a.SaveClaims(t.Context(), id, newest); err != nil {
		t.Fatal(err)
	}
	replaced, cancel := context.WithCancel(t.Context())
	cancel()
	if err := a.SaveClaims(replaced, id, []verify.Claim{verify.NeverBelowZero{}}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if got, err := a.Claims(t.Context(), id); err != nil || len(got) != 1 || got[0] != newest[0] {
		t.Errorf("%v %v", got, err)
	}
}
