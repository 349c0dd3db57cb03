package replica

import (
	"context"
	"errors"
	"fmt"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/objects"
)

// erasedCase is the erased case to which an import was added; empty for none. A case that cannot be read is told when its acts are sent.
func (r *acts) erasedCase(ctx context.Context, importID string) (string, error) {
	note, err := r.outbox.Get(ctx, notePrefix+importID)
	if errors.Is(err, objects.ErrNotExist) {
		note, err = r.Folder.Get(ctx, notePrefix+importID)
	}
	if errors.Is(err, objects.ErrNotExist) || err == nil && !archive.IsID(string(note)) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	l := logOf(r, caseStore{r, false}, string(note))
	if err := l.Refresh(ctx); err != nil && stops(err) {
		return "", err
	}
	if l.State() == nil || !l.State().Erased {
		return "", nil
	}
	return string(note), nil
}

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
