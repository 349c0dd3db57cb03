package wire

import (
	"context"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
)

// Archive opens the archive when it is first asked for.
func (p *Place) Archive() (*archive.Store, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.store != nil {
		return p.store, nil
	}
	s, err := archive.Open(p.Config.DataDir, archive.Options{Program: p.opts.Version, Keep: p.Config.Retention,
		RequireEncryption: p.Config.Encrypt != ""})
	if err != nil {
		return nil, err
	}
	p.store = s
	return s, nil
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
