package replica_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/team"
)

// allSteps has the store fail in each way at each request: that takes a minute.
const allSteps = "AISDESK_TEST_ALL_STEPS"

// quickDir is a folder in memory where there is one: hundreds of archives in it are a matter of seconds.
func quickDir(t *testing.T) string {
	dir, err := os.MkdirTemp("/dev/shm", "aisdesk-test-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// How a store fails at a request.
const (
	lostBefore = iota // nothing is done from this request on
	lostAfter         // it is done, and neither it nor any later one is answered
	lostOnce          // nothing is done, and the next one is
)

// failing is a store in memory that fails at one of its requests.
type failing struct {
	objects map[string]object
	n       int // requests so far
	at, how int // at 0 none fails
}

type object struct {
	bytes []byte
	at    time.Time
}

// ask counts a request and says whether it is done and answered.
func (s *failing) ask() (done, answered bool) {
	s.n++
	switch {
	case s.at == 0 || s.n < s.at:
		return true, true
	case s.n == s.at:
		return s.how == lostAfter, false
	}
	return s.how == lostOnce, s.how == lostOnce
}

func (s *failing) do(ctx context.Context, change func() error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	done, answered := s.ask()
	var err error
	if done {
		err = change()
	}
	if !answered {
		return objects.ErrUnreachable
	}
	return err
}

func (s *failing) Create(ctx context.Context, name string, b []byte) error {
	return s.do(ctx, func() error {
		if _, there := s.objects[name]; there {
			return objects.ErrExists
		}
		s.objects[name] = object{slices.Clone(b), time.Now()}
		return nil
	})
}

func (s *failing) Replace(ctx context.Context, name string, b []byte) error {
	return s.do(ctx, func() error { s.objects[name] = object{slices.Clone(b), time.Now()}; return nil })
}

func (s *failing) Get(ctx context.Context, name string) (b []byte, err error) {
	err = s.do(ctx, func() error {
		o, there := s.objects[name]
		if !there {
			return objects.ErrNotExist
		}
		b = slices.Clone(o.bytes)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return b, nil
}

func (s *failing) Delete(ctx context.Context, name string) error {
	return s.do(ctx, func() error { delete(s.objects, name); return nil })
}

func (s *failing) Time(ctx context.Context) (time.Time, error) {
	return time.Now().UTC(), s.do(ctx, func() error { return nil })
}

// List is cut in the middle where its request fails.
func (s *failing) List(ctx context.Context, prefix, after string) iter.Seq2[objects.Info, error] {
	return func(yield func(objects.Info, error) bool) {
		names := slices.DeleteFunc(slices.Sorted(maps.Keys(s.objects)), func(n string) bool { return !strings.HasPrefix(n, prefix) || n <= after })
		err := s.do(ctx, func() error { return nil })
		if err != nil {
			names = names[:len(names)/2]
		}
		for _, n := range names {
			o := s.objects[n]
			if !yield(objects.Info{Name: n, Size: int64(len(o.bytes)), Modified: o.at}, nil) {
				return
			}
		}
		if err != nil {
			yield(objects.Info{}, err)
		}
	}
}

// desks are two machines on such a store with a case, two imports, one of them in the case, and a member who has no machine.
type desks struct {
	*failing
	anna, bob   *machine
	c           string
	alone, held string
	cyril, dora team.Member
}

// newDesks makes desks in a folder.
func newDesks(t *testing.T, dir string) *desks {
	w := &desks{failing: &failing{objects: map[string]object{}}, c: newCase()}
	w.open(t, dir)
	w.cyril, w.dora = stranger(t, "Cyril"), stranger(t, "Dora")
	anna, bob := w.anna, w.bob
	anna.must(anna.begin())
	for _, m := range []team.Member{bob.member(), w.cyril} {
		_, err := anna.team.Change(t.Context(), team.Add, m, anna.author())
		anna.must(err)
	}
	for _, d := range []*machine{anna, bob} {
		_, _, err := d.team.Look(t.Context())
		d.must(err)
		_, err = d.Join(t.Context(), nil)
		d.must(err)
	}
	w.alone, w.held = anna.save("alone"), anna.save("in the case")
	e, err := anna.archive.Get(w.held)
	anna.must(err)
	for _, a := range []casefile.Act{casefile.Label{Label: "Joan"}, casefile.Import{Import: w.held, SHA256: e.SHA256, Environment: "sandbox"}} {
		anna.must(anna.act(w.c, a))
	}
	anna.must(anna.Cases().Create(t.Context(), "case-of/"+w.held, []byte(w.c)))
	anna.sync()
	bob.sync()
	return w
}

func stranger(t *testing.T, name string) team.Member {
	id, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	return team.Member{Name: name, Recipient: id.Recipient().String(), Role: team.Analyst}
}

func (w *desks) open(t *testing.T, dir string) {
	w.anna = machineOn(t, w.failing, "Anna", filepath.Join(dir, "anna"), 0)
	w.bob = machineOn(t, w.failing, "Bob", filepath.Join(dir, "bob"), 0)
}

// copied are the same desks in another folder.
func (w *desks) copied(t *testing.T, from string) *desks {
	dir := quickDir(t)
	copyDir(t, from, dir)
	out := *w
	out.failing = &failing{objects: maps.Clone(w.objects)}
	out.open(t, dir)
	return &out
}

// erased erases the case as somebody does it at a machine: where that waits, the sync that sends it ends it.
func (w *desks) erased(ctx context.Context, d *machine) error {
	if !d.state(w.c).Erased {
		if err := d.act(w.c, casefile.Erased{Reason: "asked for"}); err != nil {
			return err
		}
	}
	reply := func(id string) error {
		if err := d.archive.Delete(id); !errors.Is(err, archive.ErrNotFound) {
			return err
		}
		return nil
	}
	if d.FirstWaiting(ctx, w.c) > 0 {
		return reply(w.held)
	}
	l := d.log(w.c)
	return l.EndErasure(ctx, func(id string) error {
		if err := reply(id); err != nil {
			return err
		}
		return d.Cases().Delete(ctx, "case-of/"+id)
	})
}

// A store that fails at any of its requests, whatever is done, loses nothing and doubles nothing: after the same once more both
// machines have the same, and what they have is whole.
func TestAStoreThatFailsAtAnyRequestLosesNothing(t *testing.T) {
	acts := map[string]struct {
		do   func(ctx context.Context, w *desks) error
		done func(d *machine, w *desks) bool
	}{
		"save": {func(ctx context.Context, w *desks) error {
			if list, err := w.anna.archive.List(); err != nil || len(list) == 2 {
				w.anna.save("new")
			}
			_, err := w.anna.Sync(ctx)
			return err
		}, func(d *machine, w *desks) bool { list, err := d.archive.List(); return err == nil && len(list) == 3 }},
		"note": {func(_ context.Context, w *desks) error { return w.anna.act(w.c, casefile.Note{Text: "seen"}) },
			func(d *machine, w *desks) bool { return len(d.state(w.c).Notes) == 1 }},
		"decision": {func(_ context.Context, w *desks) error {
			return w.anna.act(w.c, w.anna.decision(w.c, casefile.Approve))
		},
			func(d *machine, w *desks) bool {
				s := d.state(w.c)
				return s.Decision != nil && s.Decision.Outcome == casefile.Approve && s.Head.Seq == 3
			}},
		"sync": {func(ctx context.Context, w *desks) error { _, err := w.bob.Sync(ctx); return err },
			func(d *machine, w *desks) bool { return true }},
		"erase": {func(ctx context.Context, w *desks) error {
			return w.erased(ctx, w.anna)
		}, func(d *machine, w *desks) bool {
			s, err := d.archive.Get(w.held)
			return errors.Is(err, archive.ErrNotFound) && s.ID == "" && d.state(w.c).Erased && d.state(w.c).Label == ""
		}},
		"delete": {func(ctx context.Context, w *desks) error {
			if err := w.anna.archive.Delete(w.alone); err != nil && !errors.Is(err, archive.ErrNotFound) {
				return err
			}
			_, err := w.anna.Sync(ctx)
			return err
		}, func(d *machine, w *desks) bool {
			_, err := d.archive.Get(w.alone)
			return errors.Is(err, archive.ErrNotFound)
		}},
		"add":    {func(ctx context.Context, w *desks) error { return w.change(ctx, team.Add, w.dora) }, func(d *machine, w *desks) bool { return members(d) == "Anna, Bob, Cyril, Dora" }},
		"remove": {func(ctx context.Context, w *desks) error { return w.change(ctx, team.Remove, w.cyril) }, func(d *machine, w *desks) bool { return members(d) == "Anna, Bob" }},
		"reseal": {func(ctx context.Context, w *desks) error {
			if err := w.change(ctx, team.Remove, w.cyril); err != nil {
				return err
			}
			_, err := w.anna.Reseal(ctx, nil)
			return err
		}, func(d *machine, w *desks) bool { return true }},
	}
	dir := quickDir(t)
	base := newDesks(t, dir)
	trials, ways := 0, []string{"lost before", "lost after", "lost once"}
	if os.Getenv(allSteps) == "" {
		ways = ways[:1]
	}
	for name, a := range acts {
		for how, said := range ways {
			for at, reached := 1, true; reached; at++ {
				t.Run(fmt.Sprintf("%s, %s at request %d", name, said, at), func(t *testing.T) {
					w := base.copied(t, dir)
					if name == "sync" {
						w.anna.must(w.anna.act(w.c, casefile.Note{Text: "seen"}))
						w.anna.save("new")
						w.anna.sync()
						w.bob.must(w.bob.archive.Delete(w.alone))
					}
					w.n, w.at, w.how = 0, at, how
					err := a.do(t.Context(), w)
					reached, w.at = w.n >= at, 0
					if err != nil {
						w.anna.must(a.do(t.Context(), w))
					}
					w.whole(t, a.done)
				})
				trials++
			}
		}
	}
	t.Logf("%d trials", trials)
}

// change changes the team as somebody does it who is told that it was changed already.
func (w *desks) change(ctx context.Context, k team.Kind, m team.Member) error {
	_, err := w.anna.team.Change(ctx, k, m, w.anna.author())
	if errors.Is(err, team.ErrUnknownChange) {
		_, err = w.anna.team.Trust(ctx)
	}
	if errors.Is(err, team.ErrNotAllowed) {
		return nil // it was done
	}
	return err
}

func members(d *machine) string {
	known, err := d.team.Known()
	d.must(err)
	return strings.Join(team.Names(known.Members), ", ")
}

// whole has both machines send and receive, and says what they have that is not the same, not whole or not done.
func (w *desks) whole(t *testing.T, done func(d *machine, w *desks) bool) {
	t.Helper()
	both := []*machine{w.anna, w.bob}
	for range 2 {
		for _, d := range both {
			_, _, err := d.team.Look(t.Context())
			if errors.Is(err, team.ErrUnknownChange) {
				_, err = d.team.Trust(t.Context())
			}
			d.must(err)
			if rep, err := d.Sync(t.Context()); err != nil || len(rep.Problems) > 0 || rep.Refused > 0 {
				t.Errorf("%s: %v, %+v", d.name, err, rep)
			}
		}
	}
	same(t, "Bob", w.bob.all(), w.anna.all())
	for _, d := range both {
		if s, err := d.Status(t.Context()); err != nil || s.Waiting != 0 || s.Problem != "" {
			t.Errorf("%s: %+v, %v", d.name, s, err)
		}
		if !done(d, w) {
			t.Errorf("not done, or not once, at %s: %v", d.name, slices.Sorted(maps.Keys(d.all())))
		}
		c, err := casefile.Check(t.Context(), d.folder, w.c, d.Seal(), nil)
		if err != nil || len(c.Problems) > 0 {
			t.Errorf("%s: %v, %+v", d.name, err, c)
		}
	}
}
