package archive

import (
	"errors"
	"io/fs"
	"os"
	"strings"

	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/atomicfile"
)

// sealedSuffix ends the names of sealed files.
const sealedSuffix = ".age"

// plainFile is an empty file that says that nothing in the archive is sealed, so that nobody has to look at every import
// before each save. It is written when somebody has looked and found nothing, and removed before a key is written.
// Without it somebody looks.
const plainFile = "plain"

// anySealed is findSealed where the archive does not say that nothing is.
func (s *Store) anySealed() (bool, error) {
	if _, err := s.root.Lstat(plainFile); err == nil {
		return false, nil
	}
	sealed, err := s.findSealed()
	if err == nil && !sealed {
		s.markPlain()
	}
	return sealed, err
}

// markPlain writes plainFile unless a key was written meanwhile. Where it cannot be written the next one looks again.
func (s *Store) markPlain() {
	release, held, err := s.lockArchive()
	if err != nil {
		return
	}
	defer release()
	if to, err := s.Key.Look(); held && to == "" && err == nil {
		_ = atomicfile.Write(s.root, plainFile, atomicfile.Options{FS: s.fs}, atomicfile.Bytes(nil))
	}
}

// unmarkPlain removes plainFile. The caller syncs the archive's directory.
func (s *Store) unmarkPlain() error {
	if err := s.root.Remove(plainFile); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// findSealed reports whether the archive holds anything that only its key opens: an import, an attachment or a secret, or
// what is left of a damaged import.
func (s *Store) findSealed() (bool, error) {
	secrets, err := sealedNames(s.root, secretsDir)
	if err != nil || len(secrets) > 0 {
		return len(secrets) > 0, err
	}
	ids, err := s.ids()
	if err != nil {
		return false, err
	}
	for _, id := range ids {
		names, err := sealedNames(s.imports, id)
		if errors.Is(err, ErrNotFound) || errors.Is(err, ErrSymlink) {
			continue // deleted meanwhile, or no import
		}
		if err != nil {
			return false, err
		}
		for _, name := range names {
			if name != sealedFile && name != labelledFile || !s.isPlain(id) {
				return true, nil
			}
		}
	}
	return false, nil
}

// isPlain reports whether an import is saved in plain text and whole: a sealed file beside it is left by a sealing
// that was killed.
func (s *Store) isPlain(id string) bool {
	e := s.inspect(id)
	return e.Damaged == nil && e.Encryption == EncryptionNone
}

// sealedNames returns the names of the sealed files in a directory.
func sealedNames(root *os.Root, directory string) ([]string, error) {
	dir, err := disk.OpenDir(root, directory)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	dirents, err := fs.ReadDir(dir.FS(), ".")
	var names []string
	for _, de := range dirents {
		if strings.HasSuffix(de.Name(), sealedSuffix) {
			names = append(names, de.Name())
		}
	}
	return names, err
}
