package sandbox

import (
	"maps"
	"strings"
	"sync"
)

// rules say which scenario holds for whom: the session's before the login's before everybody's.
type rules struct {
	mu       sync.Mutex
	global   string
	logins   map[string]string
	sessions map[string]string
	parsed   map[string]*effects
	struck   map[string]int // how often a counted refusal struck, by who and where
}

func newRules(global string) (*rules, error) {
	r := &rules{logins: map[string]string{}, sessions: map[string]string{}, parsed: map[string]*effects{}, struck: map[string]int{}}
	return r, r.set(&r.global, global)
}

func (r *rules) set(at *string, name string) error {
	if err := r.check(name); err != nil {
		return err
	}
	*at = name
	return nil
}

func (r *rules) check(name string) error {
	if r.parsed[name] != nil {
		return nil
	}
	e, err := parseScenario(name)
	if err == nil {
		r.parsed[name] = e
	}
	return err
}

func (r *rules) setGlobal(name string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	clear(r.struck)
	return r.set(&r.global, name)
}

func (r *rules) setIn(m map[string]string, who, name string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if name == "" {
		delete(m, who)
		return nil
	}
	if err := r.check(name); err != nil {
		return err
	}
	m[who] = name
	return nil
}

// setLogin changes a login's scenario; counted refusals start anew, since sessions of the login are counted.
func (r *rules) setLogin(login, name string) error {
	r.mu.Lock()
	clear(r.struck)
	r.mu.Unlock()
	return r.setIn(r.logins, login, name)
}

// setSession changes a session's scenario; its counted refusals start anew.
func (r *rules) setSession(id, name string) error {
	r.mu.Lock()
	maps.DeleteFunc(r.struck, func(who string, _ int) bool { return strings.HasSuffix(who, " "+id) })
	r.mu.Unlock()
	return r.setIn(r.sessions, id, name)
}

// of finds the scenario for a session and its login; both may be empty.
func (r *rules) of(sessionID, login string) (name string, e *effects) {
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

// strikes tells whether a refusal that strikes at most so often still does, and counts it.
func (r *rules) strikes(who string, most int) bool {
	if most == 0 {
		return true
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.struck[who]++
	return r.struck[who] <= most
}

func (r *rules) globalName() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.global
}

func (r *rules) snapshot() (global string, logins, sessions map[string]string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.global, maps.Clone(r.logins), maps.Clone(r.sessions)
}

func (r *rules) clear() {
	r.mu.Lock()
	defer r.mu.Unlock()
	clear(r.logins)
	clear(r.sessions)
	clear(r.struck)
}
