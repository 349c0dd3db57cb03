package app

import (
	"context"
	"errors"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/app/remote"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/replica"
	"aisdesk/aisclient/verify"
	"aisdesk/aisclient/verify/policy"
)

var errNoCase = errors.New("a file that lies elsewhere has no case: add it to one with \"aisdesk case add CASE --file FILE\"")

// Cases are the cases of the archive. It is a part of an App.
type Cases struct {
	*cases.Cases
	a *App
}

func newCases(a *App) Cases { return Cases{cases.New(caseDeps(a)), a} }

func caseDeps(a *App) cases.Deps {
	return cases.Deps{Archive: a.archive.get, Dir: a.Config.DataDir, StateDir: a.Config.StateDir, Now: a.opts.Now,
		Shared: a.Remote.Objects, Refresh: a.Remote.Refresh, Lacks: a.Remote.Lacks, NotReceived: a.Remote.NotReceived, Waits: a.Remote.FirstWaiting, Member: a.Remote.Person,
		MayErase: func() error { return remote.MayDelete(a.Remote) },
		Buried:   func(importID string) bool { return replica.Buried(a.Config.DataDir, importID) },
		Settings: a.Config.Case, Passphrase: a.opts.Passphrase, Environment: a.Config.Environment,
		Data: func(ctx context.Context, owner string) ([]byte, error) {
			raw, _, err := a.Owners.Data(ctx, owner)
			return raw, err
		},
		Load: func(ctx context.Context, importID string) (*ledger.Ledger, error) {
			r, err := a.Open(ctx, importID)
			if err != nil {
				return nil, err
			}
			l, _, err := r.Load(ctx, nil)
			return l, err
		}}
}

// Dataset reads the imports of a case as one dataset, with the acts of the case laid on its rows. The error wraps
// casefile.ErrNotFound.
func (c Cases) Dataset(ctx context.Context, id string) (Dataset, error) {
	v, err := c.Open(ctx, id)
	if err != nil {
		return Dataset{}, err
	}
	return c.dataset(v), nil
}

// dataset is a case that was read.
func (c Cases) dataset(v *cases.View) Dataset {
	id := v.State.ID
	name := v.State.Label
	if name == "" && len(v.State.People) > 0 {
		name = v.State.People[0].Name
	}
	if name == "" {
		name = id
	}
	d := Dataset{Name: name, Case: id, View: v, Environment: v.Environment, SavedAt: v.Made, lexicon: c.a.lexicon.set, applicants: v.Applicants(), base: v.Merged.Ledger}
	d.Expired = c.a.Library.past(v.Manifests...)
	return d.apart().laid(v.Acts)
}

// Reply is a case as something that a screen opens: its imports as one. It fails as Dataset does.
func (c Cases) Reply(ctx context.Context, id string) (Reply, error) {
	d, err := c.Dataset(ctx, id)
	if err != nil {
		return Reply{}, err
	}
	rows := d.Ledger
	d.Ledger = nil
	return Reply{Dataset: d,
		Load: func(context.Context, func(*ledger.Ledger)) (*ledger.Ledger, *aisclient.Import, error) {
			return rows, rows.Import(), nil
		},
		Raw: func(context.Context) ([]byte, error) {
			return nil, errors.New("a case has no reply of its own: open one of its imports to read the bytes")
		}}, nil
}

// Lay brings the acts of its case up to date on a dataset that is read to its end: one of a case, or of an import that
// belongs to one. A dataset of anything else stays as it is. It fails as Refresh and OnImport do, with d as it was.
func (c Cases) Lay(ctx context.Context, d Dataset) (Dataset, error) {
	switch {
	case d.View != nil:
		v, err := c.Refresh(ctx, d.View)
		if err != nil {
			return d, err
		}
		return c.dataset(v), nil
	case d.ID == "" || d.Ledger == nil:
		return d, nil
	}
	if d.base == nil {
		d.base = d.Ledger
	}
	acts, err := c.OnImport(ctx, d.ID, d.base, d.Acts)
	if err != nil {
		return d, err
	}
	before := d.applicants
	same := !acts.Figures() && !d.Acts.Figures() // then what was worked out stays true
	d.Acts, d.Case, d.applicants = acts, "", nil
	if acts != nil {
		d.Case, d.applicants = acts.State.ID, cases.Applicants(acts.State)
	}
	if same && slices.Equal(before, d.applicants) {
		return d, nil
	}
	d.Cache, d.plain = nil, nil
	return d.apart().laid(acts), nil
}

