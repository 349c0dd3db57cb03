package replica

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/klauspost/compress/zstd"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/team"
)

// The parts of a reply are deleted with its import only. Where one is gone from the store, or damaged in it, and the reply is whole
// here, the reply is sent again as new parts, and the record names those from then on: the old ones are swept.

// replies are the imports' replies in the store: whether they are whole there, and what is done where they are not.
type replies struct{ *imports }

// readWhole reads a reply out of the store to its end. It fails with archive.ErrDamaged or objects.ErrNotExist where it is not whole.
func (r replies) readWhole(ctx context.Context, id string, rec record) error {
	z, err := zstd.NewReader(&partsReader{ctx: ctx, r: r.imports, id: id, parts: rec.Parts}, zstd.WithDecoderMaxMemory(64<<20), zstd.WithDecoderConcurrency(1))
	if err != nil {
		return err
	}
	defer z.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, z); err != nil {
		return err
	}
	if hex.EncodeToString(sum.Sum(nil)) != rec.Manifest.SHA256 {
		return fmt.Errorf("the reply of import %s in the store: %w", id, archive.ErrDamaged)
	}
	return nil
}

// notWhole reports whether an error says that the store does not have a reply as it was sent.
func notWhole(err error) bool {
	sealed := (*team.SealedError)(nil)
	return errors.Is(err, archive.ErrDamaged) && !errors.As(err, &sealed) || errors.Is(err, objects.ErrNotExist)
}

// ReplyError says that a reply is not in the store as it was sent. It wraps archive.ErrDamaged or objects.ErrNotExist.
type ReplyError struct{ cause error }

// lostReply is a *ReplyError for an error that notWhole knows, and others as they are.
func lostReply(err error) error {
	if notWhole(err) {
		return &ReplyError{err}
	}
	return err
}

// Brief says what is wrong, without what to do.
func (e *ReplyError) Brief() string {
	if errors.Is(e.cause, objects.ErrNotExist) {
		return "its reply is gone from the team's store"
	}
	return "its reply is cut in the team's store or was changed there"
}

func (e *ReplyError) Error() string {
	return e.Brief() + ". A machine that has it sends it there again by \"aisdesk archive sync\": ask the team, and ask who keeps the bucket whether an earlier version is kept"
}

func (e *ReplyError) Unwrap() error { return e.cause }

// problemOf says what is wrong with an import, which is named once: the archive's errors name it, too.
func problemOf(id string, err error) string {
	name := "import " + id + ": "
	return name + strings.ReplaceAll(err.Error(), name, "")
}

// partNames are the names of the parts of a record.
func partNames(rec record) []string {
	names := []string{}
	for _, p := range rec.Parts {
		names = append(names, p.Name)
	}
	return names
}

// sendLostReplies sends the replies again of which the store lost a part. One that is not here, either, is named.
func (r replies) sendLostReplies(ctx context.Context, all map[string]objects.Info, gone map[string]bool, n *noted, rep *Report) error {
	for _, id := range slices.Sorted(maps.Keys(importsOf(all))) {
		s := r.state(id)
		if s.Record == 0 || gone[id] || s.Parts != nil && lists(all, id, s.Parts) || !r.here(id) {
			continue
		}
		err := r.sendLostReply(ctx, all, id, n)
		if err != nil && stops(err) && !errors.Is(err, objects.ErrDenied) {
			return err
		}
		if err != nil {
			rep.Problems = append(rep.Problems, problemOf(id, err))
		}
	}
	return nil
}

// lists reports whether a list of the store has all parts of an import.
func lists(all map[string]objects.Info, id string, parts []string) bool {
	return !slices.ContainsFunc(parts, func(p string) bool { return all[partName(id, p)].Size == 0 })
}

// errLost says that a reply, or something beside it, is not in the store.
var errLost = errors.New("a part of it is gone from the store or damaged there, and the import was not deleted. A machine that has it sends it again by \"aisdesk archive sync\": ask the team, " +
	"and ask who keeps the bucket whether an earlier version is kept")

func (r replies) sendLostReply(ctx context.Context, all map[string]objects.Info, id string, n *noted) error {
	rec, err := r.getRecord(ctx, id, 1)
	if errors.Is(err, objects.ErrNotExist) {
		return nil // deleted meanwhile
	}
	if err != nil {
		return err
	}
	lost := false
	for _, p := range rec.Parts {
		o, listed := all[partName(id, p.Name)]
		away := o.Size == 0
		if !listed {
			if away, err = r.gone(ctx, partName(id, p.Name)); err != nil {
				return err
			}
		}
		lost = lost || away
	}
	if lost && rec.Kind == saved {
		return r.sendReplyAgain(ctx, id, rec, "was gone from the store", n)
	}
	s := r.state(id)
	s.Parts = partNames(rec)
	return r.setState(id, s)
}

// sendReplyAgain sends a reply that is whole here in the place of one that is not whole in the store, and says so for a day. what
// says what was found there.
func (r replies) sendReplyAgain(ctx context.Context, id string, rec record, what string, n *noted) error {
	store, ok := r.Store.(team.Replacing)
	e, err := r.Archive.Get(id)
	if err != nil {
		return err
	}
	if !ok || e.Evicted || e.Damaged != nil || rec.Manifest == nil || rec.Manifest.SHA256 != e.SHA256 {
		return errLost
	}
	parts, err := r.sendReply(ctx, id) // which fails where it is not whole here
	if err == nil {
		rec.Parts = parts
		var sealed []byte
		if sealed, err = r.sealRecord(rec); err == nil {
			err = store.Replace(ctx, recordName(id, 1), sealed)
		}
	}
	if err != nil {
		if !waits(err) { // where no answer came the record may name them
			r.deleteParts(ctx, id, parts)
		}
		return fmt.Errorf("its reply %s, and could not be sent again from this machine: %w", what, err)
	}
	n.PutBack = append(n.PutBack, putBack{fmt.Sprintf("import %s: its reply %s and had to be sent there again from this machine. Ask who keeps the bucket who wrote into it", id, what), r.storeNow()})
	return nil // the next list says whether it is there
}
