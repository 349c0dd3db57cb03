package casefile

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"aisdesk/aisclient/objects"
)

// Problem is something in a case that is not as it was written.
type Problem struct {
	// Seq is the event; 0 for the case as a whole.
	Seq int64 `json:"event,omitempty"`
	// What says what is wrong, as a sentence without the event's number.
	What string `json:"what"`
}

// String is the problem as a line for people.
func (p Problem) String() string {
	if p.Seq == 0 {
		return p.What
	}
	return fmt.Sprintf("event %d: %s", p.Seq, p.What)
}

// Checked is what Check found.
type Checked struct {
	Head     Head
	Events   []Event
	Problems []Problem
	// Left is what is still there of a case that was erased: nobody ended that yet, or it was put back.
	Left []Problem
	// Signed is the number of events with a good signature.
	Signed int
	// Erased says that the case was erased: the chain holds without the bodies of the events before.
	Erased bool
	// Loose is the number of whole bodies and data that no event names: their writers were killed, or are still at it.
	Loose int
	// Newer are the events that a newer program wrote: what they say is not known here.
	Newer []int64
	// Expired are the events whose aggregated data is not there any more.
	Expired []int64
	// EndKnown says that somebody had noted an event, so that a cut-off end would have been found up to it.
	EndKnown bool
}

