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

// EncryptExisting seals the imports and attachments that were saved before encryption was set up, and returns how many
// imports it sealed. Stopped or killed half-way it leaves each import either plain or sealed and readable;
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
	n := 0
	for _, e := range list {
		if e.Damaged != nil || e.ReadOnly || e.Encryption != EncryptionNone {
			s.tidyImport(e.ID) // the plain reply of one that was being sealed when its program was killed
			continue
		}
		err := s.update(e.ID, func(dir *os.Root, m *Manifest) error { return s.encryptImport(ctx, dir, m) })
		if errors.Is(err, ErrNotFound) {
			continue // deleted meanwhile
		}
		if err != nil {
			return n, fmt.Errorf("sealing import %s: %w", e.ID, disk.WrapFull(err))
		}
		n++
	}
	return n, nil
}

// encryptImport replaces an import's plain reply and attachments by sealed ones. The manifest is what counts: until it is
// replaced the plain reply is the import, from then on the sealed one, and m says so.
func (s *Store) encryptImport(ctx context.Context, dir *os.Root, m *Manifest) error {
	if m.Encryption != EncryptionNone {
		return nil // another program was faster
	}
	recipient, err := s.requiredRecipient()
	if err != nil {
		return err
	}
	_ = dir.Remove(sealedFile) // left by a killed program
	next := *m
	next.File, next.Encryption = sealedFile, EncryptionAge
	if err := s.copyEncrypted(ctx, dir, m, &next, recipient); err != nil {
		_ = dir.Remove(sealedFile)
		return err
	}
	if err := s.syncDir(dir); err != nil {
		return err
	}
	if err := s.encryptAttachments(dir, recipient); err != nil {
		return err
	}
	if err := s.replace(dir, manifestFile, next.encode()); err != nil {
		return err
	}
	*m = next
	if err := removePlain(dir, replyFile); err != nil {
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
	r, err := unpackChecked(f, m, nil)
	if err != nil {
		return err
	}
	defer r.Close()
	stored := &digest{hash: newHash()}
	err = s.create(dir, next.File, func(w io.Writer) error {
		return seal.Pack(io.MultiWriter(w, stored), recipient, func(w io.Writer) error {
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
func (s *Store) encryptAttachments(dir *os.Root, recipient age.Recipient) error {
	names, err := attachmentNames(dir)
	if err != nil {
		return err
	}
	for _, name := range names {
		sealed, plain := attachmentFiles(name, true)
		if _, err := dir.Lstat(sealed); err == nil {
			_ = dir.Remove(plain)
			continue
		}
		b, err := readPacked(dir, plain, nil)
		if err != nil {
			return err
		}
		packed, err := seal.PackBytes(recipient, b)
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
	if e.Damaged != nil || e.ReadOnly || e.File != sealedFile {
		return
	}
	if dir, err := disk.OpenDir(s.imports, e.ID); err == nil {
		_ = dir.Remove(replyFile)
		_ = dir.Close()
	}
}
