package localserver

import (
	"sync"

	"aisdesk/aisclient"
)

// Stage is where a sign-in stands. The names go to the page as they are.
type Stage string

// The stages. The last four are final.
const (
	Waiting   Stage = "waiting"   // the page is served, nobody has opened it
	Opened    Stage = "opened"    // the page was loaded with its token
	SigningIn Stage = "signingIn" // the widget has started
	Succeeded Stage = "success"
	Errored   Stage = "error"
	TimedOut  Stage = "timedOut"
	Cancelled Stage = "cancelled"
)

var stageOrder = map[Stage]int{Waiting: 0, Opened: 1, SigningIn: 2, Succeeded: 3, Errored: 3, TimedOut: 3, Cancelled: 3}

// final reports whether the sign-in has ended.
func (s Stage) final() bool { return stageOrder[s] == 3 }

// signIn is decided once: the first call of finish decides, every later one learns that it came too late.
type signIn struct {
	mu      sync.Mutex
	stage   Stage
	session aisclient.Session
	err     error
	done    chan struct{} // closed by finish
	changed func(Stage)   // called in order, with the lock held
}

func newSignIn(changed func(Stage)) *signIn {
	return &signIn{stage: Waiting, done: make(chan struct{}), changed: changed}
}

// advance moves an open sign-in forward to a stage that is not final; it never moves back.
func (a *signIn) advance(to Stage) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !to.final() && stageOrder[to] > stageOrder[a.stage] {
		a.stage = to
		a.changed(to)
	}
}

// finish ends the sign-in and reports whether this call did. last, which may be nil, runs before anybody who
// waits for the end goes on.
func (a *signIn) finish(to Stage, s aisclient.Session, err error, last func()) bool {
	if !a.decide(to, s, err) {
		return false
	}
	if last != nil {
		last()
	}
	close(a.done)
	return true
}

func (a *signIn) decide(to Stage, s aisclient.Session, err error) bool {
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
	return a.stage == Succeeded && a.session.ID == s.ID && a.session.Signature == s.Signature
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
