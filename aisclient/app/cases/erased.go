package cases

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/objects"
)

// Gone tells which files and imports of a copy of the archive, by their names in it, belong to cases that are erased here, or
// were when this machine last saw them: they must not come back. beside is the name of the file that is kept for an import
// elsewhere. The archive is unlocked. It fails with seal.ErrLocked where it is not, with ctx's error, and where either archive
// cannot be read.
func (r Retention) Gone(ctx context.Context, from string, beside func(importID string) string) (func(name string) bool, error) {
	c := r.cases
	ids, err := c.AllIDs(ctx)
	if err != nil {
		return nil, err
	}
	g := gone{cases: map[string]*casefile.State{}, files: map[string]bool{}, beside: beside}
	for _, id := range ids {
		s, err := c.Get(ctx, id)
		if errors.Is(err, seal.ErrLocked) || ctx.Err() != nil {
			return nil, err
		}
		if was, _ := c.heads.read(id); was.Erased && (err != nil || !s.Erased) {
			s, err = &casefile.State{ID: id, Erased: true, Status: "erased"}, nil // the event itself is lost
		}
		if err == nil && s.Erased {
			g.cases[id] = s
		}
	}
	if len(g.cases) == 0 {
		return func(string) bool { return false }, nil
	}
	return g.has, g.look(ctx, c, from)
}

// gone are the erased cases, and what belonged to their imports.
type gone struct {
	cases  map[string]*casefile.State
	files  map[string]bool
	beside func(importID string) string
}

func (g gone) add(importID string) {
	g.files[folderOfImports+importID], g.files[ofImport+importID], g.files[g.beside(importID)] = true, true, true
}

// look finds the imports of erased cases in a copy that still knows them: by the notes of which case an import belongs to, and
// by the events where their bodies are there.
func (g gone) look(ctx context.Context, c *Cases, from string) error {
	_, store, err := c.open()
	if err != nil {
		return err
	}
	copied, err := objects.OpenFolder(from)
	if err != nil {
		return err
	}
	defer copied.Close()
	notes, _ := os.ReadDir(filepath.Join(from, path.Clean(ofImport))) // no notes where there is no directory
	for _, n := range notes {
		if id, err := caseOf(ctx, copied, n.Name()); err == nil && g.cases[id] != nil {
			g.add(n.Name())
		}
	}
	for id := range g.cases {
		l := casefile.Start(copied, id, casefile.LogOptions{Seal: store})
		if err := l.Refresh(ctx); err != nil && ctx.Err() != nil {
			return err
		}
		for _, importID := range l.State().Holdings() {
			g.add(importID)
		}
	}
	return nil
}

// has reports whether a file or an import of the archive, by its name, is gone.
func (g gone) has(name string) bool {
	rest, inCase := strings.CutPrefix(name, folderOfCases)
	id, object, _ := strings.Cut(rest, "/")
	return g.files[name] || inCase && g.cases[id] != nil && g.cases[id].Erases(object)
}

// folderOfImports begins the names of imports in the archive.
const folderOfImports = "imports/"

// ErrErasing says that a case was erased, and that not all of what it held is gone: in a team the one begins it, and another, with
// the right to delete, ends it.
var ErrErasing = errors.New("the erasure of a case is not finished")

// leftovers names what is in the archive of a case that is erased. Where a team shares it that is an erasure that somebody has yet to
// end; else it is not as it was written.
func leftovers(ctx context.Context, c *Cases, objs objects.Store, store *archive.Store, r *Checked, chain *casefile.Checked) error {
	left := chain.Left
	found := func(format string, args ...any) {
		left = append(left, casefile.Problem{What: fmt.Sprintf(format, args...)})
	}
	ids := map[string]bool{}
	for o, err := range objs.List(ctx, ofImport, "") {
		if err != nil {
			return err
		}
		importID := strings.TrimPrefix(o.Name, ofImport)
		if of, err := caseOf(ctx, objs, importID); err == nil && of == r.Case {
			found("erased, but %s is still there", o.Name)
			ids[importID] = true
		}
	}
	for i := range chain.Events {
		for _, importID := range named(chain.Events[i].Act) {
			ids[importID] = true
		}
	}
	for _, importID := range slices.Sorted(maps.Keys(ids)) {
		if _, err := store.Get(importID); !errors.Is(err, archive.ErrNotFound) {
			found("erased, but the reply of import %s is still there", importID)
		}
	}
	if len(left) == 0 {
		return nil
	}
	shared := objects.Store(nil)
	if c.deps.Shared != nil {
		shared, _, _ = c.deps.Shared()
	}
	if shared == nil {
		r.Problems = append(r.Problems, left...)
		r.say("\"aisdesk erase %s\" removes what is still there of an erased case.", r.Case)
		return nil
	}
	for _, p := range left {
		r.say("%s.", p)
	}
	r.Unread = ErrErasing
	r.say("The erasure is not finished. A keeper of the team can finish it by \"aisdesk erase %s\".", r.Case)
	return nil
}

// named are the imports that an act brings into a case.
func named(a casefile.Act) []string {
	switch a := a.(type) {
	case casefile.Import:
		return []string{a.Import}
	case casefile.File:
		return []string{a.Import}
	case casefile.Failed:
		if a.Import != "" {
			return []string{a.Import}
		}
	}
	return nil
}
