package app

import (
	"context"
	"os"
	"path/filepath"

	"aisdesk/aisclient"
	"aisdesk/aisclient/atomicfile"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/insight/categorize"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/verify"
)

// LexiconChange is what another lexicon makes of an import.
type LexiconChange struct {
	// Before and After are the analyses with both lexicons.
	Before, After *insight.Analysis
	// Rows are those whose category changes, in the ledger's order.
	Rows []categorize.Change
	// Checks are those whose outcome changes.
	Checks []CheckChange
}

// CheckChange is a check with another outcome.
type CheckChange struct{ Before, After verify.Check }

// LexiconChange compares what two lexicons make of a dataset's rows and of claims about them: a user sees what an entry
// does before it is kept.
func (a *App) LexiconChange(ctx context.Context, d Dataset, claims []verify.Claim, other *lexicon.Set) (*LexiconChange, error) {
	if d.Ledger == nil {
		return nil, verify.ErrNoData
	}
	now := a.opts.Now()
	if d.lexicon == nil {
		d.lexicon = a.lexicon.set
	}
	before := d.Insights(now)
	d.Cache, d.lexicon = nil, func() *lexicon.Set { return other }
	after := d.Insights(now)
	out := &LexiconChange{}
	var err error
	if out.Before, err = before.Analysis(ctx); err != nil {
		return nil, err
	}
	if out.After, err = after.Analysis(ctx); err != nil {
		return nil, err
	}
	out.Rows = categorize.Changes(out.Before.Rows, out.After.Rows)
	checks := func(c *insight.Cache) ([]verify.Check, error) {
		k, err := verify.NewCheckerOver(ctx, c, aisclient.DateIn(now))
		if err != nil {
			return nil, err
		}
		r, err := k.At(now).Check(ctx, claims)
		if err != nil {
			return nil, err
		}
		return r.Checks, nil
	}
	was, err := checks(before)
	if err != nil {
		return nil, err
	}
	is, err := checks(after)
	if err != nil {
		return nil, err
	}
	for i := range was {
		if was[i].Outcome != is[i].Outcome {
			out.Checks = append(out.Checks, CheckChange{was[i], is[i]})
		}
	}
	return out, nil
}

// SignClaims are claims that there is no sign of anything that a screen offers to deny: what a lexicon changes.
func SignClaims() []verify.Claim {
	var claims []verify.Claim
	for _, t := range verify.Signs() {
		claims = append(claims, verify.NoSign{Topic: t})
	}
	return claims
}

// LexiconWith is the lexicon with one more entry of the user's own, which is not kept. The error names the entry and
// what is wrong with it.
func (a *App) LexiconWith(e lexicon.Draft) (*lexicon.Set, error) {
	file, err := e.AddTo(a.lexicon.file())
	if err != nil {
		return nil, err
	}
	set, _ := lexicon.Load(file)
	return set, nil
}

// AddEntry keeps an entry in the user's own lexicon, beside the config file. What is opened from now on is read with it.
func (a *App) AddEntry(e lexicon.Draft) error {
	a.saving.Lock()
	defer a.saving.Unlock()
	file, err := e.AddTo(a.lexicon.file())
	if err != nil {
		return err
	}
	path := a.Config.LexiconFile
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	if err := atomicfile.WriteFile(path, atomicfile.Options{}, atomicfile.Bytes(file)); err != nil {
		return err
	}
	a.lexicon.use(file)
	return nil
}
