package archive

import (
	"fmt"
	"slices"
	"strings"

	"aisdesk/aisclient/archive/disk"
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

// Newest reports whether a word means the newest import.
func Newest(word string) bool { return word == "latest" || word == "last" }

// Match returns the id that a person means: a whole id, the beginning of one or of the part behind its hyphen, or
// latest or last for the newest import. It fails with ErrNotFound, an *ExpiredError where the word begins the id of an import that
// was deleted because it had expired, or an *AmbiguousError.
func (s *Store) Match(name string) (string, error) {
	if IsID(name) {
		return name, nil
	}
	newest := Newest(name)
	var fit []string
	last := ""
	err := s.eachID(func(id string) {
		last = max(last, id)
		begins := strings.HasPrefix(id, name) || strings.HasPrefix(id[len(idTime)+1:], name)
		if len(name) >= minPrefix && begins || newest && id[:len(idTime)] >= last[:len(idTime)] {
			fit = append(fit, id)
		}
	})
	switch {
	case err != nil:
		return "", err
	case newest && last == "":
		return "", fmt.Errorf("%s import: %w, which is empty", name, ErrNotFound)
	}
	slices.Sort(fit)
	slices.Reverse(fit)
	if newest {
		return s.newest(fit), nil
	}
	switch len(fit) {
	case 0:
		return "", s.goneLike(name)
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
	var ids []string
	err := s.eachID(func(id string) { ids = append(ids, id) })
	slices.Sort(ids)
	slices.Reverse(ids)
	return ids, err
}

// eachID calls do with the id of every import, in no order.
func (s *Store) eachID(do func(id string)) error {
	err := disk.EachName(s.imports, func(name string) {
		if IsID(name) {
			do(name)
		}
	})
	if err != nil {
		return fmt.Errorf("listing imports: %w", err)
	}
	return nil
}
