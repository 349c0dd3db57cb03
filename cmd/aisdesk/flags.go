package main

import (
	"fmt"
	"time"

	"github.com/spf13/pflag"

	"aisdesk/aisclient/text"
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
	f.Uint64Var(&s.seed, "seed", 1, "seed of the sandbox's customers")
	f.Float64Var(&s.speed, "speed", 1, "how much faster than real the sandbox imports")
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
	f.BoolVar(&p.noOpen, "no-open", false, "do not open the browser, only show the address")
	f.StringVar(&p.port, "port", "", "`PORT` of the link page on 127.0.0.1, for example for ssh -L (default: a free one)")
	f.StringVar(&p.browser, "browser", "", "`COMMAND` that opens the link page instead of the system's browser")
	f.StringVar(&p.timeout, "timeout", "", "`DURATION` that the customer may take to sign in, for example 15m (default 10m)")
}

func (p *pageFlags) apply(a *app) {
	if p.noOpen {
		a.flags["no-open"] = "true"
	}
	if p.port != "" {
		a.flags["port"] = p.port
	}
	if p.timeout != "" {
		a.flags["timeout"] = p.timeout
	}
	if p.browser != "" {
		a.flags["browser"] = p.browser
	}
}

// connecting is place for a command that speaks to the environment: it says which settings are not used for that.
func (a *app) connecting(s sandboxFlags) (*wire.Place, error) {
	p, err := a.place(s)
	if err != nil {
		return nil, err
	}
	for _, w := range p.Config.Warnings {
		fmt.Fprintln(a.Err, "warning: "+text.Clean(w).String())
	}
	return p, nil
}

// place reads the settings and makes the place they describe.
func (a *app) place(s sandboxFlags) (*wire.Place, error) {
	if err := sandbox.CheckScenario(s.scenario); err != nil {
		return nil, usage(err) // before a sandbox starts in vain
	}
	c, err := a.settings()
	if err != nil {
		return nil, err
	}
	o := wire.Options{Sandbox: s.options(), Version: version(), Passphrase: a.passphrase, Log: logTo(c.StateDir)}
	if pace, err := time.ParseDuration(a.getenv("AISDESK_SANDBOX_PACE")); err == nil && pace > 0 {
		// Only a loopback address is asked faster than every 2 s; the client sees to that.
		o.Poll.MinDelay, o.Poll.MaxDelay = pace, pace
	}
	return wire.New(c, o), nil
}
