package pane

import (
	"context"

	"aisdesk/aisclient/verify"
)

// Claims are what somebody claims about a customer, saved with an import or a case so that a reviewer finds them again.
type Claims interface {
	// Claims returns the claims saved with an import or a case, nil if there are none; it needs no network.
	Claims(ctx context.Context, id string) ([]verify.Claim, error)
	// SaveClaims saves claims with an import or a case in place of those that were there, unless ctx has ended before its turn.
	SaveClaims(ctx context.Context, id string, claims []verify.Claim) error
}
