package sandbox

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// What the control page can do, Go tests can do too.

// Advance moves the sandbox's clock forward: sessions age, imports end, retention runs out, a new day begins.
func (s *Sandbox) Advance(d time.Duration) { s.clock.Advance(d) }

// SetScenario changes the scenario for everybody who has none of his own. Counted scenarios (429:2) start anew. It
// fails if there is no such scenario.
func (s *Sandbox) SetScenario(name string) error {
	if err := s.rules.setGlobal(name); err != nil {
		return err
	}
	return s.applyDown()
}

// SetLoginScenario changes the scenario for one login; an empty name removes it.
func (s *Sandbox) SetLoginScenario(login, name string) error {
	if login == "" {
		return errors.New("the login is missing")
	}
	return s.rules.setLogin(login, name)
}

// SetSessionScenario changes the scenario for one session; an empty name removes it.
func (s *Sandbox) SetSessionScenario(id, name string) error {
	if !s.state.has(id) {
		return fmt.Errorf("there is no session %q", id)
	}
	return s.rules.setSession(id, name)
}

// applyDown closes the API's port under api-down and opens it again afterwards.
func (s *Sandbox) applyDown() error {
	if _, e := s.rules.of("", ""); !e.down {
		return s.api.open()
	}
	now, cancel := context.WithCancel(context.Background())
	cancel()
	return s.api.shut(now)
}

// Requests lists what the API received after a number (0 for all that is kept: the last 5,000), oldest first.
func (s *Sandbox) Requests(after uint64) []Request { return s.log.after(after) }

// SessionInfo is a session as the control page shows it.
type SessionInfo struct {
	ID       string    `json:"id"`
	Login    string    `json:"login"`
	Customer string    `json:"customer"`
	Target   string    `json:"target"`
	Owner    string    `json:"ownerExternalId,omitempty"`
	Origin   string    `json:"origin"` // widget, mock or reuse
	Scenario string    `json:"scenario"`
	Created  time.Time `json:"created"`
	Expires  time.Time `json:"expires"`
	// Command is empty until the import was started.
	Command string `json:"command,omitempty"`
	State   string `json:"state,omitempty"`
	Since   string `json:"since,omitempty"`
	// MultipleAccessID is empty unless repeated access was granted.
	MultipleAccessID string `json:"multipleAccessId,omitempty"`
}

// Sessions lists the sessions in the order of their making.
func (s *Sandbox) Sessions() []SessionInfo {
	now := s.clock.Now()
	out := []SessionInfo{}
	for _, x := range s.state.list() {
		scenario, e := s.rules.of(x.id, x.login)
		i := SessionInfo{ID: x.id, Login: x.login, Target: x.target.Name, Owner: x.owner, Origin: x.origin, Scenario: scenario,
			Created: x.created, Expires: x.expires, MultipleAccessID: x.accessID}
		if len(x.customer.Owners) > 0 {
			i.Customer = x.customer.Owners[0].Name
		}
		if x.command != nil {
			i.Command, i.Since, i.State = x.command.id, x.command.since.String(), s.stage(x.command, e, now).state
		}
		out = append(out, i)
	}
	return out
}

// Expire ends something before its time: the session, command result, owner's data or repeated access with this id.
// It reports whether there was one.
func (s *Sandbox) Expire(id string) bool { return s.state.expire(id, s.clock.Now()) }

func (st *state) expire(id string, now time.Time) bool {
	if st.revoke(id, now) {
		return true
	}
	st.mu.Lock()
	defer st.mu.Unlock()
	if s := st.sessions[id]; s != nil {
		delete(st.sessions, id)
		return true
	}
	if c := st.commands[id]; c != nil {
		c.deleted = true
		return true
	}
	if o := st.owners[id]; o != nil {
		delete(st.owners, id)
		return true
	}
	return false
}

func (st *state) has(session string) bool {
	st.mu.Lock()
	defer st.mu.Unlock()
	return st.sessions[session] != nil
}

// Reset forgets sessions, imports, owners, requests and scenarios; the clock, the customers and the addresses stay.
func (s *Sandbox) Reset() error {
	s.state.clear()
	s.log.clear()
	s.rules.clear()
	return s.SetScenario(s.options.Scenario)
}

func (st *state) clear() {
	st.mu.Lock()
	defer st.mu.Unlock()
	clear(st.sessions)
	clear(st.commands)
	clear(st.owners)
	clear(st.accesses)
	clear(st.redirections)
	clear(st.attempts)
	clear(st.windows)
}
