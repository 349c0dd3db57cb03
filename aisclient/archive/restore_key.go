package archive

import (
	"errors"
	"fmt"
	"slices"
)

// ErrKeyOfCopy says that a copy is sealed and the archive, which holds imports, is not.
var ErrKeyOfCopy = errors.New("the copy is encrypted, and this archive with its imports is not")

// checkKeyOf fails with ErrKeyOfCopy where the key of a copy would become that of an archive that never had it: whoever
// does not know its passphrase could read none of the imports that are saved from then on.
func (s *Store) checkKeyOf(old *Store) error {
	ours, err := s.Key.Look()
	if err != nil || ours != "" {
		return err
	}
	theirs, err := old.Key.Look()
	if err != nil || theirs == "" {
		return err
	}
	if k, _, err := s.pins.Key(); err == nil && slices.Contains(k.Recipients, theirs) {
		return nil // it had this key, and lost it
	}
	if sealed, err := s.findSealed(0); err != nil || sealed {
		return err
	}
	ids, err := s.ids()
	if err != nil || len(ids) == 0 {
		return err
	}
	return fmt.Errorf("%w: nothing was changed. With the key of the copy, what is imported from now on could only be read by those who can open the copy. "+
		"If you want that, move %s aside, restore the copy, and then restore what you moved aside: it is encrypted on the way in", ErrKeyOfCopy, s.dir)
}
