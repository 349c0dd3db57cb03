package replica

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/team"
)

// resealing says how far a Reseal for a change of the team came.
type resealing struct {
	Team  string // hash of the change
	After string // the last object that is done
}

// Resealed is how far a Reseal came.
type Resealed struct {
	Sealed int // by this call
	Before int // for this change of the team by one that was stopped, or ended
	Of     int // in all
}

// Reseal seals everything in the store to the members that this machine knows. Each object opens for the old or the new team at
// every moment; ended or killed anywhere, calling it again goes on with what is left. done is told after each object; nil tells
// nobody. It fails with team.ErrUnknownChange, and where an object does not open, with its name.
func (r *Replica) Reseal(ctx context.Context, done func(Resealed)) (n Resealed, err error) {
	store, ok := r.Store.(team.Replacing)
	if !ok {
		return n, errors.New("this kind of store cannot seal objects again")
	}
	if _, _, err := r.Team.Look(ctx); err != nil {
		return n, err
	}
	known, err := r.Team.Known()
	if err != nil {
		return n, err
	}
	state, file := resealing{Team: known.Hash}, r.path("reseal.json")
	if b, err := os.ReadFile(file); err == nil {
		var before resealing
		if json.Unmarshal(b, &before) == nil && before.Team == known.Hash {
			state = before
		}
	}
	all, err := r.list(ctx)
	if err != nil {
		return n, err
	}
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(all)), func(name string) bool {
		return strings.HasPrefix(name, "team/") || strings.HasPrefix(name, "case-of/") || strings.HasPrefix(name, "probe/")
	})
	n.Of = len(names)
	for _, name := range names {
		if name <= state.After {
			n.Before++
			continue
		}
		if err := r.resealOne(ctx, store, name); err != nil {
			return n, err
		}
		n.Sealed++
		state.After = name
		if err := writeJSON(file, state); err != nil { // whoever is killed here goes on here
			return n, err
		}
		if done != nil {
			done(n)
		}
	}
	return n, writeJSON(file, state)
}

// resealOne seals one object again. One that was deleted meanwhile stays deleted.
func (r *Replica) resealOne(ctx context.Context, store team.Replacing, name string) error {
	sealed, err := store.Get(ctx, name)
	if errors.Is(err, objects.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	plain, err := r.Archive.OpenBytes(sealed)
	if err != nil {
		return fmt.Errorf("%s cannot be sealed again, since it does not open here: %w. Somebody for whom it opens must do it", name, err)
	}
	again, err := r.Team.Seal(plain)
	if err != nil {
		return err
	}
	if back, err := r.Archive.OpenBytes(again); err != nil || !bytes.Equal(back, plain) {
		return fmt.Errorf("%s: sealed again it does not say the same: %w", name, errors.Join(archive.ErrDamaged, err))
	}
	if err := store.Replace(ctx, name, again); !errors.Is(err, objects.ErrNotExist) {
		return err
	}
	return nil
}
