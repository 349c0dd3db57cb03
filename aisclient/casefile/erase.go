package casefile

import (
	"context"
	"fmt"
	"strings"
)

// EndErasure removes what an erased case held: by remove its imports and files with what leads to them, then the bodies of all
// events before the one that erased it, with their salts, and all aggregated data. The headers stay, and the chain holds. It can be
// stopped at any moment and done again. It fails with ErrNotAllowed where no event erased the case.
func (l *Log) EndErasure(ctx context.Context, remove func(importID string) error) error {
	if err := l.Refresh(ctx); err != nil {
		return err
	}
	s := l.State()
	if !s.Erased {
		return fmt.Errorf("case %s: %w", l.id, notAllowed("nobody erased it"))
	}
	for _, id := range s.Holdings() {
		if err := remove(id); err != nil {
			return err
		}
	}
	var gone []string
	for o, err := range l.store.List(ctx, "", "") {
		if err != nil {
			return err
		}
		if s.Erases(o.Name) {
			gone = append(gone, o.Name)
		}
	}
	for _, name := range gone {
		if err := l.store.Delete(ctx, name); err != nil {
			return err
		}
	}
	return nil
}

// Erases reports whether the case was erased and an object of it, by its name in the case, with it: it must not be there.
func (s *State) Erases(name string) bool {
	if !s.Erased || !strings.HasSuffix(name, bodySuffix) && !strings.HasSuffix(name, dataSuffix) {
		return false
	}
	behind := false
	for i := range s.History {
		behind = behind || s.History[i].Kind == KindErased
		if behind && bodyName(s.History[i].Body) == name {
			return false
		}
	}
	return true
}

// DropAggregated removes aggregated data from the case, as a reply is removed that has expired. The event stays. The error is the
// store's.
func (l *Log) DropAggregated(ctx context.Context, a Aggregated) error {
	return l.store.Delete(ctx, dataName(a.Object))
}
