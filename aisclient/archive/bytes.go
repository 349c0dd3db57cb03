package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"

	"aisdesk/aisclient/archive/seal"
)

// Marks are the first byte of what SealBytes returns. They are part of the format on disk.
const (
	markPlain  = 0x00
	markSealed = 0x01
)

// SealBytes returns b as the archive stores what is no import: compressed and sealed to the archive's recipient where
// encryption is set up, and as it is otherwise, in both cases behind a mark of one byte. It needs no unlocking. The
// caller puts into b what b belongs to, such as an id: what is sealed says by itself only who can read it. It fails
// with ErrNotEncrypted, ErrEncryptionLost, ErrKeyReplaced or ErrTooLarge.
func (s *Store) SealBytes(b []byte) ([]byte, error) {
	if int64(len(b)) > s.options.MaxBytes {
		return nil, ErrTooLarge
	}
	recipient, err := s.recipient()
	if err != nil {
		return nil, fmt.Errorf("sealing: %w", err)
	}
	if recipient == nil {
		return append([]byte{markPlain}, b...), nil
	}
	packed, err := seal.PackBytes(recipient, nil, b)
	if err != nil {
		return nil, fmt.Errorf("sealing: %w", err)
	}
	return append([]byte{markSealed}, packed...), nil
}

// OpenBytes undoes SealBytes. It fails with ErrLocked where b is sealed and the store is not unlocked, and with
// ErrDamaged where b is not what SealBytes returned. Plain bytes carry no checksum of their own.
func (s *Store) OpenBytes(b []byte) ([]byte, error) {
	if !IsSealed(b) {
		if len(b) == 0 || b[0] != markPlain {
			return nil, fmt.Errorf("%w: the mark at its beginning is missing", ErrDamaged)
		}
		return b[1:], nil
	}
	identity, err := s.identityFor(EncryptionAge)
	if err != nil {
		return nil, err
	}
	b, _, err = seal.UnpackBytes(b[1:], identity, s.options.MaxBytes)
	return b, err
}

// IsSealed reports whether SealBytes sealed b.
func IsSealed(b []byte) bool { return len(b) > 0 && b[0] == markSealed }

// ErrPlainObject says that something that SealBytes makes lies in plain text in a sealed archive, and did not before that was
// sealed.
var ErrPlainObject = fmt.Errorf("%w: it lies in plain text in a sealed archive, and this machine has not seen it there before. "+
	"If you know of this change, \"aisdesk encrypt trust\" accepts the archive as it is", ErrDamaged)

// CheckPlainObject fails with ErrPlainObject where b, as it is stored, must not lie in plain text in this archive.
func (s *Store) CheckPlainObject(b []byte) error {
	if IsSealed(b) || s.pins.None() || !s.isSealed() {
		return nil
	}
	if allowed, known, err := s.pins.Plain(); err != nil || !known || allowed[plainDigest(b)] {
		return err
	}
	return ErrPlainObject
}

// NotePlainObjects notes the objects that lie in plain text in a sealed archive as those that may. all are the bytes of what
// there is, sealed and plain. Where the archive is not sealed, or where it is and that was noted before, nothing is read
// unless again is set. It fails with the first error of all, with ErrBusy, or where what this machine knows cannot be read or
// written.
func (s *Store) NotePlainObjects(again bool, all iter.Seq2[[]byte, error]) error {
	if s.pins.None() || !s.isSealed() {
		return nil
	}
	if _, known, err := s.pins.Plain(); err != nil || known && !again {
		return err
	}
	digests := map[string]bool{}
	for b, err := range all {
		if err != nil {
			return err
		}
		if !IsSealed(b) {
			digests[plainDigest(b)] = true
		}
	}
	release, _, err := s.lockArchive()
	if err != nil {
		return err
	}
	defer release()
	return s.pins.SetPlain(digests)
}

func plainDigest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:16])
}
