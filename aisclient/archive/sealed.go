package archive

import (
	"errors"
	"io/fs"
	"os"
	"strings"
)

// sealedSuffix ends the names of sealed files.
const sealedSuffix = ".age"

// anySealed reports whether the archive holds anything that only its key opens: an import, an attachment or a secret, or
// what is left of a damaged import.
func (s *Store) anySealed() (bool, error) {
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
			if name != sealedFile || !s.isPlain(id) {
				return true, nil
			}
		}
	}
	return false, nil
}

// isPlain reports whether an import is saved in plain text and whole: a sealed file beside it is left by a sealing
// that was killed.
func (s *Store) isPlain(id string) bool {
	e := s.entry(id)
	return e.Damaged == nil && e.Encryption == EncryptionNone
}

// sealedNames returns the names of the sealed files in a directory.
func sealedNames(root *os.Root, directory string) ([]string, error) {
	dir, err := openDir(root, directory)
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
