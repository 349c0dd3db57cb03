package cases

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/atomicfile"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/text"
)

// CheckNotes compares the notes of which case an import belongs to with the events of the cases, from which they follow, and
// names what lies among cases and imports and is none. Cases that cannot be read are passed over: Check names those. It fails with
// ctx's error, and where the archive cannot be opened or its directory or its notes cannot be read.
func CheckNotes(ctx context.Context, c *Cases) (*Checked, error) {
	r := &Checked{Archive: true, Problems: []casefile.Problem{}}
	if err := r.foreign(c); err != nil {
		return nil, err
	}
	all, err := c.List(ctx)
	if err != nil {
		return r, err
	}
	objs, _, err := c.open()
	if err != nil {
		return nil, err
	}
	of, lost := r.holders(all), map[string][]string{}
	for o, err := range objs.List(ctx, ofImport, "") {
		if err != nil {
			return nil, err
		}
		id := strings.TrimPrefix(o.Name, ofImport)
		if of[id] == "" {
			if of := r.idle(ctx, c, objs, id); of != "" {
				lost[of] = append(lost[of], id)
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(lost)) {
		r.lost(id, lost[id])
	}
	for _, id := range slices.Sorted(maps.Keys(of)) {
		r.note(ctx, objs, id, of[id])
	}
	return r, nil
}

// foreign names what lies among cases and imports and is none.
func (r *Checked) foreign(c *Cases) error {
	entries, err := os.ReadDir(filepath.Join(c.deps.Dir, folderOfCases))
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	var names []string
	for _, e := range entries {
		switch isCase := e.IsDir() && archive.IsID(e.Name()); {
		case isCase && isEmpty(filepath.Join(c.deps.Dir, folderOfCases, e.Name())):
			r.say("%q is empty: the program was killed as it began a case, or somebody made the folder. Nothing reads it, and it may be removed.", folderOfCases+e.Name())
		case !isCase && !atomicfile.IsTemp(e.Name()):
			names = append(names, folderOfCases+e.Name())
		}
	}
	_, store, opened := c.open()
	if err = errors.Join(err, opened); err != nil {
		return err
	}
	imports, err := store.Strangers("")
	for _, name := range imports {
		names = append(names, folderOfImports+name)
	}
	for _, name := range names {
		r.found("%q does not belong to the archive: nothing reads it. Move it away", name)
	}
	return err
}

func isEmpty(dir string) bool {
	inside, err := os.ReadDir(dir)
	return err == nil && len(inside) == 0
}

// idle names the note of an import that no case holds, unless the event that held it was undone, or never came since its author was
// killed as the case began. It returns the case that it names where no event of that is here.
func (r *Checked) idle(ctx context.Context, c *Cases, objs objects.Store, id string) (lost string) {
	noted, err := caseOf(ctx, objs, id)
	if err != nil {
		if !errors.Is(err, objects.ErrNotExist) {
			r.found("%v. Nothing is lost: remove the file", err)
		}
		return ""
	}
	s, err := c.Get(ctx, noted)
	if _, seen := c.heads.seen(noted); errors.Is(err, casefile.ErrNotFound) && !seen {
		return noted
	}
	if err != nil {
		return "" // what cannot be read is named as such
	}
	var held []string
	for i := range s.History {
		held = append(held, named(s.History[i].Act)...)
	}
	if len(held) > 0 && !slices.Contains(held, id) {
		r.found("%s names case %s, which never held import %s: nothing reads it. Remove the file, or bring the import there with \"aisdesk case add %s %s\"",
			ofImport+id, noted, id, noted, id)
	}
	return ""
}

// lost names a case of which no event is here, by the notes of its imports. Where there is one it may never have begun.
func (r *Checked) lost(id string, imports []string) {
	if len(imports) > 1 {
		r.found("all events of case %s are missing, to which imports %s belonged: restore it from a copy of the archive with \"aisdesk restore\"", id, english.List(imports))
		return
	}
	r.say("%s names case %s, of which no event is here: the program was killed as it began the case, or somebody took the whole case away. Then \"aisdesk restore\" brings it back from a copy.",
		ofImport+imports[0], id)
}

// note compares the note of an import with the case that it belongs to.
func (r *Checked) note(ctx context.Context, objs objects.Store, id, of string) {
	mend := fmt.Sprintf(`"aisdesk case add %s %s" writes it anew`, of, id)
	switch noted, err := caseOf(ctx, objs, id); {
	case errors.Is(err, objects.ErrNotExist):
		r.found("%s is missing, which says that import %s belongs to case %s: %s", ofImport+id, id, of, mend)
	case err != nil:
		r.found("%v. %s", err, mend)
	case noted != of:
		r.found("%s names case %s, and import %s belongs to case %s: %s", ofImport+id, noted, id, of, mend)
	}
}

// CheckOne is Check of one case, with the notes of its imports, as CheckNotes compares those of all cases. It fails as Check
// does.
func CheckOne(ctx context.Context, c *Cases, id string) (*Checked, error) {
	r, err := c.Check(ctx, id)
	if err != nil {
		return r, err
	}
	s, err := c.Get(ctx, id)
	if err != nil || s.Erased {
		return r, ctx.Err() // what cannot be read is among the problems
	}
	objs, _, err := c.open()
	if err != nil {
		return nil, err
	}
	for _, importID := range s.Holdings() {
		if s.Holds(importID) {
			r.note(ctx, objs, importID, id)
		}
	}
	return r, nil
}

// CheckAlone is Cases.CheckImport of one import, with its note, as CheckNotes compares those of all. It fails as
// Cases.CheckImport does.
func CheckAlone(ctx context.Context, c *Cases, id string) (*Checked, error) {
	r, err := c.CheckImport(ctx, id)
	if err != nil {
		return r, err
	}
	objs, _, err := c.open()
	if err != nil {
		return r, err
	}
	if of := r.idle(ctx, c, objs, id); of != "" {
		var others []string
		for o, err := range objs.List(ctx, ofImport, "") {
			if err != nil {
				return r, err
			}
			other := strings.TrimPrefix(o.Name, ofImport)
			if noted, err := caseOf(ctx, objs, other); err == nil && noted == of {
				others = append(others, other)
			}
		}
		r.lost(of, others)
	}
	return r, nil
}

// holders are the cases of imports by the events. An import that is in two cases is named and left out.
func (r *Checked) holders(all []Listed) map[string]string {
	of, twice := map[string]string{}, map[string]bool{}
	for _, l := range slices.Backward(all) { // the oldest first
		if l.State == nil || l.State.Erased {
			continue
		}
		for _, id := range l.State.Holdings() {
			if !l.State.Holds(id) || of[id] == l.ID {
				continue
			}
			if of[id] != "" {
				r.found("import %s is in two cases, %s and %s: take back the event of one of them with \"aisdesk case undo\"", id, of[id], l.ID)
				twice[id] = true
			}
			of[id] = l.ID
		}
	}
	maps.DeleteFunc(of, func(id, _ string) bool { return twice[id] })
	return of
}

// caseOf reads the note of which case an import belongs to. The error of one that holds no id of a case names its file.
func caseOf(ctx context.Context, objs objects.Store, importID string) (string, error) {
	b, err := objs.Get(ctx, ofImport+importID)
	if err == nil && !archive.IsID(string(b)) {
		err = fmt.Errorf("%s%s does not hold the id of a case: %.40q", ofImport, text.Clean(importID), b)
	}
	return string(b), err
}
