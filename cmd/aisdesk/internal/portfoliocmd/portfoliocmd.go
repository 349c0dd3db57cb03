// Package portfoliocmd has the commands that ask about all saved imports.
package portfoliocmd

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/portfolio"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// Commands are the commands over all saved imports.
func Commands(p *cli.Program) []*cobra.Command {
	prog := commands{p}
	return []*cobra.Command{prog.exportCommand(), prog.backtestCommand()}
}

type commands struct{ *cli.Program }

// exportFlags say what is written and where.
type exportFlags struct {
	dir, level, asOf, after string
	overwrite               bool

	request portfolio.Request
}

func (prog commands) exportCommand() *cobra.Command {
	var f exportFlags
	c := &cobra.Command{
		Use:   "export --parquet DIR",
		Short: "Write all saved imports as tables for analysis",
		Long: `Write all saved imports as four tables in Parquet files: imports, rows, streams (of income, and obligations) and verdicts
(one line a check of the claims that were saved with an import or its case). DuckDB, Spark, pandas and others read them:

  duckdb -c "select bank, verdict, count(*) from 'tables/imports.parquet' group by all"

Amounts are DECIMAL(18,4), days DATE, times TIMESTAMP in UTC, labels lists; the files' metadata has the version of the
tables as aisdesk.schema. Claims of a case are checked on all its imports together: each of its imports has that verdict and
those checks, and case_id tells which belong to one case. A row that several imports of a case have is in the table for each
of them: a sum over a case takes each case_row, the number of the row in the case, once. An import that cannot be read has
its error in the table of imports. An amount with over 18 digits ends the run and names its row.

--level says how much is shown, as for reports: full, file (private counterparties as initials, account numbers to four
digits, titles of evidence rows only) or verdict (no rows). Of rows of health, donations and the like the title is never
written, nor whom they are with or what they are.

The files get their names when they are complete, and files that exist are only replaced with --overwrite. A run that
Ctrl+C stops keeps what it wrote as whole files and names the ID: --after ID goes on in files beside them, such as
rows-after-ID.parquet, so that 'tables/rows*.parquet' is all of it.`,
		Example: `  aisdesk export --parquet tables
  aisdesk export --parquet tables --level verdict --as-of 2026-11-28 --overwrite`,
		Args: cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := f.check(); err != nil {
				return cli.Usage(err)
			}
			return prog.export(c.Context(), &f)
		},
	}
	s := c.Flags()
	s.StringVar(&f.dir, "parquet", "", "`DIR` to write the tables to; it is made where it is not there")
	s.StringVar(&f.level, "level", string(report.File), "`LEVEL` of what is shown: full, file or verdict")
	s.StringVar(&f.asOf, "as-of", "", "check as on this `DAY`, YYYY-MM-DD")
	s.StringVar(&f.after, "after", "", "continue after this `ID`, in files of their own")
	s.BoolVar(&f.overwrite, "overwrite", false, "replace tables that are there")
	return c
}

// check reads the flags.
func (f *exportFlags) check() (err error) {
	if f.dir == "" || f.dir == "-" {
		return errors.New("say where to: --parquet DIR, a folder, since there are several files")
	}
	if f.request.Level, err = report.ParseLevel(f.level); err != nil {
		return fmt.Errorf("--level: %w", err)
	}
	if f.asOf == "" {
		return nil
	}
	if f.request.AsOf, err = aisclient.ParseDate(f.asOf); err != nil {
		return fmt.Errorf("--as-of: %w", err)
	}
	return nil
}

func (prog commands) export(ctx context.Context, f *exportFlags) error {
	return cli.WithPortfolio(ctx, prog.Program, portfolio.Selection{After: f.after}, func(a *app.App, ids []string) error {
		o := portfolio.ExportOptions{Dir: f.dir, After: f.after, Overwrite: f.overwrite, Program: cli.Version()}
		run := prog.NewRun("imports", len(ids))
		err := run.End(cli.Overwriting(run.Kept(a.Portfolio.Export(ctx, ids, f.request, o, run.Tell))))
		if run.Wrote() {
			prog.list(o)
		}
		return err
	})
}

// list prints the files that were written.
func (prog commands) list(o portfolio.ExportOptions) {
	p := &cli.Printer{W: prog.Out}
	for _, table := range portfolio.TableNames() {
		p.Line("%s", text.Clean(o.Path(table)))
	}
}
