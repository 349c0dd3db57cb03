package objects

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"aisdesk/aisclient/atomicfile"
)

// refusing is a system that does one thing no more.
type refusing struct {
	atomicfile.OS
	write, link error
}

func (r refusing) Write(f *os.File, b []byte) (int, error) {
	if r.write != nil {
		n, _ := f.Write(b[:len(b)/2])
		return n, r.write
	}
	return r.OS.Write(f, b)
}

func (r refusing) Link(dir *os.Root, from, to string) error {
	if r.link != nil {
		return r.link
	}
	return r.OS.Link(dir, from, to)
}

// On a full disk, a medium that can only be read, or without the right, nothing half is there, and words say what to do.
func TestWhatCannotBeWrittenIsSaidInWords(t *testing.T) {
	for words, c := range map[string]struct {
		cause error
		fs    refusing
	}{
		"Make room there":    {ErrFull, refusing{write: &os.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}}},
		"is full":            {ErrFull, refusing{link: &os.LinkError{Op: "link", Err: syscall.EDQUOT}}},
		"can only be read":   {ErrDenied, refusing{write: &os.PathError{Op: "write", Path: "x", Err: syscall.EROFS}}},
		"you may not write ": {ErrDenied, refusing{link: &os.LinkError{Op: "link", Err: syscall.EACCES}}},
	} {
		dir := t.TempDir()
		f, err := OpenFolder(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		f.fs = c.fs
		err = f.Create(t.Context(), "cases/a/1.event", []byte("event"))
		if !errors.Is(err, c.cause) || !strings.Contains(err.Error(), words) || !strings.Contains(err.Error(), dir) {
			t.Errorf("%v, want %q", err, words)
		}
		for _, raw := range []string{"no space", "permission denied", "quota", "read-only file system", "write x"} {
			if strings.Contains(err.Error(), raw) {
				t.Errorf("a raw error is shown: %v", err)
			}
		}
		if left, err := filepath.Glob(filepath.Join(dir, "cases", "a", "*")); err != nil || len(left) > 0 {
			t.Errorf("left: %v %v", left, err)
		}
	}
}
