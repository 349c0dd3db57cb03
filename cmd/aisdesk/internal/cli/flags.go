package cli

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/spf13/pflag"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/config"
	"aisdesk/cmd/aisdesk/internal/wire"
	"aisdesk/localserver/sandbox"
)

// SandboxFlags tune the sandbox that the program starts itself.
type SandboxFlags struct {
	Scenario  string
	Seed      uint64
	Speed     float64
	Customers string
	Only      bool // the customers of the file alone

	set *pflag.FlagSet
}

// Add adds the flags below their heading.
func (s *SandboxFlags) Add(f *pflag.FlagSet) {
	s.set = f
	Under(HeadSandbox, f, s.addTo)
}

// sandboxFlags are their names.
var sandboxFlags = []string{"scenario", "seed", "speed", "customers", "only"}

// checkOwn refuses the flags where no sandbox is started that they could tune: a test of a bad day would pass on an ordinary one.
func (s *SandboxFlags) checkOwn(c *config.Config) error {
	i := slices.IndexFunc(sandboxFlags, func(name string) bool { return s.set != nil && s.set.Changed(name) })
	switch {
	case i < 0 || c.OwnSandbox():
		return nil
	case c.Environment != app.Sandbox:
		return fmt.Errorf("--%s is for the sandbox, and the environment is %s: leave it out, or add --env sandbox", sandboxFlags[i], c.Environment)
	}
	return fmt.Errorf("--%s is for a sandbox that this command starts itself, and the one at %s runs already: give it to that one (\"aisdesk sandbox\", \"aisdesk sandbox trigger\"), or unset AISDESK_API_URL and AISDESK_WIDGET_URL",
		sandboxFlags[i], text.Clean(c.APIURL))
}

func (s *SandboxFlags) addTo(f *pflag.FlagSet) {
	f.StringVar(&s.Scenario, "scenario", "", "how the sandbox behaves: the `NAME` of a scenario; \"aisdesk sandbox --list-scenarios\" lists them")
	f.Uint64Var(&s.Seed, "seed", 1, "`NUMBER` that the sandbox's customers are made from")
	f.Float64Var(&s.Speed, "speed", 1, "how many `TIMES` faster than a real provider the sandbox imports")
	f.StringVar(&s.Customers, "customers", "", "`FILE` of customers for the sandbox beside its own, TOML or JSON; \"aisdesk help customers\" describes it")
	f.BoolVar(&s.Only, "only", false, "serve the customers of --customers alone")
}

// Check refuses values that no sandbox can have.
func (s *SandboxFlags) Check() error {
	if s.set != nil { // the flags are there
		if s.Seed == 0 {
			return errors.New("--seed must be above 0")
		}
		if err := CheckSpeed(s.Speed); err != nil {
			return err
		}
	}
	if s.Only && s.Customers == "" {
		return errors.New("--only needs --customers FILE")
	}
	return sandbox.CheckScenario(s.Scenario)
}

// CheckSpeed refuses a --speed that is none.
func CheckSpeed(times float64) error {
	if !(times > 0) || math.IsInf(times, 0) {
		return errors.New("--speed must be a number above 0")
	}
	return nil
}

// CheckCustomers reads the file of customers before a sandbox starts in vain. Its error is wrong usage: all mistakes, a line
// each.
func (s *SandboxFlags) CheckCustomers() error {
	if s.Customers == "" {
		return nil
	}
	if _, err := sandbox.Customers(s.Customers, s.Only); err != nil {
		return Usage(&Mistakes{Err: err})
	}
	return nil
}

// Options are the sandbox that the flags describe.
func (s *SandboxFlags) Options() sandbox.Options {
	return sandbox.Options{Scenario: s.Scenario, Seed: s.Seed, Speed: s.Speed, CustomersFile: s.Customers, OnlyCustomers: s.Only}
}

// PageFlags say how the link page is opened.
type PageFlags struct {
	noOpen  bool
	port    string
	browser string
	timeout string
}

// Add adds the flags below their heading.
func (p *PageFlags) Add(f *pflag.FlagSet) { Under(HeadPage, f, p.addTo) }

func (p *PageFlags) addTo(f *pflag.FlagSet) {
	f.BoolVar(&p.noOpen, "no-open", false, "do not open the browser: only show the address")
	f.StringVar(&p.port, "port", "", "`PORT` of the link page on 127.0.0.1, for example for ssh -L (default: a free one)")
	f.StringVar(&p.browser, "browser", "", "`COMMAND` that opens the link page instead of the system's browser")
	f.StringVar(&p.timeout, "timeout", "", "`DURATION` that the customer may take to sign in, for example 15m (default 10m)")
}

