//go:build unix

package atomicfile

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// sweeping sweeps the directory before a file gets its name, when the clock has just been set by some time.
type sweeping struct {
	OS
	by time.Duration
}

func (s sweeping) sweep(dir *os.Root, temp string) error {
	return errors.Join(setForth(dir, temp, s.by), sweepAll(dir))
}

func (s sweeping) Rename(dir *os.Root, from, to string) error {
	return errors.Join(s.sweep(dir, from), dir.Rename(from, to))
}

func (s sweeping) Link(dir *os.Root, from, to string) error {
	return errors.Join(s.sweep(dir, from), dir.Link(from, to))
}

// setForth makes a file look as if the clock had been set forth after it was written, or back.
func setForth(dir *os.Root, name string, by time.Duration) error {
	at := time.Now().Add(-by)
	return os.Chtimes(filepath.Join(dir.Name(), name), at, at)
}

func sweepAll(dir *os.Root) error {
	other, err := os.OpenRoot(dir.Name()) // as another program does it
	if err == nil {
		Sweep(other)
		err = other.Close()
	}
	return err
}

// A file that is being written stays whatever the clock was set to meanwhile, also once it is complete and has no name yet.
func TestAClockThatIsSetTakesNoFileFromItsWriter(t *testing.T) {
	for _, by := range []time.Duration{11 * time.Minute, 48 * time.Hour, 20 * 365 * 24 * time.Hour, -48 * time.Hour} {
		for _, o := range []Options{{}, {Durable: true}, {NoReplace: true, RequireLink: true}} {
			path := t.TempDir()
			dir, err := os.OpenRoot(path)
			must(t, err)
			o.FS = sweeping{by: by}
			err = Write(dir, "rows.csv", o, func(w io.Writer) error {
				_, err := io.WriteString(w, "ro")
				entries, rerr := os.ReadDir(path)
				if len(entries) == 1 {
					rerr = errors.Join(rerr, setForth(dir, entries[0].Name(), by))
				}
				_, last := io.WriteString(w, "ws")
				return errors.Join(err, rerr, sweepAll(dir), last)
			})
			if err != nil {
				t.Errorf("set by %v, %+v: %v", by, o, err)
			}
			holds(t, path, map[string]string{"rows.csv": "rows"})
			must(t, dir.Close())
		}
	}
}

// Without locks only a day tells that a program is gone.
func TestWithoutLocksADayMustPass(t *testing.T) {
	noLocks := func(*os.File) (bool, error) { return false, nil }
	path := t.TempDir()
	dir, err := os.OpenRoot(path)
	must(t, err)
	defer dir.Close()
	for name, age := range map[string]time.Duration{".aisdesk-ABCDEFGHIJ.part": 23 * time.Hour, ".aisdesk-KLMNOPQRST.part": 25 * time.Hour} {
		must(t, os.WriteFile(filepath.Join(path, name), nil, 0o600))
		must(t, setForth(dir, name, age))
		sweepFile(dir, name, abandoned, time.Now(), noLocks)
	}
	holds(t, path, map[string]string{".aisdesk-ABCDEFGHIJ.part": ""})
}

// A file that another program swept before it was locked is made again.
func TestAFileThatWasSweptIsNotTheOneOfItsName(t *testing.T) {
	path := t.TempDir()
	dir, err := os.OpenRoot(path)
	must(t, err)
	defer dir.Close()
	f, err := dir.Create("file")
	must(t, err)
	defer f.Close()
	must(t, isStill(dir, "file", f))
	must(t, os.WriteFile(filepath.Join(path, "other"), nil, 0o600))
	must(t, os.Rename(filepath.Join(path, "other"), filepath.Join(path, "file")))
	if err := isStill(dir, "file", f); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}
