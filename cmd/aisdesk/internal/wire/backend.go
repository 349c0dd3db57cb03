package wire

import (
	"context"
	"errors"
	"fmt"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/config"
	"aisdesk/tui"
	"aisdesk/tui/pane"
)

// Backend is the place as the terminal program sees it.
type Backend struct {
	place    *Place
	now      func() time.Time
	settings remembered
}

var _ tui.Backend = (*Backend)(nil)

// Backend returns what the terminal program works with.
func (p *Place) Backend() *Backend {
	return &Backend{place: p, now: time.Now, settings: remembered{p.Config.StateDir}}
}

// portal is where the provider shows imports that it made by itself.
const portal = "https://insight.kontomatik.com"

// Environment implements tui.Backend.
func (b *Backend) Environment() pane.Environment {
	c := b.place.Config
	e := pane.Environment{Name: c.Environment, Client: c.Client, API: b.place.APIHost(), KeySet: !c.APIKey.Empty()}
	if c.OwnSandbox() {
		e.Client, e.KeySet = "", false
	}
	if c.Environment == config.Sandbox {
		e.Tests = []string{"test1 / Test123, code Test123"}
	} else {
		e.AutoImportURL = portal
	}
	return e
}

// Begin implements tui.Backend.
func (b *Backend) Begin(plan pane.Plan) (pane.Verification, error) {
	return b.place.Verification(plan), nil
}

// Pending implements tui.Backend. Only imports of this environment can be resumed, and none of a sandbox that
// ended with its program.
func (b *Backend) Pending(context.Context) ([]pane.Pending, error) {
	if b.place.Config.OwnSandbox() {
		return nil, nil
	}
	store, err := b.place.Archive()
	if err != nil {
		return nil, err
	}
	all, err := store.ListPending()
	var mine []pane.Pending
	for _, p := range all {
		if p.Environment.String() == b.place.Config.Environment {
			mine = append(mine, pane.Pending{CommandID: p.CommandID.String(), OwnerExternalID: p.OwnerExternalID.String(),
				Target: p.Target, Environment: p.Environment.String(), StartedAt: p.Started})
		}
	}
	return mine, err
}

// Resume implements tui.Backend.
func (b *Backend) Resume(p pane.Pending) (pane.Verification, error) {
	kept, err := b.pending(p)
	if err != nil {
		return nil, err
	}
	return &resumed{b.place, kept}, nil
}

// Forget implements tui.Backend.
func (b *Backend) Forget(_ context.Context, p pane.Pending) error {
	kept, err := b.pending(p)
	if err != nil {
		return err
	}
	return b.place.store.DropPending(kept.ID)
}

// pending finds what the archive keeps of a pending import.
func (b *Backend) pending(p pane.Pending) (archive.Pending, error) {
	store, err := b.place.Archive()
	if err != nil {
		return archive.Pending{}, err
	}
	all, err := store.ListPending()
	for _, kept := range all {
		if kept.CommandID.String() == p.CommandID && kept.Environment.String() == p.Environment {
			return kept, nil
		}
	}
	return archive.Pending{}, errors.Join(err, fmt.Errorf("the import %s is not pending any more", text.Clean(p.CommandID)))
}

// Exchanges implements tui.Backend.
func (b *Backend) Exchanges() []aisclient.Exchange { return b.place.exchanges.list() }

// Settings implements tui.Backend.
func (b *Backend) Settings() pane.Settings {
	c := b.place.Config
	return b.settings.load(pane.Settings{Theme: "dark", Period: "90d", OpenBrowser: !c.NoOpen,
		RetentionDays: int(c.Retention / (24 * time.Hour))})
}

// SaveSettings implements tui.Backend.
func (b *Backend) SaveSettings(s pane.Settings) error { return b.settings.save(s) }
