package casefile

import (
	"context"
	"errors"
	"fmt"

	"aisdesk/aisclient/objects"
)

// OvertakenError says that an act is not allowed any more, since somebody else's came first.
type OvertakenError struct {
	// First is the event since which it is not allowed.
	First Header
	Err   error
}

// Error names who was first.
func (e *OvertakenError) Error() string {
	return fmt.Sprintf("%v. The %s by %s (event %d, %s) came first", e.Err, e.First.Kind.noun(), e.First.Author, e.First.Seq, e.First.Time.Local().Format("2006-01-02 15:04"))
}

func (e *OvertakenError) Unwrap() error { return e.Err }

// allowed tells whether the act can be done now; seen is the last event that its author saw.
func (w *writing) allowed(seen int64) error {
	l := w.log
	err := l.state.allows(w.act, w.header())
	if err == nil {
		return nil
	}
	err = fmt.Errorf("case %s: %w", l.id, err)
	if !errors.Is(err, ErrNotAllowed) {
		return err
	}
	for n := seen + 1; n <= l.state.Head.Seq; n++ { // the first one that forbids it
		if fold(l.id, l.events[:n], l.o).allows(w.act, w.header()) != nil {
			return &OvertakenError{First: l.events[n-1].Header, Err: err}
		}
	}
	return err
}

// Unsent is an event that was written where the store could not be reached.
type Unsent struct {
	Event Event
	// base is the last event of the chain that was known when the first of them was written.
	base int64
	// body is the object of its body under the seal.
	body []byte
	// Objects are the names of its objects below the case's.
	Objects []string
}

// ReadUnsent reads the events of a case that lie in a store of their own, in order: see Resend. It fails with the store's error,
// and where an event cannot be opened or read.
func ReadUnsent(ctx context.Context, s objects.Store, id string, seal Seal) ([]Unsent, error) {
	l := Start(s, id, LogOptions{Seal: seal})
	var all []Unsent
	for o, err := range l.store.List(ctx, "", "") {
		if err != nil {
			return nil, err
		}
		if EventNumber(o.Name) == 0 {
			continue
		}
		u, err := l.unsent(ctx, o.Name)
		if err != nil {
			return nil, fmt.Errorf("case %s, event that waits in %s: %w", id, o.Name, err)
		}
		all = append(all, u)
		all[len(all)-1].base = all[0].Event.Seq - 1
	}
	return all, nil
}

func (l *Log) unsent(ctx context.Context, name string) (u Unsent, err error) {
	open := func(name string) ([]byte, error) {
		sealed, err := l.store.Get(ctx, name)
		if err != nil {
			return nil, err
		}
		return l.seal.OpenBytes(sealed)
	}
	object, err := open(name)
	if err != nil {
		return u, err
	}
	h, header, _, _, err := parseObject(object)
	if err != nil {
		return u, err
	}
	u.Event, u.Objects = Event{Header: h, Hash: sum(header)}, []string{name, bodyName(h.Body)}
	if u.body, err = open(bodyName(h.Body)); err != nil {
		return u, err
	}
	u.Event.Act, err = readBody(h.Kind, u.body, h.Body)
	return u, err
}

// Resend appends an event that was written elsewhere: at a number of its own, with its time, its author's name and its body.
// sent are the events that those before it became, by the numbers under which they waited: an act that names one of them names
// it by its number now. One that is in the chain already, since an answer was lost, stays as it is. The error is that of Append.
func (l *Log) Resend(ctx context.Context, u Unsent, sent map[int64]Event, by Author) (Event, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.refresh(ctx); err != nil {
		return Event{}, err
	}
	by.Name = u.Event.Author
	w := writing{log: l, by: by, act: u.Event.Act, time: u.Event.Time, storeTime: u.Event.StoreTime, hash: u.Event.Header.Body}
	if err := w.rename(&u, sent); err != nil {
		return Event{}, err
	}
	for _, e := range l.events {
		if e.Header.Body == w.hash {
			return e, nil
		}
	}
	seen := u.base
	if err := w.unseen(seen, sent); err != nil {
		return Event{}, err
	}
	if err := w.allowed(seen); err != nil {
		return Event{}, err
	}
	sealed, err := l.seal.SealBytes(u.body)
	if err != nil {
		return Event{}, err
	}
	if err := l.create(ctx, bodyName(w.hash), sealed); err != nil && !errors.Is(err, objects.ErrExists) {
		return Event{}, err
	}
	return w.append(ctx, seen)
}

// rename has the act name events that waited with it by the numbers that they have now. It fails with ErrNotAllowed where it undoes
// one that was refused.
func (w *writing) rename(u *Unsent, sent map[int64]Event) (err error) {
	switch a := w.act.(type) {
	case Undo:
		e, ok := sent[a.Seq]
		if a.Seq > u.base && !ok {
			return fmt.Errorf("case %s: %w", w.log.id, notAllowed("event %d, which it undoes, waited, too, and was refused", a.Seq))
		}
		if ok {
			a.Seq = e.Seq
		}
		w.act = a
	case Decision:
		a.Head = w.log.headNow(a.Head, u.base, sent)
		w.act = a
	case Report:
		a.Head = w.log.headNow(a.Head, u.base, sent)
		w.act = a
	default:
		return nil
	}
	u.body, w.hash, err = sameSalt(u.body, w.act)
	return err
}

// headNow is the last event that the author of an act saw which waited: base is the last one that was there before all that waited.
func (l *Log) headNow(h Head, base int64, sent map[int64]Event) Head {
	if h.Seq <= base {
		return h
	}
	for ; h.Seq > base; h.Seq-- {
		if e, ok := sent[h.Seq]; ok {
			return Head{e.Seq, e.Hash}
		}
	}
	if base > 0 && base <= int64(len(l.events)) {
		return Head{base, l.events[base-1].Hash}
	}
	return Head{}
}

// unseen refuses a decision where somebody else decided otherwise while it waited.
func (w *writing) unseen(seen int64, sent map[int64]Event) error {
	d, ok := w.act.(Decision)
	if !ok {
		return nil
	}
	own := map[int64]bool{}
	for _, e := range sent {
		own[e.Seq] = true
	}
	for i := range w.log.state.History {
		e := &w.log.state.History[i]
		if other, ok := e.Act.(Decision); ok && e.Seq > seen && !own[e.Seq] && e.Undone == 0 && e.Ignored == "" && other.Outcome != d.Outcome {
			return &OvertakenError{First: e.Header, Err: fmt.Errorf("case %s: %w", w.log.id, decidedMeanwhile(&e.Header, other.Outcome))}
		}
	}
	return nil
}
