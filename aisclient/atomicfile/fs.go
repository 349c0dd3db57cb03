package atomicfile

import (
	"errors"
	"os"
	"syscall"
)

// FS is what can fail for want of space or of a feature of the file system. Tests put another one in.
type FS interface {
	Write(f *os.File, b []byte) (int, error)
	Sync(f *os.File) error
	Rename(dir *os.Root, from, to string) error
	Link(dir *os.Root, from, to string) error
}

// OS is the operating system as an FS.
type OS struct{}

// Write writes to a file.
func (OS) Write(f *os.File, b []byte) (int, error) { return f.Write(b) }

// Sync makes a file's bytes survive a power failure. The error is the system's.
func (OS) Sync(f *os.File) error { return f.Sync() }

// Rename gives a file or directory another name, and replaces a file of that name. The error is the system's.
func (OS) Rename(dir *os.Root, from, to string) error { return dir.Rename(from, to) }

// Link gives a file a second name, which must be free. The error is the system's.
func (OS) Link(dir *os.Root, from, to string) error { return dir.Link(from, to) }

// writer writes to a file through an FS.
type writer struct {
	fs FS
	f  *os.File
}

func (w writer) Write(b []byte) (int, error) { return w.fs.Write(w.f, b) }

// isFull reports whether the cause is a full disk.
func isFull(err error) bool { return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) }

// SyncDir makes new names in a directory survive a power failure. Where the system or the file system cannot sync a
// directory, that is no error.
func SyncDir(dir *os.Root, fsys FS) error {
	if !syncsDirs {
		return nil
	}
	f, err := dir.Open(".")
	if err != nil {
		return err
	}
	defer f.Close()
	err = fsys.Sync(f)
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) {
		return nil
	}
	return err
}
