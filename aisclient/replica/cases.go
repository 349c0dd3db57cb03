package replica

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/team"
)

// Cases are the objects of cases: those of the store, as far as they are here, and behind them what waits to be sent. An
// object is created in the store first, where one of several writers wins; where the store cannot be reached it waits here.
func (r *acts) Cases() objects.Store { return caseStore{r, true} }

// Seal seals and opens the objects of cases.
func (r *acts) Seal() casefile.Seal { return caseSeal{r} }

// logOf is a case whose objects are in from.
func logOf(r *acts, from objects.Store, id string) *casefile.Log {
	return casefile.Start(from, id, casefile.LogOptions{Options: r.Case, Seal: r.Seal(), Now: r.Now})
}

// caseHere is a case as it is on this machine.
func caseHere(ctx context.Context, r *acts, id string) (*casefile.State, error) {
	l := logOf(r, r.Folder, id)
	err := l.Refresh(ctx)
	return l.State(), err
}

type caseSeal struct{ r *acts }

// SealBytes implements casefile.Seal.
func (s caseSeal) SealBytes(b []byte) ([]byte, error) {
	if err := s.r.joined(); err != nil {
		return nil, err
	}
	return s.r.Team.Seal(b)
}

// OpenBytes implements casefile.Seal. What does not open is one object of one case: the case is read up to it.
func (s caseSeal) OpenBytes(b []byte) ([]byte, error) {
	b, err := s.r.Team.Open(b)
	if errors.Is(err, archive.ErrDamaged) {
		err = &unopened{err}
	}
	return b, err
}

// unopened is why an object of a case does not open.
type unopened struct{ error }

func (e *unopened) Unwrap() []error { return []error{e.error, casefile.ErrTampered} }

// unfit is why an object of a case is not kept here: it is sealed to others, which wraps a *team.SealedError, or damaged, and would lie
// in the place of the one that is sealed again or whole. It is nil for everything else.
func (r *acts) unfit(name string, b []byte) error {
	if !strings.HasPrefix(name, "cases/") {
		return nil
	}
	if _, err := r.Team.Open(b); errors.Is(err, archive.ErrDamaged) {
		return err
	}
	return nil
}

type caseStore struct {
	r *acts
	// waiting has what waits be a part of it.
	waiting bool
}

// caseOf is the folder of an object's case: what waits of a case is sent as one.
func caseOf(name string) string {
	rest, ok := strings.CutPrefix(name, "cases/")
	id, _, _ := strings.Cut(rest, "/")
	if !ok {
		return name
	}
	return caseFolder(id)
}

func caseFolder(id string) string { return "cases/" + id + "/" }

func caseID(name string) string {
	return strings.TrimSuffix(strings.TrimPrefix(caseOf(name), "cases/"), "/")
}

// waitsFor reports whether something of an object's case waits.
func (r *acts) waitsFor(ctx context.Context, name string) bool {
	for range r.outbox.List(ctx, caseOf(name), "") {
		return true
	}
	return false
}

// FirstWaiting is the number of the first event of a case that waits to be sent; 0 for none. Until it is sent the number may become
// another.
func (r *acts) FirstWaiting(ctx context.Context, id string) int64 {
	for o, err := range r.outbox.List(ctx, caseFolder(id), "") {
		if n := casefile.EventNumber(o.Name); n > 0 && err == nil {
			return n
		}
	}
	return 0
}

// Create implements objects.Store.
func (s caseStore) Create(ctx context.Context, name string, b []byte) error {
	r := s.r
	if !s.waiting {
		return r.createThere(ctx, name, b)
	}
	if err := errors.Join(r.joined(), r.Team.MayWrite()); err != nil { // what may not be sent does not wait, either
		return err
	}
	if r.offline() || r.waitsFor(ctx, name) {
		return r.createHere(ctx, name, b)
	}
	err := r.soon(ctx, r.look)
	if err == nil && r.blockedBy() != nil {
		return r.createHere(ctx, name, b)
	}
	if err == nil {
		err = r.soon(ctx, func(ctx context.Context) error { return r.createThere(ctx, name, b) })
	}
	if waits(err) && ctx.Err() == nil {
		r.failed(err)
		return r.createHere(ctx, name, b)
	}
	return err
}

