package app

import "errors"

// Demo is the sandbox that the program runs itself, for who shows it to others.
type Demo struct{ app *App }

// DemoState is what can be known of the sandbox.
type DemoState struct {
	Logins     []DemoChoice // of its bank's customers, with what each shows
	ControlURL string       // its control page
	Scenario   string       // how it behaves now
	Scenarios  []DemoChoice // how it can, with what happens
}

// DemoChoice is one of the things that can be chosen at the sandbox, with a line about it, which may be empty.
type DemoChoice struct{ Name, About string }

// choices gives names their lines.
func choices(names []string, about func(string) string) []DemoChoice {
	all := make([]DemoChoice, len(names))
	for i, name := range names {
		all[i] = DemoChoice{name, about(name)}
	}
	return all
}

// Names are the names of choices.
func Names(all []DemoChoice) []string {
	names := make([]string, len(all))
	for i, c := range all {
		names[i] = c.Name
	}
	return names
}

var errNoDemo = errors.New("no sandbox of this program runs: begin a verification in the sandbox first")

// State is how the sandbox stands; false while the program runs none.
func (d Demo) State() (DemoState, bool) {
	s, ok := d.app.provider.Steered()
	if !ok {
		return DemoState{}, false
	}
	return DemoState{Logins: choices(s.Logins(), s.LoginAbout), ControlURL: s.ControlURL(), Scenario: s.Scenario(),
		Scenarios: choices(s.ScenarioNames(), s.ScenarioAbout)}, true
}

// SetScenario has the sandbox behave in another way for everybody, from the next call on. It fails where there is no sandbox, or
// the sandbox knows no such scenario.
func (d Demo) SetScenario(name string) error {
	s, ok := d.app.provider.Steered()
	if !ok {
		return errNoDemo
	}
	return s.SetScenario(name)
}
