package group

import (
	"context"
	"slices"
	"strconv"

	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/export"
	"aisdesk/aisclient/text"
)

// Line is one line of a pivot: a group, or a group within its parent.
type Line struct {
	Parent *Group // nil for a group of the first level
	Group  *Group
}

// Lines are all lines of the pivot, each group before its subgroups.
func (p *Pivot) Lines() []Line {
	var out []Line
	for i := range p.Groups {
		g := &p.Groups[i]
		out = append(out, Line{Group: g})
		for k := range g.Sub {
			out = append(out, Line{Parent: g, Group: &g.Sub[k]})
		}
	}
	return out
}

// Heads are the columns that say which group a line is of: with two groupings the level, 1 or 2, then a column for
// each grouping, then the currency.
func (p *Pivot) Heads() []export.SheetColumn {
	var out []export.SheetColumn
	if len(p.By) > 1 {
		out = append(out, export.SheetColumn{Name: "level", Numeric: true})
	}
	for _, by := range p.By {
		if by != ByCurrency { // has its column anyway
			out = append(out, export.SheetColumn{Name: by.String()})
		}
	}
	return append(out, export.SheetColumn{Name: "currency"})
}

// Head writes the cells of Heads for a line and returns how many they are. A group's line has nothing in the
// column of its subgroups.
func (p *Pivot) Head(x Line, cells []string) int {
	path := []*Group{x.Group, nil}
	level := "1"
	if x.Parent != nil {
		path, level = []*Group{x.Parent, x.Group}, "2"
	}
	n := 0
	put := func(s string) { cells[n] = s; n++ }
	if len(p.By) > 1 {
		put(level)
	}
	for i, by := range p.By {
		switch {
		case by == ByCurrency:
		case path[i] == nil:
			put("")
		case by == ByCategory && path[i].Key != "":
			put(path[i].Key) // as in files and filters
		default:
			put(p.whole(path[i]))
		}
	}
	put(string(p.Of(x.Parent, x.Group).Currency))
	return n
}

// whole is a group's label as the bank wrote it in the group's first row: with its line breaks and joiners.
func (p *Pivot) whole(g *Group) string {
	if g.Key == "" || len(g.Rows) == 0 {
		return g.Label
	}
	var all []text.Text
	switch l, row := p.ledger, g.Rows[0]; g.By {
	case ByLabel:
		all = l.Labels(row)
	case ByCounterparty:
		all = []text.Text{l.Party(row), l.PartyIBAN(row), l.Merchant(row)}
	case ByAccount:
		all = []text.Text{l.Source(row).Label()}
	case ByOwner:
		all = []text.Text{l.Source(row).OwnerSet()}
	case ByKind:
		all = []text.Text{l.Kind(row)}
	case ByStatus:
		all = []text.Text{l.Status(row)}
	}
	if i := slices.IndexFunc(all, func(t text.Text) bool { return t.String() == g.Label }); i >= 0 {
		return all[i].ForFile()
	}
	return g.Label
}

// figures are the columns of Sheet behind those of Heads.
var figures = []string{"count", "booked", "in", "out", "net", "min", "max", "mean", "median"}

// unreadFigure is one more in files: how many rows of a group have something that could not be read. Tables say it below.
const unreadFigure = "unread"

// shareFigures are two more for categories.
var shareFigures = []string{"inPercent", "outPercent"}

// shareWithoutFigures are two more for categories where acts of people change figures: shares that these change, without them.
var shareWithoutFigures = []string{"inPercentWithoutActs", "outPercentWithoutActs"}

// withoutFigures are four more where acts of people change figures: of a group that they change, what it comes to without them.
var withoutFigures = []string{"bookedWithoutActs", "inWithoutActs", "outWithoutActs", "netWithoutActs"}

// Sheet is pivots, one a currency, under each other as a table: a line a group and one for each of its
// subgroups, with all their totals. Categories have their shares of what came in and of what went out as well, in
// percent. The pivots are by the same things. Means and medians have up to four decimals, as those of ledger.Totals.
func Sheet(pivots ...*Pivot) export.Sheet { return sheet(false, pivots) }

