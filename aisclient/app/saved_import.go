package app

import (
	"context"
	"errors"
	"fmt"

	"aisdesk/aisclient/app/provider"
	"aisdesk/aisclient/app/remote"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/library"
)

// SavedImport finds the saved import that a person means by a word: see Library.Match. The error wraps
// archive.ErrNotFound where there is none, or is an *archive.AmbiguousError or *AmbiguousNameError.
func (a *App) SavedImport(ctx context.Context, word string) (library.Entry, error) {
	id, err := a.Library.Match(ctx, word)
	if err != nil {
		return library.Entry{}, listHint(err)
	}
	return a.Library.entry(ctx, id)
}

// find finds an import by its id alone: see archive.Store.Match.
func find(store *archive.Store, word string) (archive.Entry, error) {
	id, err := store.Match(word)
	if err != nil {
		return archive.Entry{}, listHint(err)
	}
	e, err := store.Get(id)
	return e, listHint(err)
}

// listHint names the way to the ids behind an error about an id that is not there.
func listHint(err error) error {
	if errors.Is(err, archive.ErrNotFound) {
		return fmt.Errorf("%w. \"aisdesk list\" lists the saved imports", err)
	}
	return err
}

// Delete removes a saved import, and with everywhere the provider's copy of its owner's data too. Where the provider's
// copy cannot be deleted nothing is. It fails as archive.Store.Delete and, with everywhere, as Unlock and
// aisclient.Client.DeleteData do.
func (a *App) Delete(ctx context.Context, importID string, everywhere bool) error {
	store, err := a.archive.get()
	if err != nil {
		return err
	}
	if everywhere {
		if err := a.Unlock(ctx); err != nil { // whose data it is is sealed
			return fmt.Errorf("nothing was deleted: %w", err)
		}
		if err := deleteAtProvider(ctx, &a.provider, a.Config.Environment, store, importID); err != nil {
			return fmt.Errorf("nothing was deleted: %w", err)
		}
	}
	if err := deleteAccessToken(store, importID); err != nil {
		a.opts.Log.Warn("the access token was not deleted", "import", importID, "err", err)
	}
	return store.Delete(importID)
}

// deleteAtProvider deletes the provider's copy of the data of an import's owner, before its retention ends.
func deleteAtProvider(ctx context.Context, p *provider.Provider, environment string, store *archive.Store, importID string) error {
	e, err := store.Get(importID)
	if err == nil {
		err = sameEnvironment(e, environment)
	}
	if err != nil {
		return err
	}
	if e.OwnerExternalID.Empty() {
		return errors.New("the import does not say whose data it is")
	}
	c, err := p.Connect()
	if err != nil {
		return err
	}
	_, err = c.Client.DeleteData(ctx, e.OwnerExternalID.String())
	return err
}

// Purged are the ids of what Purge deleted.
type Purged struct {
	Imports, Cases []string
	// Locked says that there are cases that were not looked at: the archive is locked.
	Locked bool
}

// Purge deletes expired imports and erases cases whose time is over; what was deleted is returned also before an error. It fails
// with an *archive.ClockError while the clock is in doubt: TrustClock ends that.
func (l *Library) Purge(ctx context.Context) (p Purged, err error) {
	a := l.app
	store, err := a.archive.get()
	if err != nil {
		return p, err
	}
	now, err := a.Remote.Now(ctx)
	if err != nil {
		return p, err
	}
	_, by := remote.Time(a.Remote)
	if p.Imports, err = store.Purge(ctx, now, by); err != nil {
		return p, err
	}
	p.Cases, err = a.Cases.Retention.Purge(ctx, now, retention(a.Config, a.settings))
	if p.Locked = errors.Is(err, seal.ErrLocked); p.Locked {
		err = nil
	}
	return p, err
}

// Purge is Library.Purge for who asks only how many imports were deleted. It fails as that does.
func (a *App) Purge(ctx context.Context) (int, error) {
	p, err := a.Library.Purge(ctx)
	return len(p.Imports), err
}

// sameEnvironment refuses to ask one environment of the provider about an import of another.
func sameEnvironment(e archive.Entry, environment string) error {
	if e.Environment.String() != environment {
		return &otherEnvironmentError{saved: e.Environment.String(), now: environment}
	}
	return nil
}

// otherEnvironmentError says that an import cannot be asked about from here.
type otherEnvironmentError struct{ saved, now string }

func (e *otherEnvironmentError) Error() string {
	return "this import is of the environment " + e.saved + ", and the program now uses the environment " + e.now +
		": start it with AISDESK_ENV=" + e.saved + " to ask the services about it"
}
