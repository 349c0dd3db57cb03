//go:build unix

package archive

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient/archive/seal"

	"filippo.io/age"
)

func pinned(t *testing.T, dir, state string) *Store { return open(t, dir, Options{PinDir: state}) }

func saving(s *Store) error {
	_, err := s.Save(context.Background(), NewImport{}, sample)
	return err
}

// What this machine knows of the archive is compared before more is saved, and a change that somebody knows of is accepted.
func TestAnArchiveThatIsNotAsItWasIsNamedBeforeASave(t *testing.T) {
	elsewhere := t.TempDir()
	sealed(t, elsewhere)
	foreign, err := os.ReadFile(filepath.Join(elsewhere, seal.File))
	must(t, err)
	for name, c := range map[string]struct {
		sealed bool
		harm   func(t *testing.T, dir, last string)
		want   error
	}{
		"the key is gone, and so is all that was sealed": {true, func(t *testing.T, dir, _ string) {
			must(t, os.Remove(filepath.Join(dir, seal.File)))
			must(t, os.RemoveAll(filepath.Join(dir, importsDir)))
		}, seal.ErrEncryptionLost},
		"another key": {true, func(t *testing.T, dir, _ string) {
			must(t, os.WriteFile(filepath.Join(dir, seal.File), foreign, 0o600))
		}, seal.ErrKeyReplaced},
		"a key where there was none": {false, func(t *testing.T, dir, _ string) {
			must(t, os.WriteFile(filepath.Join(dir, seal.File), foreign, 0o600))
		}, ErrKeyUnknown},
		"an older copy": {false, func(t *testing.T, dir, last string) { must(t, os.RemoveAll(path(dir, last, ""))) }, ErrRolledBack},
	} {
		dir, state := t.TempDir(), t.TempDir()
		s := pinned(t, dir, state)
		if c.sealed {
			must(t, s.Key.SetPassphrase(context.Background(), right))
		}
		e := save(t, s, sample)
		must(t, saving(pinned(t, dir, state))) // another run of the program
		e, err = s.Save(context.Background(), NewImport{}, sample)
		must(t, err)
		c.harm(t, dir, e.ID)
		other := pinned(t, dir, state)
		if err := saving(other); !errors.Is(err, c.want) {
			t.Errorf("%s: saving gives %v", name, err)
		}
		if _, err := other.SealBytes(nil); !errors.Is(err, c.want) {
			t.Errorf("%s: sealing gives %v", name, err)
		}
		must(t, other.Trust())
		if err := saving(other); err != nil {
			t.Errorf("%s, accepted: %v", name, err)
		}
	}
}

// What is no attack needs no question: deleting, purging, setting up encryption here, changing the passphrase.
func TestOrdinaryWorkNeedsNoTrust(t *testing.T) {
	dir, state := t.TempDir(), t.TempDir()
	s := pinned(t, dir, state)
	e := save(t, s, sample)
	must(t, pinned(t, dir, state).Delete(e.ID))
	must(t, saving(s))
	must(t, pinned(t, dir, state).Key.SetPassphrase(context.Background(), right))
	must(t, saving(s))
	must(t, s.Key.ChangePassphrase(context.Background(), right, wrong))
	must(t, saving(pinned(t, dir, state)))
	_, err := s.EncryptExisting(context.Background())
	must(t, err)
	_, err = s.Purge(context.Background(), time.Now().AddDate(1, 0, 0), MachineClock)
	must(t, err)
	must(t, saving(pinned(t, dir, state)))
}

func TestARecoveryRecipientOpensTheArchive(t *testing.T) {
	dir := t.TempDir()
	s := sealed(t, dir)
	e := save(t, s, sample)
	holder, err := age.GenerateX25519Identity()
	must(t, err)
	if err := open(t, dir, Options{}).Key.AddRecovery(holder.Recipient().String()); !errors.Is(err, seal.ErrLocked) {
		t.Errorf("while locked: %v", err)
	}
	if err := s.Key.AddRecovery(holder.String()); !errors.Is(err, seal.ErrBadRecipient) || strings.Contains(err.Error(), "SECRET") {
		t.Errorf("to nobody: %v", err)
	}
	if err := s.Key.Recover(context.Background(), []age.Identity{holder}, right); err == nil || !strings.Contains(err.Error(), "may open this archive") {
		t.Errorf("before anybody may: %v", err)
	}
	must(t, s.Key.AddRecovery(holder.Recipient().String()))
	must(t, s.Key.ChangePassphrase(context.Background(), right, wrong)) // it keeps the recovery
	stranger, err := age.GenerateX25519Identity()
	must(t, err)
	other := open(t, dir, Options{})
	if err := other.Key.Recover(context.Background(), []age.Identity{stranger}, right); err == nil || !strings.Contains(err.Error(), "may open this archive") {
		t.Errorf("a stranger recovers: %v", err)
	}
	must(t, other.Key.Recover(context.Background(), []age.Identity{holder}, right))
	other = open(t, dir, Options{})
	must(t, other.Key.Unlock(context.Background(), right))
	if got, err := readAll(other, e.ID); err != nil || !bytes.Equal(got, sample) {
		t.Error(err)
	}
}

