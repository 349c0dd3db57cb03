package sandbox

import (
	"cmp"
	"crypto/subtle"
	"maps"
	"slices"
	"strconv"
	"sync"
	"time"

	"aisdesk/localserver/sandbox/bank"
	"aisdesk/localserver/sandbox/widget"
)

// state is everything that the sandbox remembers. One lock guards it all: what is done under it are map look-ups, and
// replies are written without it.
type state struct {
	mu           sync.Mutex
	seed         uint64
	next         uint64 // the last number given to a session or command; both come from one range
	skip         func() uint64
	sessions     map[string]*session
	commands     map[string]*command
	owners       map[string]*owner
	accesses     map[string]*access
	redirections map[string]*redirection
	attempts     map[string]*attempt
	windows      map[string]*attempt
}

// session is a finished sign-in: the right to one import.
type session struct {
	id, signature string
	login         string
	customer      *bank.Customer
	target        widget.Target
	owner         string // ownerExternalId; may be empty
	psd2          widget.PSD2
	chosen        []string // ids of accounts; nil is all
	created       time.Time
	expires       time.Time
	command       *command // the default import; nil until it was started
	parts         int      // commands started that import a part
	accessID      string   // multipleAccessId, if one was granted
	scenario      string   // set for this session alone; "" follows the login
	origin        string   // widget, mock, reuse, redirection
}

// command is one import. How far it is follows from the time that passed since started.
type command struct {
	id      string
	session *session
	part    *part    // nil is the default import
	item    int      // the account or card that a part is about
	since   bank.Day // effective start: the later of the caller's since and maxImportDate
	today   bank.Day
	started time.Time
	reads   uint64 // replies given, so that unstable orders differ between them
	finals  int    // final replies given
	deleted bool   // by DELETE data.xml or the control API
}

// owner gathers the imports and uploads of one ownerExternalId.
type owner struct {
	id       string
	created  time.Time
	commands []*command
	uploads  []*upload
	reads    uint64
}

// access is a repeated access that a customer granted.
type access struct {
	id      string
	session *session // the sign-in that granted it
	expires time.Time
	uses    map[string]int // by day
}

func newState(seed uint64) *state {
	dice := chance(seed, "ids")
	return &state{
		seed:         seed,
		next:         455_000_000 + dice.Uint64N(1_000_000),
		skip:         func() uint64 { return 1 + dice.Uint64N(20) },
		sessions:     map[string]*session{},
		commands:     map[string]*command{},
		owners:       map[string]*owner{},
		accesses:     map[string]*access{},
		redirections: map[string]*redirection{},
		attempts:     map[string]*attempt{},
		windows:      map[string]*attempt{},
	}
}

// number takes the next id; the lock is held.
func (st *state) number() string {
	st.next += st.skip()
	return strconv.FormatUint(st.next, 10)
}

// open records a finished sign-in and gives it its id and signature.
func (st *state) open(s session, now time.Time) *session {
	st.mu.Lock()
	defer st.mu.Unlock()
	s.id = st.number()
	s.signature = digest(st.seed, "session "+s.id, 64)
	s.created, s.expires = now, now.Add(sessionLife)
	if len(st.sessions)%512 == 511 {
		st.sweep(now)
	}
	st.sessions[s.id] = &s
	return &s
}

// sweep forgets what the retention has ended, so that a sandbox can run for months; the lock is held.
func (st *state) sweep(now time.Time) {
	old := func(t time.Time) bool { return now.Sub(t) > retention+sessionLife }
	maps.DeleteFunc(st.sessions, func(_ string, s *session) bool { return old(s.created) })
	maps.DeleteFunc(st.commands, func(_ string, c *command) bool { return old(c.started) })
	for id, o := range st.owners {
		o.commands = slices.DeleteFunc(o.commands, func(c *command) bool { return old(c.started) })
		o.uploads = slices.DeleteFunc(o.uploads, func(u *upload) bool { return old(u.at) })
		if len(o.commands)+len(o.uploads) == 0 && old(o.created) {
			delete(st.owners, id)
		}
	}
	maps.DeleteFunc(st.redirections, func(_ string, r *redirection) bool { return old(r.created) })
	maps.DeleteFunc(st.accesses, func(_ string, a *access) bool { return now.After(a.expires) })
}

