package replica

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/objects"
)

// Nobody deletes events: not when a case is erased, either. Where one is here and not in the store, that was put back to an earlier
// state, or somebody took it away. Without it nobody who comes later can read the case, so every machine that has it sends it again.

// restored is what a machine does about a store that was put back to an earlier state.
type restored struct{ *acts }

// lostEvents are the names of the events that are here and not in the store, in order, by the ids of their cases.
func (r restored) lostEvents(ctx context.Context, all, here map[string]objects.Info) (map[string][]string, error) {
	lost := map[string][]string{}
	for _, name := range slices.Sorted(maps.Keys(here)) {
		if _, there := all[name]; there || !strings.HasSuffix(name, ".event") {
			continue
		}
		gone, err := r.gone(ctx, name)
		if err != nil {
			return nil, err
		}
		if gone {
			lost[caseID(name)] = append(lost[caseID(name)], name)
		}
	}
	return lost, nil
}

// sendLost sends the events that the store lost again, as long as they follow on what it has, and says so for a day.
func (r restored) sendLost(ctx context.Context, all map[string]objects.Info, lost map[string][]string, at time.Time, n *noted, rep *Report) error {
	n.Lost = nil
	for _, id := range slices.Sorted(maps.Keys(lost)) {
		what := fmt.Sprintf("case %s: %s gone from the store", id, were(lost[id]))
		err := r.follows(ctx, all, lost[id])
		if err == nil {
			err = r.sendAgain(ctx, id, all)
		}
		switch {
		case err == nil:
			n.PutBack = append(n.PutBack, putBack{what + " and had to be sent there again from this machine. Ask who keeps the bucket whether it was put back to an earlier state", at})
			continue
		case errors.Is(err, objects.ErrDenied), errors.Is(err, errOtherBefore):
		default:
			return err
		}
		n.Lost = append(n.Lost, lost[id]...)
		rep.Problems = append(rep.Problems, fmt.Sprintf("%s. What is here stays, and is not sent: %v. Ask who keeps the bucket whether it was put back to an earlier state; "+
			"\"aisdesk check --case %s\" tells what is here", what, err, id))
	}
	return nil
}

// were names events, with the verb.
func were(names []string) string {
	numbers := make([]string, len(names))
	for i, name := range names {
		numbers[i] = strings.TrimLeft(strings.TrimSuffix(path.Base(name), ".event"), "0")
	}
	switch n := len(numbers); {
	case n == 1:
		return "event " + numbers[0] + " was"
	case n > maxNamed:
		return fmt.Sprintf("%d events from number %s on were", n, numbers[0])
	}
	return "events " + english.List(numbers) + " were"
}

// maxNamed is how many events are named one by one.
const maxNamed = 5

var errOtherBefore = errors.New("another event than the one here lies before it")

// follows fails with errOtherBefore where the store has another event than this machine before one that it lost.
func (r restored) follows(ctx context.Context, all map[string]objects.Info, lost []string) error {
	for _, name := range lost {
		before := casefile.EventObject(caseID(name), casefile.EventNumber(name)-1)
		if _, there := all[before]; !there {
			continue // the first, or sent again itself
		}
		if same, err := r.compareObject(ctx, before); err != nil || !same {
			return errors.Join(errOtherBefore, unlessDamaged(err))
		}
	}
	return nil
}

// sendAgain sends what is here of a case and not in the store, as it is, the bodies first; but no body that was erased.
func (r restored) sendAgain(ctx context.Context, id string, all map[string]objects.Info) error {
	s, err := caseHere(ctx, r.acts, id)
	if err != nil {
		return err
	}
	for _, bodies := range []bool{true, false} {
		for o, err := range r.Folder.List(ctx, caseFolder(id), "") {
			if err != nil {
				return err
			}
			if _, there := all[o.Name]; there || strings.HasSuffix(o.Name, ".body") != bodies || s.Erases(path.Base(o.Name)) {
				continue
			}
			b, err := r.Folder.Get(ctx, o.Name)
			if err == nil {
				err = r.Store.Create(ctx, o.Name, b)
			}
			if err != nil && !errors.Is(err, objects.ErrExists) {
				return err
			}
		}
	}
	return nil
}

// Lacks are the names of the events that are here and that the store did not have when it was read last.
func (r *Replica) Lacks() []string { return r.noted().Lost }

// NotReceived are the ids of the imports that were in the store when it was read last, and that could not be taken in.
func (r *Replica) NotReceived() []string { return r.noted().NotReceived }
