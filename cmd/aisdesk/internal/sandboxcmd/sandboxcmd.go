// Package sandboxcmd has the commands about the sandbox: serve it, and change one that runs.
package sandboxcmd

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/config"
	"aisdesk/localserver/sandbox"
)

// Commands are the command that serves the sandbox, with its verbs for a running one.
func Commands(p *cli.Program) []*cobra.Command {
	prog := commands{p}
	c := prog.sandboxCommand()
	c.AddCommand(prog.triggerCommand(), prog.tailCommand(), prog.resetCommand(), prog.clockCommand())
	cli.NoSettings(c)
	for _, sub := range c.Commands() {
		cli.NoSettings(sub)
	}
	return []*cobra.Command{c}
}

type commands struct{ *cli.Program }

// serveFlags are those of "aisdesk sandbox".
type serveFlags struct {
	play                                       cli.SandboxFlags
	apiAddr, widgetAddr, client, key, now, day string
	hosts                                      []string
	out                                        cli.Output
	list, customers, helpAPI, printEnv         bool
	parent                                     int
}

func (prog commands) sandboxCommand() *cobra.Command {
	var s serveFlags
	c := &cobra.Command{
		Use:   "sandbox",
		Short: "Serve the provider, its widget and a bank on this machine",
		Long: `Serve the provider's API, its sign-in widget and a bank on this machine until it is stopped. Point any client of
the service at the API URL, and any page at the widget script's URL. Its control page shows and changes its state, and so do
"aisdesk sandbox trigger", "tail", "reset" and "clock" while it runs.

With --now or --date the clock stands: the same requests get the same bytes on every day. Imports finish all the same: each look at
one, by a poll or for its data, counts for two seconds.
The requests are logged on standard error, a line each, but with --quiet. It ends with Ctrl+C, with the process of --with-parent, or by
"kill $AISDESK_SANDBOX_PID" after --print-env. AISDESK_SANDBOX_PACE is the number of seconds to wait between two polls at this --speed, as
AISDESK_POLL_PAUSE is in "aisdesk certify".

--print-env gives client id and key under two names each. AISDESK_CLIENT and AISDESK_API_KEY are for your own client, as "aisdesk certify"
has them. AISDESK_SANDBOX_CLIENT and AISDESK_SANDBOX_KEY hold the same for aisdesk, which sends the key of a provider to no sandbox: with
--env sandbox it reads these two, for the address in AISDESK_API_URL alone, and never AISDESK_API_KEY.`,
		Example: `  aisdesk sandbox --json --speed 50 --date 2026-03-01
  eval "$(aisdesk sandbox --print-env --with-parent=$$ &)"`,
		Args: cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return prog.sandbox(c, &s) },
	}
	s.play.Add(c.Flags())
	s.add(c)
	return c
}

func (s *serveFlags) add(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&s.now, "now", "", "`TIME` at which the sandbox's clock stands: 2026-03-01T12:00:00Z")
	f.StringVar(&s.day, "date", "", "`DAY` at whose noon (UTC) the sandbox's clock stands: 2026-03-01")
	f.StringVar(&s.client, "client", "", "client `ID` that the sandbox knows (default "+sandbox.DefaultClient+")")
	f.StringVar(&s.key, "key", "", "API `KEY` that the sandbox knows (default: the one it prints)")
	f.StringVar(&s.apiAddr, "api-addr", "", "`ADDRESS` of the API (default 127.0.0.1 and a free port)")
	f.StringVar(&s.widgetAddr, "widget-addr", "", "`ADDRESS` of the widget and the control page (default 127.0.0.1 and a free port)")
	f.StringSliceVar(&s.hosts, "host", nil, "further host `NAMES` under which it may be addressed, where it listens beyond this machine")
	f.BoolVar(&s.printEnv, "print-env", false, "print variables for a shell's eval, and close standard output")
	f.IntVar(&s.parent, "with-parent", 0, "end when the process `PID` does (default: the one that started it)")
	f.Lookup("with-parent").NoOptDefVal = "-1"
	s.out.Add(c, cli.Data...)
	f.BoolVar(&s.list, "list-scenarios", false, "list the scenarios by where they strike, and what a client should do in them")
	f.BoolVar(&s.customers, "list-customers", false, "list the customers of the sandbox's bank: login, country and what each shows")
	f.BoolVar(&s.helpAPI, "help-api", false, "describe the control API of a running sandbox")
}

