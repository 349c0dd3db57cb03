package sandboxcmd

import (
	"context"
	"errors"
	"io"
	"io/fs"

	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/localserver/sandbox"
)

func (prog commands) listScenarios(ctx context.Context, o *cli.Output) error {
	all := sandbox.Scenarios()
	return prog.Print(ctx, o, cli.Document{Value: all, Table: func(w io.Writer) error {
		p := &cli.Printer{W: w}
		for _, g := range sandbox.ScenarioGroups() {
			p.Line("%s: %s", g.Name, g.Where)
			for _, s := range all {
				if s.Group != g.Name {
					continue
				}
				name := s.Name
				if s.Arg != "" {
					name += "[:" + s.Arg + "]"
				}
				p.Line("  %s\n      %s\n      client: %s", name, s.What, s.Next)
			}
		}
		return p.Err
	}})
}

// listCustomers prints who can sign in at the sandbox's bank.
func (prog commands) listCustomers(ctx context.Context, play cli.SandboxFlags, o *cli.Output) error {
	all, err := sandbox.Customers(play.Customers, play.Only)
	if errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err != nil {
		return cli.Usage(&cli.Mistakes{Err: err})
	}
	return prog.Print(ctx, o, cli.Document{Value: all, Table: func(w io.Writer) error {
		p := &cli.Printer{W: w}
		for _, c := range all {
			p.Line("%s (%s)", text.Clean(c.Login), c.Country)
			if c.About != "" {
				p.Line("    %s", text.Clean(c.About))
			}
		}
		return p.Err
	}})
}

// describeAPI prints what the control API takes.
func (prog commands) describeAPI(ctx context.Context, o *cli.Output) error {
	all := sandbox.Endpoints()
	return prog.Print(ctx, o, cli.Document{Value: all, Table: func(w io.Writer) error {
		p := &cli.Printer{W: w}
		p.Line(`The control API of a running sandbox answers on the widget's origin: the address that "aisdesk sandbox" prints as control.
Bodies and answers are JSON in camelCase; a field with ? may be left out, {NAME: ...} is an object with a field for each name.
"aisdesk schema control-api" has the schema of each answer under $defs; of a list, that of its elements. Requests of other websites are
refused. An error is {"error": "...", "code": "..."} with a status of 400 and above; of a name that is not known, "nearest" lists what
may have been meant.
`)
		for _, e := range all {
			p.Line("%-4s %s", e.Method, e.Path)
			if e.Body != "" {
				p.Line("     %s", e.Body)
			}
			p.Line("     %s", e.About)
			if e.Answer != "" {
				p.Line("     answers %s", e.Answer)
			}
		}
		p.Line("\nThe errors:")
		for _, c := range sandbox.ErrorCodes() {
			p.Line("%s  %-21s %s", c[0], c[1], c[2])
		}
		return p.Err
	}})
}
