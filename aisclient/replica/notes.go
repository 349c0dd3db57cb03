package replica

import (
	"context"
	"path"
	"strings"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/objects"
)

// A note says which case an import belongs to. It is not sealed and may become another one: who brings the import into another case
// writes it anew. So one of the store takes the place of the one here only where the case that it names holds the import.

const notePrefix = "case-of/"

func isNote(name string) bool { return strings.HasPrefix(name, notePrefix) }

// astray reports whether the note that is here names a case of which nothing is known: it was damaged before it came, or who began the
// case was killed.
func (r *acts) astray(ctx context.Context, name string, all, here map[string]objects.Info) bool {
	id, err := r.Folder.Get(ctx, name)
	first := casefile.EventObject(string(id), 1)
	_, there := all[first]
	_, have := here[first]
	return err != nil || !there && !have
}

// renote takes in a note of the store if the case that it names holds the import, and reports whether it did.
func (r *acts) renote(ctx context.Context, name string, theirs []byte) (taken bool, err error) {
	if !archive.IsID(string(theirs)) {
		return false, nil
	}
	s, err := caseHere(ctx, r, string(theirs))
	if err != nil {
		return false, err
	}
	if !s.Holds(path.Base(name)) {
		return false, nil
	}
	return true, r.exchange(ctx, name, theirs)
}
