package wire

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/verify"
	"aisdesk/cmd/aisdesk/internal/config"
	"aisdesk/tui/pane"
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

// again is the same archive in the next run of the program.
func again(t *testing.T, c *config.Config) *Place {
	t.Helper()
	p := New(c, Options{Passphrase: func(string) (string, error) { return "correct horse battery", nil }})
	t.Cleanup(p.Close)
	if err := p.Unlock(t.Context()); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestClaimsAreKeptBesideTheImport(t *testing.T) {
	for _, sealed := range []bool{false, true} {
		p := newPlace(t, "")
		store, err := p.Archive()
		if err == nil && sealed {
			err = store.SetPassphrase(aisclient.NewSecret("correct horse battery"))
		}
		if err != nil {
			t.Fatal(err)
		}
		saved, err := p.Verification(pane.Plan{Door: pane.DoorMock, Login: "test1"}).Verify(t.Context(), func(intake.Event) {})
		if err != nil {
			t.Fatal(err)
		}
		b := p.Backend()
		if got, err := b.KeptClaims(t.Context(), saved.ImportID); got != nil || err != nil {
			t.Errorf("before: %v, %v", got, err)
		}
		want := []verify.Claim{verify.OwnerName{Name: "Zenobia Unikatowa"}, verify.Fresh{Days: 7}}
		for _, claims := range [][]verify.Claim{{verify.NeverBelowZero{}}, want} {
			if err := b.KeepClaims(t.Context(), saved.ImportID, claims); err != nil {
				t.Fatal(err)
			}
		}
		p.Close()
		next := again(t, p.Config).Backend()
		got, err := next.KeptClaims(t.Context(), saved.ImportID)
		if err != nil || len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
			t.Errorf("sealed %v: %v, %v", sealed, got, err)
		}
		note := filepath.Join(p.Config.DataDir, "imports", saved.ImportID, "note-claims.zst")
		if sealed {
			note += ".age"
		}
		if _, err := os.Stat(note); err != nil {
			t.Errorf("sealed %v: %v", sealed, err)
		}
		if sealed && bytes.Contains(onDisk(t, p.Config.DataDir), []byte("Unikatowa")) {
			t.Error("a claim lies in an encrypted archive in plain text")
		}
		if err := next.Delete(t.Context(), saved.ImportID, false); err != nil {
			t.Fatal(err)
		}
		if err := next.KeepClaims(t.Context(), saved.ImportID, want); !errors.Is(err, archive.ErrNotFound) {
			t.Errorf("kept beside nothing: %v", err)
		}
		if _, err := os.Stat(filepath.Dir(note)); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("claims outlived their import: %v", err)
		}
	}
}

// What cannot be read is said, and is not the same as nothing.
func TestClaimsThatCannotBeReadAreAnError(t *testing.T) {
	p := newPlace(t, "")
	saved, err := p.Verification(pane.Plan{Door: pane.DoorMock, Login: "test1"}).Verify(context.Background(), func(intake.Event) {})
	if err != nil {
		t.Fatal(err)
	}
	store, _ := p.Archive()
	if err := store.PutAttachment(saved.ImportID, claimsNote, []byte(`{"version":99}`)); err != nil {
		t.Fatal(err)
	}
	if got, err := p.KeptClaims(saved.ImportID); !errors.Is(err, verify.ErrKept) || got != nil {
		t.Errorf("%v, %v", got, err)
	}
}
