package casecmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// aggregatedCommand is the command about the provider's own data.
type aggregatedCommand struct{ commands }

func (prog aggregatedCommand) command() *cobra.Command {
	var out cli.Output
	var saved bool
	c := &cobra.Command{
		Use:   "data CASE",
		Short: "Fetch what the provider holds of a case's people, and list how it differs from the imports",
		Long: `Fetch what the provider holds of a case's people (data.xml), keep the replies in the case as they came, and list how they
differ from the imports. Nothing of them goes into a figure. The provider holds an import for 24 hours; --saved compares
what was fetched before, without a network.

` + caseHelp,
		Example: `  aisdesk case data kowalski
  aisdesk case data kowalski --saved --json`,
		Args: cli.OneArg("the case"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := out.Settle(); err != nil {
				return err
			}
			ctx := c.Context()
			if saved {
				return prog.withCase(ctx, args[0], false, func(a *app.App, id string) error { return prog.print(ctx, &out, a, id) })
			}
			return prog.connected(ctx, args[0], func(a *app.App, id string) error {
				if err := a.Cases.FetchAggregated(ctx, id); err != nil {
					return explained(err)
				}
				return prog.print(ctx, &out, a, id)
			})
		},
	}
	out.Add(c, cli.Data...)
	c.Flags().BoolVar(&saved, "saved", false, "compare what was fetched before; ask nobody")
	return c
}

// connected is withCase over a connection to the provider.
func (prog aggregatedCommand) connected(ctx context.Context, word string, do func(a *app.App, id string) error) error {
	a, err := cli.Headless(prog.Program, cli.SandboxFlags{Seed: 1, Speed: 1})
	if err != nil {
		return err
	}
	defer a.Close()
	if err := a.Unlock(ctx); err != nil {
		return err
	}
	id, err := find(ctx, a, word, nil)
	if err != nil {
		return err
	}
	err = do(a, id)
	if e, ok := errors.AsType[*aisclient.Error](err); ok {
		return fmt.Errorf("%w (%s)", err, e.Name) // nothing was to be imported
	}
	return err
}

func (prog aggregatedCommand) print(ctx context.Context, out *cli.Output, a *app.App, id string) error {
	all, err := a.Cases.Aggregated(ctx, id)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		fmt.Fprintf(prog.Remarks(), "Nothing was fetched yet: \"aisdesk case data %s\" asks the provider.\n", id)
	}
	return prog.Print(ctx, out, cli.Document{Value: all, Table: func(w io.Writer) error { return printAggregated(w, all) }})
}

func printAggregated(w io.Writer, all []report.Aggregated) error {
	p := &cli.Printer{W: w}
	for i := range all {
		a := &all[i]
		p.Line("%s (owner %s), fetched %s: %s", text.Clean(a.Name), text.Clean(a.Owner), a.Fetched.Local().Format("2006-01-02 15:04"), text.Clean(a.Sentence()))
		for k := range a.Accounts {
			printAggregatedAccount(p, &a.Accounts[k])
		}
	}
	return p.Err
}

// sides are the signs of a row: - is of the imports, + of the provider, ~ of both.
var sides = map[string]string{"imports": "-", "provider": "+", "both": "~"}

func printAggregatedAccount(p *cli.Printer, a *report.AggregatedAccount) {
	if a.On == "both" && len(a.Changes)+a.New+a.Missing+a.Changed+a.Outside == 0 {
		return
	}
	p.Line("  %s %s %s: %d rows only at the provider, %d only in the imports, %d changed, %d on days that only one side covers", sides[a.On], a.Label, a.Number, a.New, a.Missing, a.Changed, a.Outside)
	for _, c := range a.Changes {
		p.Line("    ~ %s: %q, at the provider %q", c.What, c.A, c.B)
	}
	for i := range a.Rows {
		r := &a.Rows[i]
		p.Line("    %s %s", sides[r.On], strings.TrimSpace(strings.Join([]string{r.Date.String(), r.Amount.String() + " " + string(r.Currency), r.Party.String(), r.Title.String()}, "  ")))
		for _, c := range r.Changes {
			p.Line("        %s: %q, at the provider %q", c.What, c.A, c.B)
		}
	}
}
