package archive

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"

	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/archive/pin"
)

// sealedSuffix ends the names of sealed files.
const sealedSuffix = ".age"

// anySealed is findSealed for a save. It takes the same time whatever the archive holds, unless imports came or went that
// this machine did not save; then only those are looked into that changed since the last look that found nothing sealed.
func (s *Store) anySealed() (bool, error) {
	since, at := s.plainAsOf(), s.importsStamp()
	if since != 0 && since == at {
		names, err := sealedNames(s.root, secretsDir)
		return len(names) > 0, err
	}
	sealed, err := s.findSealed(since)
	if err == nil && !sealed {
		s.notePlain(at)
	}
	return sealed, err
}

// importsStamp is importsChanged, or the time of modification where the system does not say.
func (s *Store) importsStamp() int64 {
	if at := s.importsChanged(); at != 0 {
		return at
	}
	fi, err := s.imports.Stat(".")
	if err != nil {
		return 0
	}
	return fi.ModTime().UnixNano()
}

// plainAsOf is the importsStamp of the last look that found nothing sealed; 0 where there was none. It is kept outside the
// archive: what lies in there, a synced folder perhaps, may come from anybody.
func (s *Store) plainAsOf() int64 {
	if s.pins.None() {
		return s.plain.Load()
	}
	k, _, err := s.pins.Key()
	if err != nil {
		return 0
	}
	return k.Plain
}

// notePlain notes a look that found nothing sealed. Where it cannot be noted the next save looks again.
func (s *Store) notePlain(at int64) {
	if s.pins.None() {
		s.plain.Store(at)
		return
	}
	if release, _, err := s.lockArchive(); err == nil {
		_ = s.pins.ChangeKey(func(k *pin.Key) { k.Plain = at })
		release()
	}
}

// findSealed reports whether the archive holds anything that only its key opens: an import, an attachment, a secret, an
// object of a case or a command that waits, or what is left of a damaged import. Where since is not 0 it looks only at
// secrets and at imports that have changed since, as the system says.
func (s *Store) findSealed(since int64) (bool, error) {
	secrets, err := sealedNames(s.root, secretsDir)
	if err != nil || len(secrets) > 0 {
		return len(secrets) > 0, err
	}
	ids, err := s.ids()
	if err != nil {
		return false, err
	}
	if since == 0 {
		if sealed, err := s.holdsSealedObjects(); err != nil || sealed {
			return sealed, err
		}
	}
	for _, id := range ids {
		if since != 0 && s.changedBefore(id, since) {
			continue
		}
		if sealed, err := s.holdsSealed(id); err != nil || sealed {
			return sealed, err
		}
	}
	return false, nil
}

// holdsSealedObjects reports whether something lies there that SealBytes sealed and that cannot be made anew.
func (s *Store) holdsSealedObjects() (sealed bool, err error) {
	for _, directory := range []string{casesDir, pendingDir, replicaDir} {
		err := fs.WalkDir(s.root.FS(), directory, func(name string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) || err == nil && !d.Type().IsRegular() {
				return nil // there is none, or not any more
			}
			if err == nil {
				sealed, err = s.startsSealed(name)
			}
			if errors.Is(err, ErrNotFound) {
				return nil
			}
			if sealed {
				return fs.SkipAll
			}
			return err
		})
		if err != nil || sealed {
			return sealed, err
		}
	}
	return false, nil
}

// startsSealed reports whether a file begins as what SealBytes sealed does.
func (s *Store) startsSealed(name string) (bool, error) {
	f, err := disk.OpenFile(s.root, name)
	if err != nil {
		return false, err
	}
	defer f.Close()
	head := make([]byte, 1)
	if _, err := f.Read(head); err != nil && err != io.EOF {
		return false, err
	}
	return IsSealed(head), nil
}

// changedBefore reports whether the system says that an import's directory has not changed since.
func (s *Store) changedBefore(id string, since int64) bool {
	fi, err := s.imports.Lstat(id)
	if err != nil {
		return false
	}
	at, ok := disk.Changed(fi)
	return ok && at < since
}

// holdsSealed reports whether an import is sealed, or has something beside it that is.
func (s *Store) holdsSealed(id string) (bool, error) {
	names, err := sealedNames(s.imports, id)
	if errors.Is(err, ErrNotFound) || errors.Is(err, ErrSymlink) {
		return false, nil // deleted meanwhile, or no import
	}
	for _, name := range names {
		if name != sealedFile && name != labelledFile || !s.isPlain(id) {
			return true, nil
		}
	}
	return false, err
}

// isPlain reports whether an import is saved in plain text and whole: a sealed file beside it is left by a sealing
// that was killed.
func (s *Store) isPlain(id string) bool {
	e := s.inspect(id)
	return e.Damaged == nil && e.Encryption == EncryptionNone
}

// sealedNames returns the names of the sealed files in a directory.
func sealedNames(root *os.Root, directory string) ([]string, error) {
	dir, err := disk.OpenDir(root, directory)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	dirents, err := disk.ReadDir(dir)
	var names []string
	for _, de := range dirents {
		if strings.HasSuffix(de.Name(), sealedSuffix) {
			names = append(names, de.Name())
		}
	}
	return names, err
}
