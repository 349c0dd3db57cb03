package wire

import (
	"context"
	"slices"
	"sync"
	"time"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/intake"
)

// Pending lists the unfinished imports of this environment, the newest first.
func (p *Place) Pending() ([]intake.Pending, error) {
	store, err := p.Archive()
	if err != nil {
		return nil, err
	}
	if p.Config.OwnSandbox() {
		return p.brief.list(), nil
	}
	all, err := store.ListPending()
	return slices.DeleteFunc(all, func(kept intake.Pending) bool { return kept.Environment.String() != p.Config.Environment }), err
}

// Resume goes on with an unfinished import.
func (p *Place) Resume(ctx context.Context, what intake.Pending, emit func(intake.Event)) (intake.Outcome, error) {
	desk, _, err := p.Runner()
	if err != nil {
		return intake.Outcome{}, err
	}
	return desk.Resume(ctx, what, emit)
}

// keep is the archive as the intake sees it.
func (p *Place) keep(s *archive.Store) intake.Archive {
	if p.Config.OwnSandbox() {
		return inMemory{s, &p.brief}
	}
	return s
}

// inMemory keeps the unfinished imports of the program's own sandbox as long as that lives: they end with the
// program.
type inMemory struct {
	*archive.Store
	pending *brief
}

func (m inMemory) SavePending(p archive.Pending) (archive.Pending, error) {
	return m.pending.save(p), nil
}
func (m inMemory) DeletePending(id string) error { m.pending.drop(id); return nil }

// brief is a list of unfinished imports.
type brief struct {
	mu  sync.Mutex
	all []archive.Pending
}

func (b *brief) save(p archive.Pending) archive.Pending {
	b.mu.Lock()
	defer b.mu.Unlock()
	if p.ID == "" {
		p.ID = p.CommandID.String()
	}
	if p.Started.IsZero() {
		p.Started = time.Now()
	}
	b.all = append([]archive.Pending{p}, b.all...)
	return p
}

func (b *brief) drop(id string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.all = slices.DeleteFunc(b.all, func(p archive.Pending) bool { return p.ID == id })
}

func (b *brief) list() []archive.Pending {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.all)
}
