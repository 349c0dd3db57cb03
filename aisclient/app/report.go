package app

import (
	"context"

	"aisdesk/aisclient"
	"aisdesk/aisclient/verify"
)

// Report checks claims against the rows of a dataset, which is read to its end. The error wraps verify.ErrNoData where
// it has no ledger.
func (a *App) Report(ctx context.Context, d Dataset, claims []verify.Claim) (*verify.Report, error) {
	return verify.Run(ctx, d.Ledger, claims, aisclient.DateIn(a.opts.Now()))
}
