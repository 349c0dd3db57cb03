package archive

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"
)

// Clock is whose time it is by which an import expires.
type Clock string

// Clocks.
const (
	MachineClock Clock = "machine" // of the machine that deletes it
	StoreClock   Clock = "store"   // of the store that a team shares
)

// Expiry is when an import expired, and by whose time. The zero value is not expired.
type Expiry struct {
	At time.Time
	By Clock
}

// String is for people: a day with its hour, since the clocks of two machines may differ by some.
func (e Expiry) String() string {
	by := "the clock of the machine that deleted it"
	if e.By == StoreClock {
		by = "the clock of the team's store"
	}
	return "expired on " + e.At.UTC().Format("2006-01-02 at 15:04 UTC") + " by " + by
}

// ExpiredError says that an import is not there any more because its time was over. It wraps ErrNotFound.
type ExpiredError struct{ Expiry }

func (e *ExpiredError) Error() string { return "it " + e.String() + ", and was deleted" }
func (e *ExpiredError) Unwrap() error { return ErrNotFound }

// gone is an error about an import, with what is known of why it is not there.
func (s *Store) gone(id string, err error) error {
	if !errors.Is(err, ErrNotFound) {
		return err
	}
	at, by, noted := s.pins.Expired(id)
	if noted != nil || at.IsZero() {
		return err
	}
	return fmt.Errorf("%s: %w", id, &ExpiredError{Expiry{at, Clock(by)}})
}

// goneLike is an error about a word that begins the id of no import, with what is known of an expired one whose id it begins, or its
// part behind the hyphen.
func (s *Store) goneLike(word string) error {
	err := fmt.Errorf("import %.60q: %w", word, ErrNotFound)
	if len(word) < minPrefix {
		return err
	}
	n, last := 0, Expiry{}
	_ = s.pins.ExpiredBeginnings(func(begins string, at time.Time, by string) { // without it nobody is told why
		if !beginsLike(begins, word) {
			return
		}
		if n++; at.After(last.At) {
			last = Expiry{at, Clock(by)}
		}
	})
	switch n {
	case 0:
		return err
	case 1:
		return fmt.Errorf("the import whose id begins with %q: %w", word, &ExpiredError{last})
	}
	return fmt.Errorf("%q begins the ids of %d imports that expired; the last of them: %w", word, n, &ExpiredError{last})
}

// beginsLike reports whether a word may be the beginning of an id of which only the beginning is known, or of the part behind its hyphen.
func beginsLike(known, word string) bool {
	const behind = len(idTime) + 1
	fits := func(known, form string) bool {
		return len(word) <= len(form) && fitsForm(word, form) && (strings.HasPrefix(known, word) || strings.HasPrefix(word, known))
	}
	return len(known) > behind && (fits(known, idForm) || fits(known[behind:], idForm[behind:]))
}

// PastError says that an import has expired and is still there.
type PastError struct {
	ID string
	Expiry
}

// Error says by whose time, and what will become of the import.
func (e *PastError) Error() string {
	by := "this machine's clock"
	if e.By == StoreClock {
		by = "the clock of the team's store"
	}
	return fmt.Sprintf("import %s expired on %s by %s; it should not be used any more; \"aisdesk purge\" deletes it", e.ID, e.At.UTC().Format("2006-01-02 at 15:04 UTC"), by)
}

// Past fails with a *PastError where Purge would delete an import that is there. by says whose time now is.
func (s *Store) Past(m *Manifest, now time.Time, by Clock) error {
	if !s.Due(m, now) {
		return nil
	}
	return &PastError{m.ID, Expiry{s.expires(m), by}}
}

// expires is when an import expires: what this machine noted goes before the manifest.
func (s *Store) expires(m *Manifest) time.Time {
	if noted, known := s.notedExpiry(m.ID); known {
		return time.Unix(noted, 0)
	}
	return m.Expires
}

