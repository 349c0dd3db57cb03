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

// pushDeletions deletes in the store what was deleted here: the first record first, which makes the import vanish. What the
// rights do not allow is told once and set aside: it stays deleted here, and everything else goes on.
func (r *imports) pushDeletions(ctx context.Context, all map[string]objects.Info, rep *Report) error {
	var done []string
	for _, id := range names(r.path("deleted"), "") {
		if r.here(id) { // killed between the note and the deletion
			if err := r.Archive.Expire(id, deletions{r.link}.whyDeleted(id)); err != nil && !errors.Is(err, archive.ErrNotFound) {
				return err
			}
		}
		var objs []string
		for name := range all {
			if of, _, ok := splitName(name); ok && of == id {
				objs = append(objs, name)
			}
		}
		slices.Sort(objs)
		err := r.deleteAll(ctx, objs)
		if errors.Is(err, objects.ErrDenied) {
			rep.Problems = append(rep.Problems, fmt.Sprintf("import %s is deleted here and stays in the store: %v. A keeper of the team can delete it; "+
				"\"aisdesk archive sync --let-go %s\" brings it back here", id, err, id))
			err = errors.Join(r.setAside(id), remove(r.stateFile(id)), remove(r.deletedFile(id)))
		} else if err == nil {
			done = append(done, id)
			if len(objs) > 0 {
				rep.Deleted++
			}
		}
		if err != nil {
			return err
		}
	}
	err := deletions{r.link}.bury(ctx, done)
	for _, id := range done {
		if err == nil {
			err = errors.Join(remove(r.stateFile(id)), remove(r.deletedFile(id)))
		}
	}
	return err
}

func (r *imports) deleteAll(ctx context.Context, objs []string) error {
	for _, name := range objs {
		if err := r.Store.Delete(ctx, name); err != nil {
			return err
		}
	}
	return nil
}

// pushImports sends what was saved or changed here, but no import that was deleted, and none that was added to a case that was
// erased meanwhile.
func (r *acts) pushImports(ctx context.Context, gone map[string]bool, rep *Report) error {
	stamps, err := r.Archive.Stamps(ctx)
	if err != nil {
		return err
	}
	deleted := names(r.path("deleted"), "")
	for _, st := range slices.Backward(stamps) { // the oldest first
		s := r.state(st.ID)
		if slices.Contains(deleted, st.ID) {
			continue // killed between the note and the deletion
		}
		if gone[st.ID] {
			if s.Record == 0 {
				rep.Problems = append(rep.Problems, notSent(st.ID))
			}
			continue
		}
		if s.Record > 0 && s.Stamp == st.Modified && st.Modified != 0 {
			continue
		}
		if s.Record == 0 {
			erased, err := r.erasedCase(ctx, st.ID)
			if err != nil {
				return err
			}
			if erased != "" {
				rep.Problems = append(rep.Problems, fmt.Sprintf("import %s was added to case %s, which was erased meanwhile: the customer's data stays on this machine, and is not sent. "+
					"\"aisdesk delete %s\" deletes it; with a new ground to keep it, add it to another case", st.ID, erased, st.ID))
				continue
			}
		}
		sent, err := r.pushImport(ctx, st, s)
		if errors.Is(err, archive.ErrNotFound) {
			continue // deleted meanwhile
		}
		if err != nil {
			if stops(err) || r.blockedBy() != nil {
				return err
			}
			rep.Problems = append(rep.Problems, problemOf(st.ID, err))
			continue
		}
		rep.Sent += sent
	}
	return nil
}

// pushImport sends one import, or what of it is new, and returns the number of records.
func (r *imports) pushImport(ctx context.Context, st archive.Stamp, s state) (sent int, err error) {
	id := st.ID
	e, err := r.Archive.Get(id)
	if err == nil && e.Locked {
		err = seal.ErrLocked // what it says of the import is not all that is known
	}
	if err != nil {
		return 0, err
	}
	if s.Record == 0 {
		parts, err := r.pushFirst(ctx, e)
		if err != nil {
			return 0, err
		}
		sent, s = 1, state{Record: 1, Kept: kept(&e.Manifest), Sums: map[string]string{}, Parts: parts}
		if err := r.setState(id, s); err != nil {
			return sent, err
		}
	}
	if e.Damaged != nil || e.ReadOnly {
		s.Stamp = st.Modified
		return sent, r.setState(id, s)
	}
	n, err := r.pushChanges(ctx, e, &s)
	if err != nil {
		return sent + n, err
	}
	now, err := r.settled(id, s.Record, st.Modified)
	if err != nil {
		return sent + n, err
	}
	if !maps.Equal(now.Sums, s.Sums) || now.Kept != s.Kept {
		now = s // changed while it was sent
		now.Stamp = 0
	}
	return sent + n, r.setState(id, now)
}

