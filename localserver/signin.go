package localserver

import (
	"sync"

	"aisdesk/aisclient"
)

// stage is where a sign-in stands. The names go to the page as they are.
type stage string

// The stages. The last four are final.
const (
	stageServed    stage = "waiting"   // the page is served, nobody has opened it
	stageOpened    stage = "opened"    // the page was loaded with its token
	stageSigningIn stage = "signingIn" // the widget has started
	stageSucceeded stage = "success"
	stageErrored   stage = "error"
	stageTimedOut  stage = "timedOut"
	stageCancelled stage = "cancelled"
)

var stageOrder = map[stage]int{stageServed: 0, stageOpened: 1, stageSigningIn: 2, stageSucceeded: 3, stageErrored: 3, stageTimedOut: 3, stageCancelled: 3}

// final reports whether the sign-in has ended.
func (s stage) final() bool { return stageOrder[s] == 3 }

// signIn is decided once: the first call of finish decides, every later one learns that it came too late.
type signIn struct {
	mu      sync.Mutex
	stage   stage
	session aisclient.Session
	err     error
	done    chan struct{} // closed by finish
	changed func(stage)   // called in order, with the lock held
}

func newSignIn(changed func(stage)) *signIn {
	return &signIn{stage: stageServed, done: make(chan struct{}), changed: changed}
}

// advance moves an open sign-in forward to a stage that is not final; it never moves back.
func (a *signIn) advance(to stage) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !to.final() && stageOrder[to] > stageOrder[a.stage] {
		a.stage = to
		a.changed(to)
	}
}

// finish ends the sign-in and reports whether this call did. last, which may be nil, runs before anybody who
// waits for the end goes on.
func (a *signIn) finish(to stage, s aisclient.Session, err error, last func()) bool {
	if !a.decide(to, s, err) {
		return false
	}
	if last != nil {
		last()
	}
	close(a.done)
	return true
}

func (a *signIn) decide(to stage, s aisclient.Session, err error) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.stage.final() {
		return false
	}
	a.stage, a.session, a.err = to, s, err
	a.changed(to)
	return true
}

// holds reports whether the sign-in ended with this session.
func (a *signIn) holds(s aisclient.Session) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.stage == stageSucceeded && a.session.ID == s.ID && a.session.Signature == s.Signature
}

// open reports whether the sign-in still waits for its end.
func (a *signIn) open() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return !a.stage.final()
}

// result waits for the end.
func (a *signIn) result() (aisclient.Session, error) {
	<-a.done
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.session, a.err
}
