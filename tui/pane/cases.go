package pane

import (
	"context"
	"time"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/verify"
	"aisdesk/aisclient/verify/policy"
)

// Cases are the cases of the archive: what people did with imports and their rows. app.Cases is one.
type Cases interface {
	// Lay brings the acts of its case up to date on a dataset that is read to its end.
	Lay(ctx context.Context, d app.Dataset) (app.Dataset, error)
	// CaseOf is the case of a dataset; an import that stands alone gets one, unless its person has an open one: then it fails
	// with a *cases.OpenCaseError. Join puts an import into a case, Begin begins one of its own; person names who signed in, and
	// all three fail with a *cases.SignerError where that is not clear; Signer does before anything is written. WhoSignedIn asks.
	CaseOf(ctx context.Context, d app.Dataset) (string, error)
	Join(ctx context.Context, id, importID, person string) error
	Begin(ctx context.Context, importID, person string) (string, error)
	Signer(ctx context.Context, importID string) error
	// List reads all cases, the newest first. New begins one with a label.
	List(ctx context.Context) ([]cases.Listed, error)
	New(ctx context.Context, label string, people ...casefile.Person) (string, error)
	// ActOn does something with rows and returns the dataset with it.
	ActOn(ctx context.Context, d app.Dataset, rows []int32, make func(rows []casefile.Row, was []string) casefile.Act) (app.Dataset, error)
	// Act does something with a case.
	Act(ctx context.Context, id string, acts ...casefile.Act) (casefile.Event, error)
	// AddPerson adds a person and returns them with the id by which the provider knows them.
	AddPerson(ctx context.Context, id string, p casefile.Person) (casefile.Person, error)
	// AddFile brings a statement file into a case, and returns the id under which it is saved.
	AddFile(ctx context.Context, id, path, owner string) (string, error)
	// Foreign is an import or file that was brought into a case and is of nobody in it; nil for one that is of somebody.
	Foreign(ctx context.Context, id, importID string) (*cases.Foreign, error)
	// Erase removes everything of a case but the headers of its events.
	Erase(ctx context.Context, id, reason string) error
	// FetchAggregated asks the provider for what it holds of the people of a case, and keeps it there. Aggregated says how
	// it differs from the imports.
	FetchAggregated(ctx context.Context, id string) error
	Aggregated(ctx context.Context, id string) ([]report.Aggregated, error)
	// Verdict is what the program says of the claims of a case; Decide writes a person's decision on it.
	Verdict(ctx context.Context, d app.Dataset, p policy.Policy) (*verify.Report, error)
	Decide(ctx context.Context, seen *casefile.State, o casefile.Outcome, reason string, r *verify.Report) (casefile.Event, error)
}

// CaseName is what a case is called: by its label, by its people, or else by its id.
func CaseName(st *casefile.State) string {
	switch {
	case st.Label != "":
		return st.Label
	case len(st.People) > 0:
		return "the case of " + st.People[0].Name
	}
	return "case " + st.ID
}

// Acted asks the root to show a dataset with the acts that are laid on it now: categories, sums and checks follow.
type Acted struct{ Dataset app.Dataset }

// WithoutActs asks the root to show the data as it is without the acts, to compare, or with them again.
type WithoutActs struct{ On bool }

// PutIntoCase asks for the list of cases, to put saved imports into one.
type PutIntoCase struct{ Imports []Import }

// Import is a saved import as people tell it from others. Owner is the id by which the provider knows its person.
type Import struct {
	ID, Who, Owner, Bank, Environment string
	Saved                             time.Time
}

// NextImport asks for the form of another import for a case: of one person, at another bank.
type NextImport struct{ Case, Owner, Name string }
