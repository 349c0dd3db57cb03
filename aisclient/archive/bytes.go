package archive

import (
	"bytes"
	"fmt"
	"io"

	"filippo.io/age"
	"github.com/klauspost/compress/zstd"
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
	packed, err := packBytes(recipient, b)
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
	return unpackBytes(b[1:], identity, s.options.MaxBytes)
}

// IsSealed reports whether SealBytes sealed b.
func IsSealed(b []byte) bool { return len(b) > 0 && b[0] == markSealed }

// packBytes is pack for bytes in memory. zstd's own checksum guards what is not sealed.
func packBytes(recipient age.Recipient, b []byte) ([]byte, error) {
	var out bytes.Buffer
	err := pack(&out, recipient, func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	})
	return out.Bytes(), err
}

// unpackBytes undoes packBytes. What is sealed is decrypted to its end before any of it is unpacked: zstd would take the
// error of a file that was cut behind its head for the end of an empty one. It fails with ErrDamaged or ErrTooLarge.
func unpackBytes(packed []byte, identity age.Identity, limit int64) ([]byte, error) {
	if identity != nil {
		r, err := age.Decrypt(bytes.NewReader(packed), identity)
		if err == nil {
			packed, err = io.ReadAll(r)
		}
		if err != nil {
			return nil, fmt.Errorf("%w: it cannot be decrypted: %w", ErrDamaged, err)
		}
	}
	z, err := zstd.NewReader(bytes.NewReader(packed), zstd.WithDecoderMaxMemory(64<<20), zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	b, err := io.ReadAll(io.LimitReader(z, limit+1))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if int64(len(b)) > limit {
		return nil, ErrTooLarge
	}
	return b, nil
}