// Check reads a whole case again and names everything that is not as it was written: changed bytes, events that are
// missing, in another place or put in, bodies and signatures that do not fit, files that do not belong there. known are
// heads that were noted elsewhere: by this machine, in reports, in decisions. Without them a cut-off end cannot be found.
// The error is the store's.
func Check(ctx context.Context, s objects.Store, id string, seal Seal, known []Head) (*Checked, error) {
	l := Start(s, id, LogOptions{Seal: seal})
	c := &checking{log: l, out: &Checked{}}
	last, err := c.list(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := c.log.store.Get(ctx, eventName(last+1)); errors.Is(err, objects.ErrNotPlain) {
		c.found(last+1, notPlain, eventName(last+1))
	}
	if last == 0 && len(c.out.Problems) == 0 {
		return nil, fmt.Errorf("case %.40s: %w", id, ErrNotFound)
	}
	for seq := int64(1); seq <= last; seq++ {
		if err := c.event(ctx, seq); err != nil {
			return nil, err
		}
	}
	if err := c.bodies(ctx); err != nil {
		return nil, err
	}
	c.heads(known)
	c.out.Events = l.events
	return c.out, nil
}

type checking struct {
	log    *Log
	out    *Checked
	loose  map[string]time.Time // bodies and data that no event names yet, and when they were made
	gone   []int64              // events without a body
	erased int64                // the last event that erased the case
}

func (c *checking) found(seq int64, format string, args ...any) {
	c.out.Problems = append(c.out.Problems, Problem{seq, fmt.Sprintf(format, args...)})
}

func (c *checking) left(seq int64, format string, args ...any) {
	c.out.Left = append(c.out.Left, Problem{seq, fmt.Sprintf(format, args...)})
}

// list finds the last event and what does not belong there.
func (c *checking) list(ctx context.Context) (last int64, err error) {
	c.loose = map[string]time.Time{}
	for o, err := range c.log.store.List(ctx, "", "") {
		if err != nil {
			return 0, err
		}
		number, isEvent := strings.CutSuffix(o.Name, eventSuffix)
		seq, err := strconv.ParseInt(number, 10, 64)
		switch {
		case isEvent && err == nil && eventName(seq) == o.Name && seq > 0:
			last = max(last, seq)
		case strings.HasSuffix(o.Name, bodySuffix), strings.HasSuffix(o.Name, dataSuffix):
			c.loose[o.Name] = o.Modified
		default:
			c.found(0, notOfCase, o.Name)
		}
	}
	return last, nil
}

// maxMissing is how many missing events are named one by one.
const maxMissing = 100

// event checks one event, and continues after it whatever it finds.
func (c *checking) event(ctx context.Context, seq int64) error {
	l := c.log
	problems := len(c.out.Problems)
	sealed, err := l.store.Get(ctx, eventName(seq))
	if errors.Is(err, objects.ErrNotExist) {
		switch {
		case len(c.out.Problems) >= maxMissing:
		case errors.Is(err, objects.ErrNotPlain):
			c.found(seq, notPlain, eventName(seq))
		default:
			c.found(seq, "it is missing")
		}
		l.events = append(l.events, Event{Header: Header{Seq: seq}})
		return nil
	}
	if err != nil {
		return err
	}
	object, err := l.seal.OpenBytes(sealed)
	if err != nil {
		c.found(seq, "it cannot be opened: %v", err)
		l.events = append(l.events, Event{Header: Header{Seq: seq}})
		return nil
	}
	e, err := l.checked(seq, object)
	sound := err == nil
	bad := (*problemError)(nil)
	newer := errors.As(err, &bad) && bad.newer
	switch {
	case newer: // its place in the chain is known all the same
		c.newer(e, seq)
	case bad != nil:
		c.found(seq, "%s", bad.what)
	}
	e.Seq = seq
	if e.Header.Body != "" && !newer {
		if e, err = c.body(ctx, e); err != nil {
			return err
		}
	}
	if a, ok := e.Act.(Aggregated); ok {
		if err := c.data(ctx, seq, a); err != nil {
			return err
		}
	}
	if sound && e.Act == nil && !e.Erased && len(c.out.Problems) == problems {
		c.out.Newer = append(c.out.Newer, seq)
	}
	if e.Key != "" && sound {
		c.out.Signed++
	}
	if e.Kind == KindErased {
		c.erased = seq
	}
	l.events = append(l.events, e)
	c.out.Head = Head{seq, e.Hash}
	return nil
}

// newer checks of an event that a newer program wrote what every version has: its place in the chain.
func (c *checking) newer(e Event, seq int64) {
	delete(c.loose, bodyName(e.Header.Body))
	switch {
	case e.Header.Seq != seq || e.Header.Case != c.log.id:
		c.found(seq, "it is event %d of case %.40s, put in another place", e.Header.Seq, e.Header.Case)
	case e.Prev != c.log.hashBefore(seq):
		c.found(seq, "it does not follow on event %d, which is another than it was", seq-1)
	default:
		c.out.Newer = append(c.out.Newer, seq)
	}
}

func (c *checking) body(ctx context.Context, e Event) (Event, error) {
	delete(c.loose, bodyName(e.Header.Body))
	with, err := c.log.withBody(ctx, e)
	bad := (*problemError)(nil)
	switch {
	case errors.As(err, &bad):
		c.found(e.Seq, "%s", bad.what)
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return e, err
	case err != nil:
		c.found(e.Seq, "its body cannot be opened: %v", err)
	case with.Erased:
		c.gone = append(c.gone, e.Seq)
	}
	return with, nil
}

// data checks the aggregated data that an event names. That it is gone is no fault: it expires as replies do.
func (c *checking) data(ctx context.Context, seq int64, a Aggregated) error {
	delete(c.loose, dataName(a.Object))
	switch _, err := c.log.Data(ctx, a); {
	case errors.Is(err, objects.ErrNotExist):
		c.out.Expired = append(c.out.Expired, seq)
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case err != nil:
		c.found(seq, "%v", err)
	}
	return nil
}

// abandoned is how old a body without an event is when its writer has gone.
const abandoned = 24 * time.Hour

// notOfCase is what is wrong with a file that is no part of any event.
const notOfCase = "the file %s does not belong to the case: nothing reads it. Move it away"

// bodies says which bodies are gone without having been erased, which are there though they were, and what only seems to be one.
func (c *checking) bodies(ctx context.Context) error {
	for _, seq := range c.gone {
		if seq > c.erased {
			c.found(seq, "its body is missing")
		}
	}
	c.out.Erased = c.erased != 0
	for _, e := range c.log.events[:max(c.erased, 1)-1] {
		if e.Header.Body != "" && !slices.Contains(c.gone, e.Seq) {
			c.left(e.Seq, "erased, but its body with its salt is still there")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.loose)) {
		if c.out.Erased {
			c.left(0, "erased, but %s is still there", name)
			continue
		}
		if whole, err := c.whole(ctx, name); err != nil {
			return err
		} else if whole {
			c.out.Loose++
		} else {
			c.found(0, notOfCase, name)
		}
	}
	return nil
}

// whole reports whether an object that no event names is what its name says: a body or data whose event never came.
func (c *checking) whole(ctx context.Context, name string) (bool, error) {
	sealed, err := c.log.store.Get(ctx, name)
	if errors.Is(err, objects.ErrNotExist) {
		return true, nil // its writer took it back meanwhile
	}
	if err != nil {
		return false, err
	}
	object, err := c.log.seal.OpenBytes(sealed)
	if err != nil {
		return false, ctx.Err()
	}
	if packed, ok := strings.CutSuffix(name, dataSuffix); ok {
		return sum(object)[:32] == packed, nil
	}
	line, b, _ := bytes.Cut(object, []byte("\n"))
	salt, err := hex.DecodeString(string(line))
	return err == nil && bodyName(sum(salt, b)) == name, nil
}

// heads compares the chain with heads that were noted.
func (c *checking) heads(known []Head) {
	slices.SortFunc(known, func(x, y Head) int { return int(x.Seq - y.Seq) })
	last := int64(len(c.log.events))
	for _, k := range known {
		switch {
		case k.Seq < 1:
		case k.Seq > last:
			c.found(k.Seq, "it is missing: the end of the case was cut off after event %d", last)
		case c.log.events[k.Seq-1].Hash != k.Hash:
			c.found(k.Seq, "it is another than the one that was noted")
		}
		c.out.EndKnown = c.out.EndKnown || k.Seq >= last
	}
}

// Sweep removes bodies that no event names and whose writers are gone for a day. It returns how many. It fails with the store's
// error, and with ErrTampered, before anything is removed, where the events do not fit together.
func Sweep(ctx context.Context, s objects.Store, id string, seal Seal) (int, error) {
	l := Start(s, id, LogOptions{Seal: seal})
	c := &checking{log: l, out: &Checked{}}
	last, err := c.list(ctx)
	if err != nil {
		return 0, err
	}
	now, err := l.store.Time(ctx)
	if err != nil {
		return 0, err
	}
	for seq := int64(1); seq <= last; seq++ {
		if err := c.event(ctx, seq); err != nil {
			return 0, err
		}
	}
	if len(c.out.Problems) > 0 {
		return 0, fmt.Errorf("case %s: %w: nothing is removed", id, ErrTampered)
	}
	n := 0
	for name, made := range c.loose {
		if now.Sub(made) < abandoned {
			continue
		}
		if err := l.store.Delete(ctx, name); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
