package cases

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/library"
)

// CaseStamps says of each case when it last changed, for the index of the library.
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

// CaseFacts is what can be searched of a case.
func (c *Cases) CaseFacts(ctx context.Context, id string) (library.CaseFacts, error) {
	s, err := c.Get(ctx, id)
	if err != nil {
		return library.CaseFacts{}, err
	}
	f := library.CaseFacts{ID: id, Label: s.Label, Tags: s.Tags, Status: s.Status, Stale: s.Stale() != nil}
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
	if d := s.Decision; d != nil {
		f.Decision, f.Waiting = string(d.Outcome), d.Waiting
	}
	return f, nil
}
