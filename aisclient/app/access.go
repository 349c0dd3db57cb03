package app

import (
	"context"
	"errors"
	"fmt"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
)

// accessPrefix names the secrets that are access tokens; the rest of the name is the import's id.
const accessPrefix = "access-"

// errTokenInPlainText says how to have a token saved: it is never saved unencrypted. With what the intake says before
// it the text fits a line of 80 columns.
var errTokenInPlainText = errors.New("run \"aisdesk encrypt passphrase\" first")

// saveAccessToken saves the token for further imports that the customer granted, encrypted or not at all.
func saveAccessToken(store *archive.Store, importID string, token aisclient.Secret) error {
	err := store.PutSecret(accessPrefix+importID, token)
	if errors.Is(err, seal.ErrNotEncrypted) {
		return errTokenInPlainText
	}
	return err
}

// reuseSource is the session source that uses the token saved with an import once more. word names the import as Match
// takes it.
func reuseSource(store *archive.Store, c *aisclient.Client, word, environment string) (intake.ReuseSource, error) {
	e, err := find(store, word)
	if err != nil {
		return intake.ReuseSource{}, err
	}
	if err := sameEnvironment(e, environment); err != nil {
		return intake.ReuseSource{}, err
	}
	token, err := store.Secret(accessPrefix + e.ID)
	if errors.Is(err, archive.ErrNotFound) {
		err = fmt.Errorf("no access token is saved with the import %s: the customer did not grant one, or it could not be encrypted. Begin with --access-mode MULTIPLE", e.ID)
	}
	return intake.ReuseSource{Client: c, Token: token, OwnerExternalID: e.OwnerExternalID.String(), Target: e.Target.String(), OfficialName: e.OfficialName}, err
}

func deleteAccessToken(store *archive.Store, importID string) error {
	return store.DeleteSecret(accessPrefix + importID)
}

// Owners is what the provider holds of customers, and what they granted.
type Owners struct{ app *App }

// Data gets all that the provider holds of an owner, from all imports of the last 24 hours. The bytes are the reply as it
// came, the import is what it says. The error is the client's.
func (o Owners) Data(ctx context.Context, ownerExternalID string) ([]byte, *aisclient.Import, error) {
	c, err := o.app.provider.Connect()
	if err != nil {
		return nil, nil, err
	}
	r, err := c.Client.Data(ctx, ownerExternalID)
	if err != nil {
		return nil, nil, err
	}
	imp, err := r.Decode(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("the data of %s: %w", text.Clean(ownerExternalID), err)
	}
	return r.Raw, imp, nil
}

// Revoke ends the repeated access that the customer granted with an import, at the provider and here. The import is named
// as Match takes it; the archive must be unlocked. The error is the client's, or says that no token is saved.
func (o Owners) Revoke(ctx context.Context, importID string) error {
	store, err := o.app.archive.get()
	if err != nil {
		return err
	}
	c, err := o.app.provider.Connect()
	if err != nil {
		return err
	}
	src, err := reuseSource(store, c.Client, importID, o.app.Config.Environment)
	if err != nil {
		return err
	}
	if _, err := c.Client.RevokeAccess(ctx, src.Token); err != nil {
		return err
	}
	e, err := find(store, importID)
	if err != nil {
		return err
	}
	return deleteAccessToken(store, e.ID)
}
