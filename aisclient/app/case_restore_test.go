package app

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient/casefile"
)

// A copy of the archive from before an erasure brings nothing of the case back, wherever the erasure is still known: from
// the events, or only from what this machine noted.
func TestRestoreKeepsWhatWasErased(t *testing.T) {
	for _, lost := range []bool{false, true} {
		a := offlineApp(t)
		id, importA, importB := twoBanks(t, a)
		alone := put(t, a, "ewa", xmlReply("BankC", "Ewa Nowak", "PL27114020040000300201355387", "5.00"))
		_, err := a.Cases.Act(t.Context(), id, casefile.Note{Text: "SENTINELNOTE"})
		must(t, err)
		copied := filepath.Join(t.TempDir(), "copy")
		must(t, os.CopyFS(copied, os.DirFS(a.Config.DataDir)))
		must(t, a.Cases.Erase(t.Context(), id, "the customer asked for it"))
		must(t, a.Delete(t.Context(), alone, false))
		if lost {
			must(t, os.RemoveAll(filepath.Join(a.Config.DataDir, "cases")))
		}
		b := again(t, a, "Ben")
		if n, err := b.Keys.Restore(t.Context(), copied); err != nil || n.Imports != 1 {
			t.Errorf("lost %v: %+v restored, %v; the import that stood alone is one", lost, n, err)
		}
		if left := found(t, []string{"Kowalski", "SENTINELNOTE", importA, importB}, a.Config.DataDir); len(left) > 0 {
			t.Errorf("lost %v: back are\n%s", lost, strings.Join(left, "\n"))
		}
		c, err := b.Cases.Check(t.Context(), id)
		if must(t, err); !lost && (len(c.Problems) > 0 || !strings.Contains(strings.Join(c.Notes, " "), "Erased, chain whole")) {
			t.Errorf("%+v", c)
		}
	}
}

// Where the copy is the one in which the case was erased, what is here goes.
func TestARestoredErasureErases(t *testing.T) {
	a := offlineApp(t)
	id, _, _ := twoBanks(t, a)
	before := filepath.Join(t.TempDir(), "before")
	must(t, os.CopyFS(before, os.DirFS(a.Config.DataDir)))
	must(t, a.Cases.Erase(t.Context(), id, "the customer asked for it"))
	b := New(Config{DataDir: before, StateDir: t.TempDir(), Environment: a.Config.Environment, Case: a.Config.Case}, Options{Now: a.opts.Now})
	t.Cleanup(b.Close)
	_, err := b.Keys.Restore(t.Context(), a.Config.DataDir)
	must(t, err)
	if left := found(t, []string{"Kowalski"}, before); len(left) > 0 {
		t.Errorf("still there:\n%s", strings.Join(left, "\n"))
	}
}

// Whatever somebody lays back into an erased case is named.
func TestCheckNamesWhatIsBackInAnErasedCase(t *testing.T) {
	a := offlineApp(t)
	id, importA, importB := twoBanks(t, a)
	copied := t.TempDir()
	must(t, os.CopyFS(copied, os.DirFS(a.Config.DataDir)))
	must(t, a.Cases.Erase(t.Context(), id, "the customer asked for it"))
	s, err := a.Cases.Get(t.Context(), id)
	must(t, err)
	body := func(seq int) string { return filepath.Join("cases", id, s.History[seq-1].Body+".body") }
	for name, want := range map[string]string{
		body(2):                           "event 2: erased, but its body with its salt is still there",
		filepath.Join("case-of", importA): "erased, but case-of/" + importA + " is still there",
	} {
		must(t, os.MkdirAll(filepath.Dir(filepath.Join(a.Config.DataDir, name)), 0o700))
		must(t, os.Link(filepath.Join(copied, name), filepath.Join(a.Config.DataDir, name)))
		if all := problemsOf(t, a, id); !slices.Contains(all, want) {
			t.Errorf("%s: %q", name, all)
		}
		must(t, os.Remove(filepath.Join(a.Config.DataDir, name)))
	}
	// A reply is known by the body of its event, or by its note.
	must(t, os.CopyFS(filepath.Join(a.Config.DataDir, "imports", importB), os.DirFS(filepath.Join(copied, "imports", importB))))
	must(t, os.WriteFile(filepath.Join(a.Config.DataDir, "case-of", importB), []byte(id), 0o600))
	if all := problemsOf(t, a, id); !slices.Contains(all, "erased, but the reply of import "+importB+" is still there") {
		t.Errorf("%q", all)
	}
	data := filepath.Join(a.Config.DataDir, "cases", id, strings.Repeat("a", 64)+".data")
	must(t, os.WriteFile(data, []byte("x"), 0o600))
	if all := problemsOf(t, a, id); !slices.Contains(all, "erased, but "+filepath.Base(data)+" is still there") {
		t.Errorf("%q", all)
	}
}

func problemsOf(t *testing.T, a *App, id string) (all []string) {
	t.Helper()
	c, err := again(t, a, "Eva").Cases.Check(t.Context(), id)
	must(t, err)
	for _, p := range c.Problems {
		all = append(all, p.String())
	}
	return all
}

