package seal

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"filippo.io/age"
	"github.com/klauspost/compress/zstd"

	"aisdesk/aisclient/archive/disk"
)

// Pack compresses what fill writes, seals it with a label if there is a recipient, and writes the result to w. label may
// be nil: then the caller sees to it that what is sealed says what it belongs to. size is how many bytes fill writes, or 0 where that
// is not known: few need no window of megabytes. It fails with fill's error, w's, or that of the recipient, who cannot be sealed
// to.
func Pack(w io.Writer, recipient age.Recipient, label *Label, size int64, fill func(io.Writer) error) error {
	var sealed io.WriteCloser
	if recipient != nil {
		var err error
		if sealed, err = age.Encrypt(w, recipient); err != nil {
			return err
		}
		w = sealed
		if label != nil {
			if err := label.write(w); err != nil {
				return err
			}
		}
	}
	window := mostWindow
	for size > 0 && int64(window/2) >= size && window > leastWindow {
		window /= 2
	}
	z, err := zstd.NewWriter(w, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(window))
	if err != nil {
		return err
	}
	err = fill(z)
	err = errors.Join(err, z.Close())
	if err == nil && sealed != nil {
		err = sealed.Close()
	}
	return err
}

// The windows in bytes in which repetitions are looked for: the usual one of the level, and the least that saves memory.
const mostWindow, leastWindow = 4 << 20, 64 << 10

// atOnce is the size in bytes up to which something is unpacked at once: a stream takes a window of 4 MB, which is most of
// what a report on a usual import allocates.
const atOnce = 4 << 20

// Unpack undoes Pack for size bytes; r ends with what was packed. label is nil where it was packed without one. It fails
// with disk.ErrDamaged where the identity does not open r.
func Unpack(r io.Reader, identity age.Identity, size int64) (content io.ReadCloser, label *Label, err error) {
	if r, label, err = decrypt(r, identity); err != nil {
		return nil, nil, err
	}
	if size < 0 || size > atOnce {
		z, err := zstd.NewReader(r, zstd.WithDecoderMaxMemory(64<<20), zstd.WithDecoderConcurrency(2))
		if err != nil {
			return nil, nil, err
		}
		return z.IOReadCloser(), label, nil
	}
	packed, err := io.ReadAll(r)
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", disk.ErrDamaged, err)
	}
	z, err := zstd.NewReader(nil, zstd.WithDecoderMaxMemory(atOnce+1), zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, nil, err
	}
	defer z.Close()
	raw, err := z.DecodeAll(packed, make([]byte, 0, size))
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", disk.ErrDamaged, err)
	}
	return io.NopCloser(bytes.NewReader(raw)), label, nil
}

// decrypt opens what is sealed; without an identity r is plain.
func decrypt(r io.Reader, identity age.Identity) (io.Reader, *Label, error) {
	if identity == nil {
		return r, nil, nil
	}
	r, err := age.Decrypt(r, identity)
	if none := (*age.NoIdentityMatchError)(nil); errors.As(err, &none) {
		return nil, nil, &OthersError{People: len(none.StanzaTypes), err: err}
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%w: it cannot be decrypted: %w", disk.ErrDamaged, err)
	}
	label, r, err := readLabel(r)
	return r, label, err
}

// OthersError says that something is sealed to other keys than the one that was tried. It wraps disk.ErrDamaged: for who has one key
// it is no better than that.
type OthersError struct {
	// People is the number of keys that open it.
	People int
	err    error
}

func (e *OthersError) Error() string {
	return fmt.Sprintf("%v: it cannot be decrypted: %v", disk.ErrDamaged, e.err)
}
func (e *OthersError) Unwrap() []error { return []error{disk.ErrDamaged, e.err} }

// PackBytes is Pack for bytes in memory. zstd's own checksum guards what is not sealed. It fails only where the recipient cannot
// be sealed to.
func PackBytes(recipient age.Recipient, label *Label, b []byte) ([]byte, error) {
	var out bytes.Buffer
	err := Pack(&out, recipient, label, int64(len(b)), func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	})
	return out.Bytes(), err
}

// ErrTooLarge says that what was packed is larger than the limit.
var ErrTooLarge = errors.New("larger than the archive takes")

// UnpackBytes undoes PackBytes. What is sealed is decrypted to its end before any of it is unpacked: zstd would take the
// error of a file that was cut behind its head for the end of an empty one. It fails with disk.ErrDamaged or ErrTooLarge.
func UnpackBytes(packed []byte, identity age.Identity, limit int64) ([]byte, *Label, error) {
	r, label, err := decrypt(bytes.NewReader(packed), identity)
	if err != nil {
		return nil, nil, err
	}
	if packed, err = io.ReadAll(r); err != nil {
		return nil, nil, fmt.Errorf("%w: it cannot be decrypted: %w", disk.ErrDamaged, err)
	}
	z, err := zstd.NewReader(bytes.NewReader(packed), zstd.WithDecoderMaxMemory(64<<20), zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, nil, err
	}
	defer z.Close()
	b, err := io.ReadAll(io.LimitReader(z, limit+1))
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", disk.ErrDamaged, err)
	}
	if int64(len(b)) > limit {
		return nil, nil, ErrTooLarge
	}
	return b, label, nil
}
