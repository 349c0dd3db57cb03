package app

import "errors"

// Demo is the sandbox that the program runs itself, for who shows it to others.
type Demo struct{ app *App }

// DemoState is what can be known of the sandbox.
type DemoState struct {
	Logins     []string // of its bank's customers
	ControlURL string   // its control page
	Scenario   string   // how it behaves now
	Scenarios  []string // how it can
}

var errNoDemo = errors.New("no sandbox of this program runs: begin a verification in the sandbox first")

// State is how the sandbox stands; false while the program runs none.
func (d Demo) State() (DemoState, bool) {
	s, ok := d.app.provider.Steered()
	if !ok {
		return DemoState{}, false
	}
	return DemoState{Logins: s.Logins(), ControlURL: s.ControlURL(), Scenario: s.Scenario(), Scenarios: s.ScenarioNames()}, true
}

// SetScenario has the sandbox behave in another way for everybody, from the next call on.
func (d Demo) SetScenario(name string) error {
	s, ok := d.app.provider.Steered()
	if !ok {
		return errNoDemo
	}
	return s.SetScenario(name)
}
