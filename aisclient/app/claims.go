package app

import (
	"context"
	"errors"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/verify"
)

// claimsAttachment is the attachment of an import that holds what somebody claims about the customer.
const claimsAttachment = "claims"

// Claims reads the claims saved beside an import; it needs no network and returns nil if there are none. The error
// wraps verify.ErrKept where they cannot be read.
func (a *App) Claims(_ context.Context, importID string) ([]verify.Claim, error) {
	store, err := a.archive()
	if err != nil {
		return nil, err
	}
	raw, err := store.Attachment(importID, claimsAttachment)
	if errors.Is(err, archive.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return verify.Unmarshal(raw)
}

// SaveClaims saves claims beside an import in place of those that were there. Saves happen one after the other, and one
// whose ctx has ended before its turn writes nothing: whoever saves often cancels what is out of date. The error wraps
// archive.ErrNotFound where there is no such import.
func (a *App) SaveClaims(ctx context.Context, importID string, claims []verify.Claim) error {
	store, err := a.archive()
	if err != nil {
		return err
	}
	raw, err := verify.Marshal(claims)
	if err != nil {
		return err
	}
	a.saving.Lock()
	defer a.saving.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	return store.PutAttachment(importID, claimsAttachment, raw)
}
