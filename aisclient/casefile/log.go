package casefile

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/signature"
)

// Seal keeps what is stored from others' eyes. An archive does it, where it is encrypted.
type Seal interface {
	SealBytes(b []byte) ([]byte, error)
	// OpenBytes fails with ErrTampered where b is not what may be stored.
	OpenBytes(b []byte) ([]byte, error)
}

// Signer signs events. A *signature.Signer is one.
type Signer interface {
	Key() signature.Key
	Sign(n signature.Namespace, message []byte) ([]byte, error)
}

// Author is who acts.
type Author struct {
	Name string
	// Signer signs the events; nil leaves them unsigned, and the name claimed only.
	Signer Signer
}

// Log is the chain of events of one case in a store. It may be used by several goroutines; several programs may have one
// open on the same case.
type Log struct {
	store objects.Store // of this case only
	seal  Seal
	id    string
	now   func() time.Time

	mu     sync.Mutex
	events []Event
	state  *State
	o      Options
	noted  func() Head
	lacks  bool // the noted head is not in the chain
}

// LogOptions are what a Log is opened with besides its store. The zero value is usable.
type LogOptions struct {
	Options
	// Seal seals and opens objects; nil leaves them readable.
	Seal Seal
	// Now is this machine's clock; nil is time.Now.
	Now func() time.Time
	// Noted is an event that was in the chain before, by its number and hash; zero for none. While the chain does not contain
	// it the case is read-only: events are missing or were replaced. Nil knows of none.
	Noted func() Head
}

// folder is the word with which the names of all objects of cases begin.
const folder = "cases"