// grant lets the session's customer be imported again without a sign-in.
func (st *state) grant(s *session, now time.Time) {
	st.mu.Lock()
	defer st.mu.Unlock()
	s.accessID = digest(st.seed, "access "+s.id, 40)
	st.accesses[s.accessID] = &access{id: s.accessID, session: s, expires: now.Add(multipleAccessLife), uses: map[string]int{}}
}

// find returns the session if the signature is the session's.
func (st *state) find(id, signature string, now time.Time) (*session, *refusal) {
	st.mu.Lock()
	defer st.mu.Unlock()
	s := st.sessions[id]
	if s == nil || (s.command == nil && now.After(s.expires)) {
		return nil, refuse("InvalidSessionId", "Session expired.")
	}
	if subtle.ConstantTimeCompare([]byte(s.signature), []byte(signature)) != 1 {
		return nil, refuse("InvalidSessionIdSignature", "Session id signature is invalid.")
	}
	return s, nil
}

// start makes the session's one default import; a second call is refused. Commands for a part may follow one another,
// but not mix with the default import.
func (st *state) start(c command, now time.Time) (*command, *refusal) {
	st.mu.Lock()
	defer st.mu.Unlock()
	s := c.session
	switch {
	case s.command != nil:
		return nil, refuse("DefaultImportAlreadyExecuted", "Default import was already executed in this session.")
	case s.parts > 0 && c.part == nil:
		return nil, refuse(mixedImport, "Command DefaultImportCommand is not available in a session that imports parts.")
	}
	c.id, c.started = st.number(), now
	st.commands[c.id] = &c
	if c.part != nil {
		s.parts++
		s.expires = now.Add(sessionLife)
		return &c, nil
	}
	s.command = &c
	if s.owner != "" {
		o := st.ownerOf(s.owner, now)
		o.commands = append(o.commands, &c)
	}
	return &c, nil
}

// ownerOf finds or makes an owner; the lock is held.
func (st *state) ownerOf(id string, now time.Time) *owner {
	o := st.owners[id]
	if o == nil {
		o = &owner{id: id, created: now}
		st.owners[id] = o
	}
	return o
}

// read finds a command and counts the read.
func (st *state) read(id string) (*command, uint64) {
	st.mu.Lock()
	defer st.mu.Unlock()
	c := st.commands[id]
	if c == nil || c.deleted {
		return nil, 0
	}
	c.reads++
	return c, c.reads
}

// list returns copies of the sessions in the order of their making.
func (st *state) list() []session {
	st.mu.Lock()
	defer st.mu.Unlock()
	all := make([]session, 0, len(st.sessions))
	for _, s := range st.sessions {
		all = append(all, *s)
	}
	slices.SortFunc(all, func(a, b session) int { return cmp.Or(cmp.Compare(len(a.id), len(b.id)), cmp.Compare(a.id, b.id)) })
	return all
}

// about finds the session that a request names, in whatever way it does.
func (st *state) about(sessionID, commandID, owner, accessID string) *session {
	st.mu.Lock()
	defer st.mu.Unlock()
	if s := st.sessions[sessionID]; s != nil {
		return s
	}
	if c := st.commands[commandID]; c != nil {
		return c.session
	}
	if a := st.accesses[accessID]; a != nil {
		return a.session
	}
	if o := st.owners[owner]; o != nil && len(o.commands) > 0 {
		return o.commands[len(o.commands)-1].session
	}
	return nil
}

// countFinal counts the final replies of a command and returns the number of this one.
func (st *state) countFinal(c *command) int {
	st.mu.Lock()
	defer st.mu.Unlock()
	c.finals++
	return c.finals
}
