package wire

import (
	"context"
	"errors"
	"fmt"

	"aisdesk/aisclient/archive"
	"aisdesk/tui/pane"
)

// List implements tui.Backend.
func (b *Backend) List(context.Context) ([]pane.Saved, error) {
	store, err := b.place.Archive()
	if err != nil {
		return nil, err
	}
	entries, err := store.List()
	if err != nil {
		return nil, err
	}
	tokens := b.place.tokens()
	all := make([]pane.Saved, len(entries))
	for i, e := range entries {
		all[i] = savedOf(e)
		all[i].Reusable = tokens[e.ID]
	}
	return all, nil
}

func savedOf(e archive.Entry) pane.Saved {
	s := pane.Saved{ID: e.ID, CreatedAt: e.Created, ExpiresAt: e.Expires, Environment: e.Environment.String(), Target: e.Target,
		OfficialName: e.OfficialName, OwnerExternalID: e.OwnerExternalID, State: e.State, Bytes: e.Size, Damaged: e.Damaged}
	if e.Counts != nil {
		s.Accounts, s.Cards, s.Transactions = e.Counts.Accounts, e.Counts.CreditCards, e.Counts.Transactions
	}
	if e.Encryption == archive.EncryptionAge {
		s.Encrypted = archive.EncryptionAge
	}
	return s
}

// Delete implements tui.Backend.
func (b *Backend) Delete(ctx context.Context, id string, everywhere bool) error {
	store, err := b.place.Archive()
	if err != nil {
		return err
	}
	if everywhere {
		if err := b.place.DeleteAtProvider(ctx, id); err != nil {
			return fmt.Errorf("nothing was deleted: %w", err)
		}
	}
	b.place.dropToken(id)
	return store.Delete(id)
}

// DeleteAtProvider deletes the provider's copy of the data of an import's owner, before its retention ends.
func (p *Place) DeleteAtProvider(ctx context.Context, id string) error {
	store, err := p.Archive()
	if err != nil {
		return err
	}
	e, err := store.Get(id)
	switch {
	case err != nil:
		return err
	case e.Environment.String() != p.Config.Environment:
		return &otherEnvironment{saved: e.Environment.String(), now: p.Config.Environment}
	case e.OwnerExternalID.Empty():
		return errors.New("the import does not say whose data it is")
	}
	l, err := p.Connect()
	if err != nil {
		return err
	}
	_, err = l.Client.DeleteData(ctx, e.OwnerExternalID.String())
	return err
}

// Purge implements tui.Backend.
func (b *Backend) Purge(ctx context.Context) (int, error) {
	store, err := b.place.Archive()
	if err != nil {
		return 0, err
	}
	gone, err := store.Purge(ctx, b.now())
	return len(gone), err
}
