package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
)

// The notes of which case an import belongs to follow from the events: another, a missing and an unreadable one are named with
// the way to mend them, which mends them; and so is an import in two cases.
func TestNotesOfImportsAreCompared(t *testing.T) {
	a := offlineApp(t)
	id, importA, _ := twoBanks(t, a)
	other, err := a.Cases.New(t.Context(), "other")
	must(t, err)
	found := func() string {
		t.Helper()
		r, err := cases.CheckNotes(t.Context(), again(t, a, "Ben").Cases.Cases)
		must(t, err)
		var lines []string
		for _, p := range r.Problems {
			lines = append(lines, p.String())
		}
		return strings.Join(lines, "\n")
	}
	if got := found(); got != "" {
		t.Fatal(got)
	}
	note := filepath.Join(a.Config.DataDir, "case-of", importA)
	for says, b := range map[string][]byte{"is missing": nil, "names case " + other: []byte(other), "does not hold the id of a case": []byte("\x00?")} {
		must(t, os.Remove(note))
		if b != nil {
			must(t, os.WriteFile(note, b, 0o600))
		}
		got := found()
		if !strings.Contains(got, "case-of/"+importA+" "+says) || !strings.Contains(got, "aisdesk case add "+id+" "+importA) || strings.Contains(got, "\n") {
			t.Errorf("%s: %s", says, got)
		}
		if string(b) == "\x00?" {
			if _, err := a.Cases.Of(t.Context(), importA); err == nil || !strings.Contains(err.Error(), "case-of/"+importA) {
				t.Errorf("looking up: %v", err)
			}
		}
		must(t, a.Cases.AddImport(t.Context(), id, importA))
		if got := found(); got != "" {
			t.Errorf("%s, mended: %s", says, got)
		}
	}
	s, err := a.Cases.Get(t.Context(), id)
	must(t, err)
	var twice casefile.Act = s.Imports[0]
	_, err = a.Cases.Act(t.Context(), other, twice)
	must(t, err)
	if got := found(); !strings.Contains(got, "import "+s.Imports[0].Import+" is in two cases, ") || !strings.Contains(got, id) || !strings.Contains(got, other) {
		t.Errorf("twice: %s", got)
	}
}

// A note that puts an import into a case that never held it is named, and an empty folder of a case told of; what a killed program
// leaves, or an undone event, is neither.
func TestPlantedNotesAndFoldersAreNamed(t *testing.T) {
	a := offlineApp(t)
	id, importA, _ := twoBanks(t, a)
	alone := put(t, a, "jan", xmlReply("BankC", "Jan Kowalski", ibanA, "1.00"))
	check := func() (problems, notes []string) {
		t.Helper()
		r, err := cases.CheckNotes(t.Context(), again(t, a, "Ben").Cases.Cases)
		must(t, err)
		for _, p := range r.Problems {
			problems = append(problems, p.String())
		}
		return problems, r.Notes
	}
	note := filepath.Join(a.Config.DataDir, "case-of", alone)
	must(t, os.WriteFile(note, []byte(id), 0o600))
	if found, _ := check(); len(found) != 1 || !strings.Contains(found[0], "case-of/"+alone+" names case "+id+", which never held") {
		t.Errorf("planted: %q", found)
	}
	if r, err := cases.CheckAlone(t.Context(), a.Cases.Cases, alone); err != nil || len(r.Problems) != 1 {
		t.Errorf("planted, of the import: %+v, %v", r, err)
	}
	must(t, os.WriteFile(note, []byte("20261128T085959Z-abcdefghijklm"), 0o600)) // a case that never began
	must(t, os.Mkdir(filepath.Join(a.Config.DataDir, "cases", "20261128T085959Z-abcdefghijklm"), 0o700))
	s, err := a.Cases.Get(t.Context(), id)
	must(t, err)
	for _, e := range s.History {
		if i, ok := e.Act.(casefile.Import); ok && i.Import == importA {
			_, err := a.Cases.Act(t.Context(), id, casefile.Undo{Seq: e.Seq, Reason: "another customer's"})
			must(t, err)
		}
	}
	if found, notes := check(); len(found) != 0 || len(notes) != 2 || !strings.Contains(notes[0], "abcdefghijklm\" is empty") || !strings.Contains(notes[1], "case-of/"+alone+" names case") {
		t.Errorf("left behind: %q, %q", found, notes)
	}
}

// A case that was taken away whole is named by the notes of its imports, on a machine that never saw it, too. One import alone may be of
// a case that never began.
func TestACaseThatIsGoneIsNamedByItsNotes(t *testing.T) {
	a := offlineApp(t)
	id, importA, importB := twoBanks(t, a)
	must(t, os.RemoveAll(filepath.Join(a.Config.DataDir, "cases", id)))
	stranger := func() *cases.Cases {
		c := a.Config
		c.StateDir = t.TempDir()
		b := New(c, Options{Now: a.opts.Now})
		t.Cleanup(b.Close)
		return b.Cases.Cases
	}
	r, err := cases.CheckNotes(t.Context(), stranger())
	must(t, err)
	if len(r.Problems) != 1 || !strings.Contains(r.Problems[0].What, "all events of case "+id+" are missing") ||
		!strings.Contains(r.Problems[0].What, importA) || !strings.Contains(r.Problems[0].What, importB) {
		t.Errorf("%+v", r)
	}
	if r, err = cases.CheckAlone(t.Context(), stranger(), importA); err != nil || len(r.Problems) != 1 {
		t.Errorf("%+v, %v", r, err)
	}
	must(t, os.Remove(filepath.Join(a.Config.DataDir, "case-of", importB)))
	r, err = cases.CheckNotes(t.Context(), stranger())
	must(t, err)
	if len(r.Problems) > 0 || len(r.Notes) != 1 || !strings.Contains(r.Notes[0], "case-of/"+importA+" names case "+id+", of which no event is here") {
		t.Errorf("%+v", r)
	}
}
