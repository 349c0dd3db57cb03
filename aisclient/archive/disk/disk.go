// Package disk reads and writes in directories that only their owner can enter: every access goes through an os.Root,
// symbolic links are refused, and what can fail for want of space or of locks is behind FS.
package disk

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"

	"aisdesk/aisclient/atomicfile"
)

// Errors of files. They are causes: use errors.Is.
var (
	// ErrNotFound says that there is no file or directory of that name.
	ErrNotFound = errors.New("not in the archive")
	// ErrDamaged says that stored bytes are not those that were saved.
	ErrDamaged = errors.New("damaged")
	// ErrSymlink says that something else than a plain file or directory stands in its place.
	ErrSymlink = errors.New("not a plain file or directory; symbolic links are refused")
	// ErrFull says that there is no space left. What was there before is unchanged.
	ErrFull = errors.New("the disk is full: this was not saved, and what was saved before is unchanged; free some space and try again")
	// ErrBusy says that another program held a lock for longer than a change takes.
	ErrBusy = errors.New("another program is changing it; try again in a moment")
)

// FS is what a file system may refuse: space, hard links, locks. Tests put another one in.
type FS interface {
	atomicfile.FS
	// Lock takes the lock of an open directory until it is closed, or fails with ErrBusy. held is false without an
	// error where there are no locks.
	Lock(f *os.File) (held bool, err error)
}

// OS is the operating system as an FS.
type OS struct{ atomicfile.OS }

// Lock takes the system's lock of a directory. It fails with ErrBusy where another program holds it.
func (OS) Lock(f *os.File) (bool, error) {
	held, err := atomicfile.Lock(f)
	if errors.Is(err, atomicfile.ErrLocked) {
		err = ErrBusy
	}
	return held, err
}

// Unsynced is a file system on which nothing is synced: for files that can be made anew.
type Unsynced struct{ atomicfile.FS }

// Sync does nothing; its error is always nil.
func (Unsynced) Sync(*os.File) error { return nil }

// Replace writes a file or replaces it, for good. What is no plain file is refused with ErrSymlink.
func Replace(root *os.Root, name string, fsys FS, b []byte) error {
	if fi, err := root.Lstat(name); err == nil && !fi.Mode().IsRegular() {
		return fmt.Errorf("%s: %w", name, ErrSymlink)
	}
	return WrapFull(atomicfile.Write(root, name, atomicfile.Options{Durable: true, FS: fsys}, atomicfile.Bytes(b)))
}

// OpenDir opens a directory of root that is no symbolic link. It fails with ErrNotFound, with ErrSymlink for anything else than a
// directory, or as os.Root does.
func OpenDir(root *os.Root, name string) (*os.Root, error) {
	before, err := root.Lstat(name)
	if err != nil {
		return nil, WrapNotFound(name, err)
	}
	if !before.IsDir() {
		return nil, fmt.Errorf("%s: %w", name, ErrSymlink)
	}
	sub, err := root.OpenRoot(name)
	if err != nil {
		return nil, WrapNotFound(name, err)
	}
	after, err := sub.Stat(".")
	if err != nil || !os.SameFile(before, after) {
		_ = sub.Close()
		return nil, fmt.Errorf("%s: %w", name, ErrSymlink)
	}
	return sub, nil
}

// opens is how often OpenFile looks at a file that is replaced just then.
const opens = 100

// OpenFile opens a plain file of root for reading. It fails with ErrNotFound, with ErrSymlink for anything else than a plain
// file, or as os.Root does.
func OpenFile(root *os.Root, name string) (f *os.File, err error) {
	for range opens {
		if f, err = openFile(root, name); !errors.Is(err, errReplaced) {
			return f, err
		}
	}
	return nil, err
}

// errReplaced says that another file has the name since it was looked at: a plain one that is written anew, or a link.
var errReplaced = fmt.Errorf("%w, or replaced meanwhile", ErrSymlink)

func openFile(root *os.Root, name string) (*os.File, error) {
	before, err := root.Lstat(name)
	if err != nil {
		return nil, WrapNotFound(name, err)
	}
	if !before.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: %w", name, ErrSymlink)
	}
	f, err := root.Open(name)
	if err != nil {
		return nil, WrapNotFound(name, err)
	}
	after, err := f.Stat()
	if err != nil || !os.SameFile(before, after) {
		_ = f.Close()
		return nil, fmt.Errorf("%s: %w", name, errReplaced)
	}
	return f, nil
}

// ReadFile reads a plain file of at most limit bytes. It fails as OpenFile does, and with ErrDamaged where the file is larger.
func ReadFile(root *os.Root, name string, limit int64) ([]byte, error) {
	f, err := OpenFile(root, name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all bytes.Buffer
	if fi, err := f.Stat(); err == nil {
		all.Grow(int(min(fi.Size(), limit)) + bytes.MinRead) // an index of many imports would be copied again and again
	}
	_, err = all.ReadFrom(io.LimitReader(f, limit+1))
	b := all.Bytes()
	if err == nil && int64(len(b)) > limit {
		err = fmt.Errorf("%s: %w: over %d bytes", name, ErrDamaged, limit)
	}
	return b, err
}

// EachName calls do with every name in a directory, in no order. It fails where the directory cannot be read.
func EachName(dir *os.Root, do func(name string)) error {
	f, err := dir.Open(".")
	if err != nil {
		return err
	}
	defer f.Close()
	for {
		names, err := f.Readdirnames(4096)
		for _, name := range names {
			do(name)
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// ReadDir returns what a directory holds, sorted by name. It fails with ErrNotFound where another program has removed the
// directory since it was opened.
func ReadDir(dir *os.Root) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(dir.FS(), ".")
	return entries, WrapNotFound(dir.Name(), err)
}

// WrapNotFound turns "no such file" into ErrNotFound.
func WrapNotFound(name string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: %w", name, ErrNotFound)
	}
	return err
}

// WrapFull makes ErrFull a cause of the system's error that a disk, or somebody's part of it, is full; another error stays as it
// is.
func WrapFull(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return fmt.Errorf("%w (%w)", ErrFull, err)
	}
	return err
}
