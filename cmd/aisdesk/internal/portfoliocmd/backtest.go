package portfoliocmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger/export"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/portfolio"
	"aisdesk/aisclient/rules"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/config"
)

// backtestFlags say what the saved claims are judged by, and what a change means.
type backtestFlags struct {
	cli.Output
	lexicon, asOf, write string
	fail                 bool

	day aisclient.Date
}

// builtin names the built-in rule set on the command line.
const builtin = "builtin"

func (prog commands) backtestCommand() *cobra.Command {
	var f backtestFlags
	c := &cobra.Command{
		Use:   "backtest RULES",
		Short: "Say which outcomes other rules or another lexicon would change",
		Long: `Check the claims that were saved with all imports twice, by the rules and the lexicon in force and by others, and list the
checks whose outcome changes: import, claim, both outcomes with their reasons, and the rows that one of them stands on and
the other does not. The claims of a case are checked once, on all its imports together, and the change names the case.

RULES is a file of thresholds, or builtin for those of this program. --write-rules FILE writes these to a file to begin
with: a name, and each threshold with its value; a threshold that a file leaves out stays as it is. --lexicon FILE judges
by that file in place of your lexicon.toml. A rule set and a lexicon have a name and a hash, and the result names both.

Exit code 7 with --fail-on-change says that an outcome changes.`,
		Example: `  aisdesk backtest --write-rules rules.toml
  aisdesk backtest rules.toml --json
  aisdesk backtest builtin --lexicon new.toml --fail-on-change`,
		Args: func(c *cobra.Command, args []string) error {
			if f.write != "" {
				return cli.NoArgs(c, args)
			}
			return cli.OneArg("a file of rules, or builtin")(c, args)
		},
		RunE: func(c *cobra.Command, args []string) error {
			if f.write != "" {
				return prog.writeRules(f.write, f.Overwrites())
			}
			if err := f.check(); err != nil {
				return err
			}
			set, err := readRules(args[0])
			if err != nil {
				return cli.Usage(err)
			}
			return prog.backtest(c.Context(), &f, set)
		},
	}
	f.Add(c, cli.Data...)
	s := c.Flags()
	s.StringVar(&f.lexicon, "lexicon", "", "`FILE` that stands in for your lexicon.toml")
	s.StringVar(&f.asOf, "as-of", "", "check as on this `DAY`, YYYY-MM-DD")
	s.StringVar(&f.write, "write-rules", "", "write the thresholds of this program to a `FILE`, and nothing else")
	s.BoolVar(&f.fail, "fail-on-change", false, "exit with 7 where an outcome changes")
	return c
}

func (f *backtestFlags) check() (err error) {
	if err := f.Settle(); err != nil {
		return err
	}
	if f.asOf != "" {
		if f.day, err = aisclient.ParseDate(f.asOf); err != nil {
			return cli.Usage(fmt.Errorf("--as-of: %w", err))
		}
	}
	return nil
}

// readRules reads a rule set.
func readRules(path string) (*rules.Set, error) {
	if path == builtin {
		return rules.Builtin(), nil
	}
	file, err := config.OpenFile(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	set, err := rules.Parse(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", text.Clean(path), err)
	}
	return set, nil
}

// writeRules writes the built-in rule set.
func (prog commands) writeRules(path string, overwrite bool) error {
	b, err := rules.Builtin().TOML()
	if err != nil {
		return err
	}
	return cli.Overwriting(export.WriteFile(path, overwrite, func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	}))
}

// otherLexicon is the lexicon with a file in place of the user's own.
func (prog commands) otherLexicon(path string) (*lexicon.Set, error) {
	b, err := config.ReadLexicon(path)
	if err != nil {
		return nil, cli.Usage(err)
	}
	set, problems := lexicon.Load(b)
	for i := range problems {
		problems[i].File = path
		fmt.Fprintf(prog.Err, "warning: %s: the entry is left out\n", text.Clean(problems[i].Error()))
	}
	return set, nil
}

