package app

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/casefile"
)

// forgedEvent writes a case's next event in plain text, with everything but the key that nobody has who can only write.
func forgedEvent(t *testing.T, a *App, id string) (files []string) {
	t.Helper()
	copied := filepath.Join(t.TempDir(), "copy")
	must(t, os.CopyFS(copied, os.DirFS(a.Config.DataDir)))
	b := New(Config{DataDir: copied, StateDir: t.TempDir(), Environment: Sandbox, Case: a.Config.Case}, Options{Now: a.opts.Now})
	t.Cleanup(b.Close)
	if kind, _ := b.Keys.Encryption(); kind != seal.None {
		t.Fatal("forge before it is sealed")
	}
	before, err := filepath.Glob(filepath.Join(copied, "cases", id, "*"))
	must(t, err)
	_, err = b.Cases.Act(t.Context(), id, casefile.Note{Text: "forged"})
	must(t, err)
	after, err := filepath.Glob(filepath.Join(copied, "cases", id, "*"))
	must(t, err)
	return slices.DeleteFunc(after, func(f string) bool { return slices.Contains(before, f) })
}

// Events that somebody lays into a sealed archive in plain text are not believed, whether the older ones were sealed or not.
// Those from before stay readable, and who knows of the change may accept it.
func TestPlainEventsInASealedArchive(t *testing.T) {
	keyring.MockInit()
	for _, older := range []bool{false, true} {
		a := offlineApp(t)
		id, _, _ := twoBanks(t, a)
		forged := forgedEvent(t, a, id)
		must(t, a.Keys.Encrypt(t.Context(), seal.ByKeyring, nil))
		if older {
			_, err := a.Keys.EncryptOlder(t.Context())
			must(t, err)
		}
		if all := problemsWith(t, a, id); len(all) > 0 {
			t.Errorf("before: %q", all)
		}
		for _, f := range forged {
			must(t, os.Link(f, filepath.Join(a.Config.DataDir, "cases", id, filepath.Base(f))))
		}
		if all := strings.Join(problemsWith(t, a, id), "\n"); !strings.Contains(all, "event 5: it cannot be opened: ") || !strings.Contains(all, "plain text in a sealed archive") {
			t.Errorf("older %v: %s", older, all)
		}
		b := unlocked(t, a)
		if s, err := b.Cases.Get(t.Context(), id); err != nil || len(s.Notes) > 0 || len(s.Imports) != 2 || !strings.Contains(s.ReadOnly, "event 5") {
			t.Errorf("older %v: %+v %v", older, s, err)
		}
		if _, err := b.Keys.EncryptOlder(t.Context()); !errors.Is(err, archive.ErrPlainObject) || !strings.Contains(err.Error(), "00000005.event") {
			t.Errorf("older %v: they are sealed with the others: %v", older, err)
		}
		doubt, trust, err := b.Keys.DoubtAll(t.Context())
		if must(t, err); !errors.Is(doubt, archive.ErrPlainObject) {
			t.Errorf("older %v: %v", older, doubt)
		}
		must(t, trust())
		if s, err := unlocked(t, a).Cases.Get(t.Context(), id); err != nil || len(s.Notes) != 1 || s.ReadOnly != "" {
			t.Errorf("accepted: %+v %v", s, err)
		}
	}
}

// What a copy from before the sealing brings back is believed, and sealed on the way in.
func TestRestoredPlainEventsAreBelieved(t *testing.T) {
	keyring.MockInit()
	a := offlineApp(t)
	id, _, _ := twoBanks(t, a)
	copied := filepath.Join(t.TempDir(), "copy")
	must(t, os.CopyFS(copied, os.DirFS(a.Config.DataDir)))
	must(t, a.Keys.Encrypt(t.Context(), seal.ByKeyring, nil))
	_, err := a.Keys.EncryptOlder(t.Context())
	must(t, err)
	must(t, os.Remove(filepath.Join(a.Config.DataDir, "cases", id, "00000004.event")))
	b := unlocked(t, a)
	n, err := b.Keys.Restore(t.Context(), copied)
	must(t, err)
	if n.Cases != 1 || n.Imports != 0 || len(n.Left)+len(n.Deleted) > 0 {
		t.Errorf("restored: %+v", n)
	}
	if raw, err := os.ReadFile(filepath.Join(a.Config.DataDir, "cases", id, "00000004.event")); err != nil || !archive.IsSealed(raw) {
		t.Errorf("what was plain in the copy is plain in the sealed archive, %v", err)
	}
	if s, err := unlocked(t, a).Cases.Get(t.Context(), id); err != nil || len(s.Imports) == 0 || s.ReadOnly != "" {
		t.Errorf("%+v %v", s, err)
	}
}

// What is sealed in the copy already comes back as it is there.
func TestRestoredSealedEventsStayAsTheyAre(t *testing.T) {
	keyring.MockInit()
	a := offlineApp(t)
	id, _, _ := twoBanks(t, a)
	must(t, a.Keys.Encrypt(t.Context(), seal.ByKeyring, nil))
	_, err := a.Keys.EncryptOlder(t.Context())
	must(t, err)
	copied := filepath.Join(t.TempDir(), "copy")
	must(t, os.CopyFS(copied, os.DirFS(a.Config.DataDir)))
	whole := allFiles(t, filepath.Join(a.Config.DataDir, "cases", id))
	must(t, os.Remove(filepath.Join(a.Config.DataDir, "cases", id, "00000004.event")))
	n, err := unlocked(t, a).Keys.Restore(t.Context(), copied)
	must(t, err)
	if after := allFiles(t, filepath.Join(a.Config.DataDir, "cases", id)); n.Cases != 1 || n.Imports+len(n.Left) > 0 || !maps.Equal(whole, after) {
		t.Errorf("restored %+v, and the case's files are not as they were in the copy", n)
	}
}

// unlocked is another program on the same sealed archive.
func unlocked(t *testing.T, a *App) *App {
	t.Helper()
	b := New(a.Config, Options{Now: a.opts.Now})
	t.Cleanup(b.Close)
	must(t, b.Unlock(t.Context()))
	return b
}

func problemsWith(t *testing.T, a *App, id string) (all []string) {
	t.Helper()
	c, err := unlocked(t, a).Cases.Check(t.Context(), id)
	must(t, err)
	for _, p := range c.Problems {
		all = append(all, p.String())
	}
	return all
}
