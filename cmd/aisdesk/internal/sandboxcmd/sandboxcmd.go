// Package sandboxcmd has the command that serves the sandbox.
package sandboxcmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/localserver/sandbox"
)

// Commands are the command that serves the sandbox.
func Commands(p *cli.Program) []*cobra.Command {
	prog := commands{p}
	return []*cobra.Command{prog.sandboxCommand()}
}

type commands struct{ *cli.Program }

func (prog commands) sandboxCommand() *cobra.Command {
	var (
		play                cli.SandboxFlags
		apiAddr, widgetAddr string
		hosts               []string
		out                 cli.Output
		list, customers     bool
	)
	c := &cobra.Command{
		Use:   "sandbox",
		Short: "Serve the provider, its widget and a bank on this machine",
		Long: `Serve the provider's API, its sign-in widget and a bank on this machine until it is stopped. Point any client of
the service at the API URL, and any page at the widget script's URL. Its control page shows and changes its state.`,
		Args: cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := out.Settle(); err != nil {
				return err
			}
			if list {
				return prog.listScenarios(c.Context(), &out)
			}
			if customers {
				return prog.listCustomers(c.Context(), play.Customers, &out)
			}
			if play.Seed == 0 || play.Speed == 0 {
				return cli.Usage(errors.New("--seed and --speed must be above 0"))
			}
			if err := sandbox.CheckScenario(play.Scenario); err != nil {
				return cli.Usage(err)
			}
			o := play.Options()
			o.APIAddr, o.WidgetAddr, o.Hosts = apiAddr, widgetAddr, hosts
			return prog.serveSandbox(c.Context(), o, out.Form == cli.JSON)
		},
	}
	play.Add(c.Flags())
	f := c.Flags()
	f.StringVar(&apiAddr, "api-addr", "", "`ADDRESS` of the API (default 127.0.0.1 and a free port)")
	f.StringVar(&widgetAddr, "widget-addr", "", "`ADDRESS` of the widget and the control page (default 127.0.0.1 and a free port)")
	f.StringSliceVar(&hosts, "host", nil, "further host `NAMES` under which it may be addressed, where it listens beyond this machine")
	out.Add(c, cli.Data...)
	f.BoolVar(&list, "list-scenarios", false, "list the scenarios and what a client should do in them")
	f.BoolVar(&customers, "list-customers", false, "list the customers of the sandbox's bank: login, country and what each shows")
	return c
}

func (prog commands) serveSandbox(ctx context.Context, o sandbox.Options, asJSON bool) error {
	s, err := sandbox.New(o) // its errors say what is wrong where
	if err != nil {
		return prog.oneByOne(err)
	}
	for _, w := range s.Warnings() {
		fmt.Fprintln(prog.Err, "warning:", w)
	}
	if asJSON {
		err = cli.WriteJSON(prog.Out, address{s.APIURL(), s.WidgetURL(), s.Client(), s.Key(), s.ControlURL()})
	} else {
		_, err = fmt.Fprintf(prog.Out, "API      %s\nwidget   %s\nclient   %s\nAPI key  %s\ncontrol  %s\n\nStop it with Ctrl-C.\n",
			s.APIURL(), s.WidgetURL(), s.Client(), s.Key(), s.ControlURL())
	}
	if err != nil {
		return errors.Join(err, s.Close(ctx))
	}
	return s.Serve(ctx) // stopping it by hand is how it ends, and no error
}

// oneByOne prints the mistakes of a customers file on lines of their own, and leaves the last one to be reported.
func (prog commands) oneByOne(err error) error {
	mistakes := strings.Split(err.Error(), "\n")
	last := len(mistakes) - 1
	if last == 0 {
		return err
	}
	for _, m := range mistakes[:last] {
		fmt.Fprintln(prog.Err, "aisdesk: "+text.Clean(m).String())
	}
	return errors.New(mistakes[last])
}

func (prog commands) listScenarios(ctx context.Context, o *cli.Output) error {
	all := sandbox.Scenarios()
	return prog.Print(ctx, o, cli.Document{Value: all, Table: func(w io.Writer) error {
		p := &cli.Printer{W: w}
		for _, s := range all {
			name := s.Name
			if s.Arg != "" {
				name += "[:" + s.Arg + "]"
			}
			p.Line("%s\n    %s\n    client: %s", name, s.What, s.Next)
		}
		return p.Err
	}})
}

// listCustomers prints who can sign in at the sandbox's bank: the customers of a file, or its own.
func (prog commands) listCustomers(ctx context.Context, file string, o *cli.Output) error {
	all, err := sandbox.Customers(file)
	if err != nil {
		return prog.oneByOne(err)
	}
	return prog.Print(ctx, o, cli.Document{Value: all, Table: func(w io.Writer) error {
		p := &cli.Printer{W: w}
		for _, c := range all {
			p.Line("%s (%s)\n    %s", text.Clean(c.Login), c.Country, text.Clean(c.About))
		}
		return p.Err
	}})
}

// address is where a sandbox answers, and how it is asked.
type address struct {
	API     string `json:"api"`
	Widget  string `json:"widget"` // the widget's script
	Client  string `json:"client"`
	APIKey  string `json:"apiKey"`
	Control string `json:"control"` // the control page; its API stands below it
}

// Outputs are the values that the commands print as JSON, by the names of their schemas.
func Outputs() map[string]any {
	return map[string]any{"sandbox": address{}, "scenarios": sandbox.Scenario{}, "customers": sandbox.CustomerInfo{}}
}
