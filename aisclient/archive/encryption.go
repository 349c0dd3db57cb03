package archive

import (
	"errors"
	"fmt"
	"io/fs"

	"filippo.io/age"

	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/archive/pin"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/atomicfile"
)

// keyFile is the archive as its key sees it: the place of encryption.json, which only changes under the archive's lock.
type keyFile struct{ s *Store }

func (f keyFile) ReadSettings() ([]byte, error) {
	return disk.ReadFile(f.s.root, seal.File, manifestMax)
}

// AnySealed implements seal.Archive. It looks at all that lies there, whatever is known of it: a new key beside what is sealed
// to another cannot be taken back.
func (f keyFile) AnySealed() (bool, error) { return f.s.findSealed(0) }

// CreateSettings lets a hard link see to it that no other settings are replaced, or the archive's lock where there are no
// hard links. Without either it fails with ErrNoLocks.
func (f keyFile) CreateSettings(recipient string, b []byte) error {
	release, held, err := f.s.lockArchive()
	if err != nil {
		return err
	}
	defer release()
	// A key that this machine makes, and what lies there in plain text until then, are known before it is seen.
	seen := func(k *pin.Key) { k.Recipients = append(k.Recipients, recipient) }
	if err := errors.Join(f.s.pinPresent(), f.s.pins.ChangeKey(seen)); err != nil {
		return err
	}
	o := atomicfile.Options{NoReplace: true, RequireLink: !held, Durable: true, FS: f.s.fs}
	err = atomicfile.Write(f.s.root, seal.File, o, atomicfile.Bytes(b))
	if errors.Is(err, atomicfile.ErrNoLinks) {
		return fmt.Errorf("%w: %w", ErrNoLocks, err)
	}
	return disk.WrapFull(err)
}

// ReplaceSettings implements seal.Archive.
func (f keyFile) ReplaceSettings(same func([]byte) bool, b []byte) (done bool, err error) {
	release, _, err := f.s.lockArchive()
	if err != nil {
		return false, err
	}
	defer release()
	old, err := f.ReadSettings()
	if err != nil || !same(old) {
		return false, err
	}
	if err := f.s.replace(f.s.root, seal.File, b); err != nil {
		return true, err
	}
	atomicfile.SweepNow(f.s.root) // a program that was killed may have left the key in the passphrase of then
	return true, nil
}

// Encryption says how imports are saved from now on, and whether sealed ones can be read: see seal.Key.State.
func (s *Store) Encryption() (kind seal.Kind, unlocked bool) { return s.Key.State() }

// identityFor returns what opens files of that encryption; nil for plain ones.
func (s *Store) identityFor(encryption string) (age.Identity, error) {
	if encryption == EncryptionNone {
		return nil, nil
	}
	id, err := s.Key.Identity()
	if err != nil {
		return nil, err // a nil *age.X25519Identity is no nil age.Identity
	}
	return id, nil
}

// recipient returns to whom new imports are sealed; nil for plain text, which is an error if anything says
// that it should not be plain text. It reads encryption.json each time.
func (s *Store) recipient() (age.Recipient, error) {
	to, err := s.Key.Recipient()
	if err == nil {
		err = s.checkPins(to)
	}
	if err != nil {
		return nil, err
	}
	if to != "" {
		if err := s.makeKeyDurable(); err != nil {
			return nil, err
		}
		return age.ParseX25519Recipient(to)
	}
	if s.options.RequireEncryption {
		return nil, seal.ErrNotEncrypted
	}
	if sealed, err := s.anySealed(); err != nil || !sealed {
		return nil, err
	}
	err = s.Key.CheckNothingSealed()
	if errors.Is(err, fs.ErrExist) {
		return s.recipient() // another program set up encryption meanwhile
	}
	return nil, err
}

// requiredRecipient is recipient for what is only ever stored encrypted: ErrNotEncrypted instead of plain text.
func (s *Store) requiredRecipient() (age.Recipient, error) {
	recipient, err := s.recipient()
	if err == nil && recipient == nil {
		err = seal.ErrNotEncrypted
	}
	return recipient, err
}

// makeKeyDurable syncs the archive's directory before the first seal: the program that wrote encryption.json may
// not have come to that yet, and what is sealed must not outlive its key.
func (s *Store) makeKeyDurable() error {
	s.durable.Lock()
	defer s.durable.Unlock()
	if s.keyIsDurable {
		return nil
	}
	if err := s.syncDir(s.root); err != nil {
		return disk.WrapFull(err)
	}
	s.keyIsDurable = true
	return nil
}
