package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
)

// Pending is an import that was started and whose reply is not saved yet.
type Pending = archive.Pending

// Pending lists the unfinished imports of this environment and profile, the newest first: those of another profile belong to
// another client of the provider, which alone can ask for them. The error wraps seal.ErrLocked where some are
// sealed and the archive is locked.
func (a *App) Pending(context.Context) ([]Pending, error) {
	store, err := a.archive.get()
	if err != nil {
		return nil, err
	}
	if a.Config.OwnSandbox() {
		return a.pending.list(), nil
	}
	all, err := store.ListPending()
	return slices.DeleteFunc(all, func(p Pending) bool {
		return p.Environment.String() != a.Config.Environment || p.Profile.String() != text.Clean(a.Config.Profile).String()
	}), err
}

// Resume prepares to go on with an unfinished import; nothing happens before its Run. It fails where the import is not
// pending any more.
func (a *App) Resume(p Pending) (Verification, error) {
	p, err := stillPending(a, p)
	if err != nil {
		return nil, err
	}
	return &resumed{a, p}, nil
}

// Forget drops a pending import without asking the provider. It fails where it is pending no more, or the archive cannot be
// opened or written.
func (a *App) Forget(_ context.Context, p Pending) error {
	p, err := stillPending(a, p)
	if err != nil {
		return err
	}
	store, err := a.archive.get()
	if err != nil {
		return err
	}
	return intakeArchive(store, a.Config, &a.pending).DeletePending(p.ID)
}

// stillPending finds what is saved of a pending import.
func stillPending(a *App, p Pending) (Pending, error) {
	all, err := a.Pending(context.Background())
	for _, saved := range all {
		// The owner too: every sandbox begins to number its commands at the same id.
		if saved.CommandID.String() == p.CommandID.String() && saved.OwnerExternalID.String() == p.OwnerExternalID.String() {
			return saved, nil
		}
	}
	return Pending{}, errors.Join(err, fmt.Errorf("the import %s is not pending any more", text.Clean(p.CommandID.String())))
}

// intakeArchive is the archive as the intake sees it.
func intakeArchive(s *archive.Store, c Config, pending *memoryPending) intake.Archive {
	if c.OwnSandbox() {
		return sandboxArchive{s, pending}
	}
	return profileArchive{s, text.Clean(c.Profile)}
}

// profileArchive notes with each unfinished import the profile by which it was begun.
type profileArchive struct {
	*archive.Store
	profile text.Text
}

func (s profileArchive) SavePending(p Pending) (Pending, error) {
	p.Profile = s.profile
	return s.Store.SavePending(p)
}

// sandboxArchive keeps the unfinished imports of the program's own sandbox as long as that lives: they end with the
// program.
type sandboxArchive struct {
	*archive.Store
	pending *memoryPending
}

func (s sandboxArchive) SavePending(p Pending) (Pending, error) { return s.pending.save(p), nil }
func (s sandboxArchive) DeletePending(id string) error          { s.pending.drop(id); return nil }

// memoryPending is a list of unfinished imports in memory.
type memoryPending struct {
	mu  sync.Mutex
	all []Pending
}

// save gives a new import the id of its command.
func (m *memoryPending) save(p Pending) Pending {
	m.mu.Lock()
	defer m.mu.Unlock()
	if p.ID == "" {
		p.ID = p.CommandID.String()
	}
	m.all = append([]Pending{p}, m.all...)
	return p
}

func (m *memoryPending) drop(id string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.all = slices.DeleteFunc(m.all, func(p Pending) bool { return p.ID == id })
}

func (m *memoryPending) list() []Pending {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.all)
}