// A case is restored as one: what is missing or damaged comes back where one history is the beginning of the other. Where the
// two went on each in its way, or the copy is damaged, ours stays byte for byte as it is, and the error says so.
func TestACaseIsRestoredAsOne(t *testing.T) {
	note := func(t *testing.T, a *App, id, text string) {
		_, err := a.Cases.Act(t.Context(), id, casefile.Note{Text: text})
		must(t, err)
	}
	at := func(a *App, id, name string) string { return filepath.Join(a.Config.DataDir, "cases", id, name) }
	body := func(t *testing.T, a *App, id string) string { // of the newest event, which is a note
		s, err := a.Cases.Get(t.Context(), id)
		must(t, err)
		return at(a, id, s.History[len(s.History)-1].Body+".body")
	}
	event := func(t *testing.T, a *App, id string) string {
		all, err := filepath.Glob(at(a, id, "*.event"))
		must(t, err)
		return all[len(all)-1]
	}
	flip := func(t *testing.T, file string) {
		b, err := os.ReadFile(file)
		must(t, err)
		b[len(b)/2] ^= 1
		must(t, os.WriteFile(file, b, 0o600))
	}
	tests := map[string]struct {
		harm  func(t *testing.T, here, copied *App, id string)
		err   error // ours is untouched, too
		notes string
	}{
		"nothing":          {func(*testing.T, *App, *App, string) {}, nil, "one"},
		"no case here":     {func(t *testing.T, here, _ *App, id string) { must(t, os.RemoveAll(at(here, id, ""))) }, nil, "one"},
		"an event cut":     {func(t *testing.T, here, _ *App, id string) { must(t, os.Truncate(event(t, here, id), 0)) }, nil, "one"},
		"an event gone":    {func(t *testing.T, here, _ *App, id string) { must(t, os.Remove(event(t, here, id))) }, nil, "one"},
		"a body flipped":   {func(t *testing.T, here, _ *App, id string) { flip(t, body(t, here, id)) }, nil, "one"},
		"a body gone":      {func(t *testing.T, here, _ *App, id string) { must(t, os.Remove(body(t, here, id))) }, nil, "one"},
		"the copy went on": {func(t *testing.T, _, copied *App, id string) { note(t, copied, id, "two") }, nil, "one two"},
		"ours went on":     {func(t *testing.T, here, _ *App, id string) { note(t, here, id, "two") }, nil, "one two"},
		"both went on": {func(t *testing.T, here, copied *App, id string) {
			note(t, here, id, "mine")
			note(t, copied, id, "theirs")
			note(t, copied, id, "more")
		}, casefile.ErrDiverged, "one mine"},
		"ours went further": {func(t *testing.T, here, copied *App, id string) {
			note(t, here, id, "mine")
			note(t, here, id, "more")
			note(t, copied, id, "theirs")
		}, casefile.ErrDiverged, "one mine more"},
		"a body of the copy": {func(t *testing.T, _, copied *App, id string) {
			note(t, copied, id, "two")
			flip(t, body(t, copied, id))
		}, casefile.ErrTampered, "one"},
		"both, ours damaged": {func(t *testing.T, here, copied *App, id string) {
			note(t, here, id, "mine")
			note(t, copied, id, "theirs")
			flip(t, event(t, here, id))
		}, casefile.ErrDiverged, ""},
	}
	for name, c := range tests {
		t.Run(name, func(t *testing.T) {
			a := offlineApp(t)
			id, _, _ := twoBanks(t, a)
			note(t, a, id, "one")
			dir := filepath.Join(t.TempDir(), "copy")
			must(t, os.CopyFS(dir, os.DirFS(a.Config.DataDir)))
			copied := New(Config{DataDir: dir, StateDir: t.TempDir(), Environment: Sandbox, Case: a.Config.Case}, Options{Now: a.opts.Now})
			t.Cleanup(copied.Close)
			c.harm(t, a, copied, id)
			before := allFiles(t, at(a, id, ""))
			b := again(t, a, "Ben")
			_, err := b.Keys.Restore(t.Context(), dir)
			if !errors.Is(err, c.err) || err != nil && (c.err == nil || !strings.Contains(err.Error(), "case "+id+" is not restored and stays as it is")) {
				t.Fatalf("restored: %v, want %v", err, c.err)
			}
			if after := allFiles(t, at(a, id, "")); c.err != nil && !maps.Equal(before, after) {
				t.Error("the case here is not as it was")
			}
			if c.notes == "" {
				return
			}
			s, err := again(t, a, "Eva").Cases.Get(t.Context(), id)
			must(t, err)
			var notes []string
			for _, n := range s.Notes {
				notes = append(notes, n.Text)
			}
			if got := strings.Join(notes, " "); got != c.notes || s.ReadOnly != "" {
				t.Errorf("notes %q, want %q; read-only %q", got, c.notes, s.ReadOnly)
			}
		})
	}
}

// allFiles are the files under a directory by their names.
func allFiles(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	must(t, err)
	for _, name := range names {
		b, err := os.ReadFile(name)
		must(t, err)
		all[name] = string(b)
	}
	return all
}
