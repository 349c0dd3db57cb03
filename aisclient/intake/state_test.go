package intake

import (
	"slices"
	"sync"
	"testing"
)

var allStates = []State{Idle, Linking, SignedIn, Importing, Saving, Done, Failed, Cancelled}

// allowed spells out every transition; all others are refused.
var allowed = []struct{ from, to State }{
	{Idle, Linking}, {Idle, Importing}, {Idle, Failed}, {Idle, Cancelled},
	{Linking, SignedIn}, {Linking, Failed}, {Linking, Cancelled},
	{SignedIn, Importing}, {SignedIn, Done}, {SignedIn, Failed}, {SignedIn, Cancelled},
	{Importing, Saving}, {Importing, Failed}, {Importing, Cancelled},
	{Saving, Done}, {Saving, Failed}, {Saving, Cancelled},
}

func TestEveryTransition(t *testing.T) {
	for _, from := range allStates {
		for _, to := range allStates {
			want := slices.Contains(allowed, struct{ from, to State }{from, to})
			if from.canBecome(to) != want {
				t.Errorf("%v to %v: %v", from, to, !want)
			}
			var got []Event
			s := newEventQueue(func(ev Event) { got = append(got, ev) })
			s.state = from
			if moved := s.transition(to, Event{}); moved != want {
				t.Errorf("the queue moves from %v to %v: %v", from, to, moved)
			}
			if want && (len(got) != 1 || got[0].State != to || s.current() != to) {
				t.Errorf("%v to %v: %+v", from, to, got)
			}
			if !want && (len(got) != 0 || s.current() != from) {
				t.Errorf("%v to %v is refused and yet: %+v", from, to, got)
			}
		}
	}
}

func TestStateNamesAndEnds(t *testing.T) {
	for _, s := range allStates {
		if s.String() == "unknown" || s.String() == "" {
			t.Errorf("state %d has no name", s)
		}
		if s.Final() != (s == Done || s == Failed || s == Cancelled) {
			t.Errorf("%v: final %v", s, s.Final())
		}
	}
	if State(99).String() != "unknown" || State(-1).String() != "unknown" {
		t.Error("a state outside the table has a name")
	}
}

func TestNothingIsDeliveredAfterTheEnd(t *testing.T) {
	n := 0
	s := newEventQueue(func(Event) { n++ })
	s.transition(Failed, Event{})
	s.send(Event{})
	s.transition(Cancelled, Event{})
	if n != 1 {
		t.Errorf("%d events", n)
	}
}

// A listener that causes an event, as opening the page again does, must not lock itself out.
func TestListenerMayCauseEvents(t *testing.T) {
	var s *eventQueue
	var got []LinkKind
	s = newEventQueue(func(ev Event) {
		if ev.Link == nil {
			return
		}
		got = append(got, ev.Link.Kind)
		if ev.Link.Kind == LinkReady {
			s.send(Event{Link: &LinkEvent{Kind: LinkOpening}})
			got = append(got, "handled")
		}
	})
	s.transition(Linking, Event{})
	s.send(Event{Link: &LinkEvent{Kind: LinkReady}})
	s.flush()
	if !slices.Equal(got, []LinkKind{LinkReady, "handled", LinkOpening}) {
		t.Errorf("%v", got)
	}
}

func TestEventsOfManyGoroutinesComeOneAtATime(t *testing.T) {
	busy, n := false, 0
	s := newEventQueue(func(Event) {
		if busy {
			t.Error("two deliveries at once")
		}
		busy = true
		n++
		busy = false
	})
	s.transition(Linking, Event{})
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			for range 50 {
				s.send(Event{Link: &LinkEvent{}})
			}
		})
	}
	wg.Wait()
	s.transition(Failed, Event{})
	s.flush()
	if n != 1002 {
		t.Errorf("%d events", n)
	}
}
