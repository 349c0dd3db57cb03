package objects_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient/objects"
)

// limited is a store that fails in some verbs.
type limited struct {
	objects.Store
	create, delete error
	again          error // of the second Create; nil is as the store says
	made           int
}

func (l *limited) Create(ctx context.Context, name string, b []byte) error {
	if l.made++; l.create != nil {
		return l.create
	}
	if l.made == 2 && l.again != nil {
		return l.again
	}
	return l.Store.Create(ctx, name, b)
}

func (l *limited) Delete(ctx context.Context, name string) error {
	if l.delete != nil {
		return l.delete
	}
	return l.Store.Delete(ctx, name)
}

// A clock that is ahead of the store's is ahead, and not behind.
func TestProbeSaysHowTheClockStands(t *testing.T) {
	p, err := objects.Probe(t.Context(), folder(t, t.TempDir()), func() time.Time { return time.Now().Add(time.Hour) })
	if err != nil || !p.OneWins || p.Skew < 50*time.Minute || p.Left != "" {
		t.Errorf("%+v, %v", p, err)
	}
}

// What a probe could not delete again is named, whatever the reason.
func TestProbeNamesWhatItLeaves(t *testing.T) {
	for _, why := range []error{objects.ErrDenied, errors.New("some other reason")} {
		p, err := objects.Probe(t.Context(), &limited{Store: folder(t, t.TempDir()), delete: why}, time.Now)
		if !strings.HasPrefix(p.Left, "probe/") || errors.Is(why, objects.ErrDenied) != (err == nil) {
			t.Errorf("%v: %+v, %v", why, p, err)
		}
	}
}

// A second writer who fails for another reason than that the name is taken proves nothing.
func TestProbeProvesNoOrderByAnotherFailure(t *testing.T) {
	p, err := objects.Probe(t.Context(), &limited{Store: folder(t, t.TempDir()), again: objects.ErrNotNow}, time.Now)
	if p.OneWins || !errors.Is(err, objects.ErrNotNow) {
		t.Errorf("%+v, %v", p, err)
	}
}

// What is out of order now is not reachable now: whoever may try again does.
func TestNotNowIsUnreachable(t *testing.T) {
	if !errors.Is(fmt.Errorf("put x: %w", objects.ErrNotNow), objects.ErrUnreachable) {
		t.Error("it is not")
	}
}

// The right that is missing is the one that is named.
func TestTheMissingRightIsNamed(t *testing.T) {
	for denied, want := range map[string]string{"get": "the right to get is missing", "list": "the right to list is missing", "get list": "the rights to get and list are missing", "put delete": ""} {
		err := (&objects.Probed{Denied: strings.Fields(denied)}).Usable()
		if (err == nil) != (want == "") || err != nil && (!errors.Is(err, objects.ErrDenied) || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v", denied, err)
		}
	}
}

// A name of 500 bytes is taken, a longer one is not.
func TestTheLongestName(t *testing.T) {
	if err := objects.Check(strings.Repeat("a", 500), 0); err != nil {
		t.Error(err)
	}
	if err := objects.Check(strings.Repeat("a", 501), 0); !errors.Is(err, objects.ErrBadName) {
		t.Error(err)
	}
}

// A part of a store lists what is in it alone, from its first object on.
func TestAPartOfAStoreIsListedFromItsBeginning(t *testing.T) {
	s := folder(t, t.TempDir())
	for _, name := range []string{"a/x", "b/x", "b/y", "c/x"} {
		if err := s.Create(t.Context(), name, []byte("x")); err != nil {
			t.Fatal(err)
		}
	}
	for after, want := range map[string][]string{"": {"x", "y"}, "x": {"y"}} {
		var got []string
		for i, err := range objects.Sub(s, "b").List(t.Context(), "", after) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, i.Name)
		}
		if !slices.Equal(got, want) {
			t.Errorf("after %q: %q", after, got)
		}
	}
}