// Apply writes what was given into the settings of the command line.
func (p *PageFlags) Apply(prog *Program) {
	if p.noOpen {
		prog.Flags["no-open"] = "true"
	}
	if p.port != "" {
		prog.Flags["port"] = p.port
	}
	if p.timeout != "" {
		prog.Flags["timeout"] = p.timeout
	}
	if p.browser != "" {
		prog.Flags["browser"] = p.browser
	}
}

// App reads the settings and makes the App that they describe, for a command that works on this machine alone.
// What such a command does not use need not be there; what is wrong with it is a warning. The error is wrong usage: what is wrong
// with the rest of the settings.
func (prog *Program) App(s SandboxFlags) (*app.App, error) {
	c, err := config.LoadOffline(prog.Flags, prog.Getenv)
	if err != nil {
		return nil, Usage(err)
	}
	prog.warn(c)
	return prog.AppOf(c, s), nil
}

// Connecting is App for a command that speaks to the environment: it says which settings are not used for that. It fails as
// Settings does.
func (prog *Program) Connecting(s SandboxFlags) (*app.App, error) {
	return connecting(prog, s, prog.Load)
}

// Headless is Connecting for a command that shows no page: it needs no address of a widget.
func Headless(prog *Program, s SandboxFlags) (*app.App, error) {
	return connecting(prog, s, config.LoadHeadless)
}

func connecting(prog *Program, s SandboxFlags, load loading) (*app.App, error) {
	c, err := readSettings(prog, s, load)
	if err != nil {
		return nil, err
	}
	prog.warn(c)
	return prog.AppOf(c, s), nil
}

// warn says which settings are without effect.
func (prog *Program) warn(c *config.Config) {
	for _, w := range append(config.UnknownVariables(prog.Variables), c.Warnings...) {
		fmt.Fprintln(prog.Err, "warning: "+text.Clean(w).String())
	}
}

// Settings reads the configuration. Its error is wrong usage: what is wrong with the settings or with the flags of the sandbox.
func (prog *Program) Settings(s SandboxFlags) (*config.Config, error) {
	return readSettings(prog, s, prog.Load)
}

// loading reads settings for a purpose.
type loading = func(config.Flags, func(string) string) (*config.Config, error)

func readSettings(prog *Program, s SandboxFlags, load loading) (*config.Config, error) {
	if err := s.Check(); err != nil {
		return nil, Usage(err) // before a sandbox starts in vain
	}
	if err := s.CheckCustomers(); err != nil {
		return nil, err
	}
	c, err := load(prog.Flags, prog.Getenv)
	if err != nil {
		return nil, Usage(err)
	}
	if err := s.checkOwn(c); err != nil {
		return nil, Usage(err)
	}
	return c, nil
}

// usualPause is what the provider asks to wait between two polls, at least.
const usualPause = 2 * time.Second

// PollPause is how long to wait between two polls of a sandbox that is so many times faster than a real provider.
func PollPause(speed float64) time.Duration {
	if speed <= 1 {
		return usualPause
	}
	return max(time.Duration(float64(usualPause)/speed), time.Millisecond).Round(time.Millisecond)
}

// paceOf reads a pause between polls: a number of seconds as AISDESK_POLL_PAUSE has it, or 40ms; 0 where it is neither.
func paceOf(s string) time.Duration {
	if seconds, err := strconv.ParseFloat(s, 64); err == nil && seconds < 3600 {
		return time.Duration(seconds * float64(time.Second))
	}
	pace, err := time.ParseDuration(s)
	if err != nil {
		return 0
	}
	return pace
}

// AppOf makes the App of settings that were read already.
func (prog *Program) AppOf(c *config.Config, s SandboxFlags) *app.App {
	prog.Loaded = c
	log, err := logTo(c.StateDir)
	if err != nil {
		next := "make it a folder of your own, or set XDG_STATE_HOME"
		if errors.Is(disk.WrapFull(err), disk.ErrFull) {
			next = "make room there"
		}
		fmt.Fprintf(prog.Err, "warning: %s, where this machine notes what it saves and deletes, cannot be written: %s. What is saved is not noted, so that an older copy of the archive is not noticed: %s\n",
			text.Clean(c.StateDir), text.Clean(said(err)), next)
	}
	o := app.Options{Version: Version(), Input: prog.Input(), Passphrase: prog.passphrase, Getenv: prog.Getenv, Log: log}
	if c.OwnSandbox() && s.Speed > 1 {
		o.Poll.MinDelay, o.Poll.MaxDelay = PollPause(s.Speed), 2*PollPause(s.Speed)
	}
	if pace := paceOf(prog.Getenv("AISDESK_SANDBOX_PACE")); pace > 0 {
		// Only a loopback address is asked faster than every 2 s; the client sees to that.
		o.Poll.MinDelay, o.Poll.MaxDelay = pace, pace
	}
	return wire.App(c, s.Options(), o)
}
