package archive

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/atomicfile"

	"filippo.io/age"
)

// restoreImport takes out of a copy what of an import is missing or damaged here: its reply with the manifest, and each
// attachment by itself. done reports whether there was anything.
func (s *Store) restoreImport(ctx context.Context, old *Store, id string) (done bool, err error) {
	whole, err := s.isWhole(ctx, id)
	if err != nil {
		return false, err
	}
	if e := old.entry(id); e.Damaged != nil {
		if whole {
			return false, nil
		}
		return false, fmt.Errorf("in the copy: %w", e.Damaged)
	}
	if !whole {
		if err := s.restoreReply(ctx, old, id); err != nil {
			return false, err
		}
	}
	attached, err := s.restoreAttachments(old, id)
	return !whole || attached, err
}

// isWhole reports whether an import is here with its manifest and its reply, which is read.
func (s *Store) isWhole(ctx context.Context, id string) (bool, error) {
	for range 2 { // EncryptExisting may replace the reply between a look at the manifest and one at the reply
		e, err := s.Get(id)
		if err == nil && e.Damaged == nil && e.Miscounted == nil && (e.ReadOnly || e.Evicted || s.CheckStored(ctx, id) == nil) {
			return true, nil
		}
	}
	return false, ctx.Err()
}

// restoreReply copies an import, checks the copy, and gives it its name or, where there is a damaged one of that name, puts
// the reply and the manifest in the place of the damaged ones.
func (s *Store) restoreReply(ctx context.Context, old *Store, id string) error {
	temp, dir, release, err := s.tempDir()
	if err != nil {
		return err
	}
	defer release()
	defer s.temp.RemoveAll(temp)
	m, err := s.copyImport(ctx, old, id, dir)
	if err = errors.Join(err, dir.Close()); err != nil {
		return fmt.Errorf("in the copy: %w", err)
	}
	here, err := s.openImport(id)
	if errors.Is(err, ErrSymlink) { // nothing of an import
		err = s.Delete(id)
		if err == nil {
			err = ErrNotFound
		}
	}
	switch {
	case errors.Is(err, ErrNotFound):
		err = s.fs.Rename(s.root, tempPath(temp), importPath(id))
	case err == nil:
		err = errors.Join(s.mendImport(here, temp, &m), here.Close())
	}
	if err != nil {
		return err
	}
	if release, _, err := s.lockArchive(); err == nil {
		_ = s.pins.Add(s.seen(id)) // this machine knows where it is from
		release()
	}
	s.tidyImport(id)
	return s.syncDir(s.imports)
}

// mendImport moves the reply out of a checked copy to where a damaged import lies, then the manifest. A manifest that is
// whole here stays: it may be newer. Until both are there the import is damaged, as it was.
func (s *Store) mendImport(dir *os.Root, temp string, m *Manifest) error {
	release, _, err := s.waitForLock(dir)
	if err != nil {
		return err
	}
	defer release()
	if err := stillThere(s.imports, m.ID, dir); err != nil {
		return disk.WrapNotFound(m.ID, err)
	}
	if err := s.checkSaved(m); err != nil {
		return err
	}
	now, err := s.readManifest(dir, m.ID)
	if err == nil {
		err = s.checkPinned(&now)
	}
	known := err == nil
	err = nil
	move := func(file string) error {
		return s.fs.Rename(s.root, tempPath(temp)+"/"+file, importPath(m.ID)+"/"+file)
	}
	if err := move(m.File); err != nil {
		return err
	}
	switch {
	case known && now.File == m.File && now.StoredSHA256 == m.StoredSHA256:
	case known && !now.Locked && !m.Locked && now.Digest() == m.Digest():
		now.Schema, now.File, now.Encryption, now.StoredSHA256, now.StoredSize = m.Schema, m.File, m.Encryption, m.StoredSHA256, m.StoredSize
		err = s.replaceRestored(dir, &now)
	default:
		err = move(manifestFile)
	}
	if err != nil {
		return err
	}
	if err := removePlain(dir, evictedFile); err != nil {
		return err
	}
	return s.syncDir(dir)
}

// checkSaved fails with ErrForged where a copy holds another import than this machine saved under the id.
func (s *Store) checkSaved(m *Manifest) error {
	all, err := s.pins.Imports()
	if known := all[m.ID]; err == nil && known.Digest != "" && !m.Locked && known.Digest != m.Digest() {
		return ErrForged
	}
	return nil
}

func (s *Store) replaceRestored(dir *os.Root, m *Manifest) error {
	recipient, err := s.recipientToRestore()
	if err != nil {
		return err
	}
	b, err := s.encodeManifest(m, recipient)
	if err != nil {
		return err
	}
	return s.replace(dir, manifestFile, b)
}

// recipientToRestore is to whom the archive is sealed, nil for plain text. What this machine misses in the archive is no
// reason here to refuse: the copy brings it.
func (s *Store) recipientToRestore() (age.Recipient, error) {
	to, err := s.Key.Recipient()
	if err != nil || to == "" {
		return nil, err
	}
	if err := s.makeKeyDurable(); err != nil {
		return nil, err
	}
	return age.ParseX25519Recipient(to)
}

