package archive

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"filippo.io/age"
)

// maxNote is the largest note in bytes.
const maxNote = 16 << 20

// PutNote keeps bytes beside an import, usually the JSON answer of an analytical service, and replaces what
// was there under that name. A name is lower-case letters, digits and -, at most 64. Notes of a sealed
// archive are sealed.
func (s *Store) PutNote(id, name string, b []byte) error {
	if err := s.putNote(id, name, b); err != nil {
		return fmt.Errorf("note %.70q of import %.60s: %w", name, id, err)
	}
	return nil
}

func (s *Store) putNote(id, name string, b []byte) error {
	if !noteForm.MatchString(name) {
		return fmt.Errorf("%w: the name of a note has other characters than a-z, 0-9 and -", ErrBadID)
	}
	if len(b) > maxNote {
		return ErrTooLarge
	}
	return s.change(id, func(dir *os.Root, _ *Manifest) error {
		recipient, err := s.recipient() // under the import's lock: sealing all comes before or after
		if err != nil {
			return err
		}
		file, other := noteFiles(name, recipient != nil)
		packed, err := packBytes(recipient, b)
		if err != nil {
			return err
		}
		if err := s.replace(dir, file, packed); err != nil {
			return err
		}
		_ = dir.Remove(other) // a note from before encryption was set up
		return nil
	})
}

// noteFiles returns the file of a note and the one that it would have in the other kind of archive.
func noteFiles(name string, sealed bool) (file, other string) {
	plain := "note-" + name + ".zst"
	if sealed {
		return plain + ".age", plain
	}
	return plain, plain + ".age"
}

// Note returns what PutNote kept, or ErrNotFound.
func (s *Store) Note(id, name string) ([]byte, error) {
	b, err := s.note(id, name)
	if err != nil {
		return nil, fmt.Errorf("note %.70q of import %.60s: %w", name, id, err)
	}
	return b, nil
}

func (s *Store) note(id, name string) ([]byte, error) {
	if !noteForm.MatchString(name) {
		return nil, fmt.Errorf("%w: the name of a note has other characters than a-z, 0-9 and -", ErrBadID)
	}
	dir, err := s.openImport(id)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	b, err := s.readNote(dir, name)
	if errors.Is(err, ErrNotFound) {
		b, err = s.readNote(dir, name) // SealAll may have sealed it between a look at the one file and one at the other
	}
	return b, err
}

func (s *Store) readNote(dir *os.Root, name string) ([]byte, error) {
	plain, sealed := noteFiles(name, false)
	if _, err := dir.Lstat(sealed); err == nil {
		identity, err := s.identityFor(EncryptionAge)
		if err != nil {
			return nil, err
		}
		return readPacked(dir, sealed, identity)
	}
	return readPacked(dir, plain, nil)
}

// Notes returns the names of an import's notes, sorted.
func (s *Store) Notes(id string) ([]string, error) {
	dir, err := s.openImport(id)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	return noteNames(dir)
}

// noteNames returns the names of the notes in an import's directory.
func noteNames(dir *os.Root) ([]string, error) {
	dirents, err := fs.ReadDir(dir.FS(), ".")
	if err != nil {
		return nil, err
	}
	var names []string
	for _, de := range dirents {
		name, ok := strings.CutPrefix(de.Name(), "note-")
		name, _ = strings.CutSuffix(name, ".age")
		name, isNote := strings.CutSuffix(name, ".zst")
		if ok && isNote && noteForm.MatchString(name) && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names, nil
}

// packBytes is pack for bytes in memory. zstd's own checksum guards what is not sealed.
func packBytes(recipient age.Recipient, b []byte) ([]byte, error) {
	var out bytes.Buffer
	err := pack(&out, recipient, func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	})
	return out.Bytes(), err
}

// readPacked reads what packBytes made, whole, before any of it is used.
func readPacked(root *os.Root, name string, identity age.Identity) ([]byte, error) {
	packed, err := readFile(root, name, 2*maxNote)
	if err != nil {
		return nil, err
	}
	z, err := unpack(bytes.NewReader(packed), identity)
	if err != nil {
		return nil, err
	}
	defer z.Close()
	b, err := io.ReadAll(io.LimitReader(z, maxNote+1))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if len(b) > maxNote {
		return nil, ErrTooLarge
	}
	return b, nil
}