// createThere creates an object in the store, and here.
func (r *acts) createThere(ctx context.Context, name string, b []byte) error {
	err := r.Store.Create(ctx, name, b)
	if errors.Is(err, objects.ErrExists) {
		r.forgetList() // it is older than that object
	}
	if err != nil {
		return err
	}
	return r.mirror(ctx, name, b)
}

// createHere has an object wait. Where an event waits, those that others wrote since do not count: see Get.
func (r *acts) createHere(ctx context.Context, name string, b []byte) error {
	if casefile.EventNumber(name) == 0 || r.FirstWaiting(ctx, caseID(name)) == 0 {
		if _, err := r.Folder.Get(ctx, name); err == nil {
			return objects.ErrExists
		}
	}
	err := r.outbox.Create(ctx, name, b)
	select {
	case r.waited <- struct{}{}:
	default:
	}
	return err
}

// mirror keeps an object of the store here.
func (r *acts) mirror(ctx context.Context, name string, b []byte) error {
	if err := r.Folder.Create(ctx, name, b); !errors.Is(err, objects.ErrExists) {
		return err
	}
	return nil
}

// exchange keeps an object of the store here in place of the one that is here.
func (r *acts) exchange(ctx context.Context, name string, b []byte) error {
	if err := r.Folder.Delete(ctx, name); err != nil {
		return err
	}
	return r.mirror(ctx, name, b)
}

// Get implements objects.Store. A case of which events wait is as it was when they were written: what others wrote since comes in
// once those are sent, and may be here already where that was ended in between.
func (s caseStore) Get(ctx context.Context, name string) ([]byte, error) {
	r := s.r
	if n := casefile.EventNumber(name); s.waiting && n > 0 {
		if first := r.FirstWaiting(ctx, caseID(name)); first > 0 && n >= first {
			return r.outbox.Get(ctx, name)
		}
	}
	b, err := r.Folder.Get(ctx, name)
	if !errors.Is(err, objects.ErrNotExist) {
		return b, err
	}
	if s.waiting {
		if b, err := r.outbox.Get(ctx, name); !errors.Is(err, objects.ErrNotExist) {
			return b, err
		}
		if r.offline() || r.absent(name) || r.joined() != nil || r.waitsFor(ctx, name) {
			return nil, err
		}
	}
	ask := func(ctx context.Context) error {
		b, err = r.Store.Get(ctx, name)
		return err
	}
	if s.waiting {
		err = r.soon(ctx, ask)
	} else {
		err = ask(ctx)
	}
	if s.waiting && err != nil && ctx.Err() == nil && !errors.Is(err, objects.ErrNotExist) && !errors.Is(err, objects.ErrTooLarge) {
		r.unread(err)
		return nil, objects.ErrNotExist // as of when the store was read last
	}
	if err != nil {
		return nil, err
	}
	if r.unfit(name, b) != nil {
		return b, nil // whoever opens it is told
	}
	return b, r.mirror(ctx, name, b)
}

// List implements objects.Store: of what is here, with what waits, for Sync brings what others wrote; or else with what is in the store.
func (s caseStore) List(ctx context.Context, prefix, after string) iter.Seq2[objects.Info, error] {
	beside := s.r.Store
	if s.waiting {
		beside = s.r.outbox
	}
	return merged(s.r.Folder.List(ctx, prefix, after), beside.List(ctx, prefix, after))
}

// merged is two lists as one, in order.
func merged(x, y iter.Seq2[objects.Info, error]) iter.Seq2[objects.Info, error] {
	return func(yield func(objects.Info, error) bool) {
		next, stop := iter.Pull2(y)
		defer stop()
		b, berr, more := next()
		for a, err := range x {
			for ; more && err == nil && b.Name <= a.Name; b, berr, more = next() {
				if b.Name < a.Name && !yield(b, berr) || berr != nil {
					return
				}
			}
			if !yield(a, err) {
				return
			}
		}
		for ; more; b, berr, more = next() {
			if !yield(b, berr) {
				return
			}
		}
	}
}

