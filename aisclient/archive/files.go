package archive

import (
	"errors"
	"io/fs"
	"os"
)

// openImport opens an import's directory.
func (s *Store) openImport(id string) (*os.Root, error) {
	if err := checkID(id); err != nil {
		return nil, err
	}
	return openDir(s.imports, id)
}

// writeFile writes a file of one of the archive's own directories, whole or not at all.
func (s *Store) writeFile(directory, file string, b []byte) error {
	dir, err := openDir(s.root, directory)
	if err != nil {
		return err
	}
	defer dir.Close()
	return s.replace(dir, file, b)
}

// eachFile calls do for the files of one of the archive's own directories, in the order of their names, until it fails.
func (s *Store) eachFile(directory string, do func(dir *os.Root, file string) error) error {
	dir, err := openDir(s.root, directory)
	if err != nil {
		return err
	}
	defer dir.Close()
	files, err := fs.ReadDir(dir.FS(), ".")
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
	dir, err := openDir(s.root, directory)
	if err != nil {
		return err
	}
	defer dir.Close()
	if err := dir.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return s.syncDir(dir)
}
