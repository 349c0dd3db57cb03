package replica

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/objects"
)

// A deletion is final: a tombstone in the store names the imports that somebody deleted, and every machine keeps a copy. Where
// their objects are put back, by a backup or a machine that was away, nobody takes them in, and they are deleted again. What
// vanished without a tombstone is no deletion and may come back. A tombstone is not signed: who may put objects but not delete
// them could write one of an import that is there. So a machine believes one only where the import is gone from the store, or
// was put there after it.

// tombstonePrefix begins the names of tombstones: a random word follows.
const tombstonePrefix = "deleted/"

// tombstone is what such an object says.
type tombstone struct {
	Imports []string `json:"imports"`
	// Expired are those of them that were deleted as their time was over, with the time from which that could be, by the store's clock.
	Expired map[string]time.Time `json:"expired,omitempty"`
}

func tombstoneFile(dir string) string { return filepath.Join(dir, dirName, "tombstones.json") }

// Buried reports whether a tombstone that the machine with an archive in a directory knows names an import.
func Buried(dir, importID string) bool { return deletedForGood(readTombstones(dir))[importID] }

// tombstones are those that this machine knows, by the names of their objects.
func (r *link) tombstones() map[string]tombstone { return readTombstones(r.Dir) }

func readTombstones(dir string) map[string]tombstone {
	known := map[string]tombstone{}
	if b, err := os.ReadFile(tombstoneFile(dir)); err != nil || json.Unmarshal(b, &known) != nil {
		return map[string]tombstone{} // the store's are read again
	}
	return known
}

// deletedForGood are the ids of the imports that tombstones name.
func deletedForGood(known map[string]tombstone) map[string]bool {
	ids := map[string]bool{}
	for _, t := range known {
		for _, id := range t.Imports {
			ids[id] = true
		}
	}
	return ids
}

// deletions sends and receives tombstones.
type deletions struct{ *link }

// noteExpired notes in the archive which of the imports that are gone had expired: whoever asks for one is told.
func (r deletions) noteExpired() error {
	at := map[string]time.Time{}
	for _, t := range r.tombstones() {
		maps.Copy(at, t.Expired)
	}
	return r.Archive.NoteExpired(archive.StoreClock, at)
}

// pull takes in the tombstones that are new in the store, and returns what all of them name, and what is named of the imports
// that are in the store and never were gone. One that does not open here names imports that do not open here, either.
func (r deletions) pull(ctx context.Context, all map[string]objects.Info, rep *Report) (gone, disputed map[string]bool, err error) {
	disputed = map[string]bool{}
	known := r.tombstones()
	had := len(known)
	for name := range all {
		if _, have := known[name]; have || !strings.HasPrefix(name, tombstonePrefix) {
			continue
		}
		b, err := r.fetch(ctx, name)
		if err != nil && stops(err) {
			return nil, nil, err
		}
		var t tombstone
		if err != nil || json.Unmarshal(b, &t) != nil {
			continue
		}
		there := slices.DeleteFunc(slices.Clone(t.Imports), func(id string) bool { return !before(all, recordName(id, 1), name) })
		if len(there) == 0 {
			known[name] = t
		}
		for _, id := range there {
			disputed[id] = true
		}
	}
	gone = deletedForGood(known)
	maps.DeleteFunc(disputed, func(id string, _ bool) bool { return gone[id] })
	for _, id := range slices.Sorted(maps.Keys(disputed)) {
		rep.Problems = append(rep.Problems, fmt.Sprintf("a note says that import %s was deleted, but it is still in the store. Machines that have it keep it, others do not receive it. "+
			"Ask the team; \"aisdesk delete %s\" deletes it", id, id))
	}
	if len(known) > had {
		err = writeJSON(tombstoneFile(r.Dir), known)
	}
	return gone, disputed, err
}

// before reports whether an object is in the store and was created before another: what was deleted and put back was created
// after its tombstone.
func before(all map[string]objects.Info, name, other string) bool {
	o, there := all[name]
	return there && o.Modified.Before(all[other].Modified)
}

// bury writes a tombstone for imports whose objects were deleted. Known ones need none.
func (r deletions) bury(ctx context.Context, ids []string) error {
	known := r.tombstones()
	have := deletedForGood(known)
	ids = slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return have[id] })
	if len(ids) == 0 {
		return nil
	}
	name := tombstonePrefix + strings.ToLower(rand.Text())
	t := tombstone{Imports: ids}
	for _, id := range ids {
		if why := r.whyDeleted(id); why.By == archive.StoreClock && !why.At.IsZero() {
			if t.Expired == nil {
				t.Expired = map[string]time.Time{}
			}
			t.Expired[id] = why.At.UTC()
		}
	}
	known[name] = t
	if err := writeJSON(tombstoneFile(r.Dir), known); err != nil {
		return err
	}
	if err := r.put(ctx, name, known[name]); !errors.Is(err, objects.ErrDenied) {
		return err
	}
	return nil // a later Sync tries again
}

