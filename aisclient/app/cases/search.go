package cases

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/library"
)

// CaseStamps says of each case when it last changed, for the index of the library. It fails where their directory cannot be read,
// and with ctx's error.
func (c *Cases) CaseStamps(ctx context.Context) ([]archive.Stamp, error) {
	entries, err := os.ReadDir(filepath.Join(c.deps.Dir, "cases"))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	var all []archive.Stamp
	for _, e := range entries {
		if info, err := e.Info(); err == nil && e.IsDir() && archive.IsID(e.Name()) {
			all = append(all, archive.Stamp{ID: e.Name(), Modified: info.ModTime().UnixNano()})
		}
	}
	return all, errors.Join(err, ctx.Err())
}

// CaseFacts is what can be searched of a case. It fails as Get does.
func (c *Cases) CaseFacts(ctx context.Context, id string) (library.CaseFacts, error) {
	s, err := c.Get(ctx, id)
	if err != nil {
		return library.CaseFacts{}, err
	}
	f := library.CaseFacts{ID: id, Label: s.Label, Tags: s.Tags, Status: s.Status}
	for _, i := range s.Imports {
		f.Imports = append(f.Imports, i.Import)
	}
	for _, i := range s.Files {
		f.Imports = append(f.Imports, i.Import)
	}
	for _, p := range s.People {
		f.People = append(f.People, p.Name)
	}
	for _, n := range s.Notes {
		f.Notes = append(f.Notes, n.Text)
	}
	f.Decision, f.Waiting, f.Stale = decision(s)
	return f, nil
}

// Decided is the decision of a case in words, with why it does not count where it does not; empty without one.
func Decided(s *casefile.State) string {
	var f library.CaseFacts
	f.Decision, f.Waiting, f.Stale = decision(s)
	return f.Decided()
}

func decision(s *casefile.State) (outcome string, waiting, stale bool) {
	if s.Decision == nil {
		return "", false, false
	}
	return string(s.Decision.Outcome), s.Decision.Waiting, s.Stale() != nil
}
