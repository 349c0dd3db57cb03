package archive

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/atomicfile"
)

// derivedPrefix begins the names of files that can be made anew from what is saved, such as the library's index. They
// lie in the archive's directory.
const derivedPrefix = "derived-"

// PutDerived writes a file that can be made anew, sealed where the archive is sealed unless it is public: then it holds
// nothing that manifests do not say. It is not synced: whoever reads it checks it, and makes it anew where it is cut. It
// fails with ErrBadID, ErrBusy, ErrNotEncrypted, ErrEncryptionLost or ErrDiskFull.
func (s *Store) PutDerived(name string, b []byte, public bool) error {
	if !attachmentPattern.MatchString(name) {
		return fmt.Errorf("%.70q: %w", name, ErrBadID)
	}
	sealed := append([]byte{markPlain}, b...)
	if !public {
		var err error
		if sealed, err = s.SealBytes(b); err != nil {
			return err
		}
	}
	release, _, err := s.lockArchive() // no key is set up between a look at it and the new name
	if err != nil {
		return err
	}
	defer release()
	if to, err := s.Key.Look(); err != nil || !public && IsSealed(sealed) != (to != "") {
		return errors.Join(ErrBusy, err) // it was set up meanwhile: the next one makes the file anew
	}
	o := atomicfile.Options{FS: disk.Unsynced{FS: s.fs}}
	return disk.WrapFull(atomicfile.Write(s.root, derivedPrefix+name, o, atomicfile.Bytes(sealed)))
}

// Derived returns what PutDerived wrote. It fails with ErrNotFound, ErrBadID or ErrLocked, and with ErrDamaged where the
// file is plain though the archive's are sealed.
func (s *Store) Derived(name string, public bool) ([]byte, error) {
	if !attachmentPattern.MatchString(name) {
		return nil, fmt.Errorf("%.70q: %w", name, ErrBadID)
	}
	b, err := disk.ReadFile(s.root, derivedPrefix+name, s.options.MaxBytes)
	if err != nil {
		return nil, err
	}
	kind, _ := s.Encryption()
	if sealed := kind != seal.None && !public; sealed != IsSealed(b) {
		return nil, fmt.Errorf("%s: %w: it is not sealed as the archive is", name, ErrDamaged)
	}
	return s.OpenBytes(b)
}

// removeDerived removes what can be made anew: what it says is not so any more.
func (s *Store) removeDerived() error {
	return disk.EachName(s.root, func(name string) {
		if strings.HasPrefix(name, derivedPrefix) {
			_ = s.root.Remove(name)
		}
	})
}

// removePlainDerived removes derived files from before encryption was set up.
func (s *Store) removePlainDerived() error {
	release, _, err := s.lockArchive()
	if err != nil {
		return err
	}
	defer release()
	return s.removeDerived()
}

// Stamp says when an import last changed: every change that this program makes is a rename in its directory, and others may write
// into its manifest.
type Stamp struct {
	ID       string
	Modified int64 // nanoseconds since 1970, by the file system's clock
}

// Stamps returns the stamps of all imports, newest import first. It fails where the archive's directory cannot be read, and with
// ctx's error.
func (s *Store) Stamps(ctx context.Context) ([]Stamp, error) {
	ids, err := s.ids()
	if err != nil {
		return nil, err
	}
	all := make([]Stamp, len(ids))
	var wg sync.WaitGroup
	parts := runtime.GOMAXPROCS(0)
	for part := range parts {
		wg.Go(func() {
			for i := part; i < len(ids) && ctx.Err() == nil; i += parts {
				if at, err := s.changedAt(ids[i]); err == nil {
					all[i] = Stamp{ids[i], at}
				} else if !errors.Is(err, fs.ErrNotExist) {
					all[i] = Stamp{ID: ids[i]} // whoever reads it is told what is wrong
				}
			}
		})
	}
	wg.Wait()
	return slices.DeleteFunc(all, func(s Stamp) bool { return s.ID == "" }), ctx.Err()
}

// changedAt is when an import's directory was last written to or put in its place, or its manifest changed, as far as the system
// says that.
func (s *Store) changedAt(id string) (at int64, err error) {
	for _, name := range []string{id, filepath.Join(id, manifestFile)} {
		fi, err := s.imports.Lstat(name)
		if err != nil && name == id {
			return 0, err
		}
		if err == nil {
			changed, _ := disk.Changed(fi)
			at = max(at, fi.ModTime().UnixNano(), changed)
		}
	}
	return at, nil
}

// Clock is the time of the archive's file system, which may be another machine's. Where nothing can be written it is
// this machine's.
func (s *Store) Clock() time.Time {
	if s.temp != nil {
		name := tempPrefix + newToken()
		if f, err := s.temp.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600); err == nil {
			defer s.temp.Remove(name)
			defer f.Close()
			if fi, err := f.Stat(); err == nil {
				return fi.ModTime()
			}
		}
	}
	return s.options.Now()
}
