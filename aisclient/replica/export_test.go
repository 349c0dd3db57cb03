package replica

import (
	"context"
	"time"
)

// NoteDeleted writes into the store that an import was deleted, as who may put objects can.
func NoteDeleted(ctx context.Context, r *Replica, id string) error {
	return deletions{r.link}.put(ctx, tombstonePrefix+"written-by-hand", tombstone{Imports: []string{id}})
}

// SetLimit has acts wait that long for an answer.
func SetLimit(r *Replica, d time.Duration) { r.Limit = d }
