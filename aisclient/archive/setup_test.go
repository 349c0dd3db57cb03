package archive

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/archive/seal"
)

// poorDisk is a file system without hard links, and maybe without locks.
type poorDisk struct {
	disk.OS
	noLocks bool
}

func (poorDisk) Link(*os.Root, string, string) error { return syscall.EPERM }

func (d poorDisk) Lock(f *os.File) (bool, error) {
	if d.noLocks {
		return false, nil
	}
	return disk.OS{}.Lock(f)
}

// startSave begins to save a reply that comes in two parts, and waits until the first one is taken.
func startSave(t *testing.T, s *Store) (finish func() (Entry, error)) {
	t.Helper()
	r, w := io.Pipe()
	type result struct {
		e   Entry
		err error
	}
	done := make(chan result, 1)
	go func() {
		e, err := s.saveFrom(context.Background(), NewImport{}, r)
		done <- result{e, err}
	}()
	_, err := w.Write(sample[:100])
	must(t, err)
	return func() (Entry, error) {
		_, _ = w.Write(sample[100:])
		_ = w.Close()
		got := <-done
		return got.e, got.err
	}
}

// A save that began before encryption was set up, and ends after all older imports were sealed, is sealed as well.
func TestEncryptionSetUpInTheMiddleOfASave(t *testing.T) {
	for _, same := range []bool{true, false} {
		dir := t.TempDir()
		s, other := open(t, dir, Options{}), open(t, dir, Options{})
		finish := startSave(t, s)
		if same {
			other = s
		}
		must(t, other.Key.SetPassphrase(context.Background(), right))
		_, err := other.EncryptExisting(context.Background())
		must(t, err)
		e, err := finish()
		if err != nil || e.Encryption != EncryptionAge {
			t.Fatalf("saved with encryption %q, %v", e.Encryption, err)
		}
		if got, err := other.Get(e.ID); err != nil || got.Damaged != nil || !bytes.Equal(encodeJSON(&got.Manifest), encodeJSON(&e.Manifest)) {
			t.Errorf("the manifest on disk is %+v, returned was %+v, %v", got, e, err)
		}
		if where := holds(t, dir, []byte("ALICJA")); where != "" {
			t.Errorf("%s is in plain text", where)
		}
		if got, err := readAll(other, e.ID); err != nil || !bytes.Equal(got, sample) {
			t.Error(err)
		}
	}
}

// Nothing is saved to a key that is no longer the one of the archive.
func TestASaveNoticesThatTheKeyIsGoneOrAnother(t *testing.T) {
	elsewhere := t.TempDir()
	sealed(t, elsewhere)
	foreign, err := os.ReadFile(filepath.Join(elsewhere, seal.File))
	must(t, err)
	for name, c := range map[string]struct {
		harm func(file string) error
		want error
	}{
		"gone":    {os.Remove, seal.ErrEncryptionLost},
		"another": {func(file string) error { return os.WriteFile(file, foreign, 0o600) }, seal.ErrKeyReplaced},
	} {
		dir := t.TempDir()
		s := sealed(t, dir)
		e := save(t, s, sample)
		finish := startSave(t, s)
		must(t, c.harm(filepath.Join(dir, seal.File)))
		_, saving := finish()
		_, sealing := s.EncryptExisting(context.Background())
		for what, err := range map[string]error{
			"a save in its middle": saving, "EncryptExisting": sealing, "PutAttachment": s.PutAttachment(e.ID, "scores", nil),
			"PutSecret": s.PutSecret("token", right), "SetPassphrase": s.Key.SetPassphrase(context.Background(), wrong), "Unlock": s.Key.Unlock(context.Background(), right),
		} {
			if !errors.Is(err, c.want) {
				t.Errorf("the key is %s: %s gives %v", name, what, err)
			}
		}
		nothingLeft(t, dir, 1)
	}
}

// Whatever is sealed keeps a new key away while encryption.json is missing, not only whole imports.
func TestNoNewKeyBesideAnythingSealed(t *testing.T) {
	for name, prepare := range map[string]func(dir string, s *Store){
		"a secret": func(_ string, s *Store) { must(t, s.PutSecret("token", right)) },
		"an import": func(_ string, s *Store) {
			save(t, s, sample)
		},
		"an import without its manifest": func(dir string, s *Store) {
			must(t, os.Remove(path(dir, save(t, s, sample).ID, manifestFile)))
		},
	} {
		dir := t.TempDir()
		s := sealed(t, dir)
		prepare(dir, s)
		must(t, os.Remove(filepath.Join(dir, seal.File)))
		if err := open(t, dir, Options{}).Key.SetPassphrase(context.Background(), wrong); !errors.Is(err, seal.ErrEncryptionLost) {
			t.Errorf("%s: %v", name, err)
		}
	}
	dir := t.TempDir()
	s := open(t, dir, Options{})
	e := save(t, s, sample)
	must(t, s.Key.SetPassphrase(context.Background(), right))
	must(t, s.PutAttachment(e.ID, "scores", []byte("x")))
	must(t, os.Remove(filepath.Join(dir, seal.File)))
	if err := open(t, dir, Options{}).Key.SetPassphrase(context.Background(), wrong); !errors.Is(err, seal.ErrEncryptionLost) {
		t.Errorf("an attachment: %v", err)
	}
}

