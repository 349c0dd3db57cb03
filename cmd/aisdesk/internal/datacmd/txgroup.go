package datacmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/export"
	"aisdesk/aisclient/ledger/group"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// outline is what --group and --sort ask for, in no currency yet.
func (f *txFlags) outline() (q group.PivotQuery, err error) {
	if f.columns != "" {
		return q, errors.New("--columns chooses columns of transactions: leave it out with --group")
	}
	for name := range strings.SplitSeq(f.group, ",") {
		by, ok := group.ParseBy(strings.TrimSpace(name))
		if !ok {
			return q, fmt.Errorf("--group: %w", cli.Unknown("grouping", strings.TrimSpace(name), groupNames()))
		}
		q.By = append(q.By, by)
	}
	if len(q.By) > 2 || len(q.By) == 2 && q.By[0] == q.By[1] {
		return q, errors.New("--group takes one grouping, or two different ones: month,label")
	}
	if f.sort == "" {
		return q, nil
	}
	name, descending := strings.CutPrefix(f.sort, "-")
	side, ok := group.ParseSide(name)
	if !ok {
		return q, fmt.Errorf("--sort: groups are sorted by count, in, out or net, not by %q", f.sort)
	}
	q.Sort, q.Smallest = side, !descending
	return q, nil
}

func groupNames() (names []string) {
	for _, g := range group.Every() {
		names = append(names, g.String())
	}
	return names
}

// writeGroups prints what the groups of a result come to: an outline for each currency. plain is the result without the acts of
// people, nil where these change no figure.
func (prog commands) writeGroups(ctx context.Context, f *txFlags, res, plain *ledger.Result) error {
	q, err := f.outline()
	if err != nil {
		return err
	}
	outlines := []*group.Pivot{}
	for _, c := range currencies(res, plain) {
		q.Currency = c
		o, err := group.NewPivot(ctx, res.In(c), q)
		if err != nil {
			return err
		}
		if plain != nil {
			without, err := group.NewPivot(ctx, plain.In(c), q)
			if err != nil {
				return err
			}
			o.Beside(without)
		}
		outlines = append(outlines, o)
	}
	if len(outlines) == 0 {
		outlines = append(outlines, &group.Pivot{PivotQuery: q})
	}
	if f.out.Plain() {
		if err := printGroups(ctx, prog.Out, group.Rounded(outlines...), q.By); err != nil {
			return err
		}
		return printTotals(prog.Out, res)
	}
	sheet := group.Sheet(outlines...)
	sheet.Terminal = prog.Terminal(&f.out)
	return prog.Write(&f.out, func(w io.Writer) error { return sheet.WriteTo(ctx, w, f.out.Export(), nil) })
}

// currencies are those of results, of which some may be nil.
func currencies(of ...*ledger.Result) (all []aisclient.Currency) {
	for _, r := range of {
		if r == nil {
			continue
		}
		for _, t := range r.Totals {
			if !slices.Contains(all, t.Currency) {
				all = append(all, t.Currency)
			}
		}
	}
	return all
}

// spareFigures are the figures that a narrow terminal does without, the first of them first.
var spareFigures = []string{"booked", "median", "mean", "min", "max", "count", "net"}

// printGroups prints a sheet of groups as a table. With two groupings the level is left out: a group's line has
// nothing under the second, a subgroup's nothing under the first.
func printGroups(ctx context.Context, w io.Writer, s export.Sheet, by []group.By) error {
	columns, skip := s.Columns, 0
	if len(by) > 1 {
		columns, skip = columns[1:], 1
	}
	cols := make(cli.Columns, len(columns))
	for i, c := range columns {
		cols[i] = cli.Column{Head: strings.ToUpper(c.Name), Numeric: c.Numeric, Spare: slices.Index(spareFigures, c.Name) + 1}
	}
	var lines [][]string
	for i := range s.Lines {
		cells := make([]string, len(s.Columns))
		if err := s.Line(ctx, i, cells); err != nil {
			return err
		}
		if skip > 0 && cells[0] == "2" && by[0] != group.ByCurrency {
			cells[skip] = ""
		}
		lines = append(lines, cells[skip:])
	}
	return cli.PrintAligned(w, cols, lines)
}
