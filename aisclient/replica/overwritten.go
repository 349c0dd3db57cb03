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

// young reports whether an object may have been written since the last Sync, whose time was the store's.
func young(o objects.Info, since time.Time) bool { return !o.Modified.Before(since.Add(-time.Minute)) }

// compareCases compares the objects of cases that are here with those of the store that may be others by now.
func (r *acts) compareCases(ctx context.Context, all, here map[string]objects.Info, n *noted, rep *Report) error {
	before := n.Overwritten
	n.Overwritten = nil
	for _, name := range slices.Sorted(maps.Keys(all)) {
		mine, have := here[name]
		suspect := have && (mine.Size != all[name].Size || young(all[name], n.Store) || slices.Contains(before, name))
		if !suspect || !strings.HasPrefix(name, "cases/") || r.waitsFor(ctx, name) {
			continue
		}
		same, err := r.compareObject(ctx, name)
		sealed := (*team.SealedError)(nil)
		if err != nil && !errors.As(err, &sealed) {
			return err
		}
		if same {
			continue
		}
		n.Overwritten = append(n.Overwritten, name)
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
	if err := r.forOthers(name, theirs); err != nil {
		if alike(mine, theirs) {
			return false, nil // not sealed anew, but damaged where it says to whom it is sealed
		}
		return false, err
	}
	says, err := r.Team.Open(theirs)
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
	if err := r.Folder.Delete(ctx, name); err != nil {
		return false, err
	}
	return true, r.mirror(ctx, name, theirs)
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
		e, err := r.Archive.Get(id)
		if err != nil || e.Damaged != nil || r.state(id).Record == 0 || !young(all[name], n.Store) && !slices.Contains(before, id) {
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
