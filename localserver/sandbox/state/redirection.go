package state

import (
	"time"

	"aisdesk/localserver/sandbox/widget"
)

// Redirection is a sign-in that happens on the provider's own page instead of in a widget.
type Redirection struct {
	ID        string
	Target    string // redirectUri
	Owner     string
	Country   string
	Locale    string
	PSD2      widget.PSD2
	Created   time.Time
	Session   *Session // after success
	Exception string   // after a failure
}

// AddRedirection keeps a redirection under a new id and returns it with that id.
func (st *State) AddRedirection(r Redirection) Redirection {
	st.mu.Lock()
	defer st.mu.Unlock()
	r.ID = Digest(st.seed, "redirection "+st.number(), 32)
	st.redirections[r.ID] = &r
	return r
}

// Redirection finds one as it is now.
func (st *State) Redirection(id string) (Redirection, bool) {
	st.mu.Lock()
	defer st.mu.Unlock()
	r := st.redirections[id]
	if r == nil {
		return Redirection{}, false
	}
	return *r, true
}

// EndRedirection records how the sign-in ended. The first success stays.
func (st *State) EndRedirection(id string, s *Session, exception string) {
	st.mu.Lock()
	defer st.mu.Unlock()
	if r := st.redirections[id]; r != nil && r.Session == nil {
		r.Session, r.Exception = s, exception
	}
}

// Status is the status word of a redirection.
func (r Redirection) Status(now time.Time) string {
	switch {
	case r.Session != nil:
		return redirectionSuccess
	case r.Exception != "":
		return redirectionFailed
	case now.Sub(r.Created) > redirectionLife:
		return RedirectionExpired
	}
	return redirectionPending
}

// HasRedirection tells whether a redirection with the id exists; the lock is held.
func (st *State) HasRedirection(id string) bool { return st.redirections[id] != nil }
