// Package atomicfile writes files whole or not at all: whoever opens the name sees the old file or the new one, never
// a part, also after a killed program, a full disk or a power failure.
//
// A file is written under a temporary name in the same directory, synced, and renamed. It can be read and written by
// its owner only (0600). It is locked until it has its name, so that Sweep, which removes what a killed program leaves, never
// removes what is still written, whatever the clock says.
package atomicfile

import (
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Options say how a file gets its name. The zero value replaces a file that is there.
type Options struct {
	// NoReplace fails with an error that is fs.ErrExist where the name is taken, even if another program took it
	// while this one was writing. A hard link does that in one step. Where the file system has no hard links, the
	// name is looked at again and the file renamed, and two programs at the same moment may both succeed.
	NoReplace bool
	// RequireLink, with NoReplace, fails with ErrNoLinks instead where there are no hard links.
	RequireLink bool
	// Durable syncs the directory, too: when Write returns without an error the new file survives a power failure.
	// Without it a power failure may leave the old file.
	Durable bool
	// FS is what files are written with; nil is the operating system.
	FS FS
}

var (
	// ErrNoLinks says that the file system has no hard links, which Options.RequireLink asks for.
	ErrNoLinks = errors.New("the file system has no hard links")
	// ErrLocked says that another program holds the lock.
	ErrLocked = errors.New("another program holds its lock")
)

// WriteFile writes a file at a path: see Write. It also removes what programs that were killed left in the directory,
// which must exist. It fails as Write does, and where the directory cannot be opened.
func WriteFile(path string, o Options, write func(io.Writer) error) error {
	dir, err := os.OpenRoot(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer dir.Close()
	Sweep(dir)
	return Write(dir, filepath.Base(path), o, write)
}

// Write makes a file of what write writes. After an error nothing new is left, but for one case: with Durable the
// file may be in place where only syncing the directory failed. Errors of write are returned as they are. A symbolic
// link of that name is replaced, not followed.
func Write(dir *os.Root, name string, o Options, write func(io.Writer) error) error {
	if o.FS == nil {
		o.FS = OS{}
	}
	temp, f, err := createTemp(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	if err = fill(f, o.FS, write); err == nil && closesFirst {
		err = f.Close()
	}
	if err == nil {
		err = settle(dir, temp, name, o)
	}
	if err != nil {
		_ = dir.Remove(temp)
		return err
	}
	if o.Durable {
		return SyncDir(dir, o.FS)
	}
	return nil
}

// createTemp creates a file under a temporary name and locks it. One that is swept before it is locked is made again.
func createTemp(dir *os.Root) (name string, f *os.File, err error) {
	for range 10 {
		name = TempName()
		if f, err = dir.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600); err != nil {
			return "", nil, err
		}
		if _, err = Lock(f); err == nil {
			if err = isStill(dir, name, f); err == nil {
				return name, f, nil
			}
		}
		_ = f.Close()
		if !errors.Is(err, ErrLocked) && !errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	_ = dir.Remove(name)
	return "", nil, err
}

// isStill fails with fs.ErrNotExist if a file does not have the name any more under which it was opened.
func isStill(dir *os.Root, name string, f *os.File) error {
	now, err := dir.Lstat(name)
	if err != nil {
		return err
	}
	opened, err := f.Stat()
	if err == nil && !os.SameFile(now, opened) {
		err = fs.ErrNotExist
	}
	return err
}

// TempName is a new name for a file that is being written: IsTemp knows it and Sweep removes it.
func TempName() string { return tempPrefix + rand.Text()[:tempRandom] + tempSuffix }

// Bytes is what to give Write for bytes in memory.
func Bytes(b []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	}
}

// Create writes a new file and syncs it. It is for files whose directory is renamed when it is complete: after an
// error a part of the file may be left.
func Create(dir *os.Root, name string, fsys FS, write func(io.Writer) error) error {
	f, err := dir.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	err = fill(f, fsys, write)
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}

// fill writes the bytes of a file and syncs it.
func fill(f *os.File, fsys FS, write func(io.Writer) error) error {
	if err := write(writer{fsys, f}); err != nil {
		return err
	}
	return fsys.Sync(f)
}

// settle gives a complete file its name.
func settle(dir *os.Root, temp, name string, o Options) error {
	if !o.NoReplace {
		return o.FS.Rename(dir, temp, name)
	}
	err := o.FS.Link(dir, temp, name)
	switch {
	case err == nil:
		return dir.Remove(temp)
	case errors.Is(err, fs.ErrExist) || isFull(err):
		return err
	case o.RequireLink:
		return errors.Join(ErrNoLinks, err)
	}
	if _, err := dir.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(&fs.PathError{Op: "create", Path: name, Err: fs.ErrExist}, err)
	}
	return o.FS.Rename(dir, temp, name)
}
