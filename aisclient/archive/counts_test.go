package archive

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Counts that somebody wrote into a manifest are not told as those of the import, and what is written between its values is named.
func TestForgedCountsAreNotTold(t *testing.T) {
	dir, state := t.TempDir(), t.TempDir()
	s := pinned(t, dir, state)
	id := save(t, s, sample).ID
	must(t, s.SetCounts(id, Counts{Accounts: 1, Transactions: 183}))
	path := filepath.Join(dir, importsDir, id, manifestFile)
	b, err := os.ReadFile(path)
	must(t, err)
	for name, c := range map[string]struct {
		old, new     string
		counts, form bool
	}{
		"nothing":              {"", "", true, true},
		"more rows":            {": 183", ": 9183", false, true},
		"a line break behind":  {"}\n", "}\n\n", true, false},
		"a tab between values": {": 183", ":\t183", true, false},
	} {
		must(t, os.WriteFile(path, []byte(strings.Replace(string(b), c.old, c.new, 1)), 0o600))
		e, err := pinned(t, dir, state).Get(id)
		if err != nil || e.Damaged != nil || (e.Counts != nil) != c.counts || (e.Miscounted == nil) != c.counts {
			t.Errorf("%s: %v, %v, counts %+v, %v", name, err, e.Damaged, e.Counts, e.Miscounted)
		}
		if err := s.CheckForm(id); (err == nil) != c.form {
			t.Errorf("%s: the form: %v", name, err)
		}
	}
	must(t, os.WriteFile(path, []byte(strings.Replace(string(b), ": 183", ": 9183", 1)), 0o600))
	must(t, pinned(t, dir, state).Trust())
	if e, err := pinned(t, dir, state).Get(id); err != nil || e.Miscounted != nil || e.Counts.Transactions != 9183 {
		t.Errorf("what was accepted is not told: %v, %+v", err, e)
	}
}
