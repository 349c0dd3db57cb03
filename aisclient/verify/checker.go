package verify

import (
	"context"
	"strings"
	"sync"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
)

// Checker checks claims against one ledger again and again, as they are typed. What does not depend on the claims is
// worked out once, and a claim that was checked before costs nothing. It may be used by several goroutines.
type Checker struct {
	known *known
	about Report // all but the checks, the person and what is notable

	mu       sync.Mutex
	evidence map[string]*evidence // by the claimed names
	checks   map[checkKey]Check
	notable  []insight.Finding
}

// checkKey is a claim about a person.
type checkKey struct {
	claim  Claim
	person string
}

// NewChecker prepares the checking of claims by the analysis of a cache, which others may ask, too: it is then worked out once
// for all. The lexicon, the days that were asked for and whether the reply proves anything by itself are the cache's. now is the
// day of checking. Its only error is ctx's.
func NewChecker(ctx context.Context, c *insight.Cache, now aisclient.Date) (*Checker, error) {
	l := c.Ledger()
	a, err := c.Analysis(ctx)
	if err != nil {
		return nil, err
	}
	turnover, err := a.Turnover(ctx)
	if err != nil {
		return nil, err
	}
	k := &known{Analysis: a, now: now, there: now, asOf: insight.DataDay(l, now), holders: holdersOf(l)}
	return &Checker{known: k, evidence: map[string]*evidence{}, checks: map[checkKey]Check{},
		about: Report{Made: now, AsOf: k.asOf, Rows: l.Len(), Totals: turnover.Totals, NoSum: turnover.NoSum, Owners: k.ownersOf(), Banks: banks(l),
			Rules: a.Rules.Name, Lexicon: LexiconUsed{a.Lexicon.Version(), a.Lexicon.Hash(), a.Rows.UserEntries()}}}, nil
}

// At says at which moment is checked, so that the age of the data is counted in days of the accounts' country: where the
// user is another day may have begun, or the one before not ended. It returns the checker, and comes before any check.
func (k *Checker) At(moment time.Time) *Checker {
	k.known.there = k.known.Ledger.DayOf(moment)
	return k
}

// Check compares claims with the data and makes the report. Its Notable is nil until Notable has found what it is:
// that takes longer than most claims. An error means that nothing was checked.
func (k *Checker) Check(ctx context.Context, claims []Claim) (*Report, error) {
	r := k.about
	r.Checks = make([]Check, 0, len(claims))
	e := k.person(claims)
	for _, c := range claims {
		check, err := k.check(ctx, e, c)
		if err != nil {
			return nil, err
		}
		r.Checks = append(r.Checks, check)
	}
	r.Verdict = verdictOf(r.Checks)
	e.describe(&r)
	k.mu.Lock()
	defer k.mu.Unlock()
	r.Notable = k.notable
	return &r, nil
}

// person is what is known about the person of the claims.
func (k *Checker) person(claims []Claim) *evidence {
	s := k.known.scopeOf(claims)
	key := strings.Join(s.names, "\n")
	if s.claimed {
		key += "\n"
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	e := k.evidence[key]
	if e == nil {
		e = newEvidence(k.known, s, key)
		k.evidence[key] = e
	}
	return e
}

// Notable finds what is worth a look whatever is claimed, once; it is not nil unless there is an error.
func (k *Checker) Notable(ctx context.Context) ([]insight.Finding, error) {
	k.mu.Lock()
	known := k.notable
	k.mu.Unlock()
	if known != nil {
		return known, nil
	}
	findings, err := k.known.Findings(ctx)
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

func (k *Checker) check(ctx context.Context, e *evidence, c Claim) (Check, error) {
	key := checkKey{c, e.key}
	k.mu.Lock()
	check, ok := k.checks[key]
	k.mu.Unlock()
	if ok {
		return check, ctx.Err()
	}
	check = c.check(ctx, e)
	if err := ctx.Err(); err != nil {
		return Check{}, err // it may have been cut short
	}
	e.settle(ctx, c, &check)
	e.show(&check)
	k.mu.Lock()
	k.checks[key] = check
	k.mu.Unlock()
	return check, nil
}
