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

// accessPrefix names the secrets that are access tokens, endedPrefix those that say that one has ended; the rest of the name
// is the import's id.
const accessPrefix, endedPrefix = "access-", "ended-"

// errAccessEnded says that the access which a customer granted with an import is no more.
var errAccessEnded = errors.New("the access that was granted with it has ended")

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
	e, token, err := accessOf(store, word, environment)
	return intake.ReuseSource{Client: c, Token: token, OwnerExternalID: e.OwnerExternalID.String(), Target: e.Target.String(), OfficialName: e.OfficialName}, err
}

// accessOf is an import and the token saved with it. The error is errAccessEnded where there is none any more.
func accessOf(store *archive.Store, word, environment string) (archive.Entry, aisclient.Secret, error) {
	e, err := find(store, word)
	if err != nil {
		return e, aisclient.Secret{}, err
	}
	if err := sameEnvironment(e, environment); err != nil {
		return e, aisclient.Secret{}, err
	}
	token, err := store.Secret(accessPrefix + e.ID)
	switch {
	case !errors.Is(err, archive.ErrNotFound):
	case store.HasSecret(endedPrefix + e.ID):
		err = fmt.Errorf("%s: %w. Ask the customer for consent with a new sign-in", e.ID, errAccessEnded)
	default:
		err = fmt.Errorf("no access token is saved with the import %s: the customer did not grant one, or it could not be encrypted. Begin with --access-mode MULTIPLE", e.ID)
	}
	return e, token, err
}

// deleteAccessToken deletes what is kept of the access granted with an import.
func deleteAccessToken(store *archive.Store, importID string) error {
	return errors.Join(store.DeleteSecret(accessPrefix+importID), store.DeleteSecret(endedPrefix+importID))
}

// forgetAccess deletes a token wherever it is kept: an import that reused it has it, too. That it ended is noted.
func forgetAccess(store *archive.Store, token aisclient.Secret) error {
	all, err := store.List()
	if err != nil {
		return err
	}
	for _, e := range all {
		if !store.HasSecret(accessPrefix + e.ID) {
			continue
		}
		if kept, err := store.Secret(accessPrefix + e.ID); err != nil || kept != token {
			continue // what cannot be read here is named by check
		}
		if err := errors.Join(store.PutSecret(endedPrefix+e.ID, aisclient.Secret{}), store.DeleteSecret(accessPrefix+e.ID)); err != nil {
			return err
		}
	}
	return nil
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

// Revoke ends the repeated access that the customer granted with an import, at the provider and here, also for imports that
// reused it, and reports whether there was one to end: what ended before, or what the provider does not know, is forgotten
// here. The import is named as Match takes it; the archive must be unlocked. The error is the client's, or says that no token
// is saved.
func (o Owners) Revoke(ctx context.Context, importID string) (ended bool, err error) {
	store, err := o.app.archive.get()
	if err != nil {
		return false, err
	}
	_, token, err := accessOf(store, importID, o.app.Config.Environment)
	if errors.Is(err, errAccessEnded) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	c, err := o.app.provider.Connect()
	if err != nil {
		return false, err
	}
	_, err = c.Client.RevokeAccess(ctx, token)
	if err != nil && !errors.Is(err, aisclient.ExceptionName("InvalidMultipleAccessId")) {
		return false, err
	}
	return err == nil, forgetAccess(store, token)
}
