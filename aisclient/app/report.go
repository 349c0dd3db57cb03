package app

import (
	"context"

	"aisdesk/aisclient"
	"aisdesk/aisclient/verify"
	"aisdesk/aisclient/verify/policy"
)

// PolicyReport checks claims and those of a policy of the settings as a whole; the report names the policy.
func (a *App) PolicyReport(ctx context.Context, d Dataset, claims []verify.Claim, p policy.Policy) (*verify.Report, error) {
	r, err := a.Report(ctx, d, policy.Join(claims, p.Claims))
	if err == nil {
		r.Policy = p.Name
	}
	return r, err
}

// Report checks claims against the rows of a dataset, which is read to its end. The error wraps verify.ErrNoData where
// it has no ledger.
func (a *App) Report(ctx context.Context, d Dataset, claims []verify.Claim) (*verify.Report, error) {
	if d.Ledger == nil {
		return nil, verify.ErrNoData
	}
	now := a.opts.Now()
	k, err := verify.NewCheckerOver(ctx, d.Insights(now), aisclient.DateIn(now))
	if err != nil {
		return nil, err
	}
	if _, err := k.Notable(ctx); err != nil {
		return nil, err
	}
	return k.Check(ctx, claims)
}
