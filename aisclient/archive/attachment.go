package archive

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/archive/seal"

	"filippo.io/age"
)

// attachmentPrefix begins the names of attachments' files. It is part of the format on disk.
const attachmentPrefix = "note-"

// maxAttachment is the largest attachment in bytes.
const maxAttachment = 16 << 20

// PutAttachment saves bytes with an import, usually the JSON answer of an analytical service, and replaces what was
// there under that name. A name is lower-case letters, digits and -, at most 64 of them; the bytes are at most 16 MiB.
// Attachments of a sealed archive are sealed. This machine notes their digest outside the archive, and Attachment fails with
// ErrForged where another lies there. It fails with ErrBadID, ErrNotFound, ErrTooLarge, ErrNewer, ErrBusy or ErrDiskFull.
func (s *Store) PutAttachment(id, name string, b []byte) error {
	if err := s.putAttachment(id, name, b); err != nil {
		return fmt.Errorf("attachment %.70q of import %.60s: %w", name, id, err)
	}
	return nil
}

func (s *Store) putAttachment(id, name string, b []byte) error {
	if !attachmentPattern.MatchString(name) {
		return fmt.Errorf("%w: the name of an attachment has other characters than a-z, 0-9 and -", ErrBadID)
	}
	if len(b) > maxAttachment {
		return ErrTooLarge
	}
	return s.update(id, func(dir *os.Root, m *Manifest) error {
		recipient, err := s.recipient() // under the import's lock: sealing all comes before or after
		if err != nil {
			return err
		}
		file, other := attachmentFiles(name, recipient != nil)
		packed, err := seal.PackBytes(recipient, attachmentLabel(m, name), b)
		if err == nil {
			err = s.noteAttachment(m, name, b, false)
		}
		if err == nil {
			err = s.replace(dir, file, packed)
		}
		if err != nil {
			return err
		}
		_ = dir.Remove(other)                  // an attachment from before encryption was set up
		_ = s.noteAttachment(m, name, b, true) // unnoted, it is taken for what was there before or for this one
		return nil
	})
}

// noteAttachment notes the digest of an attachment that is about to be written, or is. Of a locked import none is known.
func (s *Store) noteAttachment(m *Manifest, name string, b []byte, written bool) error {
	if s.pins.None() {
		return nil
	}
	digest := ""
	if !m.Locked {
		digest = m.digestOf(name, b)
	}
	release, _, err := s.lockArchive()
	if err != nil {
		return err
	}
	defer release()
	return s.pins.NoteAttachment(m.ID, name, digest, written)
}

// digestOf is of an attachment of the import. The reply's checksum takes part: a short attachment cannot be guessed from it.
func (m *Manifest) digestOf(name string, b []byte) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %s %s\n%s", m.ID, m.SHA256, name, b))
	return hex.EncodeToString(sum[:16])
}

// checkAttached fails with ErrForged where an attachment is not the one that this machine noted. Of a locked import none that
// could be read is: its own are sealed.
func (s *Store) checkAttached(dir *os.Root, id, name string, b []byte) error {
	noted, err := s.pins.Attachments(id)
	if err != nil || noted[name] == nil {
		return nil // whoever saves is told
	}
	m, err := s.readManifest(dir, id)
	if err != nil || slices.Contains(noted[name], m.digestOf(name, b)) {
		return nil
	}
	return fmt.Errorf("%w. %s", ErrForged, "Restore it from a copy of the archive with \"aisdesk restore\", or, if you know of this change, accept it with \"aisdesk encrypt trust\"")
}

// PinnedAttachments are the names of the attachments of an import that this machine noted, sorted: they must be there. It fails
// where what this machine noted cannot be read.
func (s *Store) PinnedAttachments(id string) ([]string, error) {
	noted, err := s.pins.Attachments(id)
	return slices.Sorted(maps.Keys(noted)), err
}

// attachmentLabel says inside a sealed attachment whose it is.
func attachmentLabel(m *Manifest, name string) *seal.Label {
	return &seal.Label{ID: m.ID, Name: name, Environment: m.Environment, Owner: m.OwnerExternalID}
}

