package atomicfile

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// content writes a text in two parts.
func content(s string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, a := io.WriteString(w, s[:len(s)/2])
		_, b := io.WriteString(w, s[len(s)/2:])
		return errors.Join(a, b)
	}
}

// holds checks what a directory holds: names and contents, and nothing else.
func holds(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	must(t, err)
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		must(t, err)
		if s, ok := want[e.Name()]; !ok || s != string(b) {
			t.Errorf("%s holds %q", e.Name(), b)
		}
	}
	if len(entries) != len(want) {
		t.Errorf("%d files instead of %d", len(entries), len(want))
	}
}

// failing is an FS whose n-th operation fails, and which may lack hard links.
type failing struct {
	OS
	left    int
	noLinks bool
}

func (f *failing) next() error {
	if f.left--; f.left < 0 {
		return &os.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}
	}
	return nil
}

func (f *failing) Write(file *os.File, b []byte) (int, error) {
	if err := f.next(); err != nil {
		n, _ := file.Write(b[:len(b)/2])
		return n, err
	}
	return file.Write(b)
}

func (f *failing) Sync(file *os.File) error { return errors.Join(f.next(), file.Sync()) }

func (f *failing) Rename(dir *os.Root, from, to string) error {
	if err := f.next(); err != nil {
		return err
	}
	return dir.Rename(from, to)
}

func (f *failing) Link(dir *os.Root, from, to string) error {
	if f.noLinks {
		return &os.LinkError{Op: "link", Old: from, New: to, Err: syscall.EPERM}
	}
	if err := f.next(); err != nil {
		return err
	}
	return dir.Link(from, to)
}

func TestAFileIsReplacedWholeAndPrivate(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "rows.csv")
	must(t, WriteFile(path, Options{}, content("old")))
	must(t, WriteFile(path, Options{Durable: true}, func(w io.Writer) error {
		if b, err := os.ReadFile(path); err != nil || string(b) != "old" {
			t.Errorf("while it is written the name shows %q, %v", b, err)
		}
		return content("new")(w)
	}))
	holds(t, dir, map[string]string{"rows.csv": "new"})
	if fi, err := os.Stat(path); err != nil || fi.Mode().Perm()&0o077 != 0 {
		t.Errorf("mode %v, %v", fi.Mode(), err)
	}
}

// Whatever step fails, the old file stays and no part is left. Only a directory that cannot be synced has the new one.
func TestAFailureLeavesTheOldFile(t *testing.T) {
	for _, o := range []Options{{}, {Durable: true}, {NoReplace: true}, {NoReplace: true, Durable: true}} {
		for n := 0; ; n++ {
			path := t.TempDir()
			dir, err := os.OpenRoot(path)
			must(t, err)
			before := map[string]string{}
			if !o.NoReplace {
				must(t, Write(dir, "file", Options{}, content("old")))
				before["file"] = "old"
			}
			o.FS = &failing{left: n}
			err = Write(dir, "file", o, content("new"))
			must(t, dir.Close())
			steps := 4 // two writes, a sync, a name
			if n >= steps {
				before["file"] = "new"
			}
			holds(t, path, before)
			if o.Durable {
				steps++
			}
			if (err == nil) != (n >= steps) || err != nil && !errors.Is(err, syscall.ENOSPC) {
				t.Errorf("%+v, step %d: %v", o, n, err)
			}
			if err == nil {
				break
			}
		}
	}
}

func TestAnErrorOfTheWriterIsReturnedAsItIs(t *testing.T) {
	dir := t.TempDir()
	stop := errors.New("stop")
	err := WriteFile(filepath.Join(dir, "file"), Options{}, func(w io.Writer) error {
		_, _ = io.WriteString(w, "part")
		return stop
	})
	if err != stop {
		t.Errorf("got %v", err)
	}
	holds(t, dir, nil)
}