func TestRestoringFromACopy(t *testing.T) {
	dir, copied := t.TempDir(), filepath.Join(t.TempDir(), "copy")
	s := sealed(t, dir)
	whole, gone, harmed := save(t, s, sample), save(t, s, sample[:900]), save(t, s, sample[:800])
	must(t, s.PutAttachment(gone.ID, "scores", []byte("answer")))
	must(t, s.PutSecret("token", right))
	must(t, os.MkdirAll(filepath.Join(dir, casesDir, "a"), 0o700))
	must(t, os.WriteFile(filepath.Join(dir, casesDir, "a", "1"), []byte("event"), 0o600))
	must(t, os.CopyFS(copied, os.DirFS(dir)))
	must(t, s.Delete(gone.ID))
	must(t, os.Truncate(path(dir, harmed.ID, labelledFile), 100))
	must(t, s.DeleteSecret("token"))
	must(t, os.RemoveAll(filepath.Join(dir, casesDir)))
	if n, err := s.Restore(context.Background(), copied, nil); err != nil || n.Imports != 2 {
		t.Fatalf("restored %+v, %v", n, err)
	}
	for id, want := range map[string][]byte{whole.ID: sample, gone.ID: sample[:900], harmed.ID: sample[:800]} {
		if got, err := readAll(s, id); err != nil || !bytes.Equal(got, want) {
			t.Errorf("import %s: %v", id, err)
		}
	}
	if b, err := s.Attachment(gone.ID, "scores"); err != nil || string(b) != "answer" {
		t.Errorf("the attachment: %q, %v", b, err)
	}
	if _, err := s.Secret("token"); err != nil {
		t.Error(err)
	}
	if !exists(filepath.Join(dir, casesDir, "a", "1")) {
		t.Error("the case is not restored")
	}
	if n, err := s.Restore(context.Background(), copied, nil); err != nil || n.Imports != 0 {
		t.Errorf("again: %+v, %v", n, err)
	}
	fresh := t.TempDir()
	if n, err := open(t, fresh, Options{}).Restore(context.Background(), copied, nil); err != nil || n.Imports != 3 {
		t.Errorf("into an empty archive: %+v, %v", n, err)
	}
	again := open(t, fresh, Options{})
	must(t, again.Key.Unlock(context.Background(), right))
	if got, err := readAll(again, whole.ID); err != nil || !bytes.Equal(got, sample) {
		t.Error(err)
	}
	stranger := t.TempDir()
	if _, err := sealed(t, stranger).Restore(context.Background(), copied, nil); !errors.Is(err, seal.ErrKeyReplaced) {
		t.Errorf("into an archive with another key: %v", err)
	}
}

// A change of the passphrase, an added recovery and a restoration that are killed at any moment lose nothing.
func TestKilledKeyChangesAndRestorationsLoseNothing(t *testing.T) {
	rounds := 20
	if testing.Short() {
		rounds = 4
	}
	holder, err := age.GenerateX25519Identity()
	must(t, err)
	for range rounds {
		dir, copied := t.TempDir(), filepath.Join(t.TempDir(), "copy")
		s := sealed(t, dir)
		var ids []string
		for range 5 {
			ids = append(ids, save(t, s, sample).ID)
		}
		must(t, os.CopyFS(copied, os.DirFS(dir)))
		for _, id := range ids[1:] {
			must(t, s.Delete(id))
		}
		for _, part := range []string{"change", "recovery", "restore"} {
			c := newChild(t, part, dirEnv+"="+dir, "AISDESK_TEST_COPY="+copied, "AISDESK_TEST_TO="+holder.Recipient().String())
			_, _ = io.WriteString(c.start, "\n")
			time.Sleep(time.Duration(rand.IntN(20_000)) * time.Microsecond)
			must(t, c.cmd.Process.Kill())
			c.finish()
		}
		s = open(t, dir, Options{})
		if err := s.Key.Unlock(context.Background(), right); err != nil {
			must(t, s.Key.Unlock(context.Background(), wrong)) // the change was made
		}
		if _, err := s.Restore(context.Background(), copied, nil); err != nil {
			t.Error(err)
		}
		for _, id := range ids {
			if got, err := readAll(s, id); err != nil || !bytes.Equal(got, sample) {
				t.Errorf("import %s: %v", id, err)
			}
		}
		later := open(t, dir, Options{Now: func() time.Time { return time.Now().Add(time.Hour) }})
		must(t, later.Tidy(context.Background()))
		nothingLeft(t, dir, len(ids))
	}
}

// childChangesKey is what a child of the test above does.
func childChangesKey(s *Store, part string) error {
	ctx := context.Background()
	if err := s.Key.Unlock(ctx, right); err != nil {
		if err := s.Key.Unlock(ctx, wrong); err != nil {
			return err
		}
	}
	switch part {
	case "change":
		for from, to := right, wrong; ; from, to = to, from {
			if err := s.Key.ChangePassphrase(context.Background(), from, to); err != nil && !errors.Is(err, seal.ErrPassphrase) {
				return err
			}
		}
	case "recovery":
		return s.Key.AddRecovery(os.Getenv("AISDESK_TEST_TO"))
	}
	_, err := s.Restore(ctx, os.Getenv("AISDESK_TEST_COPY"), nil)
	return err
}
