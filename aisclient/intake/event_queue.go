package intake

import "sync"

// eventQueue hands events to one listener, in order and one at a time, from any number of goroutines. The
// listener may cause further events: they are delivered after it returns.
type eventQueue struct {
	mu      sync.Mutex
	idle    sync.Cond
	queue   []Event
	busy    bool
	state   State
	deliver func(Event)
}

func newEventQueue(deliver func(Event)) *eventQueue {
	s := &eventQueue{deliver: deliver}
	s.idle.L = &s.mu
	return s
}

// send stamps the event with the state and queues it. After a final state nothing is sent.
func (s *eventQueue) send(ev Event) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state.Final() {
		return
	}
	ev.State = s.state
	s.push(ev)
}

// transition changes the state and sends the event of the change. It reports false, and does nothing, where the
// state machine has no such transition.
func (s *eventQueue) transition(next State, ev Event) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.state.canBecome(next) {
		return false
	}
	s.state, ev.State = next, next
	s.push(ev)
	return true
}

// push queues an event; whoever finds nobody delivering delivers until the queue is empty. Called locked.
func (s *eventQueue) push(ev Event) {
	s.queue = append(s.queue, ev)
	if s.busy {
		return
	}
	s.busy = true
	for len(s.queue) > 0 {
		next := s.queue[0]
		s.queue = s.queue[1:]
		s.mu.Unlock()
		s.deliver(next)
		s.mu.Lock()
	}
	s.busy = false
	s.idle.Broadcast()
}

// flush waits until everything queued was delivered.
func (s *eventQueue) flush() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.busy {
		s.idle.Wait()
	}
}

func (s *eventQueue) current() State {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state
}
