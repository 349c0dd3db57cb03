package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/lexiconcmd"
)

// ownLexicon writes the lexicon.toml of a desk.
func (d *desk) ownLexicon(text string) (path string) {
	d.t.Helper()
	dir := filepath.Join(d.env["XDG_CONFIG_HOME"], "aisdesk")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		d.t.Fatal(err)
	}
	path = filepath.Join(dir, "lexicon.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
	return path
}

// kwarkLexicon makes the unknown firm of householdReply a game of chance.
const kwarkLexicon = "[[group]]\ncategory = \"gambling\"\nsign = \"out\"\nsource = \"own entry\"\ndate = \"2026-11-01\"\nentries = [{id = \"my.kwark\", names = [\"kwarkolandia\"]}]\n"

// Statement 2.8: the user's own entries take part in whatever is judged, and the report says which did.
func TestS2_8_TheUsersLexiconTakesPart(t *testing.T) {
	d, path := newDesk(t), householdReply(t)
	if r := d.run("tx", path, "--filter", "cat:gambling", "--columns", "party"); strings.Contains(r.out, "KWARK") {
		t.Fatalf("%s", r.out)
	}
	d.ownLexicon(kwarkLexicon)
	if r := d.run("tx", path, "--filter", "cat:gambling why:my.kwark", "--columns", "party"); !strings.Contains(r.out, "KWARK") || r.err != "" {
		t.Errorf("%s%s", r.out, r.err)
	}
	r := d.run("report", path, "--without", "gambling")
	if r.code != cli.ExitRefuted || !strings.Contains(r.out, "Own lexicon entries: my.kwark\n") || !strings.Contains(r.out, "KWARKOLANDIA") {
		t.Errorf("exit %d %s%s", r.code, r.out, r.err)
	}
	r = d.run("lexicon", "try", "xyz", "--party", "Kwarkolandia")
	if !strings.Contains(r.out, "category    gambling") || !strings.Contains(r.out, "my.kwark") || !strings.Contains(r.out, "own entry of 2026-11-01") {
		t.Errorf("%s%s", r.out, r.err)
	}
}

func TestS2_8_ALexiconThatIsWrongIsNamed(t *testing.T) {
	d, path := newDesk(t), householdReply(t)
	file := d.ownLexicon(strings.Replace(kwarkLexicon, "gambling", "luck", 1))
	for _, args := range [][]string{{"tx", path}, {"report", path}, {"lexicon", "check"}} {
		r := d.run(args...)
		if !strings.Contains(r.out+r.err, file+`, line 6: entry my.kwark: category "luck" is not in the list`) {
			t.Errorf("%v: %s%s", args, r.out, r.err)
		}
		if want := map[string]int{"lexicon": cli.ExitUsage}[args[0]]; r.code != want {
			t.Errorf("%v: exit %d, want %d", args, r.code, want)
		}
	}
	d.ownLexicon("off = = 1\n")
	if r := d.run("report", path); r.code != cli.ExitUsage || !strings.Contains(r.err, file+", line 1: ") || r.out != "" {
		t.Errorf("exit %d %s%s", r.code, r.out, r.err)
	}
	if err := os.Chmod(file, 0o666); err != nil {
		t.Fatal(err)
	}
	if r := d.run("report", path); r.code != cli.ExitUsage || !strings.Contains(r.err, "chmod go-w "+file) {
		t.Errorf("exit %d %s", r.code, r.err)
	}
}

func TestLexiconCheckCountsAndNamesWhatIsOld(t *testing.T) {
	d := newDesk(t)
	d.ownLexicon(strings.Replace(kwarkLexicon, "2026-11-01", "2020-01-01", 1))
	var s lexiconcmd.State
	r := d.run("lexicon", "check", "--json")
	if err := json.Unmarshal([]byte(r.out), &s); err != nil || r.code != cli.ExitOK {
		t.Fatalf("exit %d %v %s", r.code, err, r.err)
	}
	sum, own := 0, 0
	for _, c := range s.Counts {
		sum += c.Entries
		if c.Country == "own" {
			own += c.Entries
		}
	}
	if s.Own != 1 || own != 1 || sum != s.Entries || s.Entries < 1000 || len(s.Hash) != 16 || s.Version < "2026-01-01" {
		t.Errorf("%d entries, %d counted, %d own, %s %s", s.Entries, sum, s.Own, s.Version, s.Hash)
	}
	found := false
	for _, e := range s.Old {
		found = found || e.ID == "my.kwark" && e.Date == "2020-01-01"
	}
	if !found {
		t.Errorf("%+v", s.Old)
	}
	if r := d.run("lexicon", "check"); !strings.Contains(r.out, "my.kwark, 2020-01-01") || !strings.Contains(r.out, "lender") || !strings.Contains(r.out, s.Hash) {
		t.Errorf("%s", r.out)
	}
}

// What an entry would change is seen before it is kept: rows and outcomes of checks.
func TestS2_8_LexiconDiffShowsRowsAndChecks(t *testing.T) {
	d, path := newDesk(t), householdReply(t)
	other := filepath.Join(t.TempDir(), "new.toml")
	if err := os.WriteFile(other, []byte(strings.Replace(kwarkLexicon, `"gambling"`, `"bailiff"`, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	var c lexiconcmd.Change
	r := d.run("lexicon", "diff", path, "--lexicon", other, "--json")
	if err := json.Unmarshal([]byte(r.out), &c); err != nil || len(c.Rows) != 1 || len(c.Checks) != 1 {
		t.Fatalf("%v %s%s", err, r.out, r.err)
	}
	if x := c.Rows[0]; x.Party != "KWARKOLANDIA" || x.Before != "other_out" || x.After != "bailiff" || !strings.HasSuffix(x.Why, "kwarkolandia [my.kwark]") {
		t.Errorf("%+v", x)
	}
	if x := c.Checks[0]; x.Claim != "There is no sign of a bailiff." || x.Before != "inconclusive" || x.After != "refuted" {
		t.Errorf("%+v", x)
	}
	d.ownLexicon(kwarkLexicon) // against the built-in lexicon alone
	r = d.run("lexicon", "diff", path)
	if !strings.Contains(r.out, "1 row gets another category\n") || !strings.Contains(r.out, "KWARKOLANDIA xyz: gambling becomes other_out") && !strings.Contains(r.out, "gambling becomes other_out") || !strings.Contains(r.out, "no check gets another outcome") {
		t.Errorf("%s%s", r.out, r.err)
	}
	if r := d.run("lexicon", "diff", path, "--lexicon", other+"x"); r.code != cli.ExitUsage || !strings.Contains(r.err, other+"x") {
		t.Errorf("exit %d %s", r.code, r.err)
	}
}

func TestLexiconTryRefusesWhatCannotBeARow(t *testing.T) {
	d := newDesk(t)
	for _, args := range [][]string{{"--country", "Poland"}, {"--amount", "much"}, {"--amount", "0"}} {
		if r := d.run(append([]string{"lexicon", "try", "x"}, args...)...); r.code != cli.ExitUsage || !strings.Contains(r.err, args[0]) {
			t.Errorf("%v: exit %d %s", args, r.code, r.err)
		}
	}
	if r := d.run("lexicon", "tri"); r.code != cli.ExitUsage || !strings.Contains(r.err, "did you mean try?") {
		t.Errorf("exit %d %s", r.code, r.err)
	}
	if r := d.run("lexicon", "try", "EXEKUCE 12 EX 345/26", "--country", "cz"); !strings.HasPrefix(r.out, "category    bailiff") {
		t.Errorf("%s%s", r.out, r.err)
	}
}
