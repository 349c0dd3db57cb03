package archive

import (
	"fmt"

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
