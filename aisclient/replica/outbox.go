package replica

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/atomicfile"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/objects"
)

// Refused is an act that was made while the store could not be reached, and that its case does not allow any more. It is
// kept until its author lets it go.
type Refused struct {
	ID     string        `json:"id"`
	Case   string        `json:"case"`
	Kind   casefile.Kind `json:"kind"`
	Author string        `json:"author"`
	Time   time.Time     `json:"time"`
	// Act is the act as JSON, a decision without the program's verdict; null where its case was erased. Why says why it is not allowed
	// and whose act came first.
	Act json.RawMessage `json:"act"`
	Why string          `json:"why"`
	// First is the act that came first; nil where it is another reason.
	First *First `json:"first,omitempty"`
}

// First is an act that came before another.
type First struct {
	Event  int64         `json:"event"`
	Kind   casefile.Kind `json:"kind"`
	Author string        `json:"author"`
	Time   time.Time     `json:"time"`
}

// waitingCases are the cases of which something waits.
func (r *acts) waitingCases(ctx context.Context) ([]string, error) {
	ids := map[string]bool{}
	for o, err := range r.outbox.List(ctx, "cases/", "") {
		if err != nil {
			return nil, err
		}
		id, _, _ := strings.Cut(strings.TrimPrefix(o.Name, "cases/"), "/")
		ids[id] = true
	}
	return slices.Sorted(maps.Keys(ids)), nil // ids begin with the time: the oldest first
}

// pushActs sends what waits of cases, in order, and returns the cases that it touched.
func (r *acts) pushActs(ctx context.Context, rep *Report) error {
	ids, err := r.waitingCases(ctx)
	if err != nil || len(ids) == 0 {
		return err
	}
	by, err := r.Author(ctx)
	if err != nil {
		return err
	}
	for _, id := range ids {
		rep.Cases = append(rep.Cases, id)
		err := r.pushCase(ctx, id, by, rep)
		if errors.Is(err, archive.ErrDamaged) {
			rep.Problems = append(rep.Problems, fmt.Sprintf("case %s: what waits stays here: %v", id, err))
			continue
		}
		if err != nil {
			return err
		}
	}
	return r.pushNotes(ctx)
}

// unsent are the objects of cases of which those that wait are listed. The body of an event that waits may be in the store already: the
// answer to the event was lost.
type unsent struct{ caseStore }

func (s unsent) List(ctx context.Context, prefix, after string) iter.Seq2[objects.Info, error] {
	return s.r.outbox.List(ctx, prefix, after)
}

func (r *acts) pushCase(ctx context.Context, id string, by casefile.Author, rep *Report) error {
	waiting, err := casefile.ReadUnsent(ctx, unsent{caseStore{r, true}}, id, r.Seal())
	if err != nil {
		return err
	}
	l := logOf(r, caseStore{r, false}, id)
	sent := map[int64]casefile.Event{}
	for _, u := range waiting {
		signed := by
		if u.Event.Key == "" {
			signed.Signer = nil
		}
		e, err := l.Resend(ctx, u, sent, signed)
		switch {
		case errors.Is(err, casefile.ErrNotAllowed), errors.Is(err, casefile.ErrReadOnly):
			err = r.refuse(id, u, err, l.State().Erased)
			rep.Refused++
		case err == nil:
			sent[u.Event.Seq] = e
			rep.Acts++
		}
		if err != nil {
			return err
		}
	}
	if slices.ContainsFunc(waiting, func(u casefile.Unsent) bool { return u.Event.Kind == casefile.KindErased }) {
		if err := r.endErasure(ctx, l, rep); err != nil {
			return err
		}
	}
	// Only now, and the last first: an act that waits names those before it, and is looked for where this was ended in between.
	for _, u := range slices.Backward(waiting) {
		for _, name := range u.Objects {
			if err := r.outbox.Delete(ctx, "cases/"+id+"/"+name); err != nil {
				return err
			}
		}
	}
	return r.pushRest(ctx, id)
}

// abandoned is how old a body without an event is when its writer was killed.
const abandoned = time.Hour

