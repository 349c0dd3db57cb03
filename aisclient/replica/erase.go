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

// erasure is a case that was erased on this machine, whose event is on its way to the store.
type erasure struct {
	r *acts
	s *casefile.State
}

// end removes what an erased case held, also what others added while the erasure waited: who erased it could do so only on this
// machine. It comes before the event leaves the outbox, so that it is done again where it was stopped.
func (e erasure) end(ctx context.Context, rep *Report) error {
	s := e.s
	if !s.Erased {
		return nil // it is not allowed any more
	}
	for _, id := range s.Holdings() {
		if err := e.r.Archive.Delete(id); err != nil && !errors.Is(err, archive.ErrNotFound) {
			return err
		}
	}
	err := e.objects(ctx)
	if errors.Is(err, objects.ErrDenied) {
		rep.Problems = append(rep.Problems, fmt.Sprintf("case %s is marked as erased, and what it held stays in the store: %v. A keeper of the team can finish it by \"aisdesk erase %s\"", s.ID, err, s.ID))
		return nil
	}
	return err
}

func (e erasure) objects(ctx context.Context) error {
	r, s := e.r, e.s
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
