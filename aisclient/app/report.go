package app

import (
	"context"

	"aisdesk/aisclient"
	"aisdesk/aisclient/verify"
	"aisdesk/aisclient/verify/policy"
)

// Report checks claims, and those of a policy of the settings as a whole, against the rows of a dataset, which is read to
// its end. The report names the policy; the zero value is none. The error wraps verify.ErrNoData where the dataset has no
// ledger.
func (a *App) Report(ctx context.Context, d Dataset, claims []verify.Claim, p policy.Policy) (*verify.Report, error) {
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
	r, err := k.Check(ctx, policy.Join(claims, p.Claims))
	if err == nil {
		r.Policy = p.Name
	}
	return r, err
}
