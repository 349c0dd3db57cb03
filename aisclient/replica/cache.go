package replica

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"

	"github.com/klauspost/compress/zstd"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/objects"
)

// evict removes from this machine the replies that were opened longest ago, until the others have room in CacheBytes. Only
// what the store holds whole goes, which is read there to its end first: what waits to be sent stays, whatever room it takes, and what
// is damaged there is sent again. Manifests, attachments and cases stay, so that lists, searches and decisions need no store.
func (r replies) evict(ctx context.Context, all map[string]objects.Info, n *noted, rep *Report) error {
	if r.CacheBytes <= 0 {
		return nil
	}
	kept, _, err := r.Archive.Kept()
	if err != nil {
		return err
	}
	var total int64
	for _, k := range kept {
		total += k.Size
	}
	slices.SortFunc(kept, func(a, b archive.Kept) int { return a.Used.Compare(b.Used) })
	for _, k := range kept {
		if total <= r.CacheBytes {
			break
		}
		there, err := r.holds(ctx, k.ID, all, n)
		if err == nil && there {
			if err = r.Archive.Evict(k.ID); err == nil {
				total -= k.Size
				rep.Evicted++
			}
		}
		if err != nil && stops(err) && !errors.Is(err, objects.ErrDenied) {
			return err
		}
		if err != nil {
			rep.Problems = append(rep.Problems, fmt.Sprintf("import %s stays on this machine: %v", k.ID, err))
		}
	}
	return nil
}

// holds reports whether the store has an import's reply whole. One that is damaged there is sent again.
func (r replies) holds(ctx context.Context, id string, all map[string]objects.Info, n *noted) (bool, error) {
	e, err := r.Archive.Get(id)
	if err != nil || e.Damaged != nil || e.ReadOnly || r.state(id).Record == 0 {
		return false, err
	}
	if r.read[id] {
		return true, nil
	}
	if _, listed := all[recordName(id, 1)]; !listed {
		return false, nil
	}
	rec, err := r.getRecord(ctx, id, 1)
	if err != nil || rec.Kind != saved || rec.Manifest == nil || rec.Manifest.SHA256 != e.SHA256 {
		return false, err
	}
	if !lists(all, id, partNames(rec)) {
		return false, nil // it was sent just now
	}
	if err := r.readWhole(ctx, id, rec); notWhole(err) {
		return false, r.sendReplyAgain(ctx, id, rec, "was cut or changed in the store", n)
	} else if err != nil {
		return false, err
	}
	return true, nil
}

// fetched are the replies that were fetched again since this program runs. The store has just given them: they go first.
type fetched struct {
	sync.Mutex
	ids   []string
	bytes int64
	keep  bool
}

// Fetch brings a reply that is not kept on this machine: see archive.Options. So that a question over many imports does not
// fill the disk, the replies that were fetched before go once they take a tenth of the room.
func (r *imports) Fetch(ctx context.Context, id string) (io.ReadCloser, error) {
	rec, err := r.getRecord(ctx, id, 1)
	if err == nil && (rec.Kind != saved || rec.Manifest == nil || rec.Manifest.ID != id) {
		err = archive.ErrDamaged
	}
	if err != nil {
		return nil, lostReply(err)
	}
	z, err := zstd.NewReader(&partsReader{ctx: ctx, r: r, id: id, parts: rec.Parts}, zstd.WithDecoderMaxMemory(64<<20), zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	r.makeRoom(id, rec.Parts)
	return z.IOReadCloser(), nil
}

func (r *imports) makeRoom(id string, parts []part) {
	r.again.Lock()
	defer r.again.Unlock()
	if r.CacheBytes > 0 && !r.again.keep && r.again.bytes > r.CacheBytes/10 {
		for _, before := range r.again.ids {
			_ = r.Archive.Evict(before) // the next Sync looks again
		}
		r.again.ids, r.again.bytes = nil, 0
	}
	r.again.ids = append(r.again.ids, id)
	for _, p := range parts {
		r.again.bytes += int64(p.Size)
	}
}

// FetchAll brings all replies to this machine that are not kept on it, whatever room they take, and returns how many. It fails as
// archive.Store.Fetch does, at the first that cannot be had.
func (r *Replica) FetchAll(ctx context.Context) (n int, err error) {
	r.again.Lock()
	r.again.keep = true
	r.again.Unlock()
	_, evicted, err := r.Archive.Kept()
	for _, id := range evicted {
		if err == nil {
			err = r.Archive.Fetch(ctx, id)
		}
		if err != nil {
			return n, fmt.Errorf("import %s: %w", id, err)
		}
		n++
	}
	return n, err
}