// NoteExpired notes when imports expired that are not here, by whose time it was: who asks for one is told. It fails where the
// archive's lock cannot be had, or what this machine knows of it cannot be read or written.
func (s *Store) NoteExpired(by Clock, at map[string]time.Time) error {
	if s.pins.None() || len(at) == 0 {
		return nil
	}
	release, _, err := s.lockArchive()
	if err != nil {
		return err
	}
	defer release()
	return s.pins.NoteExpired(string(by), at)
}

// expired returns the imports that Purge would delete, newest first.
func (s *Store) expired(now time.Time) ([]Entry, error) {
	list, err := s.List()
	return slices.DeleteFunc(list, func(e Entry) bool {
		return e.Damaged != nil || e.ReadOnly || !s.Due(&e.Manifest, now)
	}), err
}

// Due reports whether Purge deletes an import at a time. The day that this machine noted when it saved the import decides over
// its manifest, in which anybody may have written another. Without one a locked manifest proves nothing.
func (s *Store) Due(m *Manifest, now time.Time) bool {
	if noted, known := s.notedExpiry(m.ID); known || m.Locked {
		return noted != 0 && now.Unix() >= noted
	}
	return Entry{Manifest: *m}.Expired(now)
}

// notedExpiry is when an import expires by what this machine noted, as a Unix time; 0 is never.
func (s *Store) notedExpiry(id string) (at int64, known bool) {
	all, err := s.pins.Imports()
	i := all[id]
	return i.Expires, err == nil && (i.Mine || i.Digest != "")
}

// CheckExpiry says where an import's manifest names another day of expiry than this machine noted. That is its only error.
func (s *Store) CheckExpiry(m *Manifest) error {
	noted, known := s.notedExpiry(m.ID)
	says := int64(0)
	if !m.Expires.IsZero() {
		says = m.Expires.Unix()
	}
	if !known || noted == says {
		return nil
	}
	return fmt.Errorf("%w: it says %s, and this machine noted %s, by which \"aisdesk purge\" goes. If you know of this change, "+
		"\"aisdesk encrypt trust\" accepts the archive as it is", errExpiryChanged, expiryDay(says), expiryDay(noted))
}

// errExpiryChanged says that somebody changed when an import expires.
var errExpiryChanged = errors.New("its manifest names another day of expiry than it was saved with")

// expiryDay is a Unix time for people, to the second: what was changed may be hours.
func expiryDay(at int64) string {
	if at == 0 {
		return "never"
	}
	return time.Unix(at, 0).UTC().Format("2006-01-02 15:04:05 UTC")
}

// Purge deletes the imports that expired before now and returns their ids, also those
// deleted before an error. Damaged ones and those of a newer program are left alone, and so are those
// that are not Due. by says whose time now is: who asks for one of them later is told. While the clock is in doubt it
// deletes nothing and fails with a *ClockError.
func (s *Store) Purge(ctx context.Context, now time.Time, by Clock) ([]string, error) {
	if err := s.DoubtDeletion(); err != nil {
		return nil, fmt.Errorf("nothing was deleted: %w", err)
	}
	list, err := s.expired(now)
	if err != nil {
		return nil, err
	}
	var gone []string
	for _, e := range list {
		if err := ctx.Err(); err != nil {
			return gone, err
		}
		done, err := s.purge(e.ID, now, by)
		if err != nil {
			return gone, err
		}
		if done {
			gone = append(gone, e.ID)
		}
	}
	return gone, nil
}

// purge deletes an import that is still there and still expired: another program may have kept it since it was listed.
func (s *Store) purge(id string, now time.Time, by Clock) (done bool, err error) {
	err = s.update(id, func(_ *os.Root, m *Manifest) error {
		if !s.Due(m, now) {
			return nil
		}
		done = true
		return s.remove(id, Expiry{s.expires(m), by})
	})
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("purging import %s: %w", id, err)
	}
	return done, nil
}
