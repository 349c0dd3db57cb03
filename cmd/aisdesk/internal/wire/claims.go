package wire

import (
	"context"
	"errors"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/verify"
)

// claimsNote is the note beside an import that holds what somebody claims about the customer.
const claimsNote = "claims"

// KeptClaims returns the claims kept beside a saved import, nil if none are.
func (p *Place) KeptClaims(id string) ([]verify.Claim, error) {
	store, err := p.Archive()
	if err != nil {
		return nil, err
	}
	raw, err := store.Attachment(id, claimsNote)
	if errors.Is(err, archive.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return verify.Unmarshal(raw)
}

// KeptClaims implements pane.Claims.
func (b *Backend) KeptClaims(_ context.Context, id string) ([]verify.Claim, error) {
	return b.place.KeptClaims(id)
}

// KeepClaims implements pane.Claims.
func (b *Backend) KeepClaims(_ context.Context, id string, claims []verify.Claim) error {
	store, err := b.place.Archive()
	if err != nil {
		return err
	}
	raw, err := verify.Marshal(claims)
	if err != nil {
		return err
	}
	return store.PutAttachment(id, claimsNote, raw)
}
