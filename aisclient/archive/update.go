package archive

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"syscall"
	"time"

	"filippo.io/age"

	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/archive/pin"
)

// SetCounts writes the counts of a decoded reply into its manifest. It fails with ErrNotFound, ErrBadID, ErrNewer,
// ErrDamaged, ErrBusy or ErrDiskFull.
func (s *Store) SetCounts(id string, c Counts) error {
	err := s.update(id, func(dir *os.Root, m *Manifest) error {
		m.Counts = &c
		err := s.replaceManifest(dir, m)
		if err == nil {
			s.pinCounts(m)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("writing the counts of import %.60s: %w", id, err)
	}
	return nil
}

// SetRetention changes how long imports are kept that are saved from now on: see Options.Retention.
func (s *Store) SetRetention(d time.Duration) { s.retention.Store(int64(d)) }

// expiry is the time from which Purge deletes an import of now; zero is never.
func (s *Store) expiry(now time.Time) time.Time {
	d := time.Duration(s.retention.Load())
	if d < 0 {
		return time.Time{}
	}
	return now.Add(d)
}

// SetExpiry sets the time from which Purge deletes an import. It fails as SetCounts does.
func (s *Store) SetExpiry(id string, until time.Time) error {
	err := s.update(id, func(dir *os.Root, m *Manifest) error {
		m.Expires = until.UTC()
		err := s.replaceManifest(dir, m)
		if err == nil {
			s.pinExpiry(m)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("changing the expiry of import %.60s: %w", id, err)
	}
	return nil
}

// update calls do with an import that this version may change. Changes of one import come one after the
// other, those of other programs too: each writes the manifest that it has read.
func (s *Store) update(id string, do func(dir *os.Root, m *Manifest) error) error {
	dir, err := s.openImport(id)
	if err != nil {
		return err
	}
	defer dir.Close()
	release, _, err := s.waitForLock(dir)
	if err != nil {
		return err
	}
	defer release()
	if err := stillThere(s.imports, id, dir); err != nil { // deleted while this waited
		return disk.WrapNotFound(id, err)
	}
	m, err := s.readManifest(dir, id)
	if m.Schema > manifestSchema {
		return ErrNewer
	}
	if err != nil {
		return err
	}
	return do(dir, &m)
}

// replaceManifest writes a changed manifest; a sealed one is sealed anew, and must have been opened.
func (s *Store) replaceManifest(dir *os.Root, m *Manifest) error {
	var recipient age.Recipient
	if m.Encryption != EncryptionNone {
		var err error
		if recipient, err = s.requiredRecipient(); err != nil {
			return err
		}
	}
	b, err := s.encodeManifest(m, recipient)
	if err != nil {
		return err
	}
	return s.replace(dir, manifestFile, b)
}

// Delete removes an import with its attachments, damaged ones too. It waits for a change that another program is making,
// and fails with ErrNotFound, ErrBadID or ErrBusy.
func (s *Store) Delete(id string) error {
	if err := checkID(id); err != nil {
		return err
	}
	release, err := s.lockForDelete(id)
	if err != nil {
		return fmt.Errorf("deleting import %w", disk.WrapNotFound(id, err))
	}
	defer release()
	return s.remove(id)
}

// lockForDelete takes an import's lock. What is no directory has none, and can be deleted as well.
func (s *Store) lockForDelete(id string) (release func(), err error) {
	dir, err := disk.OpenDir(s.imports, id)
	if errors.Is(err, ErrSymlink) {
		return func() {}, nil
	}
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	release, _, err = s.waitForLock(dir)
	return release, err
}

// remove takes an import out of the archive. The new name makes it vanish at once; a killed program leaves what the
// next sweep removes.
func (s *Store) remove(id string) error {
	if s.temp == nil {
		return fmt.Errorf("deleting import %s: %w", id, syscall.EROFS)
	}
	if s.options.Deleted != nil {
		if err := s.options.Deleted(id); err != nil {
			return fmt.Errorf("deleting import %s: %w", id, err)
		}
	}
	if err := s.pinEvent(pin.Deleting, id); err != nil && !errors.Is(err, disk.ErrFull) && (s.wouldMiss(id) || errors.Is(err, fs.ErrExist)) { // the latter of a link to what is away now
		return fmt.Errorf("deleting import %s: nothing was deleted. That this machine deletes it cannot be noted, and it would be taken for lost: %w. "+
			"Make that writable, then delete again", id, err)
	}
	gone := tempPrefix + newToken()
	if err := s.root.Rename(importPath(id), tempPath(gone)); err != nil {
		return fmt.Errorf("deleting import %w", disk.WrapNotFound(id, err))
	}
	s.forget(id)
	s.written.Delete(id)
	if err := errors.Join(s.syncDir(s.imports), s.temp.RemoveAll(gone)); err != nil {
		return fmt.Errorf("deleting import %s: %w", id, err)
	}
	return nil
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
// that are not Due. While the clock is in doubt it
// deletes nothing and fails with a *ClockError.
func (s *Store) Purge(ctx context.Context, now time.Time) ([]string, error) {
	if err := s.DoubtClock(); err != nil {
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
		done, err := s.purge(e.ID, now)
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
func (s *Store) purge(id string, now time.Time) (done bool, err error) {
	err = s.update(id, func(_ *os.Root, m *Manifest) error {
		if !s.Due(m, now) {
			return nil
		}
		done = true
		return s.remove(id)
	})
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("purging import %s: %w", id, err)
	}
	return done, nil
}

// errCountsChanged says that somebody changed what an import is said to hold.
var errCountsChanged = errors.New("its manifest names other counts than this machine wrote. Restore it from a copy of the archive with \"aisdesk restore\", or, " +
	"if you know of this change, accept it with \"aisdesk encrypt trust\"")

// checkCounts says where an import's manifest has other counts than this machine wrote.
func (s *Store) checkCounts(m *Manifest) error {
	all, err := s.pins.Imports()
	if noted := all[m.ID].Counts; err != nil || m.Counts == nil || noted == "" || noted == m.Counts.digest() {
		return nil
	}
	return errCountsChanged
}

// CheckForm says where the manifest of an import is not written as this program writes: what somebody puts between its values, or
// behind them, changes nothing that is read. That is ErrDamaged; an import that cannot be opened is ErrBadID, ErrNotFound or
// ErrSymlink.
func (s *Store) CheckForm(id string) error {
	dir, err := s.openImport(id)
	if err != nil {
		return err
	}
	defer dir.Close()
	b, err := disk.ReadFile(dir, manifestFile, manifestMax)
	if err != nil {
		return err
	}
	var form bytes.Buffer
	if err := json.Indent(&form, bytes.TrimSpace(b), "", "  "); err == nil && form.String()+"\n" != string(b) {
		return fmt.Errorf("%w: somebody wrote in its manifest, between the values or behind them", ErrDamaged)
	}
	return nil
}
