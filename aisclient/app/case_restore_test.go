package app

import (
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
		a := desk(t)
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
		if n, err := b.Keys.Restore(t.Context(), copied); err != nil || n != 1 {
			t.Errorf("lost %v: %d restored, %v; the import that stood alone is one", lost, n, err)
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
	a := desk(t)
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
	a := desk(t)
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
