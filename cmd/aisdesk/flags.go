package main

import (
	"fmt"
	"time"

	"github.com/spf13/pflag"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/config"
	"aisdesk/cmd/aisdesk/internal/wire"
	"aisdesk/localserver/sandbox"
)

// sandboxFlags tune the sandbox that the program starts itself.
type sandboxFlags struct {
	scenario  string
	seed      uint64
	speed     float64
	customers string
}

func (s *sandboxFlags) add(f *pflag.FlagSet) { under(headSandbox, f, s.addTo) }

func (s *sandboxFlags) addTo(f *pflag.FlagSet) {
	f.StringVar(&s.scenario, "scenario", "", "how the sandbox behaves: the `NAME` of a scenario; \"aisdesk sandbox --list-scenarios\" lists them")
	f.Uint64Var(&s.seed, "seed", 1, "`NUMBER` that the sandbox's customers are made from")
	f.Float64Var(&s.speed, "speed", 1, "how many `TIMES` faster than a real provider the sandbox imports")
	f.StringVar(&s.customers, "customers", "", "`FILE` of customers for the sandbox, TOML or JSON")
}

func (s *sandboxFlags) options() sandbox.Options {
	return sandbox.Options{Scenario: s.scenario, Seed: s.seed, Speed: s.speed, CustomersFile: s.customers}
}

// pageFlags say how the link page is opened.
type pageFlags struct {
	noOpen  bool
	port    string
	browser string
	timeout string
}

func (p *pageFlags) add(f *pflag.FlagSet) { under(headPage, f, p.addTo) }

func (p *pageFlags) addTo(f *pflag.FlagSet) {
	f.BoolVar(&p.noOpen, "no-open", false, "do not open the browser: only show the address")
	f.StringVar(&p.port, "port", "", "`PORT` of the link page on 127.0.0.1, for example for ssh -L (default: a free one)")
	f.StringVar(&p.browser, "browser", "", "`COMMAND` that opens the link page instead of the system's browser")
	f.StringVar(&p.timeout, "timeout", "", "`DURATION` that the customer may take to sign in, for example 15m (default 10m)")
}

func (p *pageFlags) apply(prog *cli) {
	if p.noOpen {
		prog.flags["no-open"] = "true"
	}
	if p.port != "" {
		prog.flags["port"] = p.port
	}
	if p.timeout != "" {
		prog.flags["timeout"] = p.timeout
	}
	if p.browser != "" {
		prog.flags["browser"] = p.browser
	}
}

// app reads the settings and makes the App that they describe, for a command that works on this machine alone.
// What such a command does not use need not be there; what is wrong with it is a warning.
func (prog *cli) app(s sandboxFlags) (*app.App, error) {
	c, err := config.LoadOffline(prog.flags, prog.getenv)
	if err != nil {
		return nil, usage(err)
	}
	for _, w := range c.Warnings {
		fmt.Fprintln(prog.Err, "warning: "+text.Clean(w).String())
	}
	return prog.appOf(c, s), nil
}

// connecting is app for a command that speaks to the environment: it says which settings are not used for that.
func (prog *cli) connecting(s sandboxFlags) (*app.App, error) {
	c, err := prog.settings(s)
	if err != nil {
		return nil, err
	}
	for _, w := range c.Warnings {
		fmt.Fprintln(prog.Err, "warning: "+text.Clean(w).String())
	}
	return prog.appOf(c, s), nil
}

// settings reads the configuration; what is wrong with it is wrong usage.
func (prog *cli) settings(s sandboxFlags) (*config.Config, error) {
	if err := sandbox.CheckScenario(s.scenario); err != nil {
		return nil, usage(err) // before a sandbox starts in vain
	}
	c, err := prog.load(prog.flags, prog.getenv)
	if err != nil {
		return nil, usage(err)
	}
	return c, nil
}

func (prog *cli) appOf(c *config.Config, s sandboxFlags) *app.App {
	o := app.Options{Version: version(), Passphrase: prog.passphrase, Log: logTo(c.StateDir)}
	if pace, err := time.ParseDuration(prog.getenv("AISDESK_SANDBOX_PACE")); err == nil && pace > 0 {
		// Only a loopback address is asked faster than every 2 s; the client sees to that.
		o.Poll.MinDelay, o.Poll.MaxDelay = pace, pace
	}
	return wire.App(c, s.options(), o)
}
