package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
)

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
