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
