package scenario

import (
	"maps"
	"strings"
	"sync"
)

// Overrides say which scenario holds for whom: the session's before the login's before everybody's.
type Overrides struct {
	mu       sync.Mutex
	global   string
	logins   map[string]string
	sessions map[string]string
	parsed   map[string]*Behaviour
	strikes  map[string]int // how often a counted refusal struck, by who and where
}

// NewOverrides starts with one scenario for everybody. It fails if there is no such scenario.
func NewOverrides(global string) (*Overrides, error) {
	r := &Overrides{logins: map[string]string{}, sessions: map[string]string{}, parsed: map[string]*Behaviour{}, strikes: map[string]int{}}
	return r, r.set(&r.global, global)
}

func (r *Overrides) set(at *string, name string) error {
	if err := r.check(name); err != nil {
		return err
	}
	*at = name
	return nil
}

func (r *Overrides) check(name string) error {
	if r.parsed[name] != nil {
		return nil
	}
	e, err := Parse(name)
	if err == nil {
		r.parsed[name] = e
	}
	return err
}

// SetForAll changes the scenario for everybody who has none of his own; counted refusals start anew. It fails if there
// is no such scenario.
func (r *Overrides) SetForAll(name string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.set(&r.global, name); err != nil {
		return err
	}
	clear(r.strikes)
	return nil
}

// setIn changes the scenario of somebody, and has the refusals of those whom anew names counted anew. A name that is refused
// changes nothing.
func (r *Overrides) setIn(m map[string]string, who, name string, anew func(who string) bool) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if name == "" {
		delete(m, who)
	} else if err := r.check(name); err != nil {
		return err
	} else {
		m[who] = name
	}
	maps.DeleteFunc(r.strikes, func(who string, _ int) bool { return anew(who) })
	return nil
}

// SetForLogin changes a login's scenario; counted refusals start anew, since sessions of the login are counted. It fails if there
// is no such scenario.
func (r *Overrides) SetForLogin(login, name string) error {
	return r.setIn(r.logins, login, name, func(string) bool { return true })
}

// SetForSession changes a session's scenario; its counted refusals start anew. It fails if there is no such scenario.
func (r *Overrides) SetForSession(id, name string) error {
	return r.setIn(r.sessions, id, name, func(who string) bool { return strings.HasSuffix(who, " "+id) })
}

// For finds the scenario for a session and its login; both may be empty.
func (r *Overrides) For(sessionID, login string) (name string, e *Behaviour) {
	r.mu.Lock()
	defer r.mu.Unlock()
	name = r.global
	if n, ok := r.logins[login]; ok {
		name = n
	}
	if n, ok := r.sessions[sessionID]; ok {
		name = n
	}
	return name, r.parsed[name]
}

// Strikes tells whether a refusal that strikes at most so often still does, and counts it.
func (r *Overrides) Strikes(who string, most int) bool {
	if most == 0 {
		return true
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.strikes[who]++
	return r.strikes[who] <= most
}

// Snapshot copies what holds: for everybody, by login and by session.
func (r *Overrides) Snapshot() (global string, logins, sessions map[string]string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.global, maps.Clone(r.logins), maps.Clone(r.sessions)
}

// Clear forgets the scenarios of logins and sessions.
func (r *Overrides) Clear() {
	r.mu.Lock()
	defer r.mu.Unlock()
	clear(r.logins)
	clear(r.sessions)
	clear(r.strikes)
}
