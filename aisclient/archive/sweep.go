package archive

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"time"

	"aisdesk/aisclient/atomicfile"
)

// tempDir makes a directory for a save and locks it, so that no other program sweeps it away. release
// gives up the lock; the operating system does that for a killed program.
func (s *Store) tempDir() (name string, dir *os.Root, release func(), err error) {
	for range 10 {
		name = tempPrefix + newToken()
		if err = s.imports.Mkdir(name, 0o700); err != nil {
			return "", nil, nil, err
		}
		dir, release, _, err = s.lockTempDir(name)
		if err == nil {
			return name, dir, release, nil
		}
		_ = s.imports.RemoveAll(name)
		if !errors.Is(err, ErrBusy) && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, ErrNotFound) {
			return "", nil, nil, err
		}
	}
	return "", nil, nil, err
}

// lockTempDir opens and locks a temporary directory. held is false where there are no locks.
func (s *Store) lockTempDir(name string) (_ *os.Root, release func(), held bool, err error) {
	dir, err := openDir(s.imports, name)
	if err != nil {
		return nil, nil, false, err
	}
	err = dir.Chmod(".", 0o700)
	if err == nil {
		var f *os.File
		if f, err = dir.Open("."); err == nil {
			if held, err = s.fs.Lock(f); err == nil {
				err = s.stillThere(name, dir)
			}
			if err == nil {
				return dir, func() { _ = f.Close() }, held, nil
			}
			_ = f.Close()
		}
	}
	_ = dir.Close()
	return nil, nil, false, err
}

// stillThere fails if the directory was swept away between opening and locking it. While it is locked
// nobody does that.
func (s *Store) stillThere(name string, dir *os.Root) error {
	now, err := s.imports.Lstat(name)
	if err != nil {
		return err
	}
	opened, err := dir.Stat(".")
	if err == nil && !os.SameFile(now, opened) {
		err = ErrBusy
	}
	return err
}

// How old temporary files and, where there are no locks, temporary directories must be to belong to nobody: a file is
// written in moments, a save may wait for its reply.
const (
	tempFileAge = 10 * time.Minute
	tempDirAge  = 24 * time.Hour
)

// sweep removes the temporary directories and files of programs that are gone. What cannot be removed
// stays for the next time: leftovers harm nobody.
func (s *Store) sweep() {
	for _, name := range tempNames(s.imports) {
		fi, err := s.imports.Lstat(name)
		if err != nil {
			continue
		}
		if !fi.IsDir() {
			_ = s.imports.Remove(name)
			continue
		}
		if dir, release, held, err := s.lockTempDir(name); err == nil {
			_ = dir.Close()
			if held || time.Since(fi.ModTime()) > tempDirAge {
				_ = s.imports.RemoveAll(name)
			}
			release()
		}
	}
	for _, name := range []string{".", pendingDir, secretsDir} {
		s.sweepFiles(s.root, name)
	}
	if list, err := s.List(); err == nil {
		for _, e := range list {
			s.sweepFiles(s.imports, e.ID)
			s.sweepPlain(e)
		}
	}
}

// sweepFiles removes the temporary files in a directory that are old enough to belong to nobody.
func (s *Store) sweepFiles(root *os.Root, name string) {
	dir, err := openDir(root, name)
	if err != nil {
		return
	}
	defer dir.Close()
	for _, file := range tempNames(dir) {
		if fi, err := dir.Lstat(file); err == nil && !fi.IsDir() && s.options.Now().Sub(fi.ModTime()) > tempFileAge {
			_ = dir.Remove(file)
		}
	}
}

// tempNames returns the names in a directory that begin like a temporary one.
func tempNames(dir *os.Root) []string {
	dirents, err := fs.ReadDir(dir.FS(), ".")
	if err != nil {
		return nil
	}
	var names []string
	for _, de := range dirents {
		if strings.HasPrefix(de.Name(), tempPrefix) || atomicfile.IsTemp(de.Name()) {
			names = append(names, de.Name())
		}
	}
	return names
}
