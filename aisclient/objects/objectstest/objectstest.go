// Package objectstest is the test that every maker of an objects.Store passes.
package objectstest

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"aisdesk/aisclient/objects"
)

// Run tests a maker. open opens the same empty store each time it is called within one test, as another program would.
func Run(t *testing.T, open func(t *testing.T) (opened func() objects.Store)) {
	for name, test := range map[string]func(*testing.T, func() objects.Store){
		"WhatWasCreatedIsThere": created, "TheFirstWins": firstWins, "OneOfManyWins": oneOfManyWins,
		"ListsAreInOrder": listsInOrder, "ListsAreLong": longList, "Deleted": deleted, "NamesAndSizes": namesAndSizes,
		"TheClock": clock, "ACancelledContext": cancelled, "Sub": subStore,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

func created(t *testing.T, open func() objects.Store) {
	s := open()
	for _, b := range [][]byte{{}, []byte("a"), bytes.Repeat([]byte{0, 255, '\n'}, 500_000)} {
		name := fmt.Sprintf("some/where/%d", len(b))
		put(t, s, name, b)
		for _, from := range []objects.Store{s, open()} {
			if got, err := from.Get(t.Context(), name); err != nil || !bytes.Equal(got, b) {
				t.Errorf("%s: %d bytes, %v", name, len(got), err)
			}
		}
	}
	for _, name := range []string{"some/where/else", "some", "some/where", "nowhere/at/all"} {
		if b, err := s.Get(t.Context(), name); !errors.Is(err, objects.ErrNotExist) {
			t.Errorf("%s: %q, %v", name, b, err)
		}
	}
}

func firstWins(t *testing.T, open func() objects.Store) {
	put(t, open(), "a/b", []byte("first"))
	for _, b := range []string{"second", "first", ""} {
		if err := open().Create(t.Context(), "a/b", []byte(b)); !errors.Is(err, objects.ErrExists) {
			t.Errorf("creating it again with %q: %v", b, err)
		}
	}
	if got, err := open().Get(t.Context(), "a/b"); string(got) != "first" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
}

func oneOfManyWins(t *testing.T, open func() objects.Store) {
	const writers, names = 8, 25
	won := make([][]string, names)
	var mu sync.Mutex
	var all sync.WaitGroup
	for w := range writers {
		s := open()
		all.Go(func() {
			for n := range names {
				mine := fmt.Sprint("writer ", w)
				err := s.Create(t.Context(), fmt.Sprintf("race/%03d", n), []byte(mine))
				if err != nil && !errors.Is(err, objects.ErrExists) {
					t.Error(err)
				}
				if err == nil {
					mu.Lock()
					won[n] = append(won[n], mine)
					mu.Unlock()
				}
			}
		})
	}
	all.Wait()
	for n, winners := range won {
		got, err := open().Get(t.Context(), fmt.Sprintf("race/%03d", n))
		if len(winners) != 1 || err != nil || string(got) != winners[0] {
			t.Errorf("object %d: winners %v, it holds %q, %v", n, winners, got, err)
		}
	}
}

func listsInOrder(t *testing.T, open func() objects.Store) {
	s := open()
	names := []string{"b", "a/1", "a-b/1", "a.b/1", "a/10", "a/2", "a/B", "aa/x/y/z", "A", "a_/1", "a/1.x"}
	for _, n := range names {
		put(t, s, n, []byte(n))
	}
	slices.Sort(names)
	for _, prefix := range []string{"", "a", "a/", "a/1", "aa/x/", "b", "c", "a-", "aa/x/y/z"} {
		for _, after := range append([]string{"", "a/", "zz", "a/1.", "a.b", "aa/x/y/z0"}, names...) {
			var want []string
			for _, n := range names {
				if strings.HasPrefix(n, prefix) && n > after {
					want = append(want, n)
				}
			}
			if got := list(t, s, prefix, after); !slices.Equal(got, want) {
				t.Errorf("prefix %q after %q: %v, want %v", prefix, after, got, want)
			}
		}
	}
	for i, err := range s.List(t.Context(), "aa/", "") {
		if err != nil || i.Size != int64(len("aa/x/y/z")) || time.Since(i.Modified).Abs() > time.Hour {
			t.Errorf("%+v, %v", i, err)
		}
	}
}

// Buckets list a thousand at a time.
func longList(t *testing.T, open func() objects.Store) {
	s := open()
	var want []string
	for n := range 1100 {
		want = append(want, fmt.Sprintf("many/%04d", n))
		put(t, s, want[n], nil)
	}
	if got := list(t, s, "many/", ""); !slices.Equal(got, want) {
		t.Errorf("%d of %d", len(got), len(want))
	}
	if got := list(t, s, "many/", want[1050]); !slices.Equal(got, want[1051:]) {
		t.Errorf("the end: %v", got)
	}
	n := 0
	for range s.List(t.Context(), "many/", "") {
		if n++; n == 3 {
			break
		}
	}
}

func deleted(t *testing.T, open func() objects.Store) {
	s := open()
	put(t, s, "a/b", []byte("x"))
	for range 2 {
		if err := s.Delete(t.Context(), "a/b"); err != nil {
			t.Error(err)
		}
	}
	if err := s.Delete(t.Context(), "not/there"); err != nil {
		t.Error(err)
	}
	if _, err := open().Get(t.Context(), "a/b"); !errors.Is(err, objects.ErrNotExist) {
		t.Error(err)
	}
	put(t, open(), "a/b", []byte("y"))
}

func namesAndSizes(t *testing.T, open func() objects.Store) {
	s := open()
	for _, n := range []string{"", "/a", "a/", "a//b", "../a", "a/../b", ".a", "a/.b", "a b", "ą", "a\\b", "a\nb", strings.Repeat("a", 501)} {
		if err := s.Create(t.Context(), n, nil); !errors.Is(err, objects.ErrBadName) {
			t.Errorf("create %q: %v", n, err)
		}
		if _, err := s.Get(t.Context(), n); !errors.Is(err, objects.ErrBadName) {
			t.Errorf("get %q: %v", n, err)
		}
		if err := s.Delete(t.Context(), n); !errors.Is(err, objects.ErrBadName) {
			t.Errorf("delete %q: %v", n, err)
		}
	}
	if err := s.Create(t.Context(), "large", make([]byte, objects.MaxBytes)); !errors.Is(err, objects.ErrTooLarge) {
		t.Error(err)
	}
	put(t, s, "nearly", make([]byte, objects.MaxBytes-1))
	if b, err := s.Get(t.Context(), "nearly"); err != nil || len(b) != objects.MaxBytes-1 {
		t.Error(len(b), err)
	}
	if got := list(t, s, "", ""); !slices.Equal(got, []string{"nearly"}) {
		t.Error(got)
	}
}

func clock(t *testing.T, open func() objects.Store) {
	s := open()
	now, err := s.Time(t.Context())
	if err != nil || now.Location() != time.UTC || now.IsZero() {
		t.Fatal(now, err)
	}
	put(t, s, "a", nil)
	for i, err := range s.List(t.Context(), "", "") { // the clock leaves nothing behind
		if err != nil || i.Name != "a" || i.Modified.Sub(now).Abs() > time.Minute {
			t.Errorf("%+v, %v, the clock said %v", i, err, now)
		}
	}
}

func cancelled(t *testing.T, open func() objects.Store) {
	s := open()
	ctx, cancel := contextOf(t)
	cancel()
	_, got := s.Get(ctx, "a")
	_, clock := s.Time(ctx)
	var listed error
	for _, err := range s.List(ctx, "", "") {
		listed = err
	}
	for _, err := range []error{s.Create(ctx, "a", nil), got, s.Delete(ctx, "a"), clock, listed} {
		if !errors.Is(err, ctx.Err()) {
			t.Error(err)
		}
	}
	if left := list(t, s, "", ""); len(left) > 0 {
		t.Error(left)
	}
}

func subStore(t *testing.T, open func() objects.Store) {
	s := open()
	a := objects.Sub(s, "a")
	put(t, a, "x/y", []byte("1"))
	put(t, s, "ab/x", nil)
	if got := list(t, a, "", ""); !slices.Equal(got, []string{"x/y"}) {
		t.Error(got)
	}
	if got := list(t, a, "x", "x/y"); len(got) > 0 {
		t.Error(got)
	}
	if b, err := s.Get(t.Context(), "a/x/y"); string(b) != "1" || err != nil {
		t.Error(b, err)
	}
	if _, err := a.Get(t.Context(), "../ab/x"); !errors.Is(err, objects.ErrBadName) {
		t.Error(err)
	}
	if err := a.Delete(t.Context(), "x/y"); err != nil || len(list(t, s, "a/", "")) > 0 {
		t.Error(err)
	}
}