// Delete implements objects.Store.
func (s caseStore) Delete(ctx context.Context, name string) error {
	if err := s.r.joined(); err != nil {
		return err
	}
	if s.waiting {
		if err := s.r.outbox.Delete(ctx, name); err != nil {
			return err
		}
		if _, err := s.r.Folder.Get(ctx, name); errors.Is(err, objects.ErrNotExist) && (s.r.offline() || s.r.absent(name)) {
			return nil // it was only here
		}
	}
	if err := s.r.Store.Delete(ctx, name); err != nil {
		return err
	}
	return s.r.Folder.Delete(ctx, name)
}

// Time implements objects.Store.
func (s caseStore) Time(ctx context.Context) (time.Time, error) { return s.r.Time(ctx) }

// pullCases takes in the objects of cases that are new in the store, the bodies first, and lets go what is not there any
// more: it was erased. A case of which something waits stays as it was until that is sent. It returns what of erased cases is in
// the store again, and what the store lost.
func (r *acts) pullCases(ctx context.Context, all map[string]objects.Info, n *noted, rep *Report) (found again, err error) {
	here := map[string]objects.Info{}
	for _, prefix := range []string{"cases/", notePrefix} {
		for o, err := range r.Folder.List(ctx, prefix, "") {
			if err != nil {
				return found, err
			}
			here[o.Name] = o
		}
	}
	if found.cases, err = (restored{r}).casesAgain(ctx, all, here); err != nil {
		return found, err
	}
	names, closed := slices.Sorted(maps.Keys(all)), map[string]bool{} // cases of which something is sealed to others
	for _, bodies := range []bool{true, false} {
		for _, name := range names {
			_, have := here[name]
			isCase := strings.HasPrefix(name, "cases/")
			if !isCase && !isNote(name) || have || strings.HasSuffix(name, ".body") != bodies || closed[caseOf(name)] || slices.Contains(found.cases[caseID(name)], name) || r.waitsFor(ctx, name) {
				continue
			}
			err := r.pullObject(ctx, name)
			if errors.Is(err, errNamesNoCase) {
				rep.Problems = append(rep.Problems, fmt.Sprintf("%s in the store %v. It is not taken in; ask who keeps the bucket who wrote into it", name, err))
				continue
			}
			if errors.Is(err, archive.ErrDamaged) {
				closed[caseOf(name)] = r.notKept(name, err, rep) || !bodies // what comes behind it cannot be read without it
				continue
			}
			if err != nil {
				return found, err
			}
			if isCase && !bodies {
				rep.Events++
			}
		}
	}
	if err := r.compareCases(ctx, all, here, n, rep); err != nil {
		return found, err
	}
	if found.lost, err = (restored{r}).lostEvents(ctx, all, here); err != nil {
		return found, err
	}
	n.Lost = slices.Concat(slices.Collect(maps.Values(found.lost))...)
	for name := range here {
		if _, there := all[name]; there || len(found.lost[caseID(name)]) > 0 || r.waitsFor(ctx, name) {
			continue
		}
		gone, err := r.gone(ctx, name)
		if err == nil && gone {
			err = r.Folder.Delete(ctx, name)
		}
		if err != nil {
			return found, err
		}
	}
	return found, nil
}

// notKept names an object of a case that is not taken in, and reports whether it is sealed to others.
func (r *acts) notKept(name string, why error, rep *Report) (toOthers bool) {
	said, sealed := "cut or was changed, and is not taken in. Ask who keeps the bucket who wrote into it", (*team.SealedError)(nil)
	if errors.As(why, &sealed) {
		said, toOthers = sealed.Error(), true
	}
	rep.Problems = append(rep.Problems, fmt.Sprintf("case %s: %s in the store is %s", caseID(name), path.Base(name), said))
	return toOthers
}

// errNamesNoCase says that a note of which case an import belongs to was overwritten.
var errNamesNoCase = errors.New("holds no id of a case")

func (r *acts) pullObject(ctx context.Context, name string) error {
	b, err := r.Store.Get(ctx, name)
	if errors.Is(err, objects.ErrNotExist) {
		return nil
	}
	if err == nil {
		err = r.unfit(name, b)
	}
	if err == nil && isNote(name) && !archive.IsID(string(b)) {
		return errNamesNoCase
	}
	if err != nil {
		return err
	}
	return r.mirror(ctx, name, b)
}