// pushFirst sends the reply and then the record that names it, and returns the names of the reply's parts.
func (r *imports) pushFirst(ctx context.Context, e archive.Entry) (names []string, err error) {
	rec := record{Import: e.ID, Kind: saved, Manifest: &e.Manifest}
	var parts []part
	if e.Damaged != nil || e.ReadOnly {
		rec.Kind, rec.Manifest = asIs, nil
		rec.Files, err = r.sendFiles(ctx, e.ID)
		for _, p := range rec.Files {
			parts = append(parts, p...)
		}
	} else {
		parts, err = r.sendReply(ctx, e.ID)
		rec.Parts = parts
	}
	if err == nil {
		err = r.putRecord(ctx, 1, rec)
	}
	if err == nil {
		return partNames(rec), nil
	}
	if errors.Is(err, objects.ErrExists) {
		there, got := r.getRecord(ctx, e.ID, 1)
		r.deleteParts(ctx, e.ID, parts)
		if got != nil {
			return nil, got
		}
		if there.Kind == rec.Kind && (there.Manifest == nil || there.Manifest.SHA256 == e.SHA256) {
			return partNames(there), nil // sent before, and killed before that was noted
		}
		return nil, fmt.Errorf("another import of the id %s is in the store", e.ID)
	}
	if !waits(err) { // where no answer came the record may be there
		r.deleteParts(ctx, e.ID, parts)
	}
	return nil, err
}

func (r *imports) sendFiles(ctx context.Context, id string) (map[string][]part, error) {
	files, err := r.Archive.Files(id)
	if err != nil {
		return nil, err
	}
	out := map[string][]part{}
	for name, b := range files {
		if out[name], err = r.putBytes(ctx, id, b); err != nil {
			return out, err
		}
	}
	return out, nil
}

// sendReply sends the reply as it came, compressed.
func (r *imports) sendReply(ctx context.Context, id string) ([]part, error) {
	raw, err := r.Archive.Raw(id)
	if err != nil {
		return nil, err
	}
	defer raw.Close()
	out, in := io.Pipe()
	go func() {
		z, err := zstd.NewWriter(in, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
		if err == nil {
			_, err = io.Copy(z, raw)
			err = errors.Join(err, z.Close())
		}
		_ = in.CloseWithError(err)
	}()
	parts, err := r.putParts(ctx, id, out)
	_ = out.CloseWithError(err)
	return parts, err
}

// pushChanges sends attachments that are new here, and a manifest that was changed.
func (r *imports) pushChanges(ctx context.Context, e archive.Entry, s *state) (sent int, err error) {
	if now := kept(&e.Manifest); now != s.Kept {
		if err := r.next(ctx, s, record{Import: e.ID, Kind: changed, Manifest: &e.Manifest}); err != nil {
			return sent, err
		}
		s.Kept = now
		sent++
	}
	sums, err := r.Archive.AttachmentSums(e.ID)
	if err != nil {
		return sent, err
	}
	for _, name := range slices.Sorted(maps.Keys(sums)) {
		if sums[name] == s.Sums[name] {
			continue
		}
		b, err := r.Archive.Attachment(e.ID, name)
		if err != nil {
			return sent, err
		}
		parts, err := r.putBytes(ctx, e.ID, b)
		if err == nil {
			err = r.next(ctx, s, record{Import: e.ID, Kind: attached, Name: name, Parts: parts})
		}
		if err != nil {
			return sent, err
		}
		s.Sums = maps.Clone(s.Sums)
		if s.Sums == nil {
			s.Sums = map[string]string{}
		}
		s.Sums[name] = sums[name]
		sent++
		if err := r.setState(e.ID, *s); err != nil {
			return sent, err
		}
	}
	return sent, nil
}

// next creates a record at the next number. Records that others were faster with are taken in first.
func (r *imports) next(ctx context.Context, s *state, rec record) error {
	for {
		err := r.putRecord(ctx, s.Record+1, rec)
		if !errors.Is(err, objects.ErrExists) {
			if err == nil {
				s.Record++
			}
			return err
		}
		other, err := r.getRecord(ctx, rec.Import, s.Record+1)
		if err == nil {
			err = r.apply(ctx, rec.Import, s.Record+1, other, *s)
		}
		if err != nil {
			return err
		}
		now, err := r.settled(rec.Import, s.Record+1, 0)
		if err != nil {
			return err
		}
		if rec.Kind == attached && now.Sums != nil { // what is being sent is not yet sent
			now.Sums[rec.Name] = s.Sums[rec.Name]
		}
		*s = now
	}
}
