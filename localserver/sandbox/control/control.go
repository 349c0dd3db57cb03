package control

import (
	"errors"
	"slices"
	"time"

	"aisdesk/localserver/sandbox/api"
	"aisdesk/localserver/sandbox/scenario"
	"aisdesk/localserver/sandbox/state"
)

// Options is what the second origin works on. All of it must be set.
type Options struct {
	Client, Key string
	Scenario    string // for everybody, after a reset too
	Seed        uint64
	Speed       float64
	State       *state.State
	Clock       *state.Clock
	Bank        *state.BankClock
	Overrides   *scenario.Overrides
	API         *api.Server
	// APIURL, WidgetURL and WidgetOrigin are the addresses that pages show. They are known once the sandbox listens.
	APIURL, WidgetURL, WidgetOrigin func() string
	// Warnings says what an operator must know.
	Warnings func() []string
	// Token has to come with every request of the control API; an empty one does not.
	Token func() string
	// KnowsHost tells whether the sandbox may be addressed under a name.
	KnowsHost func(hostport string) bool
	// SetDown closes the API's port, or opens it again.
	SetDown func(down bool) error
}

// Control serves the second origin and changes what the sandbox does. What its page can do, Go tests can do too.
type Control struct{ Options }

// New makes the second origin.
func New(o Options) *Control { return &Control{o} }

// Advance moves the sandbox's clock forward: sessions age, imports end, retention runs out, a new day begins. It fails where no
// clock goes.
func (s *Control) Advance(d time.Duration) error {
	if err := reaches(s.Clock, s.Clock.Now().Add(d)); err != nil {
		return err
	}
	s.Clock.Advance(d)
	return nil
}

// SetTime moves the clock to a time. It goes back only while there is no session, since nothing may happen before it began. Such
// a time is refused, and one that is out of the clock's reach.
func (s *Control) SetTime(t time.Time) error {
	if t.Before(s.Clock.Now()) && len(s.State.Sessions()) > 0 {
		return errors.New("the clock goes back only while there is no session: reset the sandbox first")
	}
	if err := reaches(s.Clock, t); err != nil {
		return err
	}
	s.Clock.Set(t)
	return nil
}

// reaches says why the clock cannot be moved to a time: dates have four digits, and a duration leads from where it began to it.
func reaches(clock *state.Clock, t time.Time) error {
	if base := clock.Now().Add(-clock.Ahead()); t.Year() < 1970 || t.Year() > 9999 || !base.Add(t.Sub(base)).Equal(t) {
		return errors.New("the clock can be moved to the years 1970 to 9999, and no more than 292 years from where it began")
	}
	return nil
}

// SetScenario changes the scenario for everybody who has none of his own. Counted scenarios (429:2) start anew. It
// fails if there is no such scenario.
func (s *Control) SetScenario(name string) error {
	if err := s.Overrides.SetForAll(name); err != nil {
		return err
	}
	return s.ApplyDown()
}

// SetLoginScenario changes the scenario for one login; an empty name removes it. It fails where no customer has that login, or
// there is no such scenario.
func (s *Control) SetLoginScenario(login, name string) error {
	if login == "" {
		return errors.New("the login is missing")
	}
	var logins []string
	for _, c := range s.customers() {
		if !slices.Contains(logins, c.Login) { // one of several countries stands there for each
			logins = append(logins, c.Login)
		}
	}
	if !slices.Contains(logins, login) {
		return unknown("login", login, logins)
	}
	return s.Overrides.SetForLogin(login, name)
}

// SetSessionScenario changes the scenario for one session; an empty name removes it. It fails where there is no such session or
// scenario.
func (s *Control) SetSessionScenario(id, name string) error {
	if !s.State.HasSession(id) {
		var all []string
		for _, x := range s.Sessions() {
			all = append(all, x.ID)
		}
		return unknown("session", id, all)
	}
	return s.Overrides.SetForSession(id, name)
}

// ApplyDown closes the API's port under api-down and opens it again afterwards. It fails where the port cannot be opened.
func (s *Control) ApplyDown() error {
	_, e := s.Overrides.For("", "")
	return s.SetDown(e.Down)
}

// requests lists what the API received after a number (0 for all that is kept: the last 5,000), oldest first.
func (s *Control) requests(after uint64) []api.Request { return s.API.Requests(after) }

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
func (s *Control) Sessions() []SessionInfo {
	out := []SessionInfo{}
	for _, x := range s.State.Sessions() {
		scenario, e := s.Overrides.For(x.ID, x.Login)
		i := SessionInfo{ID: x.ID, Login: x.Login, Target: x.Target.Name, Owner: x.Owner, Origin: x.Origin, Scenario: scenario,
			Created: x.Created, Expires: x.Expires, MultipleAccessID: x.AccessID}
		if len(x.Customer.Owners) > 0 {
			i.Customer = x.Customer.Owners[0].Name
		}
		if x.Command != nil {
			i.Command, i.Since, i.State = x.Command.ID, x.Command.Since.String(), x.Command.Stage(e, s.Speed, s.Clock).State
		}
		out = append(out, i)
	}
	return out
}

// Expire ends something before its time: the session, command result, owner's data or repeated access with this id.
// It reports whether there was one.
func (s *Control) Expire(id string) bool { return s.State.Expire(id, s.Clock.Now()) }

// Reset forgets sessions, imports, owners, requests and scenarios; the clock, the customers and the addresses stay. It fails
// where the API's port, which was closed, cannot be opened.
func (s *Control) Reset() error {
	s.State.Clear()
	s.API.ForgetRequests()
	s.Overrides.Clear()
	return s.SetScenario(s.Scenario)
}
