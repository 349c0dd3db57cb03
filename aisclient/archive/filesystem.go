package archive

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"aisdesk/aisclient/atomicfile"
)

// filesystem is what a file system may refuse: space, hard links, locks. Tests put another one in.
type filesystem interface {
	atomicfile.FS
	// Lock takes the lock of an open directory until it is closed, or fails with ErrBusy. held is false without an
	// error where there are no locks.
	Lock(f *os.File) (held bool, err error)
}

type osFilesystem struct{ atomicfile.OS }

func (osFilesystem) Lock(f *os.File) (bool, error) { return lock(f) }

// create writes a new file with fill and syncs it. It is for directories that get their name when they are complete.
func (s *Store) create(root *os.Root, name string, fill func(io.Writer) error) error {
	return atomicfile.Create(root, name, s.fs, fill)
}

// replace writes a file or replaces it, for good. What is no plain file is refused with ErrSymlink.
func (s *Store) replace(root *os.Root, name string, b []byte) error {
	if fi, err := root.Lstat(name); err == nil && !fi.Mode().IsRegular() {
		return fmt.Errorf("%s: %w", name, ErrSymlink)
	}
	return wrapDiskFull(atomicfile.Write(root, name, atomicfile.Options{Durable: true, FS: s.fs}, atomicfile.Bytes(b)))
}

// syncDir makes renames in a directory last.
func (s *Store) syncDir(root *os.Root) error { return atomicfile.SyncDir(root, s.fs) }

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
