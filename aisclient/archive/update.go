package archive

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
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
		return s.gone(id, disk.WrapNotFound(id, err))
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
func (s *Store) Delete(id string) error { return s.Expire(id, Expiry{}) }

// Expire is Delete of an import whose time was over: who asks for it later is told. It fails as Delete does.
func (s *Store) Expire(id string, why Expiry) error {
	if err := checkID(id); err != nil {
		return err
	}
	release, err := s.lockForDelete(id)
	if err != nil {
		return fmt.Errorf("deleting import %w", s.gone(id, disk.WrapNotFound(id, err)))
	}
	defer release()
	return s.remove(id, why)
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

// remove takes an import out of the archive, and notes why. The new name makes it vanish at once; a killed program leaves what the
// next sweep removes.
func (s *Store) remove(id string, why Expiry) error {
	if s.temp == nil {
		return fmt.Errorf("deleting import %s: %w", id, syscall.EROFS)
	}
	if s.options.Deleted != nil {
		if err := s.options.Deleted(id, why); err != nil {
			return fmt.Errorf("deleting import %s: %w", id, err)
		}
	}
	if err := s.pinEvent(pin.Deleting, id); err != nil && !errors.Is(err, disk.ErrFull) && (s.wouldMiss(id) || errors.Is(err, fs.ErrExist)) { // the latter of a link to what is away now
		return fmt.Errorf("deleting import %s: nothing was deleted. That this machine deletes it cannot be noted, and it would be taken for lost: %w. "+
			"Make that writable, then delete again", id, err)
	}
	_ = s.NoteExpired(why.By, map[string]time.Time{id: why.At}) // without it nobody is told why
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