// attachmentFiles returns the file of an attachment and the one that it would have in the other kind of archive.
func attachmentFiles(name string, sealed bool) (file, other string) {
	plain := attachmentPrefix + name + ".zst"
	if sealed {
		return plain + ".age", plain
	}
	return plain, plain + ".age"
}

// Attachment returns what PutAttachment saved. It fails with ErrNotFound, ErrBadID, ErrLocked, ErrDamaged or ErrForged.
func (s *Store) Attachment(id, name string) ([]byte, error) {
	b, err := s.attachment(id, name)
	if err != nil {
		return nil, fmt.Errorf("attachment %.70q of import %.60s: %w", name, id, err)
	}
	return b, nil
}

func (s *Store) attachment(id, name string) ([]byte, error) {
	if !attachmentPattern.MatchString(name) {
		return nil, fmt.Errorf("%w: the name of an attachment has other characters than a-z, 0-9 and -", ErrBadID)
	}
	dir, err := s.openImport(id)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	b, err := s.readNoted(dir, id, name)
	if errors.Is(err, ErrNotFound) {
		b, err = s.readNoted(dir, id, name) // EncryptExisting may have sealed it between a look at the one file and one at the other
	}
	return b, err
}

// readNoted is readAttachment of what is as this machine noted it. One that is written anew meanwhile is read again.
func (s *Store) readNoted(dir *os.Root, id, name string) ([]byte, error) {
	for before := []byte(nil); ; {
		b, err := s.readAttachment(dir, id, name)
		if err != nil {
			return nil, err
		}
		if err = s.checkAttached(dir, id, name, b); err == nil {
			return b, nil
		}
		if before != nil && bytes.Equal(b, before) {
			return nil, err
		}
		before = append([]byte{}, b...)
	}
}

func (s *Store) readAttachment(dir *os.Root, id, name string) ([]byte, error) {
	plain, sealed := attachmentFiles(name, false)
	if _, err := dir.Lstat(sealed); err == nil {
		identity, err := s.identityFor(EncryptionAge)
		if err != nil {
			return nil, err
		}
		b, label, err := readPacked(dir, sealed, identity)
		if err == nil {
			err = s.checkAttachment(dir, id, name, label)
		}
		if err != nil {
			return nil, err
		}
		return b, nil
	}
	b, _, err := readPacked(dir, plain, nil)
	return b, err
}

// checkAttachment compares a sealed attachment with its import. What earlier versions sealed has no label: an import whose
// manifest is sealed has no such attachment.
func (s *Store) checkAttachment(dir *os.Root, id, name string, label *seal.Label) error {
	m, err := s.readManifest(dir, id)
	switch {
	case err != nil && label != nil: // of a damaged import what can be read is read
		m = Manifest{ID: id, Locked: true, NewImport: NewImport{Environment: label.Environment}}
	case err != nil || label == nil && m.Schema != manifestSchema:
		return nil
	}
	if label != nil && label.Owner.Empty() {
		label.Owner = m.OwnerExternalID // it was attached while the manifest was locked
	}
	return checkLabel(label, &m, name)
}

// Attachments returns the names of an import's attachments, sorted. It fails with ErrNotFound or ErrBadID.
func (s *Store) Attachments(id string) ([]string, error) {
	dir, err := s.openImport(id)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	return attachmentNames(dir)
}

// attachmentNames returns the names of the attachments in an import's directory.
func attachmentNames(dir *os.Root) ([]string, error) {
	dirents, err := disk.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, de := range dirents {
		name, ok := strings.CutPrefix(de.Name(), attachmentPrefix)
		name, _ = strings.CutSuffix(name, ".age")
		name, packed := strings.CutSuffix(name, ".zst")
		if ok && packed && attachmentPattern.MatchString(name) && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names, nil
}

// readPacked reads what packBytes made, whole, before any of it is used.
func readPacked(root *os.Root, name string, identity age.Identity) ([]byte, *seal.Label, error) {
	packed, err := disk.ReadFile(root, name, 2*maxAttachment)
	if err != nil {
		return nil, nil, err
	}
	return seal.UnpackBytes(packed, identity, maxAttachment)
}
