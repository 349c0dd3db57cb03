package archive

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"

	"filippo.io/age"

	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/archive/pin"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/text"
)

// Names of the reply's file.
const (
	replyFile    = "reply.xml.zst"
	sealedFile   = "reply.xml.zst.age" // of versions that sealed without a label
	labelledFile = "reply.age"
	tempPrefix   = ".tmp-"
)

// Save saves a reply byte for byte. When it returns without an error the import is on disk for good; with an error
// nothing of it is: ErrDiskFull, ErrTooLarge, ErrNotEncrypted, ErrEncryptionLost, ErrKeyReplaced, ErrBusy, or the
// cause of ctx.
func (s *Store) Save(ctx context.Context, d NewImport, raw []byte) (Entry, error) {
	return s.saveFrom(ctx, d, bytes.NewReader(raw))
}

// CheckSave fails where Save would whatever is saved: where the archive is not as this machine knows it, its key is lost, or
// nothing can be written. It is for who has only one try at what will be saved.
func (s *Store) CheckSave() error {
	_, err := s.recipient()
	if err == nil {
		err = s.tryWrite()
	}
	if err != nil {
		return fmt.Errorf("an import could not be saved here: %w", disk.WrapFull(err))
	}
	return nil
}

// tryBytes is about what a reply of a year takes, compressed.
const tryBytes = 32 << 10

// tryWrite writes a file and removes it.
func (s *Store) tryWrite() error {
	temp, dir, release, err := s.tempDir()
	if err != nil {
		return err
	}
	defer release()
	err = s.create(dir, replyFile, func(w io.Writer) error {
		_, err := w.Write(make([]byte, tryBytes))
		return err
	})
	return errors.Join(err, dir.Close(), s.temp.RemoveAll(temp))
}

// saveFrom is Save for a stream, whose errors it returns. The stream's end must mean that the reply is whole.
func (s *Store) saveFrom(ctx context.Context, d NewImport, r io.Reader) (Entry, error) {
	recipient, err := s.recipient()
	if err != nil {
		return Entry{}, fmt.Errorf("saving an import: %w", err)
	}
	now := s.options.Now().UTC()
	m := Manifest{
		Schema: schemaPlain, ID: NewID(now), Program: text.Clean(s.options.Program), Created: now, Expires: s.expiry(s.keptFrom(now)),
		NewImport: d, File: replyFile, Compression: "zstd", Encryption: EncryptionNone,
	}
	if recipient != nil {
		m.Schema, m.File, m.Encryption = manifestSchema, labelledFile, EncryptionAge
	}
	if err := s.save(ctx, &m, recipient, r); err != nil {
		return Entry{}, fmt.Errorf("saving an import: %w", disk.WrapFull(err))
	}
	return Entry{Manifest: m}, nil
}

func (s *Store) save(ctx context.Context, m *Manifest, recipient age.Recipient, r io.Reader) error {
	temp, dir, release, err := s.tempDir()
	if err != nil {
		return err
	}
	defer release()
	err = s.fill(ctx, dir, m, recipient, r)
	if closed := dir.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = s.publish(ctx, temp, m)
	}
	if err != nil {
		_ = s.temp.RemoveAll(temp)
		return err
	}
	if err := s.syncDir(s.imports); err != nil {
		_ = s.pinEvent(pin.Deleting, m.ID)
		_ = s.imports.RemoveAll(m.ID) // it may be lost: rather not there than perhaps there
		return err
	}
	return nil
}

// publish gives a written import its name. One that was begun in plain text is sealed first if encryption was set up
// meanwhile: a look at the key and the rename are one step for whoever sets it up and then seals all that it lists.
func (s *Store) publish(ctx context.Context, temp string, m *Manifest) error {
	for {
		release, _, err := s.lockArchive()
		if err != nil {
			return err
		}
		to, err := s.Key.Recipient()
		if err == nil && (to == "" || m.Encryption != EncryptionNone) {
			changed := s.importsStamp()
			err = s.fs.Rename(s.root, tempPath(temp), importPath(m.ID))
			if err == nil {
				_ = s.pinSaved(m, changed)
			}
			release()
			return err
		}
		release()
		if err == nil {
			err = s.encryptUnpublished(ctx, temp, m)
		}
		if err != nil {
			return err
		}
	}
}

func (s *Store) encryptUnpublished(ctx context.Context, temp string, m *Manifest) error {
	dir, err := disk.OpenDir(s.temp, temp)
	if err != nil {
		return err
	}
	return errors.Join(s.encryptImport(ctx, dir, m), dir.Close())
}

// fill writes the reply and its manifest into dir and syncs all of it.
func (s *Store) fill(ctx context.Context, dir *os.Root, m *Manifest, recipient age.Recipient, r io.Reader) error {
	stored := &digest{hash: newHash()}
	plain := &digest{hash: newHash()}
	size := int64(0)
	if known, ok := r.(interface{ Len() int }); ok {
		size = int64(known.Len())
	}
	err := s.create(dir, m.File, func(w io.Writer) error {
		return seal.Pack(io.MultiWriter(w, stored), recipient, m.label(), size, func(w io.Writer) error {
			in := &contextReader{ctx: ctx, r: io.LimitReader(r, s.options.MaxBytes+1)}
			if _, err := io.Copy(io.MultiWriter(w, plain), in); err != nil {
				return err
			}
			if plain.size > s.options.MaxBytes {
				return fmt.Errorf("%w: over %d bytes", ErrTooLarge, s.options.MaxBytes)
			}
			return nil
		})
	})
	if err != nil {
		return err
	}
	m.SHA256, m.Size = plain.sum(), plain.size
	m.StoredSHA256, m.StoredSize = stored.sum(), stored.size
	b, err := s.encodeManifest(m, recipient)
	if err != nil {
		return err
	}
	err = s.create(dir, manifestFile, func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	})
	if err != nil {
		return err
	}
	return s.syncDir(dir)
}

// digest counts and hashes what is written to it.
type digest struct {
	hash hash.Hash
	size int64
}

func newHash() hash.Hash { return sha256.New() }

func (c *digest) Write(b []byte) (int, error) {
	c.size += int64(len(b))
	return c.hash.Write(b)
}

func (c *digest) sum() string { return hex.EncodeToString(c.hash.Sum(nil)) }

// contextReader ends a read when its context does.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (s *contextReader) Read(b []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.r.Read(b)
}
