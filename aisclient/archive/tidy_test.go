package archive

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"aisdesk/aisclient/atomicfile"
)

// aged makes a file or directory look as old as age.
func aged(t *testing.T, p string, age time.Duration) {
	t.Helper()
	then := time.Now().Add(-age)
	must(t, os.Chtimes(p, then, then))
}

func exists(p string) bool {
	_, err := os.Lstat(p)
	return !errors.Is(err, fs.ErrNotExist)
}

// Opening removes what an unfinished save left, and Tidy, once a day, what is left inside imports and by earlier versions.
func TestLeftoversAreSweptWhereTheyLie(t *testing.T) {
	dir := t.TempDir()
	e := save(t, open(t, dir, Options{}), sample)
	unfinished := filepath.Join(dir, tempDirName, tempPrefix+"aaaaaaaaaaaaa")
	earlier := filepath.Join(dir, importsDir, tempPrefix+"bbbbbbbbbbbbb")
	for _, p := range []string{unfinished, earlier} {
		must(t, os.Mkdir(p, 0o700))
		must(t, os.WriteFile(filepath.Join(p, replyFile), sample, 0o600))
	}
	inside := path(dir, e.ID, tempPrefix+"x")
	must(t, os.WriteFile(inside, nil, 0o600))
	aged(t, inside, time.Hour)
	young := path(dir, e.ID, tempPrefix+"y")
	must(t, os.WriteFile(young, nil, 0o600))

	s := open(t, dir, Options{})
	if exists(unfinished) || !exists(inside) {
		t.Errorf("after opening the unfinished save is there: %v, the file inside an import: %v", exists(unfinished), exists(inside))
	}
	must(t, s.Tidy(context.Background()))
	if exists(earlier) || exists(inside) || !exists(young) {
		t.Errorf("after Tidy: earlier %v, inside %v, young %v", exists(earlier), exists(inside), exists(young))
	}
	aged(t, young, time.Hour)
	must(t, s.Tidy(context.Background()))
	if !exists(young) {
		t.Error("Tidy looks at every import twice a day")
	}
	tomorrow := open(t, dir, Options{Now: func() time.Time { return time.Now().Add(25 * time.Hour) }})
	must(t, tomorrow.Tidy(context.Background()))
	if exists(young) {
		t.Error("Tidy does not look the day after")
	}
	if _, err := readAll(s, e.ID); err != nil {
		t.Error(err)
	}
}

// A program that was killed while it sealed imports leaves files inside them: sealing again removes them however young they are, and
// Tidy looks for them again although it did so within the day.
func TestSealingSweepsWhatAKilledOneLeft(t *testing.T) {
	dir := t.TempDir()
	e := save(t, open(t, dir, Options{}), sample)
	s := sealed(t, dir)
	must(t, s.Tidy(t.Context()))
	left := func(name string) string {
		p := path(dir, e.ID, name)
		must(t, os.WriteFile(p, []byte("sealed"), 0o600))
		return p
	}
	first, second := left(".aisdesk-abcdefghij.part"), ""
	for range 2 { // an import in plain text, then one that is sealed already
		if _, err := s.EncryptExisting(t.Context()); err != nil || exists(first) {
			t.Fatalf("left: %v, %v", exists(first), err)
		}
		first = left(".aisdesk-bcdefghijk.part")
	}
	second = left(".aisdesk-cdefghijkl.part")
	aged(t, first, time.Hour)
	aged(t, second, time.Hour)
	must(t, s.Tidy(t.Context()))
	if exists(first) || exists(second) {
		t.Errorf("after Tidy: %v, %v", exists(first), exists(second))
	}
}

// Beside encryption.json lies what programs that were killed left of it: the key in the passphrase of then. Opening the archive removes
// what is old, a change of the passphrase all of it, and a restore what an earlier one left.
func TestNoOldKeyIsLeftBesideTheNewOne(t *testing.T) {
	dir := t.TempDir()
	s := sealed(t, dir)
	e := save(t, s, sample)
	left := func(in string, age time.Duration) string {
		t.Helper()
		p := filepath.Join(in, atomicfile.TempName())
		must(t, os.WriteFile(p, []byte("a key in the old passphrase"), 0o600))
		aged(t, p, age)
		return p
	}
	old, young := left(dir, time.Hour), left(dir, 0)
	s = open(t, dir, Options{})
	if exists(old) || !exists(young) {
		t.Errorf("after opening: old %v, young %v", exists(old), exists(young))
	}
	must(t, s.Key.ChangePassphrase(context.Background(), right, wrong))
	if exists(young) {
		t.Error("the old key stays beside the new one")
	}
	copied := t.TempDir()
	must(t, os.CopyFS(copied, os.DirFS(dir)))
	old = left(path(dir, e.ID, ""), time.Hour)
	names, err := os.ReadDir(path(dir, e.ID, ""))
	must(t, err)
	for _, n := range names {
		if n.Name() == labelledFile || n.Name() == sealedFile {
			must(t, os.Remove(path(dir, e.ID, n.Name())))
		}
	}
	must(t, s.Key.Unlock(context.Background(), wrong))
	if _, err := s.Restore(context.Background(), copied, nil); err != nil || exists(old) {
		t.Errorf("after a restore it is there: %v; %v", exists(old), err)
	}
}

func TestTidyEndsWithItsContextAndComesBack(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	e := save(t, s, sample)
	left := path(dir, e.ID, tempPrefix+"x")
	must(t, os.WriteFile(left, nil, 0o600))
	aged(t, left, time.Hour)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := s.Tidy(ctx); !errors.Is(err, context.Canceled) || !exists(left) {
		t.Errorf("cancelled: %v, left over: %v", err, exists(left))
	}
	must(t, s.Tidy(context.Background()))
	if exists(left) {
		t.Error("after a cancelled one Tidy waits a day")
	}
}
