package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/atomicfile"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/insight/categorize"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/verify"
)

// LexiconFile is the name of the user's own lexicon, which lies beside the config file.
const LexiconFile = "lexicon.toml"

// Lexicon is what rows are read with: the built-in lexicon with the user's own file over it. Entries of that file that
// cannot be used are left out and named. The first call takes a tenth of a second.
func (a *App) Lexicon() (*lexicon.Set, []lexicon.Problem) {
	set, problems := a.lexicon.get()
	problems = slices.Clone(problems)
	for i := range problems {
		if v := a.lexicon.teamVersion(); v > 0 {
			problems[i].File = fmt.Sprintf("the team's lexicon, version %d", v)
		} else if a.Config.LexiconFile != "" {
			problems[i].File = a.Config.LexiconFile
		}
	}
	return set, problems
}

// Annotated is the dataset with the category of every row in its ledger, which is read to its end. It fails as Dataset.Annotated
// does.
func (a *App) Annotated(ctx context.Context, d Dataset) (Dataset, error) {
	return d.Annotated(ctx, a.opts.Now())
}

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
// does before it is kept. It fails with ErrNoData where d has no ledger, and with ctx's error.
func (a *App) LexiconChange(ctx context.Context, d Dataset, claims []verify.Claim, other *lexicon.Set) (*LexiconChange, error) {
	if d.Ledger == nil {
		return nil, ErrNoData
	}
	now := a.opts.Now()
	before, after := d, d
	if d.lexicon == nil {
		before.lexicon = a.lexicon.set
	}
	after.Cache, after.lexicon = nil, func() *lexicon.Set { return other }
	out := &LexiconChange{}
	var was, is *verify.Report
	var err error
	if out.Before, was, err = judged(ctx, before, claims, now); err != nil {
		return nil, err
	}
	if out.After, is, err = judged(ctx, after, claims, now); err != nil {
		return nil, err
	}
	out.Rows = categorize.Changes(out.Before.Rows, out.After.Rows)
	for i := range was.Checks {
		if was.Checks[i].Outcome != is.Checks[i].Outcome {
			out.Checks = append(out.Checks, CheckChange{was.Checks[i], is.Checks[i]})
		}
	}
	return out, nil
}

// judged is a dataset's analysis, and what claims come to by it.
func judged(ctx context.Context, d Dataset, claims []verify.Claim, now time.Time) (*insight.Analysis, *verify.Report, error) {
	cache := d.Insights(now)
	a, err := cache.Analysis(ctx)
	if err != nil {
		return nil, nil, err
	}
	k, err := verify.NewChecker(ctx, cache, aisclient.DateIn(now))
	if err != nil {
		return nil, nil, err
	}
	r, err := k.At(now).Check(ctx, claims)
	return a, r, err
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

// AddEntry keeps an entry in the user's own lexicon, beside the config file, and says so. What is opened from now on is read
// with it, unless the team has a lexicon: that one judges until somebody else accepts the user's. It fails with lexicon.ErrTaken,
// where the entry is none, and where the file cannot be read or written.
func (a *App) AddEntry(e lexicon.Draft) (kept string, err error) {
	a.saving.Lock()
	defer a.saving.Unlock()
	path, before, shared := a.Config.LexiconFile, a.lexicon.file(), a.lexicon.teamVersion() > 0
	if shared {
		switch own, err := os.ReadFile(path); {
		case err == nil:
			before = own
		case !errors.Is(err, fs.ErrNotExist):
			return "", err
		}
	}
	file, err := e.AddTo(before)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", err
	}
	if err := atomicfile.WriteFile(path, atomicfile.Options{}, atomicfile.Bytes(file)); err != nil {
		return "", err
	}
	if shared {
		return "the entry is kept in your lexicon.toml. The team's lexicon judges: \"aisdesk team propose --lexicon " + path + "\" asks a colleague to accept it", nil
	}
	a.lexicon.use(file)
	return "the entry is kept in your lexicon.toml", nil
}