func (prog commands) backtest(ctx context.Context, f *backtestFlags, set *rules.Set) error {
	return cli.WithPortfolio(ctx, prog.Program, portfolio.Selection{Cases: true}, func(a *app.App, ids []string) error {
		now, _ := a.Lexicon()
		before, after := portfolio.Judgement{Rules: rules.Builtin(), Lexicon: now}, portfolio.Judgement{Rules: set, Lexicon: now}
		var err error
		if f.lexicon != "" {
			if after.Lexicon, err = prog.otherLexicon(f.lexicon); err != nil {
				return err
			}
		}
		run := prog.NewRun("imports", len(ids))
		b, err := a.Portfolio.Backtest(ctx, ids, portfolio.Request{AsOf: f.day}, before, after, run.Tell)
		run.Close()
		if err != nil {
			return err
		}
		if err := prog.Print(ctx, &f.Output, cli.Document{Value: b, Records: b.Outcomes, Table: func(w io.Writer) error { return printBacktest(w, b) }}); err != nil {
			return err
		}
		return f.verdict(b)
	})
}

// verdict is the error of a backtest: imports that could not be read, or a change that must not be.
func (f *backtestFlags) verdict(b *portfolio.Backtest) error {
	switch {
	case b.Failed > 0:
		return fmt.Errorf("%d of %s could not be read", b.Failed, b.Asked())
	case f.fail && len(b.Changes) > 0:
		return &cli.CodeError{Code: cli.ExitChanged, Err: errors.New(english.Plural(len(b.Changes), "outcome changes", "outcomes change"))}
	}
	return nil
}

func printBacktest(w io.Writer, b *portfolio.Backtest) error {
	p := &cli.Printer{W: w}
	p.Line("before  rules %s (%s), lexicon %s (%s)", text.Clean(b.Before.Rules), b.Before.RulesHash, b.Before.Lexicon, b.Before.LexiconHash)
	p.Line("after   rules %s (%s), lexicon %s (%s)", text.Clean(b.After.Rules), b.After.RulesHash, b.After.Lexicon, b.After.LexiconHash)
	one, many := "import", "imports"
	if b.Cases > 0 {
		one, many = "import or case", "imports and cases"
	}
	p.Line("%s of %s; %s without claims", english.Plural(b.Checks, "check", "checks"), b.Asked(), english.Plural(b.Unclaimed, one, many))
	if b.NoImport > 0 {
		p.Line("%s without data: the bank or the provider ended it with an error", english.Plural(b.NoImport, "import", "imports"))
	}
	p.Line("%s; %s with another figure and the same outcome", english.Plural(len(b.Changes), "outcome changes", "outcomes change"), english.Plural(b.Figures, "check", "checks"))
	for _, o := range b.Outcomes {
		p.Line("  %6d  %s -> %s", o.Count, o.Before, o.After)
	}
	for _, c := range b.Changes {
		p.Line("")
		p.Line("%s  %s", c.ID(), text.Clean(c.Claim))
		p.Line("  %-13s %s", c.Before.Outcome, text.Clean(c.Before.Reason))
		p.Line("  %-13s %s", c.After.Outcome, text.Clean(c.After.Reason))
		if len(c.Rows) > 0 {
			p.Line("  rows that decide: %s", rowList(&c))
		}
	}
	for _, e := range b.Errors {
		p.Line("%s  not read: %s", e.ID, e.Error)
	}
	return p.Err
}

// rowsShown is how many rows a line names.
const rowsShown = 12

// rowList names the rows of an import by their numbers, those of a case by import and number.
func rowList(c *portfolio.Change) string {
	var parts []string
	last := ""
	for i, row := range c.Rows {
		if i == rowsShown {
			parts = append(parts, fmt.Sprintf("and %d more", len(c.Rows)-i))
			break
		}
		if of := slices.IndexFunc(c.RowsOf, func(r portfolio.RowOf) bool { return r.Row == row }); of < 0 {
			parts = append(parts, fmt.Sprint(row))
		} else if r := c.RowsOf[of]; r.Import == last {
			parts = append(parts, fmt.Sprint(r.ImportRow))
		} else {
			parts, last = append(parts, fmt.Sprintf("import %s %d", r.Import, r.ImportRow)), r.Import
		}
	}
	return strings.Join(parts, ", ")
}
