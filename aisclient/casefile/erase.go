package casefile

import (
	"context"
	"fmt"
	"strings"
)

// EraseBodies removes the bodies of all events before the one that erased the case, with their salts, and all aggregated data.
// The headers stay, and the chain holds. It can be stopped at any moment and done again. It fails with ErrNotAllowed where
// no event erased the case.
func (l *Log) EraseBodies(ctx context.Context) error {
	if err := l.Refresh(ctx); err != nil {
		return err
	}
	stays := map[string]bool{}
	erased := false
	for _, e := range l.State().History {
		erased = erased || e.Kind == KindErased && e.Undone == 0
		if erased {
			stays[bodyName(e.Body)] = true
		}
	}
	if !erased {
		return fmt.Errorf("case %s: %w", l.id, notAllowed("nobody erased it"))
	}
	var gone []string
	for o, err := range l.store.List(ctx, "", "") {
		if err != nil {
			return err
		}
		if body := strings.HasSuffix(o.Name, bodySuffix) || strings.HasSuffix(o.Name, dataSuffix); body && !stays[o.Name] {
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

// DropAggregated removes aggregated data from the case, as a reply is removed that has expired. The event stays.
func (l *Log) DropAggregated(ctx context.Context, a Aggregated) error {
	return l.store.Delete(ctx, dataName(a.Object))
}
