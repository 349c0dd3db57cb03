package wire

import (
	"context"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
	"aisdesk/tui/pane"
)

// Archive opens the archive when it is first asked for.
func (p *Place) Archive() (*archive.Store, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.store != nil {
		return p.store, nil
	}
	s, err := archive.Open(p.Config.DataDir, archive.Options{Program: p.opts.Version, Retention: p.retention(),
		RequireEncryption: p.Config.Encrypt != ""})
	if err != nil {
		return nil, err
	}
	p.store = s
	return s, nil
}

// retention is how long an import is kept: what a variable or the config file says, or else what was chosen on
// the settings screen.
func (p *Place) retention() time.Duration {
	if p.Config.Source("retention-days") != "default" {
		return p.Config.Retention
	}
	return keepFor(remembered{p.Config.StateDir}.load(pane.Settings{RetentionDays: int(p.Config.Retention / day)}).RetentionDays)
}

const day = 24 * time.Hour

// keepFor turns the settings screen's days into the archive's duration; 0 days keep an import until it is deleted.
func keepFor(days int) time.Duration {
	if days <= 0 {
		return -1
	}
	return time.Duration(days) * day
}

// Unlock makes sealed imports readable. It asks for a passphrase only if the archive has one.
func (p *Place) Unlock(ctx context.Context) error {
	store, err := p.Archive()
	if err != nil {
		return err
	}
	kind, unlocked := store.Encryption()
	if unlocked || kind == archive.KeyNone {
		return nil
	}
	var pass aisclient.Secret
	if kind == archive.KeyPassphrase {
		if p.opts.Passphrase == nil {
			return archive.ErrLocked
		}
		word, err := p.opts.Passphrase("Passphrase of the archive: ")
		if err != nil {
			return err
		}
		pass = aisclient.NewSecret(word)
	}
	return store.Unlock(ctx, pass)
}
