package reportcmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/pflag"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/portfolio"
	"aisdesk/aisclient/verify"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// allFlags say of which imports reports are made, and as of when.
type allFlags struct {
	all, cases  bool
	asOf, after string

	day aisclient.Date
}

func (f *allFlags) add(s *pflag.FlagSet) {
	s.BoolVar(&f.all, "all", false, "report on every saved import, one line each (--format ndjson, csv or table, or --json), in the order of their ids")
	s.BoolVar(&f.cases, "cases", false, "with --all: one line a case in place of its imports")
	s.StringVar(&f.asOf, "as-of", "", "check as on this `DAY`, YYYY-MM-DD, so that the same input gives the same bytes")
	s.StringVar(&f.after, "after", "", "with --all: continue after this `ID`")
}

// check settles the day, and that flags which only --all knows stand beside it.
func (f *allFlags) check(o *outputFlags) (err error) {
	if f.asOf != "" {
		if f.day, err = aisclient.ParseDate(f.asOf); err != nil {
			return cli.Usage(fmt.Errorf("--as-of: %w", err))
		}
	}
	switch {
	case !f.all && (f.cases || f.after != ""):
		return cli.Usage(errors.New("--cases and --after belong to --all"))
	case f.all && !slices.Contains([]cli.Form{cli.JSON, cli.NDJSON, cli.CSV, cli.Table}, o.Form):
		return cli.Usage(errors.New("--all writes a line for every import: add --json or --format ndjson, csv or table"))
	case f.all && o.Form == cli.JSON && !o.Asked(): // by the file's ending alone; who asks for --json gets the lines, as ever
		return cli.Usage(errors.New("--all writes a line of JSON for every import, which is no JSON file: write --output NAME.ndjson"))
	case f.all && o.sign:
		return cli.Usage(errors.New("--sign signs one report, and --all writes many"))
	}
	return nil
}

// all writes a line for every import, or every case.
func (prog commands) all(ctx context.Context, f *claimFlags, o *outputFlags, l *allFlags) error {
	more, chosen, err := prog.besides(f)
	if err != nil {
		return cli.Usage(err)
	}
	claims, err := prog.claimsOf(f, more, func(k verify.Kind, s string) (verify.Claim, error) { return verify.ParseIn(k, s) })
	if err != nil {
		return cli.Usage(err)
	}
	return cli.WithPortfolio(ctx, prog.Program, portfolio.Selection{Cases: l.cases, After: l.after}, func(a *app.App, ids []string) error {
		run := prog.NewRun("imports", len(ids))
		q := portfolio.Request{Claims: claims, Policy: chosen, Level: o.chosen, AsOf: l.day}
		if o.Form == cli.Table || o.Form == cli.CSV {
			var lines importLines
			err := run.Kept(a.Portfolio.Reports(ctx, &lines, ids, q, run.Tell))
			if unwritten := lines.print(context.WithoutCancel(ctx), prog, o); err == nil {
				err = unwritten
			}
			return run.End(err)
		}
		err := prog.Write(&o.Output, func(w io.Writer) error {
			return run.Kept(a.Portfolio.Reports(ctx, w, ids, q, run.Tell))
		})
		return run.End(err)
	})
}