func TestASecondSetUpJoinsOrSaysWhy(t *testing.T) {
	ring := &memoryKeyring{values: map[string]string{}}
	dir := t.TempDir()
	sealed(t, dir)
	s := open(t, dir, Options{Keyring: ring})
	err := s.Key.SetPassphrase(context.Background(), wrong)
	if !errors.Is(err, seal.ErrAlreadyEncrypted) || !errors.Is(err, seal.ErrPassphrase) || !strings.Contains(err.Error(), "another passphrase, which stays in use") {
		t.Errorf("another passphrase: %v", err)
	}
	if _, unlocked := s.Encryption(); unlocked {
		t.Error("a wrong passphrase unlocks it")
	}
	if err := s.Key.SetKeyring(context.Background()); !errors.Is(err, seal.ErrAlreadyEncrypted) || !strings.Contains(err.Error(), "a key that the passphrase opens") || len(ring.values) > 0 {
		t.Errorf("the keyring: %v, it holds %d keys", err, len(ring.values))
	}
	must(t, s.Key.SetPassphrase(context.Background(), right))
	if kind, unlocked := s.Encryption(); kind != seal.ByPassphrase || !unlocked {
		t.Errorf("the same passphrase: %s, unlocked %v", kind, unlocked)
	}
}

// Without hard links the archive's lock keeps two set-ups apart; without both, encryption is refused.
func TestSettingUpWithoutHardLinks(t *testing.T) {
	dir := t.TempDir()
	var wg sync.WaitGroup
	var mu sync.Mutex
	won := 0
	for i := range 8 {
		s := open(t, dir, Options{})
		s.fs = poorDisk{}
		wg.Go(func() {
			err := s.Key.SetPassphrase(context.Background(), aisclient.NewSecret("four invented words "+string(rune('a'+i))))
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				won++
			} else if !errors.Is(err, seal.ErrAlreadyEncrypted) {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if won != 1 {
		t.Errorf("%d of 8 passphrases are in use", won)
	}
	nothingLeft(t, dir, 0)

	poorest := open(t, t.TempDir(), Options{})
	poorest.fs = poorDisk{noLocks: true}
	if err := poorest.Key.SetPassphrase(context.Background(), right); !errors.Is(err, ErrNoLocks) {
		t.Errorf("without locks: %v", err)
	}
	if kind, _ := poorest.Encryption(); kind != seal.None {
		t.Errorf("without locks: encryption is %s", kind)
	}
	save(t, poorest, sample)
}

// A full disk at any step leaves no key, or the whole one.
func TestSettingUpOnAFullDisk(t *testing.T) {
	for n := 0; ; n++ {
		dir := t.TempDir()
		s := open(t, dir, Options{})
		s.fs = &fullDisk{left: n, err: syscall.ENOSPC}
		stopped := s.Key.SetPassphrase(context.Background(), right)
		s.fs = disk.OS{}
		nothingLeft(t, dir, 0)
		if stopped != nil && !errors.Is(stopped, ErrDiskFull) {
			t.Errorf("step %d: %v", n, stopped)
		}
		must(t, open(t, dir, Options{}).Key.SetPassphrase(context.Background(), right))
		if stopped == nil {
			if n < 3 {
				t.Errorf("setting up takes only %d steps", n)
			}
			return
		}
	}
}

// Of two programs that change the passphrase at once one wins and the other is told; both know it afterwards.
func TestTwoChangesOfThePassphraseAtOnce(t *testing.T) {
	for range 10 {
		dir := t.TempDir()
		sealed(t, dir)
		next := []aisclient.Secret{aisclient.NewSecret("first new one"), aisclient.NewSecret("second new one")}
		stores := []*Store{open(t, dir, Options{}), open(t, dir, Options{})}
		errs := make([]error, 2)
		var wg sync.WaitGroup
		for i := range stores {
			wg.Go(func() { errs[i] = stores[i].Key.ChangePassphrase(context.Background(), right, next[i]) })
		}
		wg.Wait()
		winner := 0
		if errs[0] != nil {
			winner = 1
		}
		if errs[winner] != nil || !errors.Is(errs[1-winner], seal.ErrPassphrase) {
			t.Fatalf("one should win and the other's old passphrase be wrong: %v, %v", errs[0], errs[1])
		}
		for _, s := range append(stores, open(t, dir, Options{})) {
			must(t, s.Key.Unlock(context.Background(), next[winner]))
		}
	}
}

// An import that another program keeps longer is not deleted by a purge that listed it before.
func TestPurgeLooksAgainBeforeItDeletes(t *testing.T) {
	c := newClock()
	s := open(t, t.TempDir(), Options{Now: c.now, Retention: time.Hour})
	e := save(t, s, sample)
	c.at = c.at.Add(2 * time.Hour)
	must(t, s.SetExpiry(e.ID, c.at.Add(time.Hour)))
	if done, err := s.purge(e.ID, c.at, MachineClock); done || err != nil {
		t.Errorf("deleted %v, %v", done, err)
	}
	if _, err := readAll(s, e.ID); err != nil {
		t.Error(err)
	}
}

// Where locks are not to be had, only what is a day old is swept.
func TestWithoutLocksOnlyOldLeftoversAreSwept(t *testing.T) {
	dir := t.TempDir()
	s, second := open(t, dir, Options{}), open(t, dir, Options{})
	s.fs, second.fs = poorDisk{noLocks: true}, poorDisk{noLocks: true}
	finish := startSave(t, s)
	old := filepath.Join(dir, importsDir, tempPrefix+"aaaaaaaaaaaaa")
	must(t, os.Mkdir(old, 0o700))
	long := time.Now().Add(-25 * time.Hour)
	must(t, os.Chtimes(old, long, long))
	must(t, second.tidy(context.Background()))
	if _, err := os.Stat(old); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a day old: %v", err)
	}
	if e, err := finish(); err != nil || e.Damaged != nil {
		t.Errorf("a save in its middle was swept away: %v", err)
	}
}

// A change of an import that was deleted while it waited is no success.
func TestAChangeOfADeletedImportFails(t *testing.T) {
	dir := t.TempDir()
	s, other := open(t, dir, Options{}), open(t, dir, Options{})
	e := save(t, s, sample)
	held, err := disk.OpenDir(s.imports, e.ID)
	must(t, err)
	release, _, err := s.waitForLock(held)
	must(t, err)
	put := make(chan error, 1)
	go func() { put <- other.PutAttachment(e.ID, "scores", []byte("x")) }()
	time.Sleep(50 * time.Millisecond) // it waits for the lock
	must(t, s.remove(e.ID, Expiry{}))
	release()
	if err := <-put; !errors.Is(err, ErrNotFound) {
		t.Errorf("got %v", err)
	}
	must(t, held.Close())
}

// An attachment that waits for its import while encryption is set up is sealed.
func TestEncryptionSetUpWhileAnAttachmentWaits(t *testing.T) {
	dir := t.TempDir()
	s, other := open(t, dir, Options{}), open(t, dir, Options{})
	e := save(t, s, sample)
	held, err := disk.OpenDir(s.imports, e.ID)
	must(t, err)
	release, _, err := s.waitForLock(held)
	must(t, err)
	put := make(chan error, 1)
	go func() { put <- other.PutAttachment(e.ID, "scores", []byte("precious answer")) }()
	time.Sleep(50 * time.Millisecond) // it waits for the lock
	must(t, s.Key.SetPassphrase(context.Background(), right))
	release()
	must(t, held.Close())
	must(t, <-put)
	if where := holds(t, dir, []byte("precious answer")); where != "" {
		t.Errorf("%s is in plain text", where)
	}
	if b, err := s.Attachment(e.ID, "scores"); err != nil || string(b) != "precious answer" {
		t.Errorf("%q, %v", b, err)
	}
}

// syncLog is a file system that notes what is synced.
type syncLog struct {
	disk.OS
	names []string
}

func (l *syncLog) Sync(f *os.File) error {
	l.names = append(l.names, filepath.Clean(f.Name()))
	return l.OS.Sync(f)
}

// What is sealed must not outlive the key after a power failure, even if the program that wrote the key had no time
// to sync its directory: whoever seals first does that before anything else, and once.
func TestTheKeyIsMadeDurableBeforeTheFirstSeal(t *testing.T) {
	dir := t.TempDir()
	sealed(t, dir)
	s := open(t, dir, Options{})
	log := &syncLog{}
	s.fs = log
	save(t, s, sample)
	first := len(log.names)
	if first == 0 || log.names[0] != filepath.Clean(dir) {
		t.Fatalf("synced: %q", log.names)
	}
	save(t, s, sample)
	if len(log.names) != 2*first-1 {
		t.Errorf("the second save syncs %q", log.names[first:])
	}
}
