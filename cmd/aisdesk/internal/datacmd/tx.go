package datacmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/export"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/ledger/group"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// txFlags say which transactions are printed and how.
type txFlags struct {
	out                                  cli.Output
	filter, sort, period, columns, group string
}

func (prog commands) txCommand() *cobra.Command {
	var f txFlags
	c := &cobra.Command{
		Use:   "tx ID|FILE",
		Short: "Print the transactions of an import, or totals of groups of them",
		Long: `Print the transactions of an import, or with --group the totals of groups of them: count, in, out, net, min, max,
mean and median, for each currency by itself. --group takes one or two of label, counterparty, account, owner,
month, week, weekday, kind, currency, status and category: with two, each group is followed by its groups of the
second. Where people excluded or relabelled rows, groups that this changes say what they come to without it, too.
Categories have their shares of what came in and of what went out as well, which add up to 100.0 percent.
Groups of dates are sorted by date, others by their number of rows, or as --sort says: count, in, out or net, with -
for the greatest first. A row with several labels counts under each of them.

Every row has one category, with its confidence (low, medium, high) and why: the stage that decided and the entry of
the lexicon or the label. Tables leave the column out where the terminal is too narrow for it.

--format hledger writes a journal. Rows that count in sums are marked * (cleared); those that do not (pending, cancelled,
of unknown status, to come, left out by a person or unread) are comments with their reason, and so are rows without a day,
which hledger cannot take: "hledger bal" comes to the sums that tx prints but for these.

` + cli.IDHelp,
		Example: `  aisdesk tx latest --filter "label:salary amt:>1000" --sort -date
  aisdesk tx reply.xml --format csv --output rows.csv
  aisdesk tx reply.xml --group month,label --period 2026 --sort -out
  aisdesk tx latest --group category --period 90d
  aisdesk tx latest --filter "cat:gambling|loan_in" --columns date,amount,title,category,confidence,why`,
		Args: cli.OneArg("the import's ID or a file"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := f.out.Settle(); err != nil {
				return err
			}
			q, err := f.query(time.Now())
			if err != nil {
				return cli.Usage(err)
			}
			return prog.WithDataset(c.Context(), args[0], func(a *app.App, d app.Dataset, _ *aisclient.Import) error {
				if f.categorised(q) {
					prog.WarnOfEntries(a)
					if d, err = a.Annotated(c.Context(), d); err != nil {
						return err
					}
				}
				if err := d.Ledger.CheckValues(q.Filter); err != nil {
					return cli.Usage(fmt.Errorf("--filter: %w", err))
				}
				res, err := d.Ledger.Run(c.Context(), q)
				if err != nil {
					return err
				}
				if res.Len() == 0 {
					if err := prog.whyNone(c.Context(), d.Ledger, q); err != nil {
						return err
					}
				}
				if f.group == "" {
					err = prog.writeRows(c.Context(), &f, res)
				} else {
					var plain *ledger.Result
					if plain, err = d.RunWithout(c.Context(), time.Now(), q); err == nil {
						err = prog.writeGroups(c.Context(), &f, res, plain)
					}
				}
				if err != nil {
					return err
				}
				return prog.apart(&f, res)
			})
		},
	}
	s := c.Flags()
	f.out.Add(c, append(slices.Clone(cli.Data), hledgerForm)...)
	s.StringVar(&f.filter, "filter", "", "`FILTER` line, as on the transactions screen")
	s.StringVar(&f.sort, "sort", "", "`COLUMNS` to sort by, the most significant first, - for descending: -amount,date")
	s.StringVar(&f.period, "period", "", "`PERIOD` of the booking dates: 2026, 2026-03, 2026-q1, 90d or all")
	s.StringVar(&f.columns, "columns", "", "`COLUMNS` to print, separated by commas")
	s.StringVar(&f.group, "group", "", "print the totals of `GROUPS`: label, or month,label")
	return c
}

// whyNone remarks why a filter finds nothing.
func (prog commands) whyNone(ctx context.Context, l *ledger.Ledger, q ledger.Query) error {
	why, err := l.WhyNone(ctx, q)
	if said := why.Sentence(); said != "" {
		fmt.Fprintln(prog.Remarks(), text.Clean("no transaction matches: "+said))
	}
	return err
}

// hledgerForm is a journal for plain text accounting.
const hledgerForm = cli.Form(export.Hledger)

func (f *txFlags) query(now time.Time) (q ledger.Query, err error) {
	if f.out.Form == hledgerForm && (f.group != "" || f.columns != "") {
		return q, errors.New("--format hledger writes whole rows: leave --group and --columns out")
	}
	today := aisclient.DateIn(now)
	if q.Filter, err = filter.Parse(f.filter, today); err != nil {
		return q, fmt.Errorf("--filter: %w", err)
	}
	if f.group != "" {
		_, err = f.outline()
	} else if q.Sort, err = ledger.ParseSort(f.sort); err != nil {
		err = fmt.Errorf("--sort: %w", nearestSort(f.sort, err))
	}
	if err != nil {
		return q, err
	}
	if f.period != "" {
		if q.Period, err = ledger.ParsePeriod(f.period, today); err != nil {
			return q, fmt.Errorf("--period: %w", err)
		}
	}
	if _, err = f.shown(); err != nil {
		return q, err
	}
	return q, nil
}

