package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"aisdesk/aisclient/text"
	"aisdesk/localserver/sandbox"
)

func (prog *cli) sandboxCommand() *cobra.Command {
	var (
		play                sandboxFlags
		apiAddr, widgetAddr string
		hosts               []string
		asJSON              bool
		list, customers     bool
	)
	c := &cobra.Command{
		Use:   "sandbox",
		Short: "Serve the provider, its widget and a bank on this machine",
		Long: `Serve the provider's API, its sign-in widget and a bank on this machine until it is stopped. Point any client of
the service at the API URL, and any page at the widget script's URL. Its control page shows and changes its state.`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if list {
				return prog.listScenarios(asJSON)
			}
			if customers {
				return prog.listCustomers(play.customers, asJSON)
			}
			if play.seed == 0 || play.speed == 0 {
				return usage(errors.New("--seed and --speed must be above 0"))
			}
			if err := sandbox.CheckScenario(play.scenario); err != nil {
				return usage(err)
			}
			o := play.options()
			o.APIAddr, o.WidgetAddr, o.Hosts = apiAddr, widgetAddr, hosts
			return prog.serveSandbox(c.Context(), o, asJSON)
		},
	}
	play.add(c.Flags())
	f := c.Flags()
	f.StringVar(&apiAddr, "api-addr", "", "`ADDRESS` of the API (default 127.0.0.1 and a free port)")
	f.StringVar(&widgetAddr, "widget-addr", "", "`ADDRESS` of the widget and the control page (default 127.0.0.1 and a free port)")
	f.StringSliceVar(&hosts, "host", nil, "further host `NAMES` under which it may be addressed, where it listens beyond this machine")
	f.BoolVar(&asJSON, "json", false, "print one line of JSON: api, widget, client, apiKey, control")
	f.BoolVar(&list, "list-scenarios", false, "list the scenarios and what a client should do in them")
	f.BoolVar(&customers, "list-customers", false, "list the customers of the sandbox's bank: login, country and what each shows")
	return c
}

func (std streams) serveSandbox(ctx context.Context, o sandbox.Options, asJSON bool) error {
	s, err := sandbox.New(o) // its errors say what is wrong where
	if err != nil {
		return std.oneByOne(err)
	}
	for _, w := range s.Warnings() {
		fmt.Fprintln(std.Err, "warning:", w)
	}
	if asJSON {
		err = writeJSON(std.Out, struct {
			API     string `json:"api"`
			Widget  string `json:"widget"`
			Client  string `json:"client"`
			APIKey  string `json:"apiKey"`
			Control string `json:"control"`
		}{s.APIURL(), s.WidgetURL(), s.Client(), s.Key(), s.ControlURL()})
	} else {
		_, err = fmt.Fprintf(std.Out, "API      %s\nwidget   %s\nclient   %s\nAPI key  %s\ncontrol  %s\n\nStop it with Ctrl-C.\n",
			s.APIURL(), s.WidgetURL(), s.Client(), s.Key(), s.ControlURL())
	}
	if err != nil {
		return errors.Join(err, s.Close(ctx))
	}
	return s.Serve(ctx) // stopping it by hand is how it ends, and no error
}

// oneByOne prints the mistakes of a customers file on lines of their own, and leaves the last one to be reported.
func (std streams) oneByOne(err error) error {
	mistakes := strings.Split(err.Error(), "\n")
	last := len(mistakes) - 1
	if last == 0 {
		return err
	}
	for _, m := range mistakes[:last] {
		fmt.Fprintln(std.Err, "aisdesk: "+text.Clean(m).String())
	}
	return errors.New(mistakes[last])
}

func (std streams) listScenarios(asJSON bool) error {
	all := sandbox.Scenarios()
	if asJSON {
		return writeJSON(std.Out, all)
	}
	p := &printer{w: std.Out}
	for _, s := range all {
		name := s.Name
		if s.Arg != "" {
			name += "[:" + s.Arg + "]"
		}
		p.line("%s\n    %s\n    client: %s", name, s.What, s.Next)
	}
	return p.err
}

// listCustomers prints who can sign in at the sandbox's bank: the customers of a file, or its own.
func (std streams) listCustomers(file string, asJSON bool) error {
	all, err := sandbox.Customers(file)
	if err != nil {
		return std.oneByOne(err)
	}
	if asJSON {
		return writeJSON(std.Out, all)
	}
	p := &printer{w: std.Out}
	for _, c := range all {
		p.line("%s (%s)\n    %s", text.Clean(c.Login), c.Country, text.Clean(c.About))
	}
	return p.err
}