// pushRest sends what waits of a case beside events, and removes bodies whose events never came.
func (r *acts) pushRest(ctx context.Context, id string) error {
	for o, err := range r.outbox.List(ctx, "cases/"+id+"/", "") {
		switch {
		case err != nil:
			return err
		case strings.HasSuffix(o.Name, ".event"):
			continue // written meanwhile: the next time
		case strings.HasSuffix(o.Name, ".body"):
			if time.Since(o.Modified) < abandoned {
				continue // its event may be on its way
			}
		default:
			if err := r.copyThere(ctx, o.Name); err != nil {
				return err
			}
		}
		if err := r.outbox.Delete(ctx, o.Name); err != nil {
			return err
		}
	}
	return nil
}

// copyThere sends an object as it lies in the outbox. One of the same name that is there already stays.
func (r *acts) copyThere(ctx context.Context, name string) error {
	b, err := r.outbox.Get(ctx, name)
	if err == nil {
		err = r.createThere(ctx, name, b)
	}
	if errors.Is(err, objects.ErrExists) {
		return nil
	}
	return err
}

// pushNotes sends which case an import belongs to. Where another was faster theirs counts.
func (r *acts) pushNotes(ctx context.Context) error {
	for o, err := range r.outbox.List(ctx, "case-of/", "") {
		if err != nil {
			return err
		}
		if err := r.copyThere(ctx, o.Name); err != nil {
			return err
		}
		if err := r.outbox.Delete(ctx, o.Name); err != nil {
			return err
		}
	}
	return nil
}

// refuse keeps an act that is not allowed any more, sealed, before it leaves the outbox. Of one whose case was erased only that
// it was there stays.
func (r *acts) refuse(id string, u casefile.Unsent, why error, erased bool) error {
	what := u.Event.Act
	if d, ok := what.(casefile.Decision); ok {
		d.Verdict = nil
		what = d
	}
	act, err := json.Marshal(what)
	if err != nil {
		return err
	}
	if erased {
		act = []byte("null")
	}
	one := Refused{ID: u.Event.Hash[:16], Case: id, Kind: u.Event.Kind, Author: u.Event.Author, Time: u.Event.Time, Act: act, Why: why.Error()}
	if late := (*casefile.OvertakenError)(nil); errors.As(why, &late) {
		one.First = &First{late.First.Seq, late.First.Kind, late.First.Author, late.First.Time}
	}
	return one.keep(r)
}

// keep writes an act that was refused down, sealed, until somebody has seen it.
func (one Refused) keep(r *acts) error {
	b, err := json.Marshal(one)
	if err != nil {
		return err
	}
	sealed, err := r.Archive.SealBytes(b)
	if err == nil {
		err = os.MkdirAll(r.path("refused"), 0o700)
	}
	if err != nil {
		return err
	}
	return atomicfile.WriteFile(r.path("refused", one.ID), atomicfile.Options{Durable: true}, atomicfile.Bytes(sealed))
}

// eraseRefused removes what refused acts say of cases that were erased since.
func (r *acts) eraseRefused(ctx context.Context) error {
	all, err := r.Refused()
	if err != nil {
		return nil // whoever lists them is told
	}
	for _, one := range all {
		if string(one.Act) == "null" {
			continue
		}
		s, err := caseHere(ctx, r, one.Case)
		if err != nil {
			return err
		}
		if !s.Erased {
			continue
		}
		one.Act = []byte("null")
		if err := one.keep(r); err != nil {
			return err
		}
	}
	return nil
}

// Refused are the acts that were refused, the oldest first. It fails with seal.ErrLocked where they cannot be read.
func (r *acts) Refused() ([]Refused, error) {
	var all []Refused
	for _, id := range names(r.path("refused"), "") {
		sealed, err := os.ReadFile(r.path("refused", id))
		if err != nil {
			return nil, err
		}
		b, err := r.Archive.OpenBytes(sealed)
		var one Refused
		if err == nil {
			err = json.Unmarshal(b, &one)
		}
		if err != nil {
			return nil, fmt.Errorf("an act that was refused: %w", err)
		}
		all = append(all, one)
	}
	slices.SortFunc(all, func(a, b Refused) int { return a.Time.Compare(b.Time) })
	return all, nil
}

// LetGo forgets an act that was refused, or a deletion that the store does not allow: that import comes back with the next Sync.
func (r *acts) LetGo(id string) error {
	if slices.Contains(names(r.path("undeleted"), ""), id) {
		return remove(r.undeletedFile(id))
	}
	if !slices.Contains(names(r.path("refused"), ""), id) {
		return fmt.Errorf("%.30q: there is no such act. \"aisdesk archive sync\" lists those that were refused", id)
	}
	return remove(r.path("refused", id))
}