// categorised reports whether something of what is asked for depends on the rows' categories.
func (f *txFlags) categorised(q ledger.Query) bool {
	asks := func(c filter.Condition) bool { return c.Field == filter.Category || c.Field == filter.Why }
	if slices.ContainsFunc(q.Filter.Terms, func(t filter.Term) bool { return slices.ContainsFunc(t.Any, asks) }) {
		return true
	}
	if f.group != "" {
		o, err := f.outline()
		return err == nil && slices.Contains(o.By, group.ByCategory)
	}
	cols, err := f.shown()
	for _, k := range q.Sort {
		cols = append(cols, k.Column)
	}
	return err == nil && (f.columns == "" || slices.ContainsFunc(cols, ledger.Column.Annotation))
}

// shown are the columns of --columns, nil without any.
func (f *txFlags) shown() ([]ledger.Column, error) {
	if f.columns == "" {
		return nil, nil
	}
	var cols []ledger.Column
	for name := range strings.SplitSeq(f.columns, ",") {
		c, err := ledger.ParseColumn(strings.TrimSpace(name))
		if err != nil {
			return nil, fmt.Errorf("--columns: %w", nearestColumn(name, err))
		}
		cols = append(cols, c)
	}
	return cols, nil
}

// nearestSort names the columns that are like the first of a sort line that there is not.
func nearestSort(line string, err error) error {
	for part := range strings.SplitSeq(line, ",") {
		name := strings.TrimPrefix(strings.TrimSpace(part), "-")
		if _, wrong := ledger.ParseColumn(name); wrong != nil && name != "" {
			return nearestColumn(name, err)
		}
	}
	return err
}

// nearestColumn names the columns that are like one that there is not.
func nearestColumn(name string, err error) error {
	var names []string
	for _, c := range append(ledger.Columns(), ledger.ColCategory, ledger.ColConfidence, ledger.ColWhy) {
		names = append(names, c.String())
	}
	if len(cli.Nearest(strings.TrimSpace(name), names)) == 0 {
		return err
	}
	return cli.Unknown("column", strings.TrimSpace(name), names)
}

func (prog commands) writeRows(ctx context.Context, f *txFlags, res *ledger.Result) error {
	cols, err := f.shown()
	if err != nil {
		return err
	}
	if f.out.Plain() {
		if cols == nil {
			return printTable(prog.Out, res, needed(res), false)
		}
		return printTable(prog.Out, res, cols, true)
	}
	if f.out.Form == hledgerForm {
		return prog.Write(&f.out, func(w io.Writer) error { return export.Journal(ctx, w, res, prog.Terminal(&f.out)) })
	}
	e := export.Request{Format: f.out.Export(), Columns: cols, Terminal: prog.Terminal(&f.out)}
	return prog.Write(&f.out, func(w io.Writer) error { return e.WriteTo(ctx, w, res) })
}

// apart says on the standard error what the figures of an export do not hold; a table says it itself.
func (prog commands) apart(f *txFlags, res *ledger.Result) error {
	if f.out.Plain() {
		return nil
	}
	p := prog.Warnings()
	if f.group != "" {
		p.Uncounted(res.Ledger.Uncounted(res.Order))
	}
	p.NotWhole(res.Ledger.Import())
	return p.Err
}

var tableColumns = []ledger.Column{ledger.ColDate, ledger.ColAmount, ledger.ColCurrency, ledger.ColBalance, ledger.ColTitle,
	ledger.ColParty, ledger.ColLabels, ledger.ColCategory}

// printTable prints aligned columns and the totals, one line a currency. chosen says that somebody named the columns.
func printTable(w io.Writer, res *ledger.Result, cols []ledger.Column, chosen bool) error {
	t := newTable(cols, chosen)
	t.fit(res.Ledger, res.Order, cli.Width(w))
	p := &cli.Printer{W: w}
	p.Line("%s", t.cols.Heads())
	values := make([]string, len(cols))
	for _, row := range res.Order {
		p.Line("%s", t.line(res.Ledger, row, values))
	}
	t.cols.LeftOut(p)
	if p.Err != nil {
		return p.Err
	}
	return printTotals(w, res)
}

// printTotals prints an empty line, the totals, one line a currency, and what they do not hold.
func printTotals(w io.Writer, res *ledger.Result) error {
	p := &cli.Printer{W: w}
	p.Line("")
	for _, s := range res.Totals {
		p.Line("%s", cli.TotalsLine(s))
	}
	p.Uncounted(res.Ledger.Uncounted(res.Order))
	p.NotWhole(res.Ledger.Import())
	return p.Err
}
