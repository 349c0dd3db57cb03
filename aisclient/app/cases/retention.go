package cases

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/objects"
)

// Retention is how long cases are kept, and their end. Case files have a clock of their own: replies expire long before. It is
// a part of Cases.
type Retention struct{ cases *Cases }

// Expires is the day from which a case may be erased: the one to which somebody moved it, or else the last event and the time
// of the settings. It is zero where cases are kept until somebody erases them.
func (r Retention) Expires(s *casefile.State) time.Time {
	switch keep := r.cases.deps.Settings.Keep; {
	case s.Erased:
		return time.Time{}
	case !s.Expires.IsZero():
		return s.Expires
	case keep > 0:
		return s.Changed.Add(keep)
	}
	return time.Time{}
}

// ErrKeepUnknown says that nobody said how long case files are kept.
var ErrKeepUnknown = errors.New("a decision on live data stays in the case file, and no setting says for how long: set keep_cases in [case] of " +
	"the settings, to 1y, 5y or the like, or to forever")

// asked refuses the first decision on live data while nobody said how long case files are kept.
func (r Retention) asked(s *casefile.State) error {
	if r.cases.deps.Settings.Keep != 0 {
		return nil
	}
	for _, i := range s.Imports {
		if i.Environment == "live" {
			return ErrKeepUnknown
		}
	}
	return nil
}

// ErrEraseWaits says that a case stays in the team's store until it can be erased there.
var ErrEraseWaits = errors.New("it is marked as erased on this machine, and its replies are gone here. What was said in it goes, here and in the team's store, " +
	"once that is sent: \"aisdesk archive sync\"")

// Erase removes everything of a case but the headers of its events: replies and statement files with all that was saved beside
// them, bodies with their salts, the provider's aggregated data, and what leads to the case. The reason stays. It can be
// stopped at any moment and done again. It fails with objects.ErrDenied, before anything is marked, where the role of this
// machine's person in the team does not include it, and with ErrEraseWaits where the team's store could not be told.
func (r Retention) Erase(ctx context.Context, id, reason string) error {
	c := r.cases
	s, err := c.Get(ctx, id)
	if err != nil {
		return err
	}
	if !s.Erased {
		if c.deps.MayErase != nil {
			if err := c.deps.MayErase(); err != nil { // the mark cannot be taken back
				return err
			}
		}
		_, err := c.Act(ctx, id, casefile.Erased{Reason: reason})
		if now, read := c.Get(ctx, id); errors.Is(err, casefile.ErrNotAllowed) && read == nil && now.Erased {
			err = nil // another machine began to erase it, and what it left is erased here
		}
		if err != nil {
			return err
		}
	}
	objs, store, err := c.open()
	if err != nil {
		return err
	}
	reply := func(importID string) error {
		if err := store.Delete(importID); !errors.Is(err, archive.ErrNotFound) {
			return err
		}
		return nil
	}
	if waiting(ctx, c, id) > 0 { // the sync that sends it ends it: what waits may get other numbers until then
		for _, importID := range s.Holdings() {
			if err := reply(importID); err != nil {
				return err
			}
		}
		return fmt.Errorf("case %s: %w", id, ErrEraseWaits)
	}
	l, err := c.log(ctx, id)
	if err != nil {
		return err
	}
	err = l.EndErasure(ctx, func(importID string) error {
		if err := reply(importID); err != nil {
			return err
		}
		return objs.Delete(ctx, ofImport+importID)
	})
	if err != nil {
		return err
	}
	Reload(c, []string{id}) // what was read of it is not there any more
	return nil
}

// Expired are the cases that Purge would erase at a time, newest first. It fails as Cases.List does.
func (r Retention) Expired(ctx context.Context, now time.Time) ([]Listed, error) {
	all, err := r.cases.List(ctx)
	return slices.DeleteFunc(all, func(l Listed) bool { return l.State == nil || l.State.Erased || !r.over(l.State, now) }), err
}

// over reports whether the time is over for which a case is kept.
func (r Retention) over(s *casefile.State, now time.Time) bool {
	at := r.Expires(s)
	return !at.IsZero() && !now.Before(at)
}

// Purge erases the cases whose time is over, ends what a stopped Erase left, and removes aggregated data as old as replies
// become, and bodies that nobody names. It returns the cases that were erased. replies is how long replies are kept; not
// above 0 is for ever. It fails at the first case that cannot be erased; those that are damaged, written by a newer version, or
// the store's to erase are passed over.
func (r Retention) Purge(ctx context.Context, now time.Time, replies time.Duration) (erased []string, err error) {
	ids, err := r.cases.IDs(ctx)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		done, err := r.purge(ctx, id, now, replies)
		if done && err == nil {
			erased = append(erased, id)
		}
		if errors.Is(err, casefile.ErrTampered) || errors.Is(err, casefile.ErrReadOnly) || errors.Is(err, casefile.ErrNotFound) {
			continue // check names it; nothing of it is removed
		}
		if !done && errors.Is(err, objects.ErrDenied) {
			continue // it was told when the case was erased: somebody with the right ends it
		}
		if err != nil {
			return erased, fmt.Errorf("case %s: %w", id, err)
		}
	}
	return erased, nil
}

func (r Retention) purge(ctx context.Context, id string, now time.Time, replies time.Duration) (erased bool, err error) {
	c := r.cases
	l, err := c.log(ctx, id)
	if err != nil {
		return false, err
	}
	s := l.State()
	if s.Head.Seq == 0 && s.ReadOnly == "" {
		return false, r.sweepBegun(ctx, id)
	}
	if s.Erased || r.over(s, now) {
		err := r.Erase(ctx, id, "the time is over for which cases are kept")
		now, read := c.Get(ctx, id)
		return !s.Erased && (err == nil || read == nil && now.Erased), err
	}
	for _, a := range s.Aggregated {
		if replies > 0 && now.Sub(a.Fetched) >= replies {
			if err := l.DropAggregated(ctx, a); err != nil {
				return false, err
			}
		}
	}
	if s.ReadOnly != "" {
		return false, casefile.ErrReadOnly // bodies may be those of missing events
	}
	return false, r.sweep(ctx, id)
}

// sweepBegun removes what was left of a case whose first event never came. One of which this machine has seen events lost
// them, and keeps the rest.
func (r Retention) sweepBegun(ctx context.Context, id string) error {
	if _, lost := r.cases.heads.seen(id); lost {
		return nil
	}
	return r.sweep(ctx, id)
}

func (r Retention) sweep(ctx context.Context, id string) error {
	objs, store, err := r.cases.open()
	if err != nil {
		return err
	}
	_, err = casefile.Sweep(ctx, objs, id, store)
	return err
}
