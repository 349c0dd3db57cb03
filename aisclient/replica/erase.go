package replica

import (
	"context"
	"errors"
	"fmt"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/objects"
)

// endErasure removes what a case held that was erased on this machine while the store could not be reached, also what others added
// meanwhile: who erased it could do so only here. It comes before the event leaves the outbox, so that it is done again where it was
// stopped. An erasure that is not allowed any more ends nothing.
func (r *acts) endErasure(ctx context.Context, l *casefile.Log, rep *Report) error {
	s := l.State()
	if !s.Erased {
		return nil
	}
	err := l.EndErasure(ctx, func(importID string) error {
		if err := r.Archive.Delete(importID); err != nil && !errors.Is(err, archive.ErrNotFound) {
			return err
		}
		return r.Cases().Delete(ctx, notePrefix+importID)
	})
	if errors.Is(err, objects.ErrDenied) {
		rep.Problems = append(rep.Problems, fmt.Sprintf("case %s is marked as erased, and what it held stays in the store: %v. A keeper of the team can finish it by \"aisdesk erase %s\"", s.ID, err, s.ID))
		return nil
	}
	return err
}
