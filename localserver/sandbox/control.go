package sandbox

import (
	"reflect"
	"slices"
	"time"

	"aisdesk/localserver/sandbox/api"
	"aisdesk/localserver/sandbox/control"
	"aisdesk/localserver/sandbox/scenario"
	"aisdesk/localserver/sandbox/state"
)

// Request is one request that the API received, for tests that ask what a client really sent.
type Request = api.Request

// SessionInfo is a session as the control page shows it.
type SessionInfo = control.SessionInfo

// CustomerInfo is somebody who can sign in at the bank.
type CustomerInfo = control.CustomerInfo

// Scenario is a way for the provider or the bank to behave, chosen by name.
type Scenario = scenario.Scenario

// Scenarios documents every scenario in the order of its group.
func Scenarios() []Scenario { return scenario.List() }

// ScenarioGroup is where scenarios strike.
type ScenarioGroup = scenario.Group

// ScenarioGroups lists the groups of scenarios in the order in which a client meets them.
func ScenarioGroups() []ScenarioGroup { return scenario.Groups }

// ExceptionName is an exception of the provider in the two spellings that scenarios take.
type ExceptionName = scenario.ExceptionName

// Exceptions are those that import-error and import-fatal take.
func Exceptions() []ExceptionName { return scenario.Exceptions() }

// CheckScenario says by an error what is wrong with the name of a scenario, or with what follows it; "" is the ordinary day.
func CheckScenario(text string) error { return scenario.Check(text) }

// What the control page can do, Go programs and tests can do too.

// Customers lists who can sign in, by country: the built-in customers and those of a file, if it is not "", or only the file's.
// It fails if the file cannot be read or is wrong.
func Customers(file string, only bool) ([]CustomerInfo, error) {
	specs, err := state.CustomerSpecs(file, only)
	if err != nil {
		return nil, err
	}
	var all []CustomerInfo
	for _, c := range specs {
		for _, country := range c.Countries {
			all = append(all, CustomerInfo{Login: c.Login, Password: c.Password, Code: c.Code, Country: country, About: c.About})
		}
	}
	return all, nil
}

// ReplacedCustomers names the built-in customers whose login a file takes, as "test1 (pl)".
func ReplacedCustomers(file string, only bool) []string { return state.Replaced(file, only) }

// Target is a bank of the sandbox's catalog: the name that the widget takes, that for people, and its country.
type Target struct{ Name, OfficialName, Country string }

// Targets lists the sandbox's catalog.
func Targets() []Target {
	all := make([]Target, len(state.Catalogue))
	for i, l := range state.Catalogue {
		all[i] = Target{l.Name, l.OfficialName, l.Country}
	}
	return all
}

// ScenarioChange, ClockTime and Forgotten are what the control API answers to the verbs.
type (
	ScenarioChange = control.ScenarioChange
	ClockTime      = control.ClockTime
	Forgotten      = control.Forgotten
)

// Endpoint documents a request of the control API.
type Endpoint = control.Endpoint

// Answers are the types of what the control API answers, by the names that endpoints give them; of a list, those of its elements.
func Answers() map[string]reflect.Type { return control.Answers() }

// Endpoints documents the control API.
func Endpoints() []Endpoint { return control.Endpoints() }

// ErrorCodes are the status, the code and the meaning of each error of the control API.
func ErrorCodes() [][3]string { return control.Codes() }

// SetTime moves the sandbox's clock to a time. It fails if the time is past and there are sessions.
func (s *Sandbox) SetTime(t time.Time) error { return s.control.SetTime(t) }

// Advance moves the sandbox's clock forward: sessions age, imports end, retention runs out, a new day begins. It fails for a time
// more than 292 years from where the clock began.
func (s *Sandbox) Advance(d time.Duration) error { return s.control.Advance(d) }

// SetScenario changes the scenario for everybody who has none of his own. Counted scenarios (429:2) start anew. It
// fails if there is no such scenario.
func (s *Sandbox) SetScenario(name string) error { return s.control.SetScenario(name) }

// Scenario is the scenario for everybody who has none of his own.
func (s *Sandbox) Scenario() string {
	name, _, _ := s.control.Overrides.Snapshot()
	return name
}

// ScenarioNames are the names that SetScenario takes without an argument, in the order of their groups.
func (s *Sandbox) ScenarioNames() []string {
	var names []string
	for _, x := range scenario.List() {
		names = append(names, x.Name)
	}
	return names
}

// ScenarioAbout is what happens in a scenario, "" for a name that is not one.
func (s *Sandbox) ScenarioAbout(name string) string {
	for _, x := range scenario.List() {
		if x.Name == name {
			return x.What
		}
	}
	return ""
}

// LoginAbout is what the customer with a login shows, "" for a login that is not one.
func (s *Sandbox) LoginAbout(login string) string {
	for _, c := range s.control.Bank.World(state.Today(s.control.Clock.Now())).Customers() {
		if c.Login == login {
			return c.About
		}
	}
	return ""
}

// Logins are those of the bank's customers, each once.
func (s *Sandbox) Logins() []string {
	var logins []string
	for _, c := range s.control.Bank.World(state.Today(s.control.Clock.Now())).Customers() {
		if !slices.Contains(logins, c.Login) {
			logins = append(logins, c.Login)
		}
	}
	return logins
}

// SetLoginScenario changes the scenario for one login; an empty name removes it. It fails if there is no such
// scenario or the login is empty.
func (s *Sandbox) SetLoginScenario(login, name string) error {
	return s.control.SetLoginScenario(login, name)
}

// SetSessionScenario changes the scenario for one session; an empty name removes it. It fails if there is no such
// scenario or session.
func (s *Sandbox) SetSessionScenario(id, name string) error {
	return s.control.SetSessionScenario(id, name)
}

// Requests lists what the API received after a number (0 for all that is kept: the last 5,000), oldest first.
func (s *Sandbox) Requests(after uint64) []Request { return s.requests.Requests(after) }

// Sessions lists the sessions in the order of their making.
func (s *Sandbox) Sessions() []SessionInfo { return s.control.Sessions() }

// Expire ends something before its time: the session, command result, owner's data or repeated access with this id.
// It reports whether there was one.
func (s *Sandbox) Expire(id string) bool { return s.control.Expire(id) }

// Reset forgets sessions, imports, owners, requests and scenarios; the clock, the customers and the addresses stay. It
// fails if the API's port cannot be opened again.
func (s *Sandbox) Reset() error { return s.control.Reset() }
