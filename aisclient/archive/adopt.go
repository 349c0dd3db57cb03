package archive

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"filippo.io/age"

	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/atomicfile"
)

// ErrExists says that an import of that id is in the archive already.
var ErrExists = errors.New("there is an import of this id already")

// Adopt saves a reply that was saved elsewhere, under the id and with the manifest that it has there. The reply must have the
// manifest's checksum. It is sealed to this archive's key, whatever it was sealed to before. It fails as Save does, with
// ErrExists, ErrBadID, ErrNewer, or ErrDamaged where the checksum is another.
func (s *Store) Adopt(ctx context.Context, m Manifest, r io.Reader) error {
	if err := s.adopt(ctx, m, r); err != nil {
		return fmt.Errorf("saving import %.60s: %w", m.ID, disk.WrapFull(err))
	}
	return nil
}

func (s *Store) adopt(ctx context.Context, m Manifest, r io.Reader) error {
	if err := checkID(m.ID); err != nil {
		return err
	}
	switch {
	case m.Schema > manifestSchema:
		return ErrNewer
	case m.Locked:
		return seal.ErrLocked
	}
	if _, err := s.imports.Lstat(m.ID); err == nil {
		return ErrExists
	}
	_ = s.DoubtClock() // noted before the first import is here: see clockNote
	recipient, err := s.recipient()
	if err != nil {
		return err
	}
	m.Schema, m.File, m.Compression, m.Encryption = schemaPlain, replyFile, "zstd", EncryptionNone
	if recipient != nil {
		m.Schema, m.File, m.Encryption = manifestSchema, labelledFile, EncryptionAge
	}
	return s.save(ctx, &m, recipient, &checked{r: r, sum: digest{hash: newHash()}, want: m.SHA256, size: m.Size})
}

// checked fails in place of the end of what is not what it should be.
type checked struct {
	r    io.Reader
	sum  digest
	want string
	size int64
}

func (c *checked) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	_, _ = c.sum.Write(b[:n])
	if err == io.EOF && (c.sum.size != c.size || c.sum.sum() != c.want) {
		err = fmt.Errorf("%w: the reply does not have the checksum that was saved", ErrDamaged)
	}
	return n, err
}

// Files are the files of an import as they lie on disk, sealed or not, for what cannot be read otherwise: a damaged import. It
// fails with ErrBadID, ErrNotFound or ErrSymlink, and where one of them cannot be read.
func (s *Store) Files(id string) (map[string][]byte, error) {
	dir, err := s.openImport(id)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	entries, err := disk.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, e := range entries {
		if !e.Type().IsRegular() || isTempName(e.Name()) {
			continue
		}
		if files[e.Name()], err = disk.ReadFile(dir, e.Name(), s.options.MaxBytes); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// AdoptFiles saves what Files returned elsewhere under its id, as it is. It fails with ErrExists or ErrBadID.
func (s *Store) AdoptFiles(id string, files map[string][]byte) error {
	if err := checkID(id); err != nil {
		return err
	}
	_ = s.DoubtClock() // noted before the first import is here: see clockNote
	if _, err := s.imports.Lstat(id); err == nil {
		return fmt.Errorf("saving import %s: %w", id, ErrExists)
	}
	temp, dir, release, err := s.tempDir()
	if err != nil {
		return err
	}
	defer release()
	for name, b := range files {
		err = errors.Join(err, s.adoptFile(dir, name, b))
	}
	err = errors.Join(err, s.syncDir(dir), dir.Close())
	if err == nil {
		err = s.fs.Rename(s.root, tempPath(temp), importPath(id))
	}
	if err != nil {
		_ = s.temp.RemoveAll(temp)
		return fmt.Errorf("saving import %s: %w", id, disk.WrapFull(err))
	}
	if release, _, err := s.lockArchive(); err == nil {
		_ = s.pins.Add(s.seen(id)) // this machine knows where it is from
		release()
	}
	return s.syncDir(s.imports)
}

func (s *Store) adoptFile(dir *os.Root, name string, b []byte) error {
	return s.create(dir, name, func(w io.Writer) error { return atomicfile.Bytes(b)(w) })
}

// SealFor is SealBytes for several recipients of one kind, in place of the archive's own. Each of them opens it. Without a
// recipient it fails with seal.ErrNotEncrypted.
func SealFor(recipients []age.Recipient, b []byte) ([]byte, error) {
	if len(recipients) == 0 {
		return nil, fmt.Errorf("sealing: %w", seal.ErrNotEncrypted)
	}
	packed, err := seal.PackBytes(several(recipients), nil, b)
	if err != nil {
		return nil, fmt.Errorf("sealing: %w", err)
	}
	return append([]byte{markSealed}, packed...), nil
}

// several are recipients as one.
type several []age.Recipient

// Wrap implements age.Recipient: each wraps the key of the file.
func (all several) Wrap(fileKey []byte) (stanzas []*age.Stanza, err error) {
	for _, r := range all {
		s, err := r.Wrap(fileKey)
		if err != nil {
			return nil, err
		}
		stanzas = append(stanzas, s...)
	}
	return stanzas, nil
}

// AttachmentSums are the SHA-256 of the files of an import's attachments, in hex, by the attachments' names: who has noted
// them knows whether one was written since. It fails with ErrBadID, ErrNotFound or ErrSymlink, with ErrDamaged where one is
// larger than the archive writes, or where one cannot be read.
func (s *Store) AttachmentSums(id string) (map[string]string, error) {
	dir, err := s.openImport(id)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	names, err := attachmentNames(dir)
	if err != nil {
		return nil, err
	}
	sums := map[string]string{}
	for _, name := range names {
		plain, sealed := attachmentFiles(name, false)
		b, err := disk.ReadFile(dir, sealed, 2*maxAttachment)
		if errors.Is(err, ErrNotFound) {
			b, err = disk.ReadFile(dir, plain, 2*maxAttachment)
		}
		if err != nil {
			return nil, err
		}
		d := digest{hash: newHash()}
		_, _ = d.Write(b)
		sums[name] = d.sum()
	}
	return sums, nil
}