// copyImport copies an import into dir and checks it there. A plain one is sealed if this archive is.
func (s *Store) copyImport(ctx context.Context, old *Store, id string, dir *os.Root) (Manifest, error) {
	from, err := disk.OpenDir(old.imports, id)
	if err != nil {
		return Manifest{}, err
	}
	defer from.Close()
	entries, err := disk.ReadDir(from)
	if err != nil {
		return Manifest{}, err
	}
	for _, e := range entries {
		if !e.Type().IsRegular() || isTempName(e.Name()) {
			continue
		}
		if err := s.copyFile(from, e.Name(), dir); err != nil {
			return Manifest{}, err
		}
	}
	m, err := s.readManifest(dir, id)
	if err == nil {
		err = m.checkStored(ctx, dir)
	}
	if err == nil && m.Encryption == EncryptionNone {
		err = s.sealCopied(ctx, dir, &m)
	}
	if err != nil {
		return m, err
	}
	return m, s.syncDir(dir)
}

// sealCopied seals a plain import that was copied. Attachments that are damaged in the copy, too, stay there.
func (s *Store) sealCopied(ctx context.Context, dir *os.Root, m *Manifest) error {
	recipient, err := s.recipientToRestore()
	if err != nil || recipient == nil {
		return err
	}
	names, err := attachmentNames(dir)
	if err != nil {
		return err
	}
	for _, name := range names {
		if _, err := s.readAttachment(dir, m.ID, name); errors.Is(err, ErrDamaged) {
			plain, sealed := attachmentFiles(name, false)
			if err := errors.Join(removePlain(dir, plain), removePlain(dir, sealed)); err != nil {
				return err
			}
		}
	}
	return s.sealImport(ctx, dir, m, recipient)
}

func (s *Store) copyFile(from *os.Root, name string, to *os.Root) error {
	f, err := disk.OpenFile(from, name)
	if err != nil {
		return err
	}
	defer f.Close()
	return s.create(to, name, func(w io.Writer) error {
		_, err := io.Copy(w, f)
		return err
	})
}

// checkStored reads the reply's file and compares it with its checksum.
func (m *Manifest) checkStored(ctx context.Context, dir *os.Root) error {
	if err := m.checkFile(dir); err != nil {
		return err
	}
	f, err := disk.OpenFile(dir, m.File)
	if err != nil {
		return err
	}
	defer f.Close()
	return checkSum(ctx, f, m)
}

// restoreAttachments takes the attachments out of a copy that are missing or damaged here. It fails with ErrDamaged for
// those that are damaged in the copy, too, once it has taken the others.
func (s *Store) restoreAttachments(old *Store, id string) (done bool, err error) {
	from, err := disk.OpenDir(old.imports, id)
	if err != nil {
		return false, err
	}
	defer from.Close()
	names, err := attachmentNames(from)
	if err != nil || len(names) == 0 {
		return false, err
	}
	var left error
	err = s.update(id, func(dir *os.Root, m *Manifest) error {
		for _, left := range tempNames(dir) { // by a restore that was killed: while the import is locked nobody else begins one
			atomicfile.SweepFile(dir, left, s.options.Now().Add(time.Hour))
		}
		for _, name := range names {
			_, err := s.readNoted(dir, id, name)
			if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNotFound) {
				continue // it is whole, or locked
			}
			b, file, err := s.attachmentOf(from, m, name)
			if errors.Is(err, ErrDamaged) {
				left = errors.Join(left, fmt.Errorf("attachment %.70q in the copy: %w", name, err))
				continue
			}
			if err == nil {
				err = s.replace(dir, file, b)
			}
			if err != nil {
				return fmt.Errorf("attachment %.70q: %w", name, err)
			}
			if plain, sealed := attachmentFiles(name, false); file == sealed {
				_ = dir.Remove(plain)
			}
			done = true
		}
		return nil
	})
	if errors.Is(err, ErrNewer) {
		err = nil
	}
	return done, errors.Join(err, left)
}

// attachmentOf is an attachment out of a copy as it is stored here: sealed anew to the archive's key, or as it is sealed
// where that is locked.
func (s *Store) attachmentOf(from *os.Root, m *Manifest, name string) (b []byte, file string, err error) {
	recipient, err := s.recipientToRestore()
	if err != nil {
		return nil, "", err
	}
	plain, sealed := attachmentFiles(name, false)
	b, err = s.readAttachment(from, m.ID, name)
	if errors.Is(err, seal.ErrLocked) {
		b, err = disk.ReadFile(from, sealed, 2*maxAttachment)
		return b, sealed, err
	}
	if err == nil {
		err = s.checkAttached(from, m.ID, name, b)
	}
	if err != nil {
		return nil, "", err
	}
	if b, err = seal.PackBytes(recipient, attachmentLabel(m, name), b); recipient == nil {
		return b, plain, err
	}
	return b, sealed, err
}
