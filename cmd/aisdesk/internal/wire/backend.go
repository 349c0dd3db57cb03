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

// Portal is where the provider shows imports that it made by itself.
const Portal = "https://insight.kontomatik.com"

// Environment implements tui.Backend.
func (b *Backend) Environment() pane.Environment {
	c := b.place.Config
	e := pane.Environment{Name: c.Environment, Client: c.Client, API: b.place.APIHost(), KeySet: !c.APIKey.Empty(), AutoImportURL: Portal, Widget: c.Widget, LinkLimit: c.Timeout}
	if c.Environment == config.Sandbox {
		e.Tests = []string{"test1 / Test123, code Test123"}
	}
	return e
}

// Begin implements tui.Backend.
func (b *Backend) Begin(plan pane.Plan) (pane.Verification, error) {
	return b.place.Verification(plan), nil
}

// Pending implements tui.Backend.
func (b *Backend) Pending(context.Context) ([]pane.Pending, error) {
	all, err := b.place.Pending()
	mine := make([]pane.Pending, len(all))
	for i, p := range all {
		mine[i] = pane.Pending{CommandID: p.CommandID.String(), OwnerExternalID: p.OwnerExternalID.String(),
			Target: p.Target, Environment: p.Environment.String(), StartedAt: p.Started}
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
	store, err := b.place.Archive()
	if err != nil {
		return err
	}
	return b.place.keep(store).DeletePending(kept.ID)
}

// pending finds what is kept of a pending import.
func (b *Backend) pending(p pane.Pending) (archive.Pending, error) {
	all, err := b.place.Pending()
	for _, kept := range all {
		// The owner too: every sandbox begins to number its commands at the same id.
		if kept.CommandID.String() == p.CommandID && kept.OwnerExternalID.String() == p.OwnerExternalID {
			return kept, nil
		}
	}
	return archive.Pending{}, errors.Join(err, fmt.Errorf("the import %s is not pending any more", text.Clean(p.CommandID)))
}

// Exchanges implements tui.Backend.
func (b *Backend) Exchanges() []aisclient.Exchange { return b.place.exchanges.list() }

// Settings implements tui.Backend. What was chosen last goes before the config file, but nothing opens a
// browser where the command line or the file says no.
func (b *Backend) Settings() pane.Settings {
	c := b.place.Config
	s := b.settings.load(pane.Settings{Theme: "dark", Period: "90d", OpenBrowser: true, RetentionDays: int(c.Retention / day),
		Language: c.Widget.Locale, Country: c.Widget.Country, Target: c.Widget.Target, AccessMode: c.Widget.AccessMode})
	s.OpenBrowser = s.OpenBrowser && !c.NoOpen
	return s
}

// SaveSettings implements tui.Backend. A --no-open of this run is not remembered for the next.
func (b *Backend) SaveSettings(s pane.Settings) error {
	if b.place.Config.NoOpen {
		s.OpenBrowser = b.settings.load(pane.Settings{OpenBrowser: true}).OpenBrowser
	}
	if err := b.settings.save(s); err != nil {
		return err
	}
	if store, err := b.place.Archive(); err == nil {
		store.SetRetention(b.place.retention())
	}
	return nil
}
