package pane

import (
	"context"

	"aisdesk/aisclient/verify"
)

// Claims are what somebody claims about a customer, saved beside an import so that a reviewer finds them again.
type Claims interface {
	// Claims returns the claims saved beside the import, nil if there are none; it needs no network.
	Claims(ctx context.Context, importID string) ([]verify.Claim, error)
	// SaveClaims saves claims beside the import in place of those that were there, unless ctx has ended before its turn.
	SaveClaims(ctx context.Context, importID string, claims []verify.Claim) error
}
