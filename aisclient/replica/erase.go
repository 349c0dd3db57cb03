package replica

import (
	"context"
	"errors"
	"fmt"
	"path"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/objects"
)

// endErase removes what an erased case held, also what others added while the erasure waited: who erased it could do so only on this
// machine. It comes before the event leaves the outbox, so that it is done again where it was stopped.
func (r *acts) endErase(ctx context.Context, s *casefile.State, rep *Report) error {
	if !s.Erased {
		return nil // it is not allowed any more
	}
	for _, id := range s.Holdings() {
		if err := r.Archive.Delete(id); err != nil && !errors.Is(err, archive.ErrNotFound) {
			return err
		}
	}
	err := r.eraseObjects(ctx, s)
	if errors.Is(err, objects.ErrDenied) {
		rep.Problems = append(rep.Problems, fmt.Sprintf("case %s is marked as erased, and what it held stays in the store: %v. A keeper of the team can finish it by \"aisdesk erase %s\"", s.ID, err, s.ID))
		return nil
	}
	return err
}

func (r *acts) eraseObjects(ctx context.Context, s *casefile.State) error {
	for _, id := range s.Holdings() {
		if err := r.Cases().Delete(ctx, "case-of/"+id); err != nil {
			return err
		}
	}
	var gone []string
	for o, err := range merged(r.Folder.List(ctx, caseFolder(s.ID), ""), r.Store.List(ctx, caseFolder(s.ID), "")) {
		if err != nil {
			return err
		}
		if s.Erases(path.Base(o.Name)) {
			gone = append(gone, o.Name)
		}
	}
	for _, name := range gone {
		if err := r.Store.Delete(ctx, name); err != nil {
			return err
		}
		if err := r.Folder.Delete(ctx, name); err != nil {
			return err
		}
	}
	return nil
}
