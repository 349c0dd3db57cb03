package archive

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"
)

// Annotate writes the counts of a decoded reply into its manifest.
func (s *Store) Annotate(id string, c Counts) error {
	err := s.change(id, func(dir *os.Root, m *Manifest) error {
		m.Counts = &c
		return s.replace(dir, manifestFile, m.encode())
	})
	if err != nil {
		return fmt.Errorf("annotating import %.60s: %w", id, err)
	}
	return nil
}

// KeepFor changes how long imports are kept that are saved from now on: see Options.Keep.
func (s *Store) KeepFor(d time.Duration) { s.keep.Store(int64(d)) }

// expiry is the time from which Purge deletes an import of now; zero is never.
func (s *Store) expiry(now time.Time) time.Time {
	d := time.Duration(s.keep.Load())
	if d < 0 {
		return time.Time{}
	}
	return now.Add(d)
}

// KeepUntil moves the day from which Purge deletes an import.
func (s *Store) KeepUntil(id string, until time.Time) error {
	err := s.change(id, func(dir *os.Root, m *Manifest) error {
		m.Expires = until.UTC()
		return s.replace(dir, manifestFile, m.encode())
	})
	if err != nil {
		return fmt.Errorf("keeping import %.60s: %w", id, err)
	}
	return nil
}

// change calls do with an import that this version may change. Changes of one import come one after the
// other, those of other programs too: each writes the manifest that it has read.
func (s *Store) change(id string, do func(dir *os.Root, m *Manifest) error) error {
	dir, err := s.openImport(id)
	if err != nil {
		return err
	}
	defer dir.Close()
	release, err := waitForLock(dir)
	if err != nil {
		return err
	}
	defer release()
	m, err := readManifest(dir, id)
	if m.Schema > Schema {
		return ErrNewer
	}
	if err != nil {
		return err
	}
	return do(dir, &m)
}

// lockLimit is how long a change waits for another one of the same import.
const lockLimit = 5 * time.Second

// waitForLock takes the lock of an import's directory.
func waitForLock(dir *os.Root) (release func(), err error) {
	f, err := dir.Open(".")
	if err != nil {
		return nil, err
	}
	for end := time.Now().Add(lockLimit); ; time.Sleep(5 * time.Millisecond) {
		if err = lock(f); err == nil {
			return func() { _ = f.Close() }, nil
		}
		if !errors.Is(err, errBusy) || time.Now().After(end) {
			_ = f.Close()
			return nil, err
		}
	}
}

// Delete removes an import with its notes, damaged ones too.
func (s *Store) Delete(id string) error {
	if err := checkID(id); err != nil {
		return err
	}
	// The new name makes it vanish at once; a killed program leaves what the next sweep removes.
	gone := tempPrefix + newToken()
	if err := s.imports.Rename(id, gone); err != nil {
		return fmt.Errorf("deleting import %w", missing(id, err))
	}
	if err := errors.Join(s.imports.RemoveAll(gone), s.syncDir(s.imports)); err != nil {
		return fmt.Errorf("deleting import %s: %w", id, err)
	}
	return nil
}

// Purge deletes the imports that expired before now and returns their ids. Damaged ones and those of a
// newer program are left alone.
func (s *Store) Purge(ctx context.Context, now time.Time) ([]string, error) {
	list, err := s.List()
	if err != nil {
		return nil, err
	}
	var gone []string
	for _, e := range list {
		if err := ctx.Err(); err != nil {
			return gone, err
		}
		if e.Damaged != nil || e.ReadOnly || !e.Expired(now) {
			continue
		}
		if err := s.Delete(e.ID); err != nil && !errors.Is(err, ErrNotFound) {
			return gone, err
		}
		gone = append(gone, e.ID)
	}
	return gone, nil
}