// Rounded is Sheet for people: means and medians are rounded to two decimals, and texts are cleaned.
func Rounded(pivots ...*Pivot) export.Sheet { return sheet(true, pivots) }

func sheet(rounded bool, pivots []*Pivot) export.Sheet {
	type place struct {
		Line
		pivot         *Pivot
		shares, plain map[*Group]share
	}
	var lines []place
	var s export.Sheet
	own := figures
	if !rounded {
		own = append(slices.Clone(figures), unreadFigure)
	}
	names := own
	for _, p := range pivots {
		s.Columns = p.Heads()
		if slices.Contains(p.By, ByCategory) {
			names = slices.Concat(own, shareFigures)
		}
		shares, plain := p.shares(), map[*Group]share(nil)
		if p.plain != nil {
			plain = p.plain.shares()
		}
		for _, x := range p.Lines() {
			lines = append(lines, place{x, p, shares, plain})
		}
	}
	shared := len(names)
	if slices.ContainsFunc(pivots, func(p *Pivot) bool { return p.plain != nil }) {
		names = slices.Concat(names, withoutFigures)
		if shared > len(own) {
			names = slices.Concat(names, shareWithoutFigures)
		}
	}
	for _, name := range names {
		s.Columns = append(s.Columns, export.SheetColumn{Name: name, Numeric: true})
	}
	s.Lines = len(lines)
	s.Line = func(ctx context.Context, line int, cells []string) error {
		x := lines[line]
		t, err := x.pivot.complete(ctx, x.Line)
		head := x.pivot.Head(x.Line, cells)
		if rounded {
			for i, c := range cells[:head] {
				cells[i] = text.Clean(c).String()
			}
		}
		cells = cells[head:]
		writeFigures(t, rounded, cells)
		if !rounded {
			cells[len(figures)] = strconv.Itoa(x.pivot.unread(x.Group))
		}
		if shared > len(own) {
			of := x.shares[x.Group]
			cells[len(own)], cells[len(own)+1] = of.in, of.out
		}
		if shared > len(own) && x.pivot.plain != nil {
			if was := x.pivot.shareIn(x.plain, x.Line); was != x.shares[x.Group] {
				at := shared + len(withoutFigures)
				cells[at], cells[at+1] = was.in, was.out
			}
		}
		if t, changed := x.pivot.Without(x.Line); changed {
			cells[shared] = strconv.Itoa(t.Booked)
			if !t.Overflow {
				cells[shared+1], cells[shared+2], cells[shared+3] = t.In.String(), t.Out.String(), t.Net.String()
			}
		}
		return err
	}
	return s
}

// shareIn is a line's share among those of the pivot without the acts.
func (p *Pivot) shareIn(plain map[*Group]share, x Line) share {
	if _, g := p.inPlain(x); g != nil {
		return plain[g]
	}
	return share{}
}

// unread is how many rows of a group have something that could not be read.
func (p *Pivot) unread(g *Group) (n int) {
	for _, row := range g.Rows {
		if len(p.ledger.Unread(row)) > 0 {
			n++
		}
	}
	return n
}

// complete is what a line comes to, with the median that groups leave out.
func (p *Pivot) complete(ctx context.Context, x Line) (ledger.Totals, error) {
	t := p.Of(x.Parent, x.Group)
	all, err := p.ledger.TotalsOf(ctx, x.Group.Rows)
	if i := slices.IndexFunc(all, func(a ledger.Totals) bool { return a.Currency == t.Currency }); i >= 0 {
		t.Median = all[i].Median
	}
	return t, err
}

// writeFigures writes the figures; amounts that are not known are empty.
func writeFigures(t ledger.Totals, rounded bool, cells []string) {
	clear(cells)
	cells[0], cells[1] = strconv.Itoa(t.Count), strconv.Itoa(t.Booked)
	if !t.Overflow {
		cells[2], cells[3], cells[4] = t.In.String(), t.Out.String(), t.Net.String()
	}
	if t.Booked == 0 {
		return
	}
	mean, median := t.Mean, t.Median
	if rounded {
		mean, median = t.MeanCents(), ledger.Cents(median)
	}
	cells[5], cells[6], cells[8] = t.Min.String(), t.Max.String(), median.String()
	if !t.Overflow {
		cells[7] = mean.String()
	}
}
