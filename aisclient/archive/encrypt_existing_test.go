package archive

import (
	"bytes"
	"context"
	"errors"
	"os"
	"sync"
	"syscall"
	"testing"

	"aisdesk/aisclient/archive/seal"
)

func TestOldImportsCanBeSealed(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	if _, err := s.EncryptExisting(context.Background()); !errors.Is(err, seal.ErrNotEncrypted) {
		t.Errorf("without encryption: %v", err)
	}
	a, b, bad := save(t, s, sample), save(t, s, sample), save(t, s, sample)
	must(t, s.SetCounts(a.ID, Counts{Accounts: 3}))
	must(t, s.PutAttachment(a.ID, "scores", []byte("precious answer")))
	must(t, os.Truncate(path(dir, bad.ID, replyFile), 10))
	must(t, s.Key.SetPassphrase(context.Background(), right))
	if n, err := s.EncryptExisting(context.Background()); n != 2 || err != nil {
		t.Fatalf("%d sealed, %v", n, err)
	}
	for _, hidden := range []string{"ALICJA", "precious answer"} {
		if where := holds(t, dir, []byte(hidden)); where != "" {
			t.Errorf("%s still holds %q", where, hidden)
		}
	}
	s = open(t, dir, Options{})
	if _, err := readAll(s, a.ID); !errors.Is(err, seal.ErrLocked) {
		t.Errorf("it opens without the key: %v", err)
	}
	must(t, s.Key.Unlock(context.Background(), right))
	for _, id := range []string{a.ID, b.ID} {
		if got, err := readAll(s, id); err != nil || !bytes.Equal(got, sample) {
			t.Error(err)
		}
	}
	e, err := s.Get(a.ID)
	if err != nil || e.Counts.Accounts != 3 || e.SHA256 != a.SHA256 {
		t.Errorf("%+v, %v", e, err)
	}
	if answer, err := s.Attachment(a.ID, "scores"); err != nil || string(answer) != "precious answer" {
		t.Errorf("%q, %v", answer, err)
	}
	if n, err := s.EncryptExisting(context.Background()); n != 0 || err != nil {
		t.Errorf("again: %d, %v", n, err)
	}
}

// Wherever sealing stops, the import can be read, and sealing goes on the next time.
func TestSealingThatStopsLosesNothing(t *testing.T) {
	for n := 0; ; n++ {
		dir := t.TempDir()
		s := open(t, dir, Options{})
		e := save(t, s, sample)
		must(t, s.PutAttachment(e.ID, "scores", []byte("answer")))
		must(t, s.Key.SetPassphrase(context.Background(), right))
		s.fs = &fullDisk{left: n, err: syscall.ENOSPC}
		_, stopped := s.EncryptExisting(context.Background())
		s = open(t, dir, Options{})
		must(t, s.Key.Unlock(context.Background(), right))
		for _, when := range []string{"after stopping", "after going on"} {
			if got, err := readAll(s, e.ID); err != nil || !bytes.Equal(got, sample) {
				t.Fatalf("step %d, %s: %v", n, when, err)
			}
			if answer, err := s.Attachment(e.ID, "scores"); err != nil || string(answer) != "answer" {
				t.Fatalf("step %d, %s: attachment %q, %v", n, when, answer, err)
			}
			_, err := s.EncryptExisting(context.Background())
			must(t, err)
		}
		if where := holds(t, dir, []byte("ALICJA")); where != "" {
			t.Errorf("step %d: %s is still plain", n, where)
		}
		if stopped == nil {
			if n < 5 {
				t.Errorf("sealing takes only %d steps", n)
			}
			return
		}
		if !errors.Is(stopped, ErrDiskFull) {
			t.Errorf("step %d: %v", n, stopped)
		}
	}
}

func TestSealingAndCountingAtOnce(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	e := save(t, s, sample)
	must(t, s.Key.SetPassphrase(context.Background(), right))
	var wg sync.WaitGroup
	for i := range 4 {
		other := open(t, dir, Options{})
		must(t, other.Key.Unlock(context.Background(), right)) // counts are sealed: who writes them to another's import must read it
		wg.Go(func() {
			for range 5 {
				if err := other.SetCounts(e.ID, Counts{Accounts: i + 1}); err != nil {
					t.Error(err)
				}
			}
		})
		wg.Go(func() {
			if _, err := other.EncryptExisting(context.Background()); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if got, err := readAll(s, e.ID); err != nil || !bytes.Equal(got, sample) {
		t.Error(err)
	}
	if e, err := s.Get(e.ID); err != nil || e.Damaged != nil || e.Encryption != EncryptionAge || e.Counts == nil {
		t.Errorf("%+v, %v", e, err)
	}
}