// Start is a case without events. It begins to exist with its first.
func Start(s objects.Store, id string, o LogOptions) *Log {
	if o.Seal == nil {
		o.Seal = plain{}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Noted == nil {
		o.Noted = func() Head { return Head{} }
	}
	return &Log{store: storeOf(s, id), seal: o.Seal, id: id, now: o.Now, o: o.Options, noted: o.Noted, state: fold(id, nil, o.Options)}
}

func storeOf(s objects.Store, id string) objects.Store {
	return objects.Sub(objects.Sub(s, folder), id)
}

// plain seals nothing.
type plain struct{}

func (plain) SealBytes(b []byte) ([]byte, error) { return b, nil }
func (plain) OpenBytes(b []byte) ([]byte, error) { return b, nil }

// State is the case as it was when it was last read.
func (l *Log) State() *State {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.state
}

// Refresh reads what others wrote meanwhile. It fails with the store's error; what does not fit together makes the state
// read-only.
func (l *Log) Refresh(ctx context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.refresh(ctx)
}

func (l *Log) refresh(ctx context.Context) error {
	if l.lacks { // the events may be back: all are read again
		l.events, l.state, l.lacks = nil, fold(l.id, nil, l.o), false
	}
	if l.state.ReadOnly != "" {
		return nil // nothing behind it can be trusted or understood
	}
	was := l.noted() // before the events are read: what others write and note meanwhile is not missing
	before := len(l.events)
	problem, newer := "", ""
	for {
		e, err := l.read(ctx, int64(len(l.events))+1)
		var bad *problemError
		if errors.Is(err, objects.ErrNotExist) {
			break
		}
		if errors.As(err, &bad) {
			problem = bad.Error() + ". \"aisdesk check\" tells more"
			if bad.newer {
				newer = bad.Error()
			}
			break
		}
		if err != nil {
			return err
		}
		l.events = append(l.events, e)
	}
	if l.take(before, problem); newer != "" {
		l.state.Newer = newer
	}
	l.compare(was)
	return nil
}

// lookAgain has all events read again where the last that was read is not there any more.
func (l *Log) lookAgain(ctx context.Context) {
	if n := len(l.events); n > 0 {
		_, err := l.store.Get(ctx, eventName(int64(n)))
		l.lacks = l.lacks || errors.Is(err, objects.ErrNotExist)
	}
}

// compare makes the case read-only where its chain does not contain an event that was there before.
func (l *Log) compare(was Head) {
	if l.lacks = !l.state.Contains(was); !l.lacks || l.state.ReadOnly != "" {
		return
	}
	l.state = l.state.clone()
	l.state.ReadOnly = fmt.Sprintf("events are missing or were replaced: this machine has noted event %d, and it is not among the %d events that are there now. "+
		"\"aisdesk check --case %s\" tells more; restore the case from a copy of the archive that has it, or accept the loss with \"aisdesk encrypt trust --case %s\"", was.Seq, len(l.events), l.id, l.id)
}

// take brings the state up to the events.
func (l *Log) take(from int, problem string) {
	fresh := l.events[from:]
	if len(fresh) == 0 && problem == "" {
		return
	}
	refold := from == 0
	for _, e := range fresh {
		refold = refold || e.Kind == KindUndo
	}
	if refold {
		l.state = fold(l.id, l.events, l.o)
	} else {
		l.state = l.state.clone()
		for _, e := range fresh {
			l.state.add(e, 0)
		}
	}
	if problem == "" && l.state.missing != 0 {
		problem = fmt.Sprintf("the body of event %d is gone, and nobody erased the case", l.state.missing)
	}
	if problem != "" {
		l.state.ReadOnly = problem
	}
}

// read reads one event and checks that it fits behind those before.
func (l *Log) read(ctx context.Context, seq int64) (Event, error) {
	sealed, err := l.store.Get(ctx, eventName(seq))
	if errors.Is(err, objects.ErrNotPlain) {
		return Event{}, problem(seq, notPlain, eventName(seq))
	}
	if err != nil {
		return Event{}, err
	}
	object, err := l.seal.OpenBytes(sealed)
	if errors.Is(err, ErrTampered) {
		return Event{}, problem(seq, "it cannot be opened: %v", err)
	}
	if err != nil {
		return Event{}, err
	}
	e, err := l.checked(seq, object)
	if err != nil {
		return e, err
	}
	return l.withBody(ctx, e)
}

// checked reads the object of an event: what it says of itself must be so.
func (l *Log) checked(seq int64, object []byte) (Event, error) {
	h, header, sig, newer, err := parseObject(object)
	e := Event{Header: h, Hash: sum(header)}
	switch {
	case err != nil:
		return e, problem(seq, "%v", err)
	case newer:
		return e, &problemError{seq: seq, what: "it was written by a newer version of the program. Update the program to go on", newer: true}
	case h.Seq != seq || h.Case != l.id:
		return e, problem(seq, "it is event %d of case %.40s, put in another place", h.Seq, h.Case)
	case h.Prev != l.hashBefore(seq):
		return e, problem(seq, "it does not follow on event %d, which is another than it was", seq-1)
	}
	return e, checkSignature(&e.Header, header, sig)
}

// notPlain is what is wrong where an event cannot lie.
const notPlain = "in its place, %s, lies something that is no plain file, such as a directory or a link. Move it away"

func checkSignature(h *Header, header, sig []byte) error {
	if h.Key == "" && len(sig) == 0 {
		return nil
	}
	key, err := signature.Verify(signature.Event, header, sig)
	if err == nil && key.Fingerprint != h.Key {
		err = fmt.Errorf("it is signed with the key %s and names %s", key.Fingerprint, h.Key)
	}
	if err != nil {
		return problem(h.Seq, "%v", err)
	}
	return nil
}

func (l *Log) hashBefore(seq int64) string {
	if seq < 2 {
		return ""
	}
	return l.events[seq-2].Hash
}

// withBody reads the body of an event. One that is gone was erased, or its case is damaged: what comes later tells.
func (l *Log) withBody(ctx context.Context, e Event) (Event, error) {
	sealed, err := l.store.Get(ctx, bodyName(e.Body))
	if errors.Is(err, objects.ErrNotExist) {
		e.Erased = true
		return e, nil
	}
	if err != nil {
		return e, err
	}
	object, err := l.seal.OpenBytes(sealed)
	if errors.Is(err, ErrTampered) {
		return e, problem(e.Seq, "its body cannot be opened: %v", err)
	}
	if err != nil {
		return e, err
	}
	if e.Act, err = readBody(e.Kind, object, e.Header.Body); err != nil {
		return e, problem(e.Seq, "its body: %v", err)
	}
	return e, nil
}

// problemError says what is wrong with an event.
type problemError struct {
	seq   int64
	what  string
	newer bool // nothing is: a newer program wrote it
}

func (p *problemError) Error() string { return fmt.Sprintf("event %d: %s", p.seq, p.what) }
func (p *problemError) Unwrap() error { return ErrTampered }

func problem(seq int64, format string, args ...any) error {
	return &problemError{seq: seq, what: fmt.Sprintf(format, args...)}
}

// Append adds an event, once the case as it is then allows the act: see State.Allows. When it returns without an error
// the event is in the chain for good. Of several who append at once each gets a number of its own. Where others' events
// came since the case was read, an error is an *OvertakenError.
func (l *Log) Append(ctx context.Context, a Act, by Author) (Event, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	w := writing{log: l, by: by}
	seen := l.state.Head.Seq
	l.lookAgain(ctx)
	if err := l.refresh(ctx); err != nil {
		return Event{}, err
	}
	err := check(a)
	if err != nil {
		return Event{}, fmt.Errorf("case %s: %w", l.id, err)
	}
	if w.act, err = asStored(a); err != nil {
		return Event{}, err
	}
	if err := w.allowed(seen); err != nil {
		return Event{}, err
	}
	if err := w.prepare(ctx); err != nil {
		return Event{}, err
	}
	return w.append(ctx, seen)
}

// append tries numbers until one is free.
func (w *writing) append(ctx context.Context, seen int64) (Event, error) {
	l, taken := w.log, 0
	for {
		last := l.state.Head.Seq
		e, err := w.try(ctx)
		if !errors.Is(err, objects.ErrExists) {
			return e, err
		}
		if err := l.refresh(ctx); err != nil {
			return Event{}, err
		}
		if err = w.allowed(seen); err == nil && l.state.Head.Seq == last {
			if taken++; taken == maxTaken {
				err = fmt.Errorf("case %s: %w", l.id, problem(last+1, notPlain, eventName(last+1)))
			}
		}
		if err != nil {
			_ = l.store.Delete(ctx, bodyName(w.hash)) // nobody names it
			return Event{}, err
		}
	}
}

// maxTaken is how often a number may be taken without an event that can be read.
const maxTaken = 10

// writing is one act on its way to becoming an event.
type writing struct {
	log       *Log
	act       Act
	by        Author
	time      time.Time
	storeTime time.Time
	hash      string // of the body
}

// prepare looks at the clocks and stores the body, before the header that names it.
func (w *writing) prepare(ctx context.Context) error {
	w.time = w.log.now().UTC().Truncate(time.Millisecond)
	theirs, err := w.log.store.Time(ctx)
	if err != nil {
		return err
	}
	if w.time.Sub(theirs).Abs() > clockLimit {
		w.storeTime = theirs.UTC().Truncate(time.Millisecond)
	}
	object, hash, err := newBody(w.act)
	if err != nil {
		return err
	}
	w.hash = hash
	sealed, err := w.log.seal.SealBytes(object)
	if err != nil {
		return err
	}
	return w.log.create(ctx, bodyName(hash), sealed)
}

func (w *writing) header() Header {
	l := w.log
	h := Header{Version: eventVersion, Case: l.id, Seq: l.state.Head.Seq + 1, Kind: w.act.Kind(), Time: w.time, StoreTime: w.storeTime,
		Author: w.by.Name, Prev: l.state.Head.Hash, Body: w.hash}
	if w.by.Signer != nil {
		h.Key = w.by.Signer.Key().Fingerprint
	}
	return h
}

// try creates the event at the next number. It fails with objects.ErrExists where another won.
func (w *writing) try(ctx context.Context) (Event, error) {
	l, h := w.log, w.header()
	header, err := canonical(h)
	if err != nil {
		return Event{}, err
	}
	var sig []byte
	if w.by.Signer != nil {
		if sig, err = w.by.Signer.Sign(signature.Event, header); err != nil {
			return Event{}, err
		}
	}
	object, err := h.object(sig)
	if err != nil {
		return Event{}, err
	}
	sealed, err := l.seal.SealBytes(object)
	if err != nil {
		return Event{}, err
	}
	if err := l.create(ctx, eventName(h.Seq), sealed); err != nil {
		return Event{}, err
	}
	e := Event{Header: h, Hash: sum(header), Act: w.act}
	l.events = append(l.events, e)
	l.take(len(l.events)-1, "")
	return e, nil
}

// create creates an object. After a lost answer the one that is there may be this one: equal bytes tell.
func (l *Log) create(ctx context.Context, name string, b []byte) error {
	err := l.store.Create(ctx, name, b)
	if err == nil {
		return nil
	}
	if there, got := l.store.Get(ctx, name); got == nil && bytes.Equal(there, b) {
		return nil
	}
	return err
}
