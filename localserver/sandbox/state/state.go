package state

import (
	"cmp"
	"crypto/subtle"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"sync"
	"time"

	"aisdesk/localserver/sandbox/scenario"
)

// State is everything that the sandbox remembers. One lock guards it all: what is done under it are map look-ups, and
// replies are written without it.
type State struct {
	mu           sync.Mutex
	seed         uint64
	next         uint64 // the last number given to a session or command; both come from one range
	skip         func() uint64
	ticket       func() string // names the next attempt, or window of a bank
	sessions     map[string]*Session
	commands     map[string]*Command
	owners       map[string]*owner
	accesses     map[string]*access
	redirections map[string]*Redirection
	attempts     map[string]*Attempt
	windows      map[string]*Attempt
}

// New is a state that remembers nothing. Ids follow from the seed.
func New(seed uint64) *State {
	dice, tickets := Random(seed, "ids"), Random(seed, "tickets")
	return &State{
		seed:         seed,
		next:         455_000_000 + dice.Uint64N(1_000_000),
		skip:         func() uint64 { return 1 + dice.Uint64N(20) },
		ticket:       func() string { return fmt.Sprintf("%016x%016x", tickets.Uint64(), tickets.Uint64()) },
		sessions:     map[string]*Session{},
		commands:     map[string]*Command{},
		owners:       map[string]*owner{},
		accesses:     map[string]*access{},
		redirections: map[string]*Redirection{},
		attempts:     map[string]*Attempt{},
		windows:      map[string]*Attempt{},
	}
}

// number takes the next id; the lock is held.
func (st *State) number() string {
	st.next += st.skip()
	return strconv.FormatUint(st.next, 10)
}

// OpenSession records a finished sign-in and gives it its signature, and its id unless it has one since a bank was chosen.
func (st *State) OpenSession(s Session, now time.Time) *Session {
	st.mu.Lock()
	defer st.mu.Unlock()
	if s.ID == "" {
		s.ID = st.number()
	}
	s.Signature = Digest(st.seed, "session "+s.ID, 64)
	s.Created, s.Expires = now, now.Add(sessionLife)
	if len(st.sessions)%512 == 511 {
		st.sweep(now)
	}
	st.sessions[s.ID] = &s
	return &s
}

// sweep forgets what the retention has ended, so that a sandbox can run for months; the lock is held.
func (st *State) sweep(now time.Time) {
	old := func(t time.Time) bool { return now.Sub(t) > Retention+sessionLife }
	maps.DeleteFunc(st.sessions, func(_ string, s *Session) bool { return old(s.Created) })
	maps.DeleteFunc(st.commands, func(_ string, c *Command) bool { return old(c.Started) })
	for id, o := range st.owners {
		o.commands = slices.DeleteFunc(o.commands, func(c *Command) bool { return old(c.Started) })
		o.uploads = slices.DeleteFunc(o.uploads, func(u *Upload) bool { return old(u.At) })
		if len(o.commands)+len(o.uploads) == 0 && old(o.created) {
			delete(st.owners, id)
		}
	}
	maps.DeleteFunc(st.redirections, func(_ string, r *Redirection) bool { return old(r.Created) })
	maps.DeleteFunc(st.accesses, func(_ string, a *access) bool { return now.After(a.expires) })
}

// FindSession returns the session if the signature is the session's.
func (st *State) FindSession(id, signature string, now time.Time) (*Session, *scenario.Refusal) {
	st.mu.Lock()
	defer st.mu.Unlock()
	s := st.sessions[id]
	if s == nil || (s.Command == nil && now.After(s.Expires)) {
		return nil, scenario.Refuse("InvalidSessionId", "Session expired.")
	}
	if subtle.ConstantTimeCompare([]byte(s.Signature), []byte(signature)) != 1 {
		return nil, scenario.Refuse("InvalidSessionIdSignature", "Session id signature is invalid.")
	}
	return s, nil
}

// StartCommand makes the session's one default import; a second call is refused. Commands for a part may follow one another,
// but not mix with the default import.
func (st *State) StartCommand(c Command, now time.Time) (*Command, *scenario.Refusal) {
	st.mu.Lock()
	defer st.mu.Unlock()
	s := c.Session
	switch {
	case s.Command != nil:
		return nil, scenario.Refuse("DefaultImportAlreadyExecuted", "Default import was already executed in this session.")
	case s.parts > 0 && c.Name == DefaultImportName:
		return nil, scenario.Refuse(mixedImport, "Command DefaultImportCommand is not available in a session that imports parts.")
	}
	c.ID, c.Started = st.number(), now
	st.commands[c.ID] = &c
	if c.Name != DefaultImportName {
		s.parts++
		s.Expires = now.Add(sessionLife)
		return &c, nil
	}
	s.Command = &c
	if s.Owner != "" {
		o := st.ownerOf(s.Owner, now)
		o.commands = append(o.commands, &c)
	}
	return &c, nil
}

// ownerOf finds or makes an owner; the lock is held.
func (st *State) ownerOf(id string, now time.Time) *owner {
	o := st.owners[id]
	if o == nil {
		o = &owner{ID: id, created: now}
		st.owners[id] = o
	}
	return o
}

// ReadCommand finds a command; nil where there is none.
func (st *State) ReadCommand(id string) *Command {
	st.mu.Lock()
	defer st.mu.Unlock()
	c := st.commands[id]
	if c == nil || c.deleted {
		return nil
	}
	return c
}

// Sessions returns copies of the sessions in the order of their making.
func (st *State) Sessions() []Session {
	st.mu.Lock()
	defer st.mu.Unlock()
	all := make([]Session, 0, len(st.sessions))
	for _, s := range st.sessions {
		all = append(all, *s)
	}
	slices.SortFunc(all, func(a, b Session) int { return cmp.Or(cmp.Compare(len(a.ID), len(b.ID)), cmp.Compare(a.ID, b.ID)) })
	return all
}

// SessionAbout finds the session that a request names, in whatever way it does.
func (st *State) SessionAbout(sessionID, commandID, owner, accessID string) *Session {
	st.mu.Lock()
	defer st.mu.Unlock()
	if s := st.sessions[sessionID]; s != nil {
		return s
	}
	if c := st.commands[commandID]; c != nil {
		return c.Session
	}
	if a := st.accesses[accessID]; a != nil {
		return a.session
	}
	if o := st.owners[owner]; o != nil && len(o.commands) > 0 {
		return o.commands[len(o.commands)-1].Session
	}
	return nil
}

// CountFinal counts the final replies of a command and returns the number of this one.
func (st *State) CountFinal(c *Command) int {
	st.mu.Lock()
	defer st.mu.Unlock()
	c.finals++
	return c.finals
}

// SignOut ends a session; the command that does it has a number but no result.
func (st *State) SignOut(s *Session) string {
	st.mu.Lock()
	defer st.mu.Unlock()
	if s.Command == nil {
		s.Expires = s.Created
	}
	return st.number()
}

// Expire ends the session, command result, owner's data or repeated access with this id before its time, and reports
// whether there was one.
func (st *State) Expire(id string, now time.Time) bool {
	if st.RevokeAccess(id, now) {
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

// HasSession tells whether there is a session with the id.
func (st *State) HasSession(session string) bool {
	st.mu.Lock()
	defer st.mu.Unlock()
	return st.sessions[session] != nil
}

// Clear forgets everything but the number of the last session or command.
func (st *State) Clear() {
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
