package app

import (
	"errors"
	"fmt"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/intake"
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
	return intake.ReuseSource{Client: c, Token: token, OwnerExternalID: e.OwnerExternalID.String(), Target: e.Target.String()}, err
}

func deleteAccessToken(store *archive.Store, importID string) error {
	return store.DeleteSecret(accessPrefix + importID)
}
