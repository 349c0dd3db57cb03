package sandbox

import (
	"crypto/rand"
	"time"

	"aisdesk/localserver/sandbox/bank"
	"aisdesk/localserver/sandbox/widget"
)

// attempt is one sign-in in the widget, from the frame's first request to the session.
type attempt struct {
	id       string
	request  widget.Request
	started  time.Time
	target   widget.Target
	login    string
	scenario string // the login named it; "" follows the rules
	customer *bank.Customer
	window   string // id of the bank's open window
	coded    bool   // the code was right, or none is needed
	tries    int    // wrong codes
	status   widget.Status
}

// attemptLife bounds how long a sign-in may take; it is sandbox housekeeping, no rule of the provider.
const attemptLife = time.Hour

var errGone = widget.Refusal{Name: "SessionExpired", Message: "This sign-in has ended. Start again."}

// addAttempt records an attempt and forgets old ones.
func (st *state) addAttempt(r widget.Request, now time.Time) *attempt {
	st.mu.Lock()
	defer st.mu.Unlock()
	for id, a := range st.attempts {
		if now.Sub(a.started) > attemptLife {
			delete(st.attempts, id)
			delete(st.windows, a.window)
		}
	}
	a := &attempt{id: rand.Text(), request: r, started: now}
	st.attempts[a.id] = a
	return a
}

// withAttempt runs f on the attempt under the lock.
func (st *state) withAttempt(id string, f func(*attempt) *widget.Refusal) *widget.Refusal {
	st.mu.Lock()
	defer st.mu.Unlock()
	a := st.attempts[id]
	if a == nil {
		gone := errGone
		return &gone
	}
	return f(a)
}

// withWindow runs f under the lock on the attempt whose bank window is open.
func (st *state) withWindow(id string, f func(*attempt) *widget.Refusal) *widget.Refusal {
	st.mu.Lock()
	defer st.mu.Unlock()
	a := st.windows[id]
	if a == nil || id == "" {
		gone := errGone
		return &gone
	}
	return f(a)
}

// openWindow gives the attempt a new bank window; the lock is held.
func (st *state) openWindow(a *attempt) string {
	delete(st.windows, a.window)
	a.window = rand.Text()
	st.windows[a.window] = a
	return a.window
}

// closeWindow ends the bank's window with an outcome; the lock is held.
func (st *state) closeWindow(a *attempt, outcome widget.Status) {
	delete(st.windows, a.window)
	a.window, a.status = "", outcome
}
