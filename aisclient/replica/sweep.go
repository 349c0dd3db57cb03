package replica

import (
	"context"
	"errors"
	"hash/fnv"
	"strings"
	"time"

	"aisdesk/aisclient/objects"
)

const day = 24 * time.Hour

// sweep deletes, once a day, what programs that were killed left in the store: objects of imports without a first record, parts
// that no record names, and what a probe could not delete. Only what is older than a day by the store's clock goes, and nothing while the clocks differ.
// at is the store's time. Whoever may not delete leaves it to others.
func (r *imports) sweep(ctx context.Context, all map[string]objects.Info, at time.Time, n *noted) error {
	if at.Sub(n.Swept) < day || r.Now().Sub(at).Abs() > objects.ClockLimit {
		return nil
	}
	left := orphans(all, at.Add(-day))
	parts, err := r.strays(ctx, all, at)
	if err == nil {
		err = r.deleteAll(ctx, append(left, parts...))
	}
	if errors.Is(err, objects.ErrDenied) {
		err = nil
	}
	if err == nil {
		n.Swept = at
	}
	return err
}

// strayDays is within how many days every import had its turn: looking for its strays reads all of its records.
const strayDays = 7

// strays are the parts of imports that exist which no record names: a program was killed before it wrote the record. An import
// with a record that cannot be read is left alone.
func (r *imports) strays(ctx context.Context, all map[string]objects.Info, at time.Time) (names []string, err error) {
	parts := map[string][]string{}
	for name, o := range all {
		if id, n, ok := splitName(name); ok && n == 0 && o.Modified.Before(at.Add(-day)) {
			parts[id] = append(parts[id], name)
		}
	}
	for id, last := range importsOf(all) {
		turn := fnv.New32a()
		_, _ = turn.Write([]byte(id))
		if len(parts[id]) == 0 || int64(turn.Sum32()%strayDays) != at.Unix()/int64(day/time.Second)%strayDays {
			continue
		}
		named, err := r.namedParts(ctx, id, last)
		if err != nil && stops(err) {
			return nil, err
		}
		for _, name := range parts[id] {
			if err == nil && !named[name] {
				names = append(names, name)
			}
		}
	}
	return names, nil
}

// namedParts are the objects that the records of an import name.
func (r *imports) namedParts(ctx context.Context, id string, last int64) (map[string]bool, error) {
	named := map[string]bool{}
	for n := int64(1); n <= last; n++ {
		rec, err := r.getRecord(ctx, id, n)
		if err != nil {
			return nil, err
		}
		for _, p := range rec.Parts {
			named[partName(id, p.Name)] = true
		}
		for _, file := range rec.Files {
			for _, p := range file {
				named[partName(id, p.Name)] = true
			}
		}
	}
	return named, nil
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
