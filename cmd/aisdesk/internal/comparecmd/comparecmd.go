// Package comparecmd has the command that compares two imports, or two periods of one.
package comparecmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/ledger"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// Commands are the command that compares.
func Commands(p *cli.Program) []*cobra.Command {
	prog := commands{p}
	return []*cobra.Command{prog.diffCommand()}
}

type commands struct{ *cli.Program }

// flags say what is compared.
type flags struct {
	cli.Output
	period, with string
}

func (prog commands) diffCommand() *cobra.Command {
	var f flags
	c := &cobra.Command{
		Use:   "diff A B | diff ID --period PERIOD --with PERIOD",
		Short: "Compare two imports, or two periods of one",
		Long: `Compare two imports, A with B: accounts, owners and balances, rows that are new, missing or changed, and sums in each
currency. Only days that both imports speak of can lack a row; rows of other days are counted. A row is the same by its
account, day, amount and the other side's account number.

With --period and --with two periods of one import are compared: regular payments that began, ended or changed by more
than a tenth, and sums. It says which days of each period the data covers: of the others nothing is concluded.

` + cli.IDHelp,
		Example: `  aisdesk diff 20260901T100000Z-abc latest
  aisdesk diff before.xml after.xml --json
  aisdesk diff latest --period 2026-q1 --with 2026-q3`,
		Args: func(c *cobra.Command, args []string) error {
			if f.period != "" || f.with != "" {
				return cli.OneArg("the import's ID or a file")(c, args)
			}
			if len(args) != 2 {
				return cli.Usage(errors.New("give two imports or files to compare, or one with --period and --with"))
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if err := f.Settle(); err != nil {
				return err
			}
			if f.period != "" || f.with != "" {
				return prog.periods(c.Context(), args[0], &f)
			}
			return prog.imports(c.Context(), args[0], args[1], &f)
		},
	}
	f.Add(c, cli.Data...)
	c.Flags().StringVar(&f.period, "period", "", "the first `PERIOD`: 2026, 2026-03, 2026-q1 or 2026-01..2026-03")
	c.Flags().StringVar(&f.with, "with", "", "the second `PERIOD`")
	return c
}

// imports compares two imports or files.
func (prog commands) imports(ctx context.Context, a, b string, f *flags) error {
	return prog.WithApp(func(p *app.App) error {
		x, err := prog.Dataset(ctx, p, a)
		if err != nil {
			return err
		}
		y, err := prog.Dataset(ctx, p, b)
		if err != nil {
			return err
		}
		d, err := app.Compare(ctx, x, y, time.Now())
		if err != nil {
			return err
		}
		out := diffOf(x, y, d)
		if !f.Plain() {
			out.printIncomplete(prog.Warnings())
		}
		return prog.Print(ctx, &f.Output, cli.Document{Value: out, Records: out.Accounts, Table: func(w io.Writer) error { return out.print(w) }})
	})
}

// periods compares two periods of an import or file.
func (prog commands) periods(ctx context.Context, name string, f *flags) error {
	a, err := bounded("--period", f.period)
	if err != nil {
		return cli.Usage(err)
	}
	b, err := bounded("--with", f.with)
	if err != nil {
		return cli.Usage(err)
	}
	return prog.WithDataset(ctx, name, func(_ *app.App, d app.Dataset, _ *aisclient.Import) error {
		c, err := app.ComparePeriods(ctx, d, time.Now(), a, b)
		if err != nil {
			return err
		}
		out := periodDiffOf(c, d.Ledger)
		if !f.Plain() {
			out.printIncomplete(prog.Warnings())
		}
		return prog.Print(ctx, &f.Output, cli.Document{Value: out, Records: out.Streams, Table: func(w io.Writer) error { return out.print(w) }})
	})
}

// bounded reads a period that has a first and a last day.
func bounded(flag, s string) (ledger.Period, error) {
	if s == "" {
		return ledger.Period{}, fmt.Errorf("%s is missing: two periods are compared, one by --period and one by --with", flag)
	}
	p, err := ledger.ParsePeriod(s, aisclient.DateIn(time.Now()))
	if err != nil {
		return p, fmt.Errorf("%s: %w", flag, err)
	}
	if p.From == 0 || p.To == 0 {
		return p, fmt.Errorf("%s: the period needs a first and a last day", flag)
	}
	return p, nil
}
