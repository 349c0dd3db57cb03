//go:build unix

package archive

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

func TestModesArePrivateWhateverTheUmask(t *testing.T) {
	for _, mask := range []int{0, 0o022, 0o077} {
		old := syscall.Umask(mask)
		dir := filepath.Join(t.TempDir(), "data", "aisdesk")
		s := open(t, dir, Options{})
		must(t, s.Key.SetPassphrase(t.Context(), aisclient.NewSecret("correct horse")))
		e := save(t, s, sample)
		must(t, s.SetCounts(e.ID, Counts{}))
		must(t, s.PutAttachment(e.ID, "scores", []byte("x")))
		must(t, s.PutSecret("token", aisclient.NewSecret("x")))
		_, err := s.SavePending(Pending{CommandID: text.Clean("1")})
		must(t, err)
		syscall.Umask(old)
		must(t, filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
			must(t, err)
			fi, err := d.Info()
			must(t, err)
			if want := map[bool]fs.FileMode{true: 0o700, false: 0o600}[d.IsDir()]; fi.Mode().Perm() != want {
				t.Errorf("umask %03o: %s has mode %v", mask, p, fi.Mode())
			}
			return nil
		}))
	}
}

func TestAnOpenDirectoryIsMadePrivate(t *testing.T) {
	dir := t.TempDir()
	must(t, os.Mkdir(filepath.Join(dir, importsDir), 0o777))
	must(t, os.Chmod(filepath.Join(dir, importsDir), 0o777))
	open(t, dir, Options{})
	if fi, err := os.Stat(filepath.Join(dir, importsDir)); err != nil || fi.Mode().Perm() != 0o700 {
		t.Errorf("%v, %v", fi.Mode(), err)
	}
}

func TestSymbolicLinksAreRefused(t *testing.T) {
	elsewhere := t.TempDir()
	victim := open(t, elsewhere, Options{})
	there := save(t, victim, sample)
	const planted = "20260101T000000Z-aaaaaaaaaaaaa"

	dir := t.TempDir()
	s := open(t, dir, Options{})
	good := save(t, s, sample)
	// an import that is a link, out of the archive and inside it
	for _, target := range []string{path(elsewhere, there.ID, ""), good.ID} {
		must(t, os.Symlink(target, path(dir, planted, "")))
		if e, err := s.Get(planted); err != nil || !errors.Is(e.Damaged, ErrSymlink) {
			t.Errorf("link to %s: %+v, %v", target, e.Damaged, err)
		}
		if _, err := s.Raw(planted); !errors.Is(err, ErrSymlink) {
			t.Errorf("link to %s: Raw gives %v", target, err)
		}
		if err := s.SetCounts(planted, Counts{}); !errors.Is(err, ErrSymlink) {
			t.Errorf("link to %s: SetCounts gives %v", target, err)
		}
		must(t, s.Delete(planted))
	}
	// files that are links
	for _, file := range []string{replyFile, manifestFile} {
		p := path(dir, good.ID, file)
		must(t, os.Rename(p, p+".real"))
		must(t, os.Symlink(file+".real", p))
		if _, err := s.Raw(good.ID); !errors.Is(err, ErrSymlink) {
			t.Errorf("%s is a link: Raw gives %v", file, err)
		}
		must(t, os.Remove(p))
		must(t, os.Rename(p+".real", p))
	}
	if raw, err := readAll(victim, there.ID); err != nil || len(raw) != len(sample) {
		t.Errorf("deleting a link harmed what it led to: %v", err)
	}
	// an attachment whose file is a link
	must(t, os.WriteFile(filepath.Join(elsewhere, "target"), []byte("precious"), 0o600))
	must(t, os.Symlink(filepath.Join(elsewhere, "target"), path(dir, good.ID, "note-scores.zst")))
	if err := s.PutAttachment(good.ID, "scores", []byte("x")); !errors.Is(err, ErrSymlink) {
		t.Errorf("an attachment through a link: %v", err)
	}
	if b, _ := os.ReadFile(filepath.Join(elsewhere, "target")); string(b) != "precious" {
		t.Errorf("an attachment was written through a link: %q", b)
	}
	// the directory of all imports
	must(t, os.Rename(filepath.Join(dir, importsDir), filepath.Join(dir, "real")))
	must(t, os.Symlink("real", filepath.Join(dir, importsDir)))
	if _, err := Open(dir, Options{}); !errors.Is(err, ErrSymlink) {
		t.Errorf("imports is a link: %v", err)
	}
}

func TestPipesAndDevicesAreRefused(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	e := save(t, s, sample)
	must(t, os.Remove(path(dir, e.ID, replyFile)))
	must(t, syscall.Mkfifo(path(dir, e.ID, replyFile), 0o600))
	if _, err := s.Raw(e.ID); !errors.Is(err, ErrSymlink) {
		t.Errorf("got %v", err) // and it must not hang
	}
}

// A pipe in the place of a copy, or of a directory in it, is refused and not waited for.
func TestRestoreWaitsForNoPipe(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	for _, name := range []string{"", casesDir, secretsDir, caseOfDir} {
		copied := filepath.Join(t.TempDir(), "copy")
		if name != "" {
			must(t, os.MkdirAll(filepath.Join(copied, importsDir), 0o700))
		}
		must(t, syscall.Mkfifo(filepath.Join(copied, name), 0o600))
		if _, err := s.Restore(t.Context(), copied, nil); err == nil || !strings.Contains(err.Error(), "is no copy of an archive") {
			t.Errorf("%q: %v", name, err)
		}
	}
}
