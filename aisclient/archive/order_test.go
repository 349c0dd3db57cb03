package archive

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// synced are the base names of what a step syncs, in order.
func synced(s *Store, do func() error) ([]string, error) {
	log := &syncLog{}
	s.fs = log
	err := do()
	for i := range log.names {
		log.names[i] = filepath.Base(log.names[i])
	}
	return log.names, err
}

// A reply and its manifest are on the disk, and so are their names, before an import gets its own.
func TestASaveIsSyncedInOrder(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	names, err := synced(s, func() error { return saving(s) })
	must(t, err)
	at := slices.Index(names, manifestFile)
	if at < 1 || names[at-1] != replyFile || at+2 >= len(names) || !isTempName(names[at+1]) || names[len(names)-1] != importsDir {
		t.Errorf("synced %q, want %s, %s, the temporary directory, %s", names, replyFile, manifestFile, importsDir)
	}
}

// The sealed reply and its name are on the disk before the manifest names it.
func TestSealingIsSyncedInOrder(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	e := save(t, s, sample)
	must(t, s.Key.SetPassphrase(context.Background(), right))
	names, err := synced(s, func() error { _, err := s.EncryptExisting(context.Background()); return err })
	must(t, err)
	at := slices.Index(names, labelledFile)
	if at < 0 || at+1 >= len(names) || names[at+1] != e.ID {
		t.Errorf("synced %q, want %s and then its directory %s", names, labelledFile, e.ID)
	}
}

// A deletion is on the disk before it is told.
func TestADeletionIsSynced(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	e := save(t, s, sample)
	names, err := synced(s, func() error { return s.Delete(e.ID) })
	if err != nil || !slices.Contains(names, importsDir) {
		t.Errorf("synced %q, %v, want %s among them", names, err, importsDir)
	}
}

// What is damaged in the copy, too, is not restored, whatever its size.
func TestADamagedCopyIsNotRestored(t *testing.T) {
	dir, copied := t.TempDir(), filepath.Join(t.TempDir(), "copy")
	s := open(t, dir, Options{})
	e := save(t, s, sample)
	must(t, os.CopyFS(copied, os.DirFS(dir)))
	must(t, s.Delete(e.ID))
	edit(t, path(copied, e.ID, replyFile), func(b []byte) []byte { b[len(b)/2] ^= 1; return b })
	if n, err := s.Restore(context.Background(), copied, nil); n.Imports != 0 || err != nil {
		t.Errorf("restored %+v, %v", n, err)
	}
	nothingLeft(t, dir, 0)
}

// A manifest in the open for a sealed reply of today is no manifest: it would say what nobody sealed.
func TestAnOpenManifestOfALabelledReplyIsRefused(t *testing.T) {
	dir := t.TempDir()
	s := sealed(t, dir)
	e := saveSentinel(t, s, "sandbox")
	m := e.Manifest
	m.Schema = schemaPlain
	must(t, os.WriteFile(path(dir, e.ID, manifestFile), bytes.Replace(encodeJSON(&m), []byte(`"sandbox"`), []byte(`"live"`), 1), 0o600))
	if got, err := s.Get(e.ID); err != nil || !errors.Is(got.Damaged, ErrDamaged) {
		t.Errorf("%v, %v", got.Damaged, err)
	}
}
