package casecmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// twoArgs lets a command take a case and one thing more.
func twoArgs(what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) == 2 {
			return nil
		}
		if len(args) < 2 {
			return fmt.Errorf("%s is missing: %s", map[int]string{0: "the case", 1: what}[len(args)], strings.TrimSuffix(c.UseLine(), " [flags]"))
		}
		return fmt.Errorf("unexpected argument %q: put several words between quotes", text.Clean(args[2]))
	}
}

// simple is a command that writes one act made of one word.
func (prog commands) simple(use, short, what string, act func(word string) casefile.Act) *cobra.Command {
	var out cli.Output
	return telling(&cobra.Command{Use: use, Short: short, Long: short + ".\n\n" + caseHelp, Args: twoArgs(what),
		RunE: func(c *cobra.Command, args []string) error {
			return prog.act(c.Context(), &out, args[0], act(text.Clean(args[1]).String()))
		}}, &out)
}

func (prog commands) tagCommand() *cobra.Command {
	return prog.simple("tag CASE TAG", "Add a tag to a case", "the tag", func(s string) casefile.Act { return casefile.Tag{Tag: s} })
}

func (prog commands) untagCommand() *cobra.Command {
	return prog.simple("untag CASE TAG", "Remove a tag from a case", "the tag", func(s string) casefile.Act { return casefile.Untag{Tag: s} })
}

func (prog commands) statusCommand() *cobra.Command {
	return prog.simple("status CASE STATUS", "Set the status of a case: "+strings.Join(casefile.Statuses(), ", "), "the status",
		func(s string) casefile.Act { return casefile.Status{Status: s} })
}

func (prog commands) noteCommand() *cobra.Command {
	var rows []string
	var out cli.Output
	const short = "Write a note on a case, or on rows of it"
	c := telling(&cobra.Command{Use: "note CASE TEXT", Short: short, Long: short + ".\n\n" + caseHelp, Args: twoArgs("the note"),
		RunE: func(c *cobra.Command, args []string) error {
			note := casefile.Note{Text: text.Clean(args[1]).String()}
			if len(rows) == 0 {
				return prog.act(c.Context(), &out, args[0], note)
			}
			return prog.onRows(c.Context(), &out, args[0], rows, "", func(named []casefile.Row, _ []string) casefile.Act {
				note.Rows = named
				return note
			})
		}}, &out)
	c.Flags().StringArrayVar(&rows, "row", nil, "`ROW` that the note is about, as \"aisdesk tx CASE --json\" names it; may be given again")
	return c
}

// rowsHelp says how rows are named on a command line.
const rowsHelp = `ROW is the rowId of a transaction, which "aisdesk tx CASE --json" prints. --filter takes all rows of a line, as
"aisdesk tx CASE --filter LINE" lists them.`

