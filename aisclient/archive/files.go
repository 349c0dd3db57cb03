package archive

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"

	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/atomicfile"
)

// openImport opens an import's directory.
func (s *Store) openImport(id string) (*os.Root, error) {
	if err := checkID(id); err != nil {
		return nil, err
	}
	dir, err := disk.OpenDir(s.imports, id)
	return dir, s.gone(id, err)
}

// Strangers are the names in an import's directory that no import has; of the id "" those among the imports. Nothing reads them.
// It fails with ErrBadID, ErrNotFound or ErrSymlink of the import's directory, or where that cannot be read.
func (s *Store) Strangers(id string) (names []string, err error) {
	dir := s.imports
	ours := IsID
	if id != "" {
		if dir, err = s.openImport(id); err != nil {
			return nil, err
		}
		defer dir.Close()
		ours = isFileOfImport
	}
	entries, err := disk.ReadDir(dir)
	for _, e := range entries {
		if !ours(e.Name()) && !isTempName(e.Name()) {
			names = append(names, e.Name())
		}
	}
	return names, err
}

func isFileOfImport(name string) bool {
	switch name {
	case manifestFile, replyFile, sealedFile, labelledFile, evictedFile:
		return true
	}
	attached, ok := strings.CutPrefix(strings.TrimSuffix(name, ".age"), attachmentPrefix)
	attached, packed := strings.CutSuffix(attached, ".zst")
	return ok && packed && attachmentPattern.MatchString(attached)
}

// writeFile writes a file of one of the archive's own directories, whole or not at all.
func (s *Store) writeFile(directory, file string, b []byte) error {
	dir, err := disk.OpenDir(s.root, directory)
	if err != nil {
		return err
	}
	defer dir.Close()
	return s.replace(dir, file, b)
}

// eachFile calls do for the files of one of the archive's own directories, in the order of their names, until it fails.
func (s *Store) eachFile(directory string, do func(dir *os.Root, file string) error) error {
	dir, err := disk.OpenDir(s.root, directory)
	if err != nil {
		return err
	}
	defer dir.Close()
	files, err := disk.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := do(dir, f.Name()); err != nil {
			return err
		}
	}
	return nil
}

// removeFile removes a file of one of the archive's own directories. One that is not there is no error.
func (s *Store) removeFile(directory, file string) error {
	dir, err := disk.OpenDir(s.root, directory)
	if err != nil {
		return err
	}
	defer dir.Close()
	if err := dir.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return s.syncDir(dir)
}

// create writes a new file with fill and syncs it. It is for directories that get their name when they are complete.
func (s *Store) create(root *os.Root, name string, fill func(io.Writer) error) error {
	return atomicfile.Create(root, name, s.fs, fill)
}

// replace writes a file or replaces it, for good. What is no plain file is refused with ErrSymlink.
func (s *Store) replace(root *os.Root, name string, b []byte) error {
	return disk.Replace(root, name, s.fs, b)
}

// syncDir makes renames in a directory last.
func (s *Store) syncDir(root *os.Root) error { return atomicfile.SyncDir(root, s.fs) }

// Whoever changes an import holds the lock of its directory. The archive's own lock, that of its directory, is held for
// the moments in which an import or the key gets its name. An import's lock may be held while the archive's is taken,
// never the other way round. A killed program holds no lock: the system gives it up.

// lockArchive takes the lock under which encryption is set up and imports get their names, so that each of the two
// sees what the other did. It is held for moments. held is false where the file system has no locks.
func (s *Store) lockArchive() (release func(), held bool, err error) { return s.waitForLock(s.root) }

// waitForLock takes the lock of a directory: see disk.WaitForLock.
func (s *Store) waitForLock(dir *os.Root) (release func(), held bool, err error) {
	return disk.WaitForLock(dir, s.fs)
}
