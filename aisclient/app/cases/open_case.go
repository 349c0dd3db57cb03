package cases

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/text"
)

// closed is the status of a case on which nobody works any more.
var closed = casefile.Statuses()[len(casefile.Statuses())-1]

// AmbiguousError says that a word fits several cases.
type AmbiguousError struct {
	Word string
	Fit  []Listed // newest first
}

// Error names some of them.
func (e *AmbiguousError) Error() string {
	var some []string
	for _, l := range e.Fit[:min(len(e.Fit), 5)] {
		some = append(some, l.ID+" ("+nameOf(l.State)+")")
	}
	if len(e.Fit) > 5 {
		some = append(some, "...")
	}
	return fmt.Sprintf("%.60q fits %d cases: %s. Name one by its id", text.Clean(e.Word).String(), len(e.Fit), strings.Join(some, ", "))
}

// nameOf is what people call a case: its first person, or its label, with its status.
func nameOf(s *casefile.State) string {
	switch {
	case s == nil:
		return "cannot be read"
	case len(s.People) > 0:
		return s.People[0].Name + ", " + s.Status
	case s.Label != "":
		return s.Label + ", " + s.Status
	}
	return s.Status
}

// TakenError says that a case with that label is open already.
type TakenError struct{ Case Listed }

func (e *TakenError) Error() string {
	return fmt.Sprintf("%q is the label of the open case %s (%s) already: choose another one, or go on in that case", e.Case.State.Label, e.Case.ID, nameOf(e.Case.State))
}

// Unwrap makes it one of what a case does not allow.
func (e *TakenError) Unwrap() error { return casefile.ErrNotAllowed }

// HeldError says that an import belongs to another case already.
type HeldError struct {
	Import string
	Case   Listed
}

func (e *HeldError) Error() string {
	return fmt.Sprintf("import %s belongs to case %s (%s) already", e.Import, e.Case.ID, nameOf(e.Case.State))
}

// Unwrap makes it a casefile.ErrNotAllowed.
func (e *HeldError) Unwrap() error { return casefile.ErrNotAllowed }

// checkLabel fails with a *TakenError where a case with the label is open.
func checkLabel(ctx context.Context, c *Cases, label string) error {
	all, err := c.List(ctx)
	if err != nil || label == "" {
		return err
	}
	for _, l := range all {
		if s := l.State; s != nil && s.Status != closed && !s.Erased && text.Fold(s.Label) == text.Fold(label) {
			return &TakenError{l}
		}
	}
	return nil
}

// OpenCaseError says that the person of an import that stands alone has an open case: a first act on the import would begin a
// second one. Join puts it into that case; ForImport begins another one all the same.
type OpenCaseError struct {
	Import, Person string
	Case           Listed
}

func (e *OpenCaseError) Error() string {
	what := e.Case.ID
	if label := e.Case.State.Label; label != "" {
		what = fmt.Sprintf("%q, %s", label, what)
	}
	if d := e.Case.State.Decision; d != nil {
		what += ", decided: " + string(d.Outcome)
	}
	return fmt.Sprintf("%s has an open case already (%s) and this import stands alone. \"aisdesk case add %s %s\" puts it there; \"aisdesk case begin %s\" begins a case of its own",
		e.Person, what, e.Case.ID, e.Import, e.Import)
}

// Unwrap makes it one of what a case does not allow.
func (e *OpenCaseError) Unwrap() error { return casefile.ErrNotAllowed }

// savedEntry is an import of the archive that can be read.
func savedEntry(c *Cases, importID string) (archive.Entry, error) {
	_, store, err := c.open()
	if err != nil {
		return archive.Entry{}, err
	}
	return entryOf(store, importID)
}

// CheckOpenCase fails with an *OpenCaseError where an import belongs to no case and a person of it has an open one in the same
// environment: by the provider's id of them, or by a name that the bank gives an owner.
func CheckOpenCase(ctx context.Context, c *Cases, importID string) error {
	id, err := c.Of(ctx, importID)
	if id != "" || err != nil {
		return err
	}
	all, err := c.List(ctx)
	if err != nil || len(all) == 0 {
		return err
	}
	entry, err := savedEntry(c, importID)
	if err != nil {
		return err
	}
	_, owners := ownersOf(ctx, c, importID)
	for _, l := range all {
		if l.State == nil || l.State.Status == closed || l.State.Erased || !ofEnvironment(l.State, entry.Environment.String()) {
			continue
		}
		p, ok := l.State.Person(entry.OwnerExternalID.String())
		if i := slices.IndexFunc(l.State.People, func(p casefile.Person) bool { return isOneOf(p, owners) }); !ok && i >= 0 {
			p, ok = l.State.People[i], true
		}
		if ok {
			return &OpenCaseError{importID, p.Name, l}
		}
	}
	return nil
}

// ofEnvironment reports whether a case holds imports of an environment, or none yet.
func ofEnvironment(s *casefile.State, environment string) bool {
	return len(s.Imports) == 0 || s.Imports[0].Environment == environment
}

// CheckUnseen fails where somebody to whom an import stood alone until now cannot have seen what its case holds: anything but what
// ForImport begins a case with, the import last.
func CheckUnseen(s *casefile.State) error {
	if d := s.Decision; d != nil {
		return fmt.Errorf("%w: %s decided to %s meanwhile. Look at it, then decide", casefile.ErrNotAllowed, d.Event.Author, d.Outcome)
	}
	begun := false
	for i := range s.History {
		e := &s.History[i]
		switch {
		case !begun && (e.Kind == casefile.KindImport || e.Kind == casefile.KindFile):
			begun = true
		case !begun && (e.Kind == casefile.KindPerson || e.Kind == casefile.KindClaims && i == 0):
		default:
			return fmt.Errorf("%w: the import got a case meanwhile, and %s wrote in it (event %d: %s). Look at it, then decide",
				casefile.ErrNotAllowed, e.Author, e.Seq, strings.TrimSuffix(Brief(e.Act), "."))
		}
	}
	return nil
}