func (prog commands) sandbox(c *cobra.Command, s *serveFlags) error {
	if s.printEnv && (s.out.ToFile() || c.Flags().Changed("json") || c.Flags().Changed("format") || c.Flags().Changed("csv")) {
		return cli.Usage(errors.New("--print-env prints variables for a shell: leave out --json, --format, --csv and --output, or --print-env"))
	}
	if s.list && s.customers || (s.list || s.customers) && s.helpAPI {
		return cli.Usage(errors.New("--list-scenarios, --list-customers and --help-api cannot be used together: give one of them"))
	}
	if err := s.out.Settle(); err != nil {
		return err
	}
	switch {
	case s.list:
		return prog.listScenarios(c.Context(), &s.out)
	case s.customers:
		return prog.listCustomers(c.Context(), s.play, &s.out)
	case s.helpAPI:
		return prog.describeAPI(c.Context(), &s.out)
	}
	o, err := s.options(c)
	if err != nil {
		return cli.Usage(err)
	}
	return prog.serve(c.Context(), o, s)
}

// options are the sandbox that the flags describe.
func (s *serveFlags) options(c *cobra.Command) (o sandbox.Options, err error) {
	if err := s.play.Check(); err != nil {
		return o, err
	}
	if c.Flags().Changed("with-parent") && s.parent <= 0 && s.parent != -1 { // to the system such numbers are groups of processes
		return o, fmt.Errorf("--with-parent: %d is not a process id", s.parent)
	}
	if err := checkAddress("--api-addr", s.apiAddr); err != nil {
		return o, err
	}
	if err := checkAddress("--widget-addr", s.widgetAddr); err != nil {
		return o, err
	}
	if why := config.WrongKey(s.key); why != "" {
		return o, errors.New("--key " + why)
	}
	o = s.play.Options()
	o.APIAddr, o.WidgetAddr, o.Hosts, o.Client, o.Key = s.apiAddr, s.widgetAddr, s.hosts, s.client, s.key
	o.At, err = s.at()
	return o, err
}

// checkAddress refuses what is no address to listen at; an empty one is left out.
func checkAddress(flag, address string) error {
	if address == "" {
		return nil
	}
	_, port, err := net.SplitHostPort(address)
	if _, wrong := strconv.ParseUint(port, 10, 16); err != nil || wrong != nil {
		return fmt.Errorf("%s: %q is no address with a port up to 65535, such as 127.0.0.1:8081", flag, text.Clean(address))
	}
	return nil
}

// at is the time at which the clock stands; zero for one that runs.
func (s *serveFlags) at() (t time.Time, err error) {
	switch {
	case s.now != "" && s.day != "":
		return t, errors.New("--now and --date cannot be used together: give one of them")
	case s.now != "":
		if t, err = time.Parse(time.RFC3339, s.now); err != nil {
			err = fmt.Errorf("--now: %q is not a time such as 2026-03-01T12:00:00Z", s.now)
		}
	case s.day != "":
		if t, err = noonOf(s.day); err != nil {
			err = fmt.Errorf("--date: %q is not a day such as 2026-03-01", s.day)
		}
	}
	if err == nil && (s.now != "" || s.day != "") && t.Year() < earliest {
		err = fmt.Errorf("the sandbox's clock stands at %d or later", earliest)
	}
	return t.UTC(), err
}

// noonOf is the noon of a day in UTC.
func noonOf(day string) (time.Time, error) {
	t, err := time.Parse(time.DateOnly, day)
	return t.Add(12 * time.Hour), err
}

// earliest is the first year of the sandbox's clock: banks, and the zero of clocks, begin there.
const earliest = 1970