func TestATakenNameIsNotReplaced(t *testing.T) {
	for _, fsys := range []FS{nil, &failing{left: 100, noLinks: true}} {
		dir := t.TempDir()
		path := filepath.Join(dir, "file")
		must(t, WriteFile(path, Options{NoReplace: true, FS: fsys}, content("first")))
		if err := WriteFile(path, Options{NoReplace: true, FS: fsys}, content("second")); !errors.Is(err, fs.ErrExist) {
			t.Errorf("got %v", err)
		}
		// taken while it is written
		late := filepath.Join(dir, "late")
		err := WriteFile(late, Options{NoReplace: true, FS: fsys}, func(io.Writer) error { return os.WriteFile(late, []byte("theirs"), 0o600) })
		if !errors.Is(err, fs.ErrExist) {
			t.Errorf("got %v", err)
		}
		holds(t, dir, map[string]string{"file": "first", "late": "theirs"})
	}
}

func TestOneOfManyTakesAFreeName(t *testing.T) {
	dir := t.TempDir()
	var wg sync.WaitGroup
	won := make(chan string, 20)
	for i := range 20 {
		text := strings.Repeat(string(rune('a'+i)), 1000)
		wg.Go(func() {
			err := WriteFile(filepath.Join(dir, "file"), Options{NoReplace: true}, content(text))
			if err == nil {
				won <- text
			} else if !errors.Is(err, fs.ErrExist) {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	close(won)
	if len(won) != 1 {
		t.Fatalf("%d programs took the name", len(won))
	}
	holds(t, dir, map[string]string{"file": <-won})
}

func TestWithoutHardLinksItCanBeRefused(t *testing.T) {
	dir := t.TempDir()
	o := Options{NoReplace: true, RequireLink: true, FS: &failing{left: 100, noLinks: true}}
	if err := WriteFile(filepath.Join(dir, "file"), o, content("x")); !errors.Is(err, ErrNoLinks) || !errors.Is(err, syscall.EPERM) {
		t.Errorf("got %v", err)
	}
	holds(t, dir, nil)
}

// What a killed program left is swept; what may still be written, and what is not this program's, stays.
func TestLeftoversAreSwept(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a [folder]*")
	must(t, os.Mkdir(dir, 0o700))
	for name, age := range map[string]time.Duration{
		".aisdesk-ABCDEFGHIJ.part": 11 * time.Minute, ".aisdesk-KLMNOPQRST.part": 9 * time.Minute,
		".aisdesk-mine.part": time.Hour, "aisdesk.part": time.Hour, ".aisdesk-ABCDEFGHIJ.csv!": time.Hour,
	} {
		must(t, os.WriteFile(filepath.Join(dir, name), nil, 0o600))
		must(t, os.Chtimes(filepath.Join(dir, name), time.Time{}, time.Now().Add(-age)))
	}
	must(t, WriteFile(filepath.Join(dir, "rows.csv"), Options{}, content("rows")))
	holds(t, dir, map[string]string{"rows.csv": "rows", ".aisdesk-KLMNOPQRST.part": "", ".aisdesk-mine.part": "", "aisdesk.part": "", ".aisdesk-ABCDEFGHIJ.csv!": ""})
}

func TestASymbolicLinkIsReplacedNotFollowed(t *testing.T) {
	dir, elsewhere := t.TempDir(), filepath.Join(t.TempDir(), "target")
	must(t, os.WriteFile(elsewhere, []byte("precious"), 0o600))
	if err := os.Symlink(elsewhere, filepath.Join(dir, "file")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	must(t, WriteFile(filepath.Join(dir, "file"), Options{}, content("new")))
	holds(t, dir, map[string]string{"file": "new"})
	if b, err := os.ReadFile(elsewhere); err != nil || string(b) != "precious" {
		t.Errorf("the link's target holds %q, %v", b, err)
	}
}

func TestADirectoryThatIsMissingIsAnError(t *testing.T) {
	if err := WriteFile(filepath.Join(t.TempDir(), "no", "file"), Options{}, content("x")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}
