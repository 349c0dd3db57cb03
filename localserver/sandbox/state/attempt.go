package state

import (
	"time"

	"aisdesk/localserver/sandbox/bank"
	"aisdesk/localserver/sandbox/widget"
)

// Attempt is one sign-in in the widget, from the frame's first request to the session.
type Attempt struct {
	ID       string
	Session  string // id of the session at the chosen bank; "" before one was chosen
	Request  widget.Request
	started  time.Time
	Target   widget.Target
	Login    string
	Scenario string // the login named it; "" follows the overrides
	Customer *bank.Customer
	window   string // id of the bank's open window
	Coded    bool   // the code was right, or none is needed
	Tries    int    // wrong codes
	Status   widget.Status
}

// attemptLife bounds how long a sign-in may take; it is sandbox housekeeping, no rule of the provider.
const attemptLife = time.Hour

var errGone = widget.Refusal{Name: "SessionExpired", Message: "This sign-in has ended. Start again."}

// AddAttempt records an attempt and forgets old ones.
func (st *State) AddAttempt(r widget.Request, now time.Time) *Attempt {
	st.mu.Lock()
	defer st.mu.Unlock()
	for id, a := range st.attempts {
		if now.Sub(a.started) > attemptLife {
			delete(st.attempts, id)
			delete(st.windows, a.window)
		}
	}
	a := &Attempt{ID: st.ticket(), Request: r, started: now}
	st.attempts[a.ID] = a
	return a
}

// WithAttempt runs f on the attempt under the lock.
func (st *State) WithAttempt(id string, f func(*Attempt) *widget.Refusal) *widget.Refusal {
	st.mu.Lock()
	defer st.mu.Unlock()
	a := st.attempts[id]
	if a == nil {
		gone := errGone
		return &gone
	}
	return f(a)
}

// WithWindow runs f under the lock on the attempt whose bank window is open.
func (st *State) WithWindow(id string, f func(*Attempt) *widget.Refusal) *widget.Refusal {
	st.mu.Lock()
	defer st.mu.Unlock()
	a := st.windows[id]
	if a == nil || id == "" {
		gone := errGone
		return &gone
	}
	return f(a)
}

// ChooseTarget begins a session at a bank, unless it is the one that was chosen before and its session is not signed in yet;
// the lock is held.
func (st *State) ChooseTarget(a *Attempt, t widget.Target) {
	if a.Session == "" || a.Target.Name != t.Name {
		a.Session = st.number()
	}
	a.Target, a.Customer, a.Status = t, nil, widget.Status{}
}

// OpenWindow gives the attempt a new bank window; the lock is held.
func (st *State) OpenWindow(a *Attempt) string {
	delete(st.windows, a.window)
	a.window = st.ticket()
	st.windows[a.window] = a
	return a.window
}

// CloseWindow ends the bank's window with an outcome; the lock is held.
func (st *State) CloseWindow(a *Attempt, outcome widget.Status) {
	delete(st.windows, a.window)
	a.window, a.Status = "", outcome
}
