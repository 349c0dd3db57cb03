package replica

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/klauspost/compress/zstd"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/objects"
)

// pullImports takes in what others saved but for what is disputed, and lets go what they deleted.
func (r *imports) pullImports(ctx context.Context, all map[string]objects.Info, gone, disputed map[string]bool, n *noted, rep *Report) error {
	last, taken := importsOf(all), int64(0)
	n.NotReceived = nil
	maps.DeleteFunc(last, func(id string, _ int64) bool { return gone[id] })
	deleted := map[string]bool{}
	for _, id := range names(r.path("deleted"), "") {
		deleted[id] = true
	}
	for _, id := range names(r.path("undeleted"), "") {
		deleted[id] = true
		if _, there := last[id]; there {
			continue
		}
		if err := remove(r.undeletedFile(id)); err != nil { // somebody with the right deleted it
			return err
		}
	}
	for _, id := range slices.Sorted(maps.Keys(last)) {
		if err := ctx.Err(); err != nil {
			return err
		}
		here := r.here(id)
		if disputed[id] && !here {
			n.NotReceived = append(n.NotReceived, id)
		}
		if deleted[id] || disputed[id] && !here || r.state(id).Record >= last[id] && here {
			continue
		}
		had := here && r.state(id).Record == 0 // it was brought in from here
		if err := r.pullImport(ctx, id, last[id]); err != nil {
			if stops(err) {
				return err
			}
			if errors.Is(err, objects.ErrNotExist) {
				err = errLost
			}
			n.NotReceived = append(n.NotReceived, id)
			rep.Problems = append(rep.Problems, problemOf(id, err))
			continue
		}
		if !had {
			rep.Received++
		}
		if e, err := r.Archive.Get(id); err == nil {
			taken += e.StoredSize
		}
		if taken > r.CacheBytes/10 { // a new machine does not fill its disk first
			if err := (replies{r}).evict(ctx, all, n, rep); err != nil {
				return err
			}
			taken = 0
		}
	}
	away, err := r.goneImports(ctx, last, gone, rep)
	if err != nil {
		return err
	}
	for _, id := range away {
		if err := r.Archive.Expire(id, r.expiredThere(id, gone)); err != nil && !errors.Is(err, archive.ErrNotFound) {
			return err
		}
		if err := errors.Join(remove(r.deletedFile(id)), remove(r.stateFile(id))); err != nil {
			return err
		}
		rep.Gone++
	}
	_ = deletions{r.link}.noteExpired() // else the next sync does
	return nil
}

// expiredThere is the expiry of an import that is gone from the store where nobody wrote down that it was deleted, and its time is
// over: the bucket's own rules, or an older program, deleted it.
func (r *imports) expiredThere(id string, deleted map[string]bool) archive.Expiry {
	if e, err := r.Archive.Get(id); err == nil && !deleted[id] && e.Expired(r.storeNow()) {
		return archive.Expiry{At: e.Expires, By: archive.StoreClock}
	}
	return archive.Expiry{}
}

// Many imports at once, and most of those that are here, are not let go unasked: the store may have been put back to an earlier
// state. Those that have expired are.
const manyGone = 10

// goneImports are the imports that the store had and has no more, or that were deleted for good, to be let go here.
func (r *imports) goneImports(ctx context.Context, last map[string]int64, deleted map[string]bool, rep *Report) (gone []string, err error) {
	known, alive := 0, 0
	for _, id := range names(r.path("imports"), ".json") {
		if r.state(id).Record == 0 {
			continue
		}
		known++
		if _, there := last[id]; there {
			continue
		}
		if !deleted[id] {
			if away, err := r.gone(ctx, recordName(id, 1)); err != nil {
				return nil, err
			} else if !away {
				continue
			}
		}
		gone = append(gone, id)
		if e, err := r.Archive.Get(id); err == nil && !e.Expired(r.storeNow()) {
			alive++
		}
	}
	if alive > manyGone && 2*alive > known && !r.letGo {
		rep.Problems = append(rep.Problems, fmt.Sprintf("%d of %d imports of this machine are gone from the store before they expired, and stay here. Ask who keeps the bucket "+
			"whether they were deleted on purpose: \"aisdesk archive sync --gone\" deletes them here, too", alive, known))
		return nil, nil
	}
	return gone, nil
}