// rowCommand is a command that does something with rows.
func (prog commands) rowCommand(use, short string, flags func(*cobra.Command), make func(rows []casefile.Row, was []string) casefile.Act) *cobra.Command {
	var line string
	var out cli.Output
	c := telling(&cobra.Command{Use: use, Short: short, Long: short + ".\n\n" + rowsHelp + "\n\n" + caseHelp,
		Args: func(c *cobra.Command, args []string) error {
			switch {
			case len(args) == 0:
				return cli.OneArg("the case")(c, args)
			case len(args) == 1 && line == "":
				return errors.New("no row is named: give a ROW, or --filter LINE")
			case len(args) > 1 && line != "":
				return errors.New("--filter and ROW cannot be used together: give one of them")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			return prog.onRows(c.Context(), &out, args[0], args[1:], line, make)
		}}, &out)
	c.Flags().StringVar(&line, "filter", "", "filter `LINE` that finds the rows")
	flags(c)
	return c
}

func (prog commands) excludeCommand() *cobra.Command {
	var reason string
	return prog.rowCommand("exclude CASE ROW...", "Leave rows out of all sums and checks", func(c *cobra.Command) { reasonFlag(c, &reason) },
		func(rows []casefile.Row, _ []string) casefile.Act {
			return casefile.Exclude{Rows: rows, Reason: reason}
		})
}

func (prog commands) includeCommand() *cobra.Command {
	var reason string
	return prog.rowCommand("include CASE ROW...", "Count excluded rows in the sums and checks again", func(c *cobra.Command) { reasonFlag(c, &reason) },
		func(rows []casefile.Row, _ []string) casefile.Act {
			return casefile.Include{Rows: rows, Reason: reason}
		})
}

func (prog commands) relabelCommand() *cobra.Command {
	var reason, category string
	c := prog.rowCommand("relabel CASE ROW...", "Give rows another category", func(c *cobra.Command) {
		reasonFlag(c, &reason)
		c.Flags().StringVar(&category, "category", "", "`NAME` of the category, as in \"aisdesk tx\": salary")
	}, func(rows []casefile.Row, was []string) casefile.Act {
		return casefile.Relabel{Rows: rows, Category: category, Was: was, Reason: reason}
	})
	args := c.Args
	c.Args = func(c *cobra.Command, all []string) error {
		if err := args(c, all); err != nil || category != "" {
			return err
		}
		return errors.New("the category is missing: --category NAME, for example --category salary")
	}
	return c
}

// onRows does something with rows of a case.
func (prog commands) onRows(ctx context.Context, out *cli.Output, word string, names []string, line string, make func([]casefile.Row, []string) casefile.Act) error {
	return prog.withCase(ctx, word, true, func(a *app.App, id string) error {
		d, err := cli.CaseDataset(ctx, prog.Streams, a, id)
		if err != nil {
			return err
		}
		rows, err := prog.rows(ctx, a, d, names, line)
		if err != nil {
			return err
		}
		if _, leaves := make(nil, nil).(casefile.Exclude); leaves && line != "" {
			if rows, err = stillCounted(prog.Remarks(), d, rows); err != nil {
				return err
			}
		}
		after, err := a.Cases.ActOn(ctx, d, rows, make)
		if err != nil {
			return explained(err)
		}
		h := after.Acts.State.History
		if err := prog.done(ctx, out, a, id, h[len(h)-1].Event); err != nil {
			return err
		}
		return prog.effect(ctx, after)
	})
}

// stillCounted are the rows of a filter that nobody has excluded yet: those that somebody has stay as they are, which it says.
func stillCounted(remarks io.Writer, d app.Dataset, rows []int32) ([]int32, error) {
	left := slices.DeleteFunc(slices.Clone(rows), d.Ledger.Excluded)
	switch n := len(rows) - len(left); {
	case len(left) == 0:
		return nil, errors.New("all rows that --filter finds are excluded already")
	case n > 0:
		fmt.Fprintf(remarks, "%s excluded already and left as before.\n", english.Plural(n, "row is", "rows are"))
	}
	return left, nil
}

// effect says how the figures stand with the acts, and without.
func (prog commands) effect(ctx context.Context, d app.Dataset) error {
	all, err := d.TotalsBeside(ctx, nil)
	if err != nil {
		return err
	}
	p := &cli.Printer{W: prog.Remarks()}
	if d.Acts.Figures() && !slices.ContainsFunc(all, func(s ledger.Sides) bool { return !s.Same() }) {
		p.Line("The sums are the same without the acts.")
	}
	for _, s := range all {
		if with, without := s.A, s.B; !s.Same() {
			p.Line("%s  in %s  out %s, %d booked; without the acts in %s  out %s, %d booked", s.Currency, with.In, with.Out, with.Booked, without.In, without.Out, without.Booked)
		}
	}
	return p.Err
}

// rows finds rows by their ids or by a filter line.
func (prog commands) rows(ctx context.Context, a *app.App, d app.Dataset, names []string, line string) ([]int32, error) {
	if line != "" {
		return prog.filtered(ctx, a, d, line)
	}
	var rows []int32
	for _, n := range names {
		row, ok := rowOf(d, n)
		if !ok {
			return nil, fmt.Errorf("there is no row %s in the case: \"aisdesk tx %s --json\" prints rowId", text.Clean(n), d.Case)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// rowOf finds a row by its id in any of the replies that have it.
func rowOf(d app.Dataset, name string) (int32, bool) {
	sum, number, ok := strings.Cut(name, "-")
	n, err := strconv.ParseInt(number, 10, 32)
	if !ok || err != nil || len(sum) < 8 {
		return 0, false
	}
	for row := range int32(d.Ledger.Len()) {
		if d.Ledger.RowID(row) == name {
			return row, true
		}
	}
	return d.View.Find(sum, int32(n))
}

func (prog commands) filtered(ctx context.Context, a *app.App, d app.Dataset, line string) ([]int32, error) {
	f, err := filter.Parse(line, aisclient.DateIn(time.Now()))
	if err != nil {
		return nil, cli.Usage(fmt.Errorf("--filter: %w", err))
	}
	annotated, err := a.Annotated(ctx, d)
	if err != nil {
		return nil, err
	}
	if err := annotated.Ledger.CheckValues(f); err != nil {
		return nil, cli.Usage(fmt.Errorf("--filter: %w", err))
	}
	r, err := annotated.Ledger.Run(ctx, ledger.Query{Filter: f})
	if err == nil && len(r.Order) == 0 {
		err = errors.New("--filter finds no row")
	}
	if err != nil {
		return nil, err
	}
	return r.Order, nil
}
