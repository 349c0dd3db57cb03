package casefile

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"aisdesk/aisclient/objects"
)

// ErrDiverged says that a case went on in two places, each in its own way: neither history is the beginning of the other.
var ErrDiverged = errors.New("the case went on here and in the copy, each in its own way")

// Lost is an object of a case that is not whole.
type Lost struct {
	Name    string // in the case
	Damaged bool   // it is there, and not missing
}

// Missing are the objects of a case that are missing or damaged here and whole in a copy, in the order in which they are to be
// written: after each the case is no less whole than before. Both stores are those of all cases. It fails
// with ErrDiverged, with ErrTampered where the copy is damaged, or with an error of a store or of seal. Then nothing of the
// case is to be taken.
func Missing(ctx context.Context, here, copied objects.Store, id string, seal Seal) ([]Lost, error) {
	m := missing{ours: Start(here, id, LogOptions{Seal: seal}), theirs: Start(copied, id, LogOptions{Seal: seal})}
	if err := m.theirs.Refresh(ctx); err != nil {
		return nil, err
	}
	if why := m.theirs.State().ReadOnly; why != "" {
		return nil, fmt.Errorf("%w in the copy: %s", ErrTampered, why)
	}
	if err := m.compare(ctx); err != nil {
		return nil, err
	}
	for i := range m.theirs.events {
		if err := m.parts(ctx, &m.theirs.events[i]); err != nil {
			return nil, err
		}
	}
	return append(m.bodies, m.events...), m.loose(ctx)
}

type missing struct {
	ours, theirs   *Log
	bodies, events []Lost
	replaced       bool // an event here is damaged
}

// compare compares the events here with those of the copy and with the one behind them, each by itself.
func (m *missing) compare(ctx context.Context) error {
	prev := ""
	for _, e := range m.theirs.events {
		switch _, hash, err := m.here(ctx, e.Seq); {
		case errors.Is(err, objects.ErrNotExist):
			m.events = append(m.events, Lost{eventName(e.Seq), false})
		case errors.Is(err, ErrTampered):
			m.events, m.replaced = append(m.events, Lost{eventName(e.Seq), true}), true
		case err != nil:
			return err
		case hash != e.Hash:
			return fmt.Errorf("%w, from event %d on", ErrDiverged, e.Seq)
		}
		prev = e.Hash
	}
	next := int64(len(m.theirs.events)) + 1
	h, _, err := m.here(ctx, next)
	switch {
	case errors.Is(err, objects.ErrNotExist), errors.Is(err, ErrTampered):
		return nil
	case err == nil && h.Prev != prev:
		return fmt.Errorf("%w, before event %d", ErrDiverged, next)
	}
	return err
}

// here reads the header of an event here, whatever is before it. It fails with ErrTampered where it is damaged.
func (m *missing) here(ctx context.Context, seq int64) (h Header, hash string, err error) {
	sealed, err := m.ours.store.Get(ctx, eventName(seq))
	if err != nil {
		return h, "", err
	}
	object, err := m.ours.seal.OpenBytes(sealed)
	if err != nil {
		return h, "", err
	}
	h, header, sig, newer, err := parseObject(object)
	switch {
	case err != nil || h.Seq != seq || h.Case != m.ours.id:
		return h, "", problem(seq, "it is damaged")
	case newer:
		return h, sum(header), nil
	}
	return h, sum(header), checkSignature(&h, header, sig)
}

// parts looks for the body and the data of an event of the copy, which are whole there or erased.
func (m *missing) parts(ctx context.Context, e *Event) error {
	if e.Erased {
		return nil
	}
	with, err := m.ours.withBody(ctx, Event{Header: e.Header})
	if err == nil && with.Erased || errors.Is(err, ErrTampered) {
		m.bodies = append(m.bodies, Lost{bodyName(e.Header.Body), err != nil})
	} else if err != nil {
		return err
	}
	a, ok := e.Act.(Aggregated)
	if !ok {
		return nil
	}
	_, err = m.ours.Data(ctx, a)
	damaged := errors.Is(err, ErrTampered)
	if err == nil || !errors.Is(err, objects.ErrNotExist) && !damaged {
		return err
	}
	if _, err := m.theirs.Data(ctx, a); err == nil {
		m.bodies = append(m.bodies, Lost{dataName(a.Object), damaged})
	}
	return nil
}

// loose fails with ErrDiverged where an event here is damaged and a body lies here that the copy does not know: what the event
// said was perhaps another thing.
func (m *missing) loose(ctx context.Context) error {
	if !m.replaced {
		return nil
	}
	for o, err := range m.ours.store.List(ctx, "", "") {
		if err != nil {
			return err
		}
		known := slices.ContainsFunc(m.theirs.events, func(e Event) bool { return bodyName(e.Header.Body) == o.Name })
		if strings.HasSuffix(o.Name, bodySuffix) && !known {
			return fmt.Errorf("%w: an event here is damaged, and the copy does not know the body %.12s", ErrDiverged, o.Name)
		}
	}
	return nil
}
