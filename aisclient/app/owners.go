package app

import (
	"context"
	"fmt"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

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
