package archive

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/archive/seal"

	"filippo.io/age"
)

// List returns all imports, newest first. Damaged ones are among them; Damaged says what is wrong. The error says
// that the directory itself could not be read.
func (s *Store) List() ([]Entry, error) {
	ids, err := s.ids()
	list := make([]Entry, 0, len(ids))
	for _, id := range ids {
		list = append(list, s.entry(id))
	}
	return list, err
}

// Get returns one import, or fails with ErrNotFound or ErrBadID. A damaged one is no error here: see Entry.Damaged.
func (s *Store) Get(id string) (Entry, error) {
	if err := checkID(id); err != nil {
		return Entry{}, err
	}
	if _, err := s.imports.Lstat(id); err != nil {
		return Entry{}, fmt.Errorf("import %w", s.gone(id, disk.WrapNotFound(id, err)))
	}
	return s.entry(id), nil
}

// entry looks at an import. EncryptExisting may replace the file between a look at the manifest and one at the file, so what
// seems damaged is looked at twice.
func (s *Store) entry(id string) Entry {
	e := s.inspect(id)
	if errors.Is(e.Damaged, ErrDamaged) {
		e = s.inspect(id)
	}
	if e.Damaged == nil && !e.ReadOnly {
		e.Damaged = s.checkPinned(&e.Manifest)
		if e.Miscounted = s.checkCounts(&e.Manifest); e.Miscounted != nil {
			e.Counts = nil
		}
	}
	return e
}

func (s *Store) inspect(id string) Entry {
	broken := func(err error) Entry { return Entry{Manifest: Manifest{ID: id, Created: timeOf(id)}, Damaged: err} }
	dir, err := disk.OpenDir(s.imports, id)
	if err != nil {
		return broken(err)
	}
	defer dir.Close()
	m, err := s.readManifest(dir, id)
	if err != nil && m.Schema <= manifestSchema {
		return broken(err)
	}
	if _, err := s.identityFor(m.Encryption); err != nil && m.Schema == schemaPlain {
		m = m.Public()
	}
	e := Entry{Manifest: m, ReadOnly: m.Schema > manifestSchema, Damaged: err}
	e.ID = id
	if e.Evicted = m.Schema == manifestSchema && isEvicted(dir); err == nil && !e.Evicted {
		e.Damaged = m.checkFile(dir)
	}
	return e
}

// checkFile looks whether the reply's file can be the right one, without reading it.
func (m *Manifest) checkFile(dir *os.Root) error {
	fi, err := dir.Lstat(m.File)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w: the reply is missing", ErrDamaged)
	case err != nil:
		return err
	case !fi.Mode().IsRegular():
		return fmt.Errorf("%s: %w", m.File, ErrSymlink)
	case fi.Size() != m.StoredSize:
		return fmt.Errorf("%w: the reply's file has %d bytes instead of %d", ErrDamaged, fi.Size(), m.StoredSize)
	}
	return nil
}

