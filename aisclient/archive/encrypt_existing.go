package archive

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/archive/pin"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/atomicfile"

	"filippo.io/age"
)

// EncryptExisting seals the imports and attachments that were saved before encryption was set up, and, where the store is
// unlocked, those anew that an earlier version sealed with an open manifest. It returns how many imports it sealed. Stopped or killed half-way it leaves each import either plain or sealed and readable;
// calling it again goes on. Damaged imports and those of a newer program stay as they are. It fails with
// ErrNotEncrypted, ErrEncryptionLost, ErrKeyReplaced, ErrBusy, ErrDiskFull, or the cause of ctx.
//
// The bytes of a deleted plain file can stay on the disk until they are overwritten.
func (s *Store) EncryptExisting(ctx context.Context) (int, error) {
	if _, err := s.requiredRecipient(); err != nil {
		return 0, fmt.Errorf("sealing imports: %w", err)
	}
	list, err := s.List()
	if err != nil {
		return 0, err
	}
	if err := s.removePlainDerived(); err != nil {
		return 0, err
	}
	_ = s.root.Remove(tidyFile) // killed half-way it leaves files inside imports, which the next Tidy is to find
	n := 0
	for _, e := range list {
		s.sweepImportNow(e.ID)
		if e.Damaged != nil || e.ReadOnly || !s.sealsAnew(&e.Manifest) {
			s.tidyImport(e.ID) // the plain reply of one that was being sealed when its program was killed
			continue
		}
		err := s.update(e.ID, func(dir *os.Root, m *Manifest) error { return s.encryptImport(ctx, dir, m) })
		if errors.Is(err, ErrNotFound) {
			continue // deleted meanwhile
		}
		if err == nil {
			_ = s.pinEvent(pin.Sealed, e.ID)
		}
		if err != nil {
			return n, fmt.Errorf("sealing import %s: %w", e.ID, disk.WrapFull(err))
		}
		n++
	}
	return n, nil
}

// sweepImportNow removes what killed programs were writing inside an import, however young it is.
func (s *Store) sweepImportNow(id string) {
	if dir, err := disk.OpenDir(s.imports, id); err == nil {
		atomicfile.SweepNow(dir)
		_ = dir.Close()
	}
}

// sealsAnew reports whether an import is not sealed as this version seals: it lies in plain text, or an earlier version
// sealed it and the store is unlocked.
func (s *Store) sealsAnew(m *Manifest) bool {
	if m.Schema == manifestSchema || m.Locked {
		return false
	}
	_, err := s.identityFor(m.Encryption)
	return err == nil
}

// encryptImport replaces an import's plain reply and attachments by sealed ones. The manifest is what counts: until it is
// replaced the plain reply is the import, from then on the sealed one, and m says so.
func (s *Store) encryptImport(ctx context.Context, dir *os.Root, m *Manifest) error {
	if !s.sealsAnew(m) {
		return nil // another program was faster
	}
	recipient, err := s.requiredRecipient()
	if err != nil {
		return err
	}
	return s.sealImport(ctx, dir, m, recipient)
}

// sealImport is encryptImport to a recipient.
func (s *Store) sealImport(ctx context.Context, dir *os.Root, m *Manifest, recipient age.Recipient) error {
	_ = dir.Remove(labelledFile) // left by a killed program
	next := *m
	next.Schema, next.File, next.Encryption = manifestSchema, labelledFile, EncryptionAge
	if err := s.copyEncrypted(ctx, dir, m, &next, recipient); err != nil {
		_ = dir.Remove(labelledFile)
		return err
	}
	if err := s.syncDir(dir); err != nil {
		return err
	}
	if err := s.encryptAttachments(dir, m, recipient); err != nil {
		return err
	}
	b, err := s.encodeManifest(&next, recipient)
	if err == nil {
		err = s.replace(dir, manifestFile, b)
	}
	if err != nil {
		return err
	}
	old := m.File
	*m = next
	if err := removePlain(dir, old); err != nil {
		return err
	}
	return s.syncDir(dir)
}

// copyEncrypted writes the reply of m, checked, to the file of next.
func (s *Store) copyEncrypted(ctx context.Context, dir *os.Root, m, next *Manifest, recipient age.Recipient) error {
	f, err := disk.OpenFile(dir, m.File)
	if err != nil {
		return err
	}
	defer f.Close()
	identity, err := s.identityFor(m.Encryption)
	if err != nil {
		return err
	}
	r, err := unpackChecked(f, m, identity)
	if err != nil {
		return err
	}
	defer r.Close()
	stored := &digest{hash: newHash()}
	err = s.create(dir, next.File, func(w io.Writer) error {
		return seal.Pack(io.MultiWriter(w, stored), recipient, next.label(), m.Size, func(w io.Writer) error {
			_, err := io.Copy(w, &contextReader{ctx: ctx, r: r})
			return err
		})
	})
	next.StoredSHA256, next.StoredSize = stored.sum(), stored.size
	return err
}

// removePlain removes a file that stands sealed beside itself. Another program that tidies up may have been faster.
func removePlain(dir *os.Root, name string) error {
	if err := dir.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// encryptAttachments seals the plain attachments in an import's directory.
func (s *Store) encryptAttachments(dir *os.Root, m *Manifest, recipient age.Recipient) error {
	names, err := attachmentNames(dir)
	if err != nil {
		return err
	}
	for _, name := range names {
		sealed, plain := attachmentFiles(name, true)
		if _, err := dir.Lstat(sealed); err == nil && m.Encryption == EncryptionNone {
			_ = dir.Remove(plain)
			continue
		}
		b, err := s.readAttachment(dir, m.ID, name) // sealed by an earlier version, or plain
		if err != nil {
			return err
		}
		packed, err := seal.PackBytes(recipient, attachmentLabel(m, name), b)
		if err != nil {
			return err
		}
		if err := s.replace(dir, sealed, packed); err != nil {
			return err
		}
		if err := removePlain(dir, plain); err != nil {
			return err
		}
	}
	return nil
}

// sweepPlain removes the plain reply that a killed EncryptExisting left beside the sealed one. The reverse, a
// sealed file beside a plain import, harms nobody and may be another program's work.
func (s *Store) sweepPlain(id string) {
	e := s.entry(id)
	if e.Damaged != nil || e.ReadOnly || e.File == replyFile {
		return
	}
	if dir, err := disk.OpenDir(s.imports, e.ID); err == nil {
		for _, old := range []string{replyFile, sealedFile} {
			if e.File != old {
				_ = dir.Remove(old)
			}
		}
		_ = dir.Close()
	}
}
