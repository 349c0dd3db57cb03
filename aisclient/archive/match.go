package archive

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// minPrefix is how many characters of an id name an import.
const minPrefix = 4

// AmbiguousError says that the beginning of an id fits several imports.
type AmbiguousError struct {
	Name string
	IDs  []string // newest first
}

// Error names some of them.
func (e *AmbiguousError) Error() string {
	some, more := e.IDs, ""
	if len(some) > 5 {
		some, more = some[:5], ", ..."
	}
	return fmt.Sprintf("%.60q fits %d saved imports: %s%s. Give more of the id", e.Name, len(e.IDs), strings.Join(some, ", "), more)
}

// Match returns the id that a person means: a whole id, the beginning of one or of the part behind its hyphen, or
// latest or last for the newest import. It fails with ErrNotFound, or an *AmbiguousError.
func (s *Store) Match(name string) (string, error) {
	if IsID(name) {
		return name, nil
	}
	ids, err := s.ids()
	if err != nil {
		return "", err
	}
	if name == "latest" || name == "last" {
		if len(ids) == 0 {
			return "", fmt.Errorf("%s import: %w, which is empty", name, ErrNotFound)
		}
		return s.newest(ids), nil
	}
	var fit []string
	for _, id := range ids {
		_, token, _ := strings.Cut(id, "-")
		if len(name) >= minPrefix && (strings.HasPrefix(id, name) || strings.HasPrefix(token, name)) {
			fit = append(fit, id)
		}
	}
	switch len(fit) {
	case 0:
		return "", fmt.Errorf("import %.60q: %w", name, ErrNotFound)
	case 1:
		return fit[0], nil
	}
	return "", &AmbiguousError{Name: name, IDs: fit}
}

// newest is the newest of some ids, newest first: those of the same second are in no order.
func (s *Store) newest(ids []string) string {
	last := s.entry(ids[0])
	for _, id := range ids[1:] {
		if id[:len(idTime)] != last.ID[:len(idTime)] {
			break
		}
		if e := s.entry(id); e.Created.After(last.Created) {
			last = e
		}
	}
	return last.ID
}

// ids are the ids of all imports, newest first.
func (s *Store) ids() ([]string, error) {
	dirents, err := fs.ReadDir(s.imports.FS(), ".")
	if err != nil {
		return nil, fmt.Errorf("listing imports: %w", err)
	}
	var ids []string
	for _, de := range slices.Backward(dirents) {
		if IsID(de.Name()) {
			ids = append(ids, de.Name())
		}
	}
	return ids, nil
}