// Raw opens the reply as it came. The stored file's checksum is verified before Raw returns, so that no
// byte of a damaged or cut file is ever handed out; the reply's own checksum is verified while reading, and
// a Read that would return io.EOF returns an error instead if it does not match. Close it.
//
// A sealed import needs an unlocked store: ErrLocked. One that is not kept here is fetched first, or fails with ErrEvicted.
// Other errors are ErrNotFound, ErrBadID, ErrDamaged, ErrSymlink and ErrTooLarge.
func (s *Store) Raw(id string) (io.ReadCloser, error) {
	r, err := s.raw(id)
	if errors.Is(err, ErrDamaged) || errors.Is(err, ErrNotFound) {
		r, err = s.raw(id) // EncryptExisting may have replaced the file between a look at the manifest and one at the file
	}
	if errors.Is(err, ErrEvicted) {
		if err = s.Fetch(context.Background(), id); err == nil {
			r, err = s.raw(id)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("import %.60s: %w", id, err)
	}
	return r, nil
}

func (s *Store) raw(id string) (_ io.ReadCloser, err error) {
	dir, err := s.openImport(id)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	m, err := s.readManifest(dir, id)
	if err == nil {
		err = s.checkPinned(&m)
	}
	if err != nil {
		return nil, err
	}
	if m.Size > s.options.MaxBytes || m.StoredSize > s.options.MaxBytes {
		return nil, fmt.Errorf("%w: %d bytes", ErrTooLarge, m.Size)
	}
	evicted := m.Schema == manifestSchema && isEvicted(dir)
	if !evicted {
		err = m.checkFile(dir)
	}
	if err != nil {
		return nil, err
	}
	identity, err := s.identityFor(m.Encryption)
	if err == nil && evicted {
		err = ErrEvicted
	}
	if err != nil {
		return nil, err
	}
	f, err := disk.OpenFile(dir, m.File)
	if err != nil {
		return nil, err
	}
	r, err := unpackChecked(f, &m, identity)
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	if s.options.Fetch != nil {
		now := s.options.Now()
		_ = dir.Chtimes(m.File, now, now) // what was opened last is evicted last
	}
	return r, nil
}

// CheckFile looks whether the reply of an import can be the one of its manifest, without reading either: an ErrDamaged says why not.
func (s *Store) CheckFile(m *Manifest) error {
	dir, err := s.openImport(m.ID)
	if err != nil {
		return err
	}
	defer dir.Close()
	if m.Schema == manifestSchema && isEvicted(dir) {
		return nil
	}
	return m.checkFile(dir)
}

// CheckStored compares the stored file of an import with the length and the checksum in its manifest, without unlocking and
// unpacking it. Errors are ErrNotFound, ErrBadID, ErrDamaged, ErrSymlink and that of ctx.
func (s *Store) CheckStored(ctx context.Context, id string) error {
	dir, err := s.openImport(id)
	if err != nil {
		return err
	}
	defer dir.Close()
	m, err := s.readManifest(dir, id)
	if err != nil {
		return err
	}
	return m.checkStored(ctx, dir)
}

// hashStep is how many bytes are hashed between two looks at the context.
const hashStep = 8 << 20

// checkSum hashes the stored file.
func checkSum(ctx context.Context, f *os.File, m *Manifest) error {
	sum := &digest{hash: newHash()}
	for left := m.StoredSize + 1; left > 0 && ctx.Err() == nil; left -= hashStep {
		_, err := io.CopyN(sum, f, min(left, hashStep))
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
	}
	if ctx.Err() == nil && sum.sum() != m.StoredSHA256 {
		return fmt.Errorf("%w: the reply's file does not have the checksum that was saved", ErrDamaged)
	}
	return ctx.Err()
}

// unpackChecked hashes the stored file and then opens it for reading.
func unpackChecked(f *os.File, m *Manifest, identity age.Identity) (io.ReadCloser, error) {
	if err := checkSum(context.Background(), f, m); err != nil {
		return nil, err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	z, label, err := seal.Unpack(io.LimitReader(f, m.StoredSize), identity, m.Size)
	if err != nil {
		return nil, err
	}
	if m.File == labelledFile {
		if err := checkLabel(label, m, ""); err != nil {
			return nil, errors.Join(err, z.Close())
		}
	}
	return &reply{z: z, f: f, want: m.SHA256, left: m.Size, sum: digest{hash: newHash()}}, nil
}

// reply is an open reply that checks itself.
type reply struct {
	z    io.ReadCloser
	f    *os.File
	want string
	left int64
	sum  digest
}

func (r *reply) Read(b []byte) (int, error) {
	n, err := r.z.Read(b)
	_, _ = r.sum.Write(b[:n])
	if r.left -= int64(n); r.left < 0 {
		return 0, fmt.Errorf("%w: the reply is longer than it was", ErrDamaged)
	}
	if err == io.EOF && (r.left != 0 || r.sum.sum() != r.want) {
		return n, fmt.Errorf("%w: the reply does not have the checksum that was saved", ErrDamaged)
	}
	if err != nil && err != io.EOF {
		return n, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return n, err
}

func (r *reply) Close() error {
	return errors.Join(r.z.Close(), r.f.Close())
}