func (r deletions) put(ctx context.Context, name string, t tombstone) error {
	b, err := json.Marshal(t)
	if err != nil {
		return err
	}
	sealed, err := r.wrap(b)
	if err != nil {
		return err
	}
	if err := r.Store.Create(ctx, name, sealed); !errors.Is(err, objects.ErrExists) {
		return err
	}
	return nil
}

// push brings those into the store that this machine knows and that are not there: it is another store, or was put
// back to an earlier state. Whoever may not write leaves it to others.
func (r deletions) push(ctx context.Context, all map[string]objects.Info) error {
	for name, t := range r.tombstones() {
		if _, there := all[name]; there {
			continue
		}
		if err := r.put(ctx, name, t); err != nil && !errors.Is(err, objects.ErrDenied) {
			return err
		}
	}
	return nil
}

// again is what was deleted and lies in the store once more, to be deleted there.
type again struct {
	// imports are the deleted imports with their objects, cases the names of the objects of erased cases.
	imports, cases map[string][]string
	// lost are the names of the events that the store lost, by case: they are sent again.
	lost map[string][]string
}

// putBack is what was found to be put back or lost, kept for a day so that somebody reads it.
type putBack struct {
	What string
	At   time.Time
}

// importsAgain are the imports that were deleted and whose objects are in the store.
func (r *imports) importsAgain(all map[string]objects.Info, gone map[string]bool, rep *Report) map[string][]string {
	found := map[string][]string{}
	for name := range all {
		if id, _, ok := splitName(name); ok && gone[id] && !r.here(id) {
			found[id] = append(found[id], name)
		}
	}
	if len(found) > manyGone && !r.letGo {
		rep.Problems = append(rep.Problems, fmt.Sprintf("%d imports that were deleted lie in the store again, and are not taken in. Ask who keeps the bucket whether a "+
			"backup was put back: \"aisdesk archive sync --gone\" deletes them there again", len(found)))
		return nil
	}
	return found
}

// casesAgain are the objects of erased cases that are in the store and were gone from it: this machine knew that the case was
// erased and had let them go. What somebody began to erase is here still, and is theirs to end.
func (r restored) casesAgain(ctx context.Context, all, here map[string]objects.Info) (map[string][]string, error) {
	begun, absent, found := map[string]bool{}, map[string][]string{}, map[string][]string{}
	for name := range here {
		begun[caseOf(name)] = true
	}
	for name := range all {
		if _, have := here[name]; !have && strings.HasPrefix(name, "cases/") && !strings.HasSuffix(name, ".event") && begun[caseOf(name)] {
			absent[caseID(name)] = append(absent[caseID(name)], name)
		}
	}
	for id, names := range absent {
		s, err := caseHere(ctx, r.acts, id)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if s.Erases(path.Base(name)) {
				found[id] = append(found[id], name)
			}
		}
	}
	return found, nil
}

// deleteAgain deletes in the store what was put back, and names it.
func (r restored) deleteAgain(ctx context.Context, all map[string]objects.Info, a again, at time.Time, n *noted, rep *Report) error {
	n.PutBack = slices.DeleteFunc(n.PutBack, func(p putBack) bool { return at.Sub(p.At) > day })
	for _, id := range slices.Sorted(maps.Keys(a.cases)) {
		if err := r.sendAgain(ctx, id, all); err != nil && !errors.Is(err, objects.ErrDenied) { // without the event that erased it the case would seem damaged there
			return err
		}
		if err := r.deleteOnce(ctx, "case "+id+" was erased", a.cases[id], at, n, rep); err != nil {
			return err
		}
	}
	for _, id := range slices.Sorted(maps.Keys(a.imports)) {
		if err := r.deleteOnce(ctx, "import "+id+" was deleted", a.imports[id], at, n, rep); err != nil {
			return err
		}
	}
	return nil
}

func (r restored) deleteOnce(ctx context.Context, what string, names []string, at time.Time, n *noted, rep *Report) error {
	slices.Sort(names)
	err := r.deleteAll(ctx, names)
	if errors.Is(err, objects.ErrDenied) {
		rep.Problems = append(rep.Problems, fmt.Sprintf("%s, and lies in the store again: %v. It is not taken in; a keeper of the team can delete it there by \"aisdesk archive sync\"", what, err))
		return nil
	}
	if err == nil {
		n.PutBack = append(n.PutBack, putBack{fmt.Sprintf("%s, and was put back into the store: it is deleted there again. Ask who keeps the bucket who put it back", what), at})
	}
	return err
}

// notSent names an import that was deleted and is in this machine's archive again, restored or copied into it.
func notSent(id string) string {
	return fmt.Sprintf("import %s was deleted and is in this machine's archive again. It is not sent; \"aisdesk delete %s\" deletes it here, too", id, id)
}
