package verify

import (
	"context"
	"sync"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
)

// Checker checks claims against one ledger again and again, as they are typed. What does not depend on the claims is
// worked out once, and a claim that was checked before costs nothing. It may be used by several goroutines.
type Checker struct {
	data  data
	found *insight.Cache
	about Report // all but the checks and what is notable

	mu      sync.Mutex
	known   map[Claim]Check
	notable []insight.Finding
}

// NewChecker prepares the checking of claims. now is the day of checking.
func NewChecker(ctx context.Context, l *ledger.Ledger, now aisclient.Date) (*Checker, error) {
	if l == nil {
		return nil, ErrNoData
	}
	return NewCheckerOver(ctx, insight.NewCache(l, insight.Options{Today: now}), now)
}

// NewCheckerOver is NewChecker for the ledger of a cache, which others may ask for its findings, too: they are then
// worked out once for all.
func NewCheckerOver(ctx context.Context, s *insight.Cache, now aisclient.Date) (*Checker, error) {
	l := s.Ledger()
	totals, err := l.Totals(ctx)
	if err != nil {
		return nil, err
	}
	d := newData(l, now)
	return &Checker{data: *d, found: s, known: map[Claim]Check{}, about: Report{Made: now, AsOf: d.asOf, Rows: l.Len(),
		Totals: totals, Partial: d.partial, Owners: d.ownersOf(), Banks: banks(l)}}, nil
}

// Check compares claims with the data and makes the report. Its Notable is nil until Notable has found what it is:
// that takes longer than most claims. An error means that nothing was checked.
func (k *Checker) Check(ctx context.Context, claims []Claim) (*Report, error) {
	r := k.about
	r.Checks = make([]Check, 0, len(claims))
	for _, c := range claims {
		check, err := k.check(ctx, c)
		if err != nil {
			return nil, err
		}
		r.Checks = append(r.Checks, check)
	}
	r.Verdict = verdictOf(r.Checks)
	k.mu.Lock()
	defer k.mu.Unlock()
	r.Notable = k.notable
	return &r, nil
}

// Notable finds what is worth a look whatever is claimed, once; it is not nil unless there is an error.
func (k *Checker) Notable(ctx context.Context) ([]insight.Finding, error) {
	k.mu.Lock()
	known := k.notable
	k.mu.Unlock()
	if known != nil {
		return known, nil
	}
	findings, err := k.found.Findings(ctx)
	if err != nil {
		return nil, err
	}
	notable := []insight.Finding{}
	for _, f := range findings {
		if f.Level > insight.Info {
			notable = append(notable, f)
		}
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.notable = notable
	return notable, nil
}

func (k *Checker) check(ctx context.Context, c Claim) (Check, error) {
	k.mu.Lock()
	check, ok := k.known[c]
	k.mu.Unlock()
	if ok {
		return check, ctx.Err()
	}
	d := k.data
	d.ctx = ctx
	check = c.check(&d)
	check.Partial = d.gap()
	if err := ctx.Err(); err != nil {
		return Check{}, err // it may have been cut short
	}
	k.mu.Lock()
	k.known[c] = check
	k.mu.Unlock()
	return check, nil
}
