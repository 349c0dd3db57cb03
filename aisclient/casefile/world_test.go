package casefile

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient/objects"
)

const caseID = "20261128T090000Z-abcdefghijklm"

func folderOf(t *testing.T, dir string) *objects.Folder {
	t.Helper()
	f, err := objects.OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

var anna, ben = Author{Name: "Anna"}, Author{Name: "Ben"}

// do appends acts that are allowed.
func do(t *testing.T, l *Log, by Author, acts ...Act) {
	t.Helper()
	for _, a := range acts {
		if _, err := l.Append(t.Context(), a, by); err != nil {
			t.Fatalf("%s %+v: %v", a.Kind(), a, err)
		}
	}
}

// refused says that an act is not allowed, with words.
func refused(t *testing.T, l *Log, by Author, a Act, words string) {
	t.Helper()
	before := l.State().Head
	_, err := l.Append(t.Context(), a, by)
	if !errors.Is(err, ErrNotAllowed) || !strings.Contains(err.Error(), words) {
		t.Errorf("%s %+v: %v, want %q", a.Kind(), a, err, words)
	}
	if l.State().Head != before {
		t.Errorf("%s %+v: it is in the chain", a.Kind(), a)
	}
}

var jan = Person{"Jan Kowalski", Applicant, "owner-1"}

func reply(n int) Import {
	return Import{Import: fmt.Sprintf("import-%d", n), SHA256: fmt.Sprintf("%064d", n), Size: 100, Environment: "sandbox",
		Saved: time.Date(2026, 11, 28, 9, n, 0, 0, time.UTC), OwnerExternalID: jan.OwnerExternalID}
}

func row(n int) Row { return Row{"import-1", int32(n)} }

// decision is one that rests on the case as it is.
func decision(s *State, o Outcome, f FourEyes) Decision {
	return Decision{Outcome: o, Reason: "because", Head: s.Head, Basis: s.Basis, Replies: s.Replies(), FourEyes: f,
		Rules: Rules{Set: "2026-11-28", Lexicon: "1", LexiconHash: "ab"}, Verdict: json.RawMessage(`{"verdict":"confirmed"}`)}
}

// begun is a case with a person and an import.
func begun(t *testing.T) (*Log, objects.Store) {
	t.Helper()
	f := folderOf(t, t.TempDir())
	l := Start(f, caseID, LogOptions{})
	do(t, l, anna, jan, reply(1))
	return l, f
}

func reopened(t *testing.T, s objects.Store) *State {
	t.Helper()
	l, err := open(t.Context(), s, caseID, LogOptions{})
	must(t, err)
	return l.State()
}

func refusedBy(t *testing.T, err error, words string) {
	t.Helper()
	if !errors.Is(err, ErrNotAllowed) || !strings.Contains(err.Error(), words) {
		t.Errorf("%v, want %q", err, words)
	}
}

// open reads a case. The error wraps ErrNotFound where there are no events; Start makes a new case.
func open(ctx context.Context, s objects.Store, id string, o LogOptions) (*Log, error) {
	l := Start(s, id, o)
	if err := l.Refresh(ctx); err != nil {
		return nil, err
	}
	if len(l.events) == 0 {
		return nil, fmt.Errorf("case %.40s: %w", id, ErrNotFound)
	}
	return l, nil
}
