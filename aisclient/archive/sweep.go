package archive

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"time"

	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/atomicfile"
)

// tempPath and importPath are paths below the archive's directory.
func tempPath(name string) string { return tempDirName + "/" + name }
func importPath(id string) string { return importsDir + "/" + id }

// tempDir makes a directory for a save and locks it, so that no other program sweeps it away. release
// gives up the lock; the operating system does that for a killed program.
func (s *Store) tempDir() (name string, dir *os.Root, release func(), err error) {
	if s.temp == nil {
		return "", nil, nil, syscall.EROFS
	}
	for range 10 {
		name = tempPrefix + newToken()
		if err = s.temp.Mkdir(name, 0o700); err != nil {
			return "", nil, nil, err
		}
		dir, release, _, err = s.lockTempDir(s.temp, name)
		if err == nil {
			return name, dir, release, nil
		}
		_ = s.temp.RemoveAll(name)
		if !errors.Is(err, ErrBusy) && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, ErrNotFound) {
			return "", nil, nil, err
		}
	}
	return "", nil, nil, err
}

// lockTempDir opens and locks a temporary directory. held is false where there are no locks.
func (s *Store) lockTempDir(in *os.Root, name string) (_ *os.Root, release func(), held bool, err error) {
	dir, err := disk.OpenDir(in, name)
	if err != nil {
		return nil, nil, false, err
	}
	err = dir.Chmod(".", 0o700)
	if err == nil {
		var f *os.File
		if f, err = dir.Open("."); err == nil {
			if held, err = s.fs.Lock(f); err == nil {
				err = stillThere(in, name, dir)
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
func stillThere(in *os.Root, name string, dir *os.Root) error {
	now, err := in.Lstat(name)
	if err != nil {
		return err
	}
	opened, err := dir.Stat(".")
	if err == nil && !os.SameFile(now, opened) {
		err = ErrBusy
	}
	return err
}

// tempDirAge is how old a temporary directory must be to belong to nobody where there are no locks: a save may wait for its
// reply.
const tempDirAge = 24 * time.Hour

// tidyEvery is how often Tidy looks at every import.
const tidyEvery = 24 * time.Hour

// Tidy removes what killed programs left inside imports, and what earlier versions left beside them, unless that was done
// within the last day. It looks at every import and belongs beside other work. It fails with the cause of ctx; what
// cannot be removed stays for the next time: leftovers harm nobody.
func (s *Store) Tidy(ctx context.Context) error {
	if fi, err := s.root.Lstat(tidyFile); s.temp == nil || err == nil && s.options.Now().Sub(fi.ModTime()).Abs() < tidyEvery {
		return nil
	}
	if err := s.tidy(ctx); err != nil {
		return err
	}
	return s.replace(s.root, tidyFile, nil)
}

// tidyFile is a file whose age says when Tidy was last done.
const tidyFile = "tidied"

func (s *Store) tidy(ctx context.Context) error {
	s.sweepUnfinished()
	for _, name := range []string{pendingDir, secretsDir} {
		s.sweepFiles(s.root, name)
	}
	for _, name := range tempNames(s.imports) {
		s.sweepDir(s.imports, name)
	}
	ids, err := s.ids()
	for _, id := range ids {
		if err := ctx.Err(); err != nil {
			return err
		}
		s.tidyImport(id)
	}
	return err
}

// tidyImport removes temporary files of one import, and a plain reply beside the sealed one.
func (s *Store) tidyImport(id string) {
	dir, err := disk.OpenDir(s.imports, id)
	if err != nil {
		return
	}
	plain, sealed := false, false
	_ = disk.EachName(dir, func(name string) {
		plain = plain || name == replyFile || name == sealedFile
		sealed = sealed || name == sealedFile || name == labelledFile
		if isTempName(name) {
			s.sweepFile(dir, name)
		}
	})
	_ = dir.Close()
	if plain && sealed {
		s.sweepPlain(id)
	}
}

// sweepUnfinished removes the saves and deletions of programs that are gone.
func (s *Store) sweepUnfinished() {
	if s.temp != nil {
		for _, name := range tempNames(s.temp) {
			s.sweepDir(s.temp, name)
		}
	}
}

// sweepDir removes a temporary directory that no program has locked.
func (s *Store) sweepDir(in *os.Root, name string) {
	fi, err := in.Lstat(name)
	if err != nil {
		return
	}
	if !fi.IsDir() {
		_ = in.Remove(name)
		return
	}
	if dir, release, held, err := s.lockTempDir(in, name); err == nil {
		_ = dir.Close()
		if held || time.Since(fi.ModTime()) > tempDirAge {
			_ = in.RemoveAll(name)
		}
		release()
	}
}

// sweepFiles removes the temporary files in a directory that no program writes any more.
func (s *Store) sweepFiles(root *os.Root, name string) {
	dir, err := disk.OpenDir(root, name)
	if err != nil {
		return
	}
	defer dir.Close()
	for _, file := range tempNames(dir) {
		s.sweepFile(dir, file)
	}
}

// sweepFile removes a temporary file that no program writes any more.
func (s *Store) sweepFile(dir *os.Root, file string) {
	atomicfile.SweepFile(dir, file, s.options.Now())
}

// tempNames returns the names in a directory that begin like a temporary one.
func tempNames(dir *os.Root) []string {
	var names []string
	_ = disk.EachName(dir, func(name string) {
		if isTempName(name) {
			names = append(names, name)
		}
	})
	return names
}

func isTempName(name string) bool {
	return strings.HasPrefix(name, tempPrefix) || atomicfile.IsTemp(name)
}
