package lexicon

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// set compiles lexicons that a test writes itself; every entry must be sound.
func set(t *testing.T, files ...File) *Set {
	t.Helper()
	s, problems := New(files...)
	for _, p := range problems {
		t.Error(p)
	}
	return s
}

// lexicon is a file of one country with groups; every group gets a source and a date.
func lexicon(country, groups string) File {
	groups = strings.ReplaceAll(groups, "[[group]]", "[[group]]\nsource = \"known\"\ndate = \"2026-11-28\"")
	return File{Name: strings.ToLower(country) + ".toml", Data: []byte("country = \"" + country + "\"\n" + groups)}
}

// ids are the ids of a row's hits.
func ids(hits []Hit) []string {
	var out []string
	for _, h := range hits {
		if !slices.Contains(out, h.Entry.ID) {
			out = append(out, h.Entry.ID)
		}
	}
	slices.Sort(out)
	return out
}

// wantIDs holds that a row of a country's account has exactly these entries.
func wantIDs(t *testing.T, s *Set, x Texts, country string, want ...string) []Hit {
	t.Helper()
	hits := s.Match(x, country)
	if got := ids(hits); !slices.Equal(got, want) {
		t.Errorf("%+v on %q: got %v, want %v", x, country, got, want)
	}
	return hits
}

func TestBuiltinLoadsWithoutProblems(t *testing.T) {
	s, problems := New(builtinFiles()...)
	for _, p := range problems {
		t.Error(p)
	}
	if len(s.Entries()) == 0 {
		t.Fatal("the built-in lexicon is empty")
	}
	if s.Version() == "" || len(s.Hash()) != 16 {
		t.Errorf("version %q, hash %q", s.Version(), s.Hash())
	}
	now := time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC)
	if old := s.Stale(now); len(old) > 0 {
		t.Errorf("%s is stale", old[0].ID)
	}
	if old := s.Stale(now.AddDate(0, 19, 0)); len(old) == 0 {
		t.Error("nothing is stale after 19 months")
	}
}

func TestBuiltinDoesNotContradictItself(t *testing.T) {
	for _, p := range contradictions(builtinFiles()...) {
		t.Error(p)
	}
}
