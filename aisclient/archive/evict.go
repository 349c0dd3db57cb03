package archive

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/objects"
)

// ErrEvicted says that an import's reply is not on this machine, to save room, but in the store of a team. Everything else of
// the import is here.
var ErrEvicted = errors.New("its reply is not kept on this machine, but in the team's store")

// evictedFile is an empty file in an import's directory whose reply is not kept here. While it is there, a reply's file is
// none, whatever it holds: it is being written or removed.
const evictedFile = "evicted"

func isEvicted(dir *os.Root) bool {
	_, err := dir.Lstat(evictedFile)
	return err == nil
}

// fetchLimit is how long a reply that is not kept here may take to come.
const fetchLimit = 2 * time.Minute

// Kept is a reply that lies on this machine: the size of its file in bytes, and when it was saved or opened last.
type Kept struct {
	ID   string
	Size int64
	Used time.Time
}

// Kept are the sealed replies that lie on this machine, and evicted the ids of the imports whose replies do not. It fails where
// the archive's directory cannot be read.
func (s *Store) Kept() (kept []Kept, evicted []string, err error) {
	ids, err := s.ids()
	for _, id := range ids {
		fi, err := s.imports.Lstat(id + "/" + labelledFile)
		if _, gone := s.imports.Lstat(id + "/" + evictedFile); gone == nil {
			evicted = append(evicted, id)
		} else if err == nil && fi.Mode().IsRegular() {
			kept = append(kept, Kept{id, fi.Size(), fi.ModTime()})
		}
	}
	return kept, evicted, err
}

// Evict removes an import's reply from this machine. Whoever calls it knows that Options.Fetch can bring it back. Killed
// anywhere it leaves the reply here or away. Plain replies stay. It fails with ErrNotFound, ErrDamaged or ErrBusy.
func (s *Store) Evict(id string) error {
	err := s.update(id, func(dir *os.Root, m *Manifest) error {
		if m.Schema != manifestSchema || isEvicted(dir) {
			return nil
		}
		if err := m.checkFile(dir); err != nil {
			return err
		}
		if err := s.replace(dir, evictedFile, nil); err != nil {
			return err
		}
		if err := dir.Remove(m.File); err != nil {
			return err
		}
		return s.syncDir(dir)
	})
	if err != nil {
		return fmt.Errorf("removing the reply of import %.60s from this machine: %w", id, err)
	}
	return nil
}

// Fetch brings an evicted reply back to this machine. It fails with ErrEvicted where it cannot be had now.
func (s *Store) Fetch(ctx context.Context, id string) error {
	if s.options.Fetch == nil {
		return fmt.Errorf("%w. Set the setting archive to that store again to open it", ErrEvicted)
	}
	ctx, cancel := context.WithTimeout(ctx, fetchLimit)
	defer cancel()
	e, err := s.Get(id)
	if err == nil && e.Damaged != nil {
		err = e.Damaged
	}
	if err != nil {
		return err
	}
	from, err := s.options.Fetch(ctx, id)
	if errors.Is(err, ErrDamaged) || errors.Is(err, objects.ErrNotExist) {
		return err
	}
	if err != nil {
		return fmt.Errorf("%w: %w. Open it once the store answers", ErrEvicted, err)
	}
	return errors.Join(s.fetch(ctx, e.Manifest, from), from.Close())
}

// fetch writes a reply beside the import first, and puts it in its place only when it is all there and right.
func (s *Store) fetch(ctx context.Context, m Manifest, from io.Reader) error {
	recipient, err := s.requiredRecipient()
	if err != nil {
		return err
	}
	temp, dir, release, err := s.tempDir()
	if err != nil {
		return err
	}
	defer release()
	defer s.temp.RemoveAll(temp)
	next := m
	err = s.fill(ctx, dir, &next, recipient, &checked{r: from, sum: digest{hash: newHash()}, want: m.SHA256, size: m.Size})
	if err = errors.Join(err, dir.Close()); err != nil {
		return disk.WrapFull(err)
	}
	return s.update(m.ID, func(dir *os.Root, now *Manifest) error {
		if !isEvicted(dir) {
			return nil // another program was faster
		}
		if err := s.root.Rename(tempPath(temp)+"/"+next.File, importPath(m.ID)+"/"+next.File); err != nil {
			return err
		}
		now.StoredSHA256, now.StoredSize = next.StoredSHA256, next.StoredSize
		if err := s.replaceManifest(dir, now); err != nil {
			return err
		}
		if err := dir.Remove(evictedFile); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return s.syncDir(dir)
	})
}
