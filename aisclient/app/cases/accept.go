package cases

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"aisdesk/aisclient/casefile"
)

// Accept takes a case as it is though events are gone that this machine has seen, or that were replaced, or
// though what it noted of them cannot be read. It is written into the
// case as a note, so that whoever reads the case knows; only where nothing is left of it there is nowhere to write. It fails
// where no event is gone, and with casefile.ErrTampered where those that are left do not fit together.
func Accept(ctx context.Context, c *Cases, id, reason string) error {
	was, unread := c.heads.read(id)
	if was.Seq == 0 && unread == nil {
		return fmt.Errorf("case %s: this machine has seen no event of it: there is nothing to accept", id)
	}
	objs, store, err := c.open()
	if err != nil {
		return err
	}
	sealing, err := c.deps.seal(store)
	if err != nil {
		return err
	}
	now, err := casefile.Check(ctx, objs, id, sealing, nil)
	switch {
	case errors.Is(err, casefile.ErrNotFound):
		return os.Remove(c.heads.file(id))
	case err != nil:
		return err
	case len(now.Problems)+len(now.Left) > 0:
		return fmt.Errorf("case %s: %w: %s. Restore it from a copy of the archive", id, casefile.ErrTampered, slices.Concat(now.Problems, now.Left)[0])
	case unread == nil && was.Seq <= now.Head.Seq && now.Events[was.Seq-1].Hash == was.Hash:
		return fmt.Errorf("case %s has every event that this machine has seen: there is nothing to accept", id)
	}
	if err := c.heads.put(id, noted{now.Head, now.Erased}); err != nil {
		return err
	}
	Reload(c, []string{id})
	if now.Erased {
		return nil // it takes no act, and the header of its last event says enough
	}
	text := "What this machine had noted of the case could not be read. It is accepted as it is: " + reason
	if unread == nil {
		text = fmt.Sprintf("Events are gone: this machine had seen event %d (%.12s...), and the case ended with event %d. It is accepted so: %s",
			was.Seq, was.Hash, now.Head.Seq, reason)
	}
	if _, err := c.Act(ctx, id, casefile.Note{Text: text}); err != nil {
		return errors.Join(err, c.heads.put(id, was))
	}
	return nil
}
