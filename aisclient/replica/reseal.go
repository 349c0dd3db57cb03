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

// Reseal seals everything in the store to the members that this machine knows, and returns how many objects it sealed. Each
// object opens for the old or the new team at every moment; ended or killed anywhere, calling it again goes on. It fails with
// team.ErrUnknownChange, and where an object does not open, with its name.
func (r *Replica) Reseal(ctx context.Context, done func(n int)) (n int, err error) {
	store, ok := r.Store.(team.Replacing)
	if !ok {
		return 0, errors.New("this kind of store cannot seal objects again")
	}
	if _, _, err := r.Team.Look(ctx); err != nil {
		return 0, err
	}
	known, err := r.Team.Known()
	if err != nil {
		return 0, err
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
		return 0, err
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if name <= state.After || strings.HasPrefix(name, "team/") || strings.HasPrefix(name, "case-of/") || strings.HasPrefix(name, "probe/") {
			continue
		}
		if err := r.resealOne(ctx, store, name); err != nil {
			return n, errors.Join(err, writeJSON(file, state))
		}
		n++
		if state.After = name; n%noteEvery == 0 {
			if err := writeJSON(file, state); err != nil {
				return n, err
			}
		}
		if done != nil {
			done(n)
		}
	}
	return n, writeJSON(file, state)
}

// noteEvery is after how many objects a Reseal notes how far it came.
const noteEvery = 50

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
