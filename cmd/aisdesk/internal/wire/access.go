package wire

import (
	"errors"
	"fmt"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/intake"
)

// accessPrefix names the secrets that are access tokens; the rest of the name is the import's id.
const accessPrefix = "access-"

// errTokenInPlainText says how a token is kept; there is no way to keep it unencrypted. It fits a line of 80
// columns with what the intake says before it.
var errTokenInPlainText = errors.New("run \"aisdesk encrypt passphrase\" first")

// keepAccess keeps the token for further imports that the customer granted, encrypted or not at all.
func (p *Place) keepAccess(importID string, token aisclient.Secret) error {
	store, err := p.Archive()
	if err == nil {
		err = store.PutSecret(accessPrefix+importID, token)
	}
	if errors.Is(err, archive.ErrNotEncrypted) {
		err = errTokenInPlainText
	}
	if err != nil {
		p.opts.Log.Warn("the access token was not kept", "import", importID, "err", err)
	}
	return err
}

// access is the source that imports again by the token that was kept with an import.
func (p *Place) access(c *aisclient.Client, id string) (intake.ReuseSource, error) {
	store, err := p.Archive()
	if err != nil {
		return intake.ReuseSource{}, err
	}
	id, err = store.Match(id)
	if errors.Is(err, archive.ErrNotFound) {
		err = fmt.Errorf("%w. \"aisdesk list\" lists the saved imports", err)
	}
	if err != nil {
		return intake.ReuseSource{}, err
	}
	e, err := store.Get(id)
	if err != nil {
		return intake.ReuseSource{}, err
	}
	if e.Environment.String() != p.Config.Environment {
		return intake.ReuseSource{}, &otherEnvironment{saved: e.Environment.String(), now: p.Config.Environment}
	}
	token, err := store.Secret(accessPrefix + id)
	if errors.Is(err, archive.ErrNotFound) {
		err = fmt.Errorf("no access token is kept with the import %s: the customer did not grant one, or it could not be encrypted. Begin with --access-mode MULTIPLE", e.ID)
	}
	return intake.ReuseSource{Client: c, Token: token, OwnerExternalID: e.OwnerExternalID.String(), Target: e.Target.String()}, err
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
		err = store.DeleteSecret(accessPrefix + id)
	}
	if err != nil {
		p.opts.Log.Warn("the access token was not dropped", "import", id, "err", err)
	}
}
