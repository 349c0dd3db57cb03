package archive

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// filesystem is what a file system may refuse: space, hard links, locks. Tests put another one in.
type filesystem interface {
	Write(f *os.File, b []byte) (int, error)
	Sync(f *os.File) error
	Rename(root *os.Root, from, to string) error
	Link(root *os.Root, from, to string) error
	// Lock takes the lock of an open directory until it is closed, or fails with ErrBusy. held is false without an
	// error where there are no locks.
	Lock(f *os.File) (held bool, err error)
}

type osFilesystem struct{}

func (osFilesystem) Write(f *os.File, b []byte) (int, error)     { return f.Write(b) }
func (osFilesystem) Sync(f *os.File) error                       { return f.Sync() }
func (osFilesystem) Rename(root *os.Root, from, to string) error { return root.Rename(from, to) }
func (osFilesystem) Link(root *os.Root, from, to string) error   { return root.Link(from, to) }
func (osFilesystem) Lock(f *os.File) (bool, error)               { return lock(f) }

// fsFile is a file being written through a filesystem.
type fsFile struct {
	fs filesystem
	*os.File
}

func (f fsFile) Write(b []byte) (int, error) { return f.fs.Write(f.File, b) }

// create writes a new private file with fill and syncs it.
func (s *Store) create(root *os.Root, name string, fill func(io.Writer) error) (err error) {
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if closed := f.Close(); err == nil {
			err = closed
		}
	}()
	if err := f.Chmod(0o600); err != nil {
		return err
	}
	if err := fill(fsFile{s.fs, f}); err != nil {
		return err
	}
	return s.fs.Sync(f)
}

// replace writes a file or replaces it: whoever reads it sees the old or the new bytes, never a mixture.
func (s *Store) replace(root *os.Root, name string, b []byte) error {
	if fi, err := root.Lstat(name); err == nil && !fi.Mode().IsRegular() {
		return fmt.Errorf("%s: %w", name, ErrSymlink)
	}
	temp := tempPrefix + newToken()
	err := s.create(root, temp, func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	})
	if err == nil {
		err = s.fs.Rename(root, temp, name)
	}
	if err != nil {
		_ = root.Remove(temp)
		return wrapDiskFull(err)
	}
	return wrapDiskFull(s.syncDir(root))
}

// syncDir makes renames in a directory last.
func (s *Store) syncDir(root *os.Root) error {
	if !syncsDirs {
		return nil
	}
	f, err := root.Open(".")
	if err != nil {
		return err
	}
	defer f.Close()
	return s.fs.Sync(f)
}

// openDir opens a directory of root that is no symbolic link.
func openDir(root *os.Root, name string) (*os.Root, error) {
	before, err := root.Lstat(name)
	if err != nil {
		return nil, wrapNotFound(name, err)
	}
	if !before.IsDir() {
		return nil, fmt.Errorf("%s: %w", name, ErrSymlink)
	}
	sub, err := root.OpenRoot(name)
	if err != nil {
		return nil, wrapNotFound(name, err)
	}
	after, err := sub.Stat(".")
	if err != nil || !os.SameFile(before, after) {
		_ = sub.Close()
		return nil, fmt.Errorf("%s: %w", name, ErrSymlink)
	}
	return sub, nil
}

// openFile opens a plain file of root for reading.
func openFile(root *os.Root, name string) (*os.File, error) {
	before, err := root.Lstat(name)
	if err != nil {
		return nil, wrapNotFound(name, err)
	}
	if !before.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: %w", name, ErrSymlink)
	}
	f, err := root.Open(name)
	if err != nil {
		return nil, wrapNotFound(name, err)
	}
	after, err := f.Stat()
	if err != nil || !os.SameFile(before, after) {
		_ = f.Close()
		return nil, fmt.Errorf("%s: %w", name, ErrSymlink)
	}
	return f, nil
}

// readFile reads a plain file of at most limit bytes.
func readFile(root *os.Root, name string, limit int64) ([]byte, error) {
	f, err := openFile(root, name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(b)) > limit {
		err = fmt.Errorf("%s: %w: over %d bytes", name, ErrDamaged, limit)
	}
	return b, err
}

// wrapNotFound turns "no such file" into ErrNotFound.
func wrapNotFound(name string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: %w", name, ErrNotFound)
	}
	return err
}