// AddFile is cases.Cases.AddFile; the library knows at once whose file it is. It fails as that does, and with ctx's error.
func (c Cases) AddFile(ctx context.Context, id, path, owner string) (importID string, err error) {
	if importID, err = c.Cases.AddFile(ctx, id, path, owner); err == nil {
		err = c.a.Library.Read(ctx, []string{importID}, nil)
	}
	return importID, err
}

// Foreign is an import or file of a case that is of nobody in it, as far as anybody can tell; nil for one that is of somebody. It
// fails as cases.ForeignTo does.
func (c Cases) Foreign(ctx context.Context, id, importID string) (*cases.Foreign, error) {
	return cases.ForeignTo(ctx, c.Cases, id, importID)
}

// CaseOf is the case of a dataset: an import that stands alone gets one, with the claims that are kept beside it, unless its
// person has an open one: then it fails with a *cases.OpenCaseError, or with a *cases.SignerError. Files from elsewhere have none.
func (c Cases) CaseOf(ctx context.Context, d Dataset) (string, error) {
	switch {
	case d.Case != "":
		return d.Case, nil
	case d.ID == "":
		return "", errNoCase
	}
	if err := cases.CheckOpenCase(ctx, c.Cases, d.ID); err != nil {
		return "", err
	}
	return c.Begin(ctx, d.ID, "")
}

// Begin gives an import that stands alone a case of its own, about the owner whom person names: see cases.Begin, for its errors
// too.
func (c Cases) Begin(ctx context.Context, importID, person string) (string, error) {
	return cases.Begin(ctx, c.Cases, importID, person)
}

// Signer fails with a *cases.SignerError where Begin would.
func (c Cases) Signer(ctx context.Context, importID string) error {
	return cases.CheckSigner(ctx, c.Cases, importID)
}

// Join brings a saved import into a case, also one that was made under another id of a person whom both name. Person says who of
// the case signed in; empty is whom the bank names. It fails as cases.Join does.
func (c Cases) Join(ctx context.Context, id, importID, person string) error {
	return cases.Join(ctx, c.Cases, id, importID, person)
}

// ActOn does something with rows of a dataset: make gets the rows as events name them, and what the program takes each for.
// It returns the dataset with the act laid on it. It fails as CaseOf, Act and Lay do, with d as it was.
func (c Cases) ActOn(ctx context.Context, d Dataset, rows []int32, make func(rows []casefile.Row, was []string) casefile.Act) (Dataset, error) {
	id, err := c.CaseOf(ctx, d)
	if err != nil {
		return d, err
	}
	named := []casefile.Row(nil)
	if d.Acts != nil {
		named = d.Acts.Named(rows)
	} else {
		for _, row := range rows {
			named = append(named, casefile.Row{Import: d.ID, Number: row})
		}
	}
	plain, err := d.Without().Annotated(ctx, c.a.opts.Now())
	if err != nil {
		return d, err
	}
	if _, err := c.Act(ctx, id, make(named, cases.Categories(plain.Ledger, rows))); err != nil {
		return d, err
	}
	return c.Lay(ctx, d)
}

// Verdict checks the claims of a case, and a policy's, against the rows of all its imports: what a decision rests on, whichever of
// them the dataset is. It fails as Claims, Dataset and the checks do.
func (c Cases) Verdict(ctx context.Context, d Dataset, p policy.Policy) (*verify.Report, error) {
	claims, err := c.Claims(ctx, d.Case)
	if err == nil && d.OneOf() > 0 {
		d, err = c.Dataset(ctx, d.Case)
	}
	if err != nil {
		return nil, err
	}
	return c.a.Reports.verdict(ctx, d, c.a.opts.Now(), claims, p)
}

// Match finds a case, or an import, by a word that a person types: exactly one of the ids is set. A case goes before. It fails
// with a *cases.AmbiguousError where several cases fit, or else as SavedImport does.
func (c Cases) Match(ctx context.Context, word string) (caseID, importID string, err error) {
	if archive.IsID(word) {
		if _, err := c.Get(ctx, word); err == nil {
			return word, "", nil
		}
	}
	e, err := c.a.SavedImport(ctx, word)
	if err == nil {
		return "", e.ID, nil
	}
	id, other := c.Find(ctx, word)
	if other == nil {
		return id, "", nil
	}
	if !errors.Is(other, casefile.ErrNotFound) { // several fit, or the cases cannot be read: it may be one of them
		return "", "", other
	}
	return "", "", err
}
