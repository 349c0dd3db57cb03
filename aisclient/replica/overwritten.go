package replica

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/team"
)

// Objects are never changed: nobody but whoever writes past the program puts other bytes into one that is there. What is here
// stays as it is, and the object is named with every Sync until the store has again what is here. A reseal makes other bytes
// that say the same.

// slack is how much older than the last Sync, by the store's clock, an object may be that was written behind it, and instant how far its
// times are exact.
const slack, instant = time.Minute, 2 * time.Second

// young reports whether an object may have been written since the last Sync, and was not compared since.
func (n *noted) young(o objects.Info) bool {
	return !o.Modified.Before(n.Store.Add(-slack)) && !n.Compared[o.Name].Equal(o.Modified)
}

// compared notes that what is here was compared with an object of the store, at a time by its clock.
func (n *noted) compared(o objects.Info, at time.Time) {
	if n.Compared == nil {
		n.Compared = map[string]time.Time{}
	}
	if at.Sub(o.Modified) > instant {
		n.Compared[o.Name] = o.Modified
	}
}

// compareCases compares the objects of cases that are here with those of the store that may be others by now.
func (r *acts) compareCases(ctx context.Context, all, here map[string]objects.Info, n *noted, rep *Report) error {
	maps.DeleteFunc(n.Compared, func(_ string, written time.Time) bool { return written.Before(n.Store.Add(-slack)) })
	before := n.Overwritten
	n.Overwritten = nil
	for _, name := range slices.Sorted(maps.Keys(all)) {
		mine, have := here[name]
		if !have || !strings.HasPrefix(name, "cases/") && !isNote(name) || r.waitsFor(ctx, name) {
			continue
		}
		suspect := mine.Size != all[name].Size || n.young(all[name]) || slices.Contains(before, name)
		if isNote(name) {
			suspect = suspect || r.astray(ctx, name, all, here)
		}
		if !suspect {
			continue
		}
		same, err := r.compareObject(ctx, name)
		sealed := (*team.SealedError)(nil)
		if err != nil && !errors.As(err, &sealed) {
			return err
		}
		if same {
			n.compared(all[name], r.storeNow())
			continue
		}
		n.Overwritten = append(n.Overwritten, name)
		if isNote(name) {
			rep.Problems = append(rep.Problems, fmt.Sprintf("%s was overwritten in the store, and names no case that holds the import. What is here stays. Ask who keeps the bucket who wrote into it", name))
			continue
		}
		id := caseID(name)
		if sealed != nil {
			rep.Problems = append(rep.Problems, fmt.Sprintf("case %s: %s in the store is %v", id, path.Base(name), err))
			continue
		}
		rep.Problems = append(rep.Problems, fmt.Sprintf("case %s: %s was overwritten in the store. What is here stays; \"aisdesk check --case %s\" tells whether it is whole. "+
			"Ask who keeps the bucket who wrote into it", id, path.Base(name), id))
	}
	return nil
}

// compareObject reports whether an object of the store says what the one here does, and takes its bytes if they are sealed anew,
// or if those here do not open. It fails with a *team.SealedError where the store's is sealed to others.
func (r *acts) compareObject(ctx context.Context, name string) (same bool, err error) {
	mine, err := r.Folder.Get(ctx, name)
	if err != nil {
		return false, err
	}
	theirs, err := r.Store.Get(ctx, name)
	if errors.Is(err, objects.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	if bytes.Equal(mine, theirs) {
		return true, nil
	}
	if isNote(name) {
		return r.renote(ctx, name, theirs)
	}
	says, err := r.Team.Open(theirs)
	if sealed := (*team.SealedError)(nil); errors.As(err, &sealed) && !alike(mine, theirs) { // else it was not sealed anew, but damaged where it says to whom
		return false, err
	}
	if err != nil {
		return false, unlessDamaged(err)
	}
	said, err := r.Team.Open(mine)
	if err == nil && !bytes.Equal(says, said) {
		return false, nil
	}
	if err := unlessDamaged(err); err != nil {
		return false, err
	}
	return true, r.exchange(ctx, name, theirs)
}

// alike reports whether most bytes are the same: no two seals of the same text are alike.
func alike(x, y []byte) bool {
	same := 0
	for i := range min(len(x), len(y)) {
		if x[i] == y[i] {
			same++
		}
	}
	return 2*same > max(len(x), len(y))
}

// unlessDamaged is an error but that something does not open.
func unlessDamaged(err error) error {
	if errors.Is(err, archive.ErrDamaged) {
		return nil
	}
	return err
}

// compareImports compares what the store says of the imports that are here, where that may be something else by now.
func (r *imports) compareImports(ctx context.Context, all map[string]objects.Info, n *noted, rep *Report) error {
	before := n.Exchanged
	n.Exchanged = nil
	for id := range importsOf(all) {
		name := recordName(id, 1)
		if !n.young(all[name]) && !slices.Contains(before, id) {
			continue
		}
		e, err := r.Archive.Get(id)
		if err != nil || e.Damaged != nil || r.state(id).Record == 0 {
			continue
		}
		rec, err := r.getRecord(ctx, id, 1)
		if errors.Is(err, objects.ErrNotExist) {
			continue
		}
		if err != nil && stops(err) {
			return err
		}
		if err == nil && (rec.Manifest == nil || rec.Manifest.SHA256 == e.SHA256) {
			n.compared(all[name], r.storeNow())
			continue
		}
		n.Exchanged = append(n.Exchanged, id)
	}
	slices.Sort(n.Exchanged)
	for _, id := range n.Exchanged {
		rep.Problems = append(rep.Problems, fmt.Sprintf("import %s was overwritten in the store. What is here stays; ask who keeps the bucket who wrote into it", id))
	}
	return nil
}