// stops reports whether an error is not of one object.
func stops(err error) bool {
	return waits(err) || errors.Is(err, seal.ErrLocked) || errors.Is(err, archive.ErrDiskFull) || errors.Is(err, objects.ErrDenied) || errors.Is(err, context.Canceled)
}

func (r *imports) here(id string) bool {
	_, err := r.Archive.Get(id)
	return err == nil
}

// pullImport takes in the records of an import that are new.
func (r *imports) pullImport(ctx context.Context, id string, last int64) error {
	s := r.state(id)
	if !r.here(id) {
		s = state{}
	}
	for n := s.Record + 1; n <= last; n++ {
		rec, err := r.getRecord(ctx, id, n)
		if errors.Is(err, objects.ErrNotExist) {
			return nil // deleted meanwhile
		}
		if err == nil {
			err = r.apply(ctx, id, n, rec, s)
		}
		if err != nil {
			return err
		}
		if s, err = r.settled(id, n, 0); err != nil {
			return err
		}
		if n == 1 {
			s.Parts = partNames(rec)
		}
		if err := r.setState(id, s); err != nil {
			return err
		}
	}
	return nil
}

// apply does here what a record says. What was changed here, too, stays: it is sent as a later record.
func (r *imports) apply(ctx context.Context, id string, n int64, rec record, s state) error {
	switch rec.Kind {
	case saved:
		if rec.Manifest == nil || rec.Manifest.ID != id {
			return fmt.Errorf("record %d: %w", n, archive.ErrDamaged)
		}
		return r.adopt(ctx, rec)
	case asIs:
		files := map[string][]byte{}
		for name, parts := range rec.Files {
			b, err := io.ReadAll(&partsReader{ctx: ctx, r: r, id: id, parts: parts})
			if err != nil {
				return err
			}
			files[name] = b
		}
		if err := r.Archive.AdoptFiles(id, files); !errors.Is(err, archive.ErrExists) {
			return err
		}
		return nil
	case attached:
		sums, err := r.Archive.AttachmentSums(id)
		if err != nil || sums[rec.Name] != s.Sums[rec.Name] {
			return err
		}
		b, err := io.ReadAll(&partsReader{ctx: ctx, r: r, id: id, parts: rec.Parts})
		if err != nil {
			return err
		}
		return r.Archive.PutAttachment(id, rec.Name, b)
	case changed:
		return r.keep(id, rec.Manifest, s)
	}
	return fmt.Errorf("record %d is a %.20q: %w", n, rec.Kind, errNewer)
}

// adopt saves a reply that comes in parts.
func (r *imports) adopt(ctx context.Context, rec record) error {
	z, err := zstd.NewReader(&partsReader{ctx: ctx, r: r, id: rec.Import, parts: rec.Parts}, zstd.WithDecoderMaxMemory(64<<20), zstd.WithDecoderConcurrency(1))
	if err != nil {
		return err
	}
	defer z.Close()
	err = r.Archive.Adopt(ctx, *rec.Manifest, z)
	if err == nil {
		r.read[rec.Import] = true
	}
	if !errors.Is(err, archive.ErrExists) {
		return err
	}
	return nil // this machine's own, or one that was taken in and not noted
}

// keep takes counts and expiry over.
func (r *imports) keep(id string, m *archive.Manifest, s state) error {
	e, err := r.Archive.Get(id)
	if err == nil && e.Locked {
		err = seal.ErrLocked
	}
	if err != nil || m == nil || kept(&e.Manifest) != s.Kept {
		return err
	}
	if m.Counts != nil && (e.Counts == nil || *m.Counts != *e.Counts) {
		if err := r.Archive.SetCounts(id, *m.Counts); err != nil {
			return err
		}
	}
	if !m.Expires.Equal(e.Expires) {
		return r.Archive.SetExpiry(id, m.Expires)
	}
	return nil
}
