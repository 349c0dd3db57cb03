package replica

import (
	"context"
	"errors"
	"strings"
	"time"

	"aisdesk/aisclient/objects"
)

const day = 24 * time.Hour

// sweep deletes, once a day, what programs that were killed left in the store: objects of imports without a first record, and
// what a probe could not delete. Only what is older than a day by the store's clock goes, and nothing while the clocks differ.
// at is the store's time. Whoever may not delete leaves it to others.
func (r *imports) sweep(ctx context.Context, all map[string]objects.Info, at time.Time, n *noted) error {
	if at.Sub(n.Swept) < day || r.Now().Sub(at).Abs() > objects.ClockLimit {
		return nil
	}
	err := r.deleteAll(ctx, orphans(all, at.Add(-day)))
	if errors.Is(err, objects.ErrDenied) {
		err = nil
	}
	if err == nil {
		n.Swept = at
	}
	return err
}

// orphans are the objects that belong to nothing and were all written before a time.
func orphans(all map[string]objects.Info, before time.Time) (names []string) {
	of := map[string][]string{}
	young := map[string]bool{}
	for name, o := range all {
		if strings.HasPrefix(name, "probe/") && o.Modified.Before(before) {
			names = append(names, name)
		}
		if id, _, ok := splitName(name); ok {
			of[id] = append(of[id], name)
			young[id] = young[id] || !o.Modified.Before(before)
		}
	}
	for id, objs := range of {
		if _, exists := all[recordName(id, 1)]; !exists && !young[id] {
			names = append(names, objs...)
		}
	}
	return names
}
