package wire

import (
	"errors"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/intake"
)

// accessPrefix names the secrets that are access tokens; the rest of the name is the import's id.
const accessPrefix = "access-"

// keepAccess keeps the token for further imports that the customer granted, encrypted or not at all.
func (p *Place) keepAccess(out intake.Outcome) {
	store, err := p.Archive()
	if err == nil {
		err = store.PutSecret(accessPrefix+out.ImportID, out.Access)
	}
	if errors.Is(err, archive.ErrNotEncrypted) {
		p.opts.Log.Info("the access token was not kept: encryption is not set up", "import", out.ImportID)
		return
	}
	if err != nil {
		p.opts.Log.Warn("the access token was not kept", "import", out.ImportID, "err", err)
	}
}

// access returns the token that was kept with an import, and the import's bank.
func (p *Place) access(id string) (aisclient.Secret, string, error) {
	store, err := p.Archive()
	if err != nil {
		return aisclient.Secret{}, "", err
	}
	e, err := store.Get(id)
	if err != nil {
		return aisclient.Secret{}, "", err
	}
	token, err := store.Secret(accessPrefix + id)
	return token, e.Target.String(), err
}

// tokens are the imports that have a token.
func (p *Place) tokens() map[string]bool {
	has := map[string]bool{}
	store, err := p.Archive()
	if err != nil {
		return has
	}
	names, err := store.Secrets()
	if err != nil {
		return has
	}
	for _, n := range names {
		if id, ok := strings.CutPrefix(n, accessPrefix); ok {
			has[id] = true
		}
	}
	return has
}

func (p *Place) dropToken(id string) {
	store, err := p.Archive()
	if err == nil {
		err = store.DropSecret(accessPrefix + id)
	}
	if err != nil {
		p.opts.Log.Warn("the access token was not dropped", "import", id, "err", err)
	}
}
