package tui

import (
	"errors"
	"fmt"
	"io"
	"testing"
	"testing/synctest"

	"aisdesk/aisclient/app"
)

// playing is a sandbox that plays scenarios.
type playing struct{ scenario string }

func (p *playing) State() (app.DemoState, bool) {
	logins := []app.DemoChoice{{Name: "test1"}, {Name: "salaried", About: "a salary and a rent"}, {Name: "gambler", About: "games of chance"}}
	for i := range 24 {
		logins = append(logins, app.DemoChoice{Name: fmt.Sprintf("three-%d", i+1), About: "accounts at three banks"})
	}
	return app.DemoState{Logins: logins, ControlURL: "http://127.0.0.1:40124/control/", Scenario: p.scenario, Scenarios: []app.DemoChoice{{Name: "ok"}, {Name: "slow", About: "polls take long"}, {Name: "broken"}}}, true
}

func (p *playing) SetScenario(name string) error {
	if name == "broken" {
		return errors.New("there is no such scenario")
	}
	p.scenario = name
	return nil
}

// The demo shows beside the link who can sign in, how the sandbox behaves and where that is changed; a key changes it without
// leaving the screen.
func TestTheDemoSteersItsSandbox(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newFake()
		w.saving = make(chan struct{}, 1)
		demo := &playing{scenario: "ok"}
		p := staged(t, w, Options{Output: io.Discard, Demo: demo, Getenv: terminalOf("TERM=xterm-256color")}, "link", "")
		defer p.root.close()
		p.Size(80, 24).Sees("test1 / Test123", "salaried, gambler", "scenario", "ok", "http://127.0.0.1:40124/control/", "sign in", linkURL).Exact(80, 24)
		p.Press("l").Sees("Customers who can sign in here", "1 to ", " of 27", "salaried  a salary and a rent").SeesNot("three-24").Press("down", "pgdown").SeesNot("salaried  a").
			Press("end").Sees(" to 27 of 27", "three-24 ").Exact(80, 24).Press("home").Sees("test1 ").Press("l").Sees("link page ready")
		p.Size(120, 40).Sees("Customers who can sign in here", "salaried  a salary and a rent", "1 to ").Exact(120, 40).Press("G").Sees("three-24 ").Size(80, 24)
		p.Press("S").Sees("scenario slow: polls take long", "scenario broken").Sees("scenario ok (in force)").SeesNot("change the scenario")
		p.Type("slow").Press("enter").Sees("plays slow")
		if demo.scenario != "slow" {
			t.Errorf("the sandbox plays %q", demo.scenario)
		}
		p.Sees("Link", "slow").Press(":").Type("scenario broken").Press("enter").Sees("there is no such scenario")
	})
}

// Where the program runs no sandbox nothing offers to steer one.
func TestWithoutASandboxThereIsNoScenario(t *testing.T) {
	stage(t, "link", "", func(p *desktop) {
		p.SeesNot("control", "scenario").Press("S").SeesNot("scenario").Press(":").Type("scenario").SeesNot("scenario slow")
	})
}
