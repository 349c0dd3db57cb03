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

// Pack compresses what fill writes, seals it if there is a recipient, and writes the result to w.
func Pack(w io.Writer, recipient age.Recipient, fill func(io.Writer) error) error {
	var sealed io.WriteCloser
	if recipient != nil {
		var err error
		if sealed, err = age.Encrypt(w, recipient); err != nil {
			return err
		}
		w = sealed
	}
	z, err := zstd.NewWriter(w, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
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

// atOnce is the size in bytes up to which something is unpacked at once: a stream takes a window of 4 MB, which is most of
// what a report on a usual import allocates.
const atOnce = 4 << 20

// UnpackSized undoes Pack for size bytes; r ends with what was packed. It fails with disk.ErrDamaged where the identity does
// not open r.
func UnpackSized(r io.Reader, identity age.Identity, size int64) (io.ReadCloser, error) {
	r, err := decrypt(r, identity)
	if err != nil {
		return nil, err
	}
	if size < 0 || size > atOnce {
		z, err := zstd.NewReader(r, zstd.WithDecoderMaxMemory(64<<20), zstd.WithDecoderConcurrency(2))
		if err != nil {
			return nil, err
		}
		return z.IOReadCloser(), nil
	}
	packed, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", disk.ErrDamaged, err)
	}
	z, err := zstd.NewReader(nil, zstd.WithDecoderMaxMemory(atOnce+1), zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	raw, err := z.DecodeAll(packed, make([]byte, 0, size))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", disk.ErrDamaged, err)
	}
	return io.NopCloser(bytes.NewReader(raw)), nil
}

// decrypt opens what is sealed; without an identity r is plain.
func decrypt(r io.Reader, identity age.Identity) (io.Reader, error) {
	if identity == nil {
		return r, nil
	}
	r, err := age.Decrypt(r, identity)
	if err != nil {
		return nil, fmt.Errorf("%w: it cannot be decrypted: %w", disk.ErrDamaged, err)
	}
	return r, nil
}

// PackBytes is Pack for bytes in memory. zstd's own checksum guards what is not sealed.
func PackBytes(recipient age.Recipient, b []byte) ([]byte, error) {
	var out bytes.Buffer
	err := Pack(&out, recipient, func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	})
	return out.Bytes(), err
}

// ErrTooLarge says that what was packed is larger than the limit.
var ErrTooLarge = errors.New("larger than the archive takes")

// UnpackBytes undoes PackBytes. What is sealed is decrypted to its end before any of it is unpacked: zstd would take the
// error of a file that was cut behind its head for the end of an empty one. It fails with disk.ErrDamaged or ErrTooLarge.
func UnpackBytes(packed []byte, identity age.Identity, limit int64) ([]byte, error) {
	if identity != nil {
		r, err := age.Decrypt(bytes.NewReader(packed), identity)
		if err == nil {
			packed, err = io.ReadAll(r)
		}
		if err != nil {
			return nil, fmt.Errorf("%w: it cannot be decrypted: %w", disk.ErrDamaged, err)
		}
	}
	z, err := zstd.NewReader(bytes.NewReader(packed), zstd.WithDecoderMaxMemory(64<<20), zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	b, err := io.ReadAll(io.LimitReader(z, limit+1))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", disk.ErrDamaged, err)
	}
	if int64(len(b)) > limit {
		return nil, ErrTooLarge
	}
	return b, nil
}
