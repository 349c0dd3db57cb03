package remote

import (
	"context"

	"aisdesk/aisclient/replica"
	"aisdesk/aisclient/team"
)

// Team is who is in it, as of the last change that can be read, and the changes that nobody accepted here. The error is that
// of team.Client.Look.
func (r *Remote) Team(ctx context.Context) (chain *team.Chain, unknown []team.Change, err error) {
	o, err := r.open()
	if err != nil {
		return nil, nil, err
	}
	return o.team.Look(ctx)
}

// MayWrite fails, wrapping objects.ErrDenied, where the archive is a team's and this machine's person only reads in it. Nothing is asked of
// the store.
func MayWrite(r *Remote) error {
	if !r.Shared() {
		return nil
	}
	o, err := r.open()
	if err != nil {
		return nil // whoever saves or sends is told
	}
	return o.team.MayWrite()
}

// MayDelete fails, wrapping objects.ErrDenied, where the archive is a team's and this machine's person deletes nothing in its store.
// Nothing is asked of the store.
func MayDelete(r *Remote) error {
	if !r.Shared() {
		return nil
	}
	o, err := r.open()
	if err != nil {
		return nil // whoever deletes is told
	}
	return o.team.MayDelete()
}

// Own is this machine's age recipient, which a member needs to add the person at it. It fails with ErrNoStore or ErrPlain, and as
// seal.Key.Recipient does.
func (r *Remote) Own() (string, error) {
	o, err := r.open()
	if err != nil {
		return "", err
	}
	return o.archive.Key.Recipient()
}

// Change adds a member or takes one out. It fails with ErrNoStore or ErrPlain, and as team.Client.Change does.
func (r *Remote) Change(ctx context.Context, k team.Kind, m team.Member) (*team.Change, error) {
	o, by, err := openAs(ctx, r)
	if err != nil {
		return nil, err
	}
	return o.team.Change(ctx, k, m, by)
}

// openAs opens the store for somebody who writes.
func openAs(ctx context.Context, r *Remote) (o *opened, by team.Author, err error) {
	if o, err = r.open(); err == nil {
		by, err = r.deps.Author(ctx)
	}
	return o, by, err
}

// Trust accepts the team as it is now, and returns the changes that were not known. It fails with ErrNoStore or ErrPlain, and as
// team.Client.Trust does.
func (r *Remote) Trust(ctx context.Context) ([]team.Change, error) {
	o, err := r.open()
	if err != nil {
		return nil, err
	}
	return o.team.Trust(ctx)
}

// Reseal seals everything in the store to the members that there are now. It fails with ErrNoStore or ErrPlain, and as
// replica.Replica.Reseal does.
func (r *Remote) Reseal(ctx context.Context, progress func(replica.Resealed)) (n replica.Resealed, err error) {
	o, err := r.open()
	if err != nil {
		return n, err
	}
	return o.Reseal(ctx, progress)
}
