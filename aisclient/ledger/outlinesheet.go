package ledger

import (
	"context"
	"math"
	"slices"
	"strconv"

	"aisdesk/aisclient"
)

// OutlineLine is one line of an outline: a group, or a group within its parent.
type OutlineLine struct {
	Parent *Group // nil for a group of the first level
	Group  *Group
}

// Lines are all lines of the outline, each group before its subgroups.
func (o *Outline) Lines() []OutlineLine {
	var out []OutlineLine
	for i := range o.Groups {
		g := &o.Groups[i]
		out = append(out, OutlineLine{Group: g})
		for k := range g.Sub {
			out = append(out, OutlineLine{Parent: g, Group: &g.Sub[k]})
		}
	}
	return out
}

// Heads are the columns that say which group a line is of: with two groupings the level, 1 or 2, then a column for
// each grouping, then the currency.
func (o *Outline) Heads() []SheetColumn {
	var out []SheetColumn
	if len(o.By) > 1 {
		out = append(out, SheetColumn{Name: "level", Numeric: true})
	}
	for _, by := range o.By {
		if by != ByCurrency { // has its column anyway
			out = append(out, SheetColumn{Name: by.String()})
		}
	}
	return append(out, SheetColumn{Name: "currency"})
}

// Head writes the cells of Heads for a line and returns how many they are. A group's line has nothing in the
// column of its subgroups.
func (o *Outline) Head(x OutlineLine, cells []string) int {
	path := []*Group{x.Group, nil}
	level := "1"
	if x.Parent != nil {
		path, level = []*Group{x.Parent, x.Group}, "2"
	}
	n := 0
	put := func(s string) { cells[n] = s; n++ }
	if len(o.By) > 1 {
		put(level)
	}
	for i, by := range o.By {
		switch {
		case by == ByCurrency:
		case path[i] == nil:
			put("")
		default:
			put(path[i].Label)
		}
	}
	put(string(o.Of(x.Parent, x.Group).Currency))
	return n
}

// figures are the columns of Sheet behind those of Heads.
var figures = []string{"count", "booked", "in", "out", "net", "min", "max", "mean", "median"}

// SheetOf is outlines, one a currency, under each other as a table: a line a group and one for each of its
// subgroups, with all their totals. The outlines are by the same things.
func SheetOf(outlines ...*Outline) Sheet {
	type place struct {
		OutlineLine
		o *Outline
	}
	var lines []place
	var s Sheet
	for _, o := range outlines {
		s.Columns = o.Heads()
		for _, x := range o.Lines() {
			lines = append(lines, place{x, o})
		}
	}
	for _, name := range figures {
		s.Columns = append(s.Columns, SheetColumn{Name: name, Numeric: true})
	}
	s.Lines = len(lines)
	s.Line = func(ctx context.Context, line int, cells []string) error {
		x := lines[line]
		t, err := x.o.complete(ctx, x.OutlineLine)
		t.cells(cells[x.o.Head(x.OutlineLine, cells):])
		return err
	}
	return s
}

// complete is what a line comes to, with the median that groups leave out.
func (o *Outline) complete(ctx context.Context, x OutlineLine) (Totals, error) {
	t := o.Of(x.Parent, x.Group)
	all, err := o.ledger.TotalsOf(ctx, x.Group.Rows)
	if i := slices.IndexFunc(all, func(a Totals) bool { return a.Currency == t.Currency }); i >= 0 {
		t.Median = all[i].Median
	}
	return t, err
}

// cells writes the figures; amounts that are not known are empty.
func (t Totals) cells(cells []string) {
	clear(cells)
	cells[0], cells[1] = strconv.Itoa(t.Count), strconv.Itoa(t.Booked)
	if !t.Overflow {
		cells[2], cells[3], cells[4] = t.In.String(), t.Out.String(), t.Net.String()
	}
	if t.Booked == 0 {
		return
	}
	cells[5], cells[6] = t.Min.String(), t.Max.String()
	if !t.Overflow {
		cells[7] = t.MeanCents().String()
	}
	cells[8] = Cents(t.Median).String()
}

// Cents rounds a mean to two decimals, half away from zero: more would only look exact. What is too near to the
// greatest amount to be rounded up is cut.
func Cents(a aisclient.Amount) aisclient.Amount {
	const cent = aisclient.AmountScale / 100
	cut, rest := a-a%cent, a%cent
	switch {
	case rest >= cent/2 && cut <= math.MaxInt64-cent:
		return cut + cent
	case rest <= -cent/2 && cut >= cent-math.MaxInt64:
		return cut - cent
	}
	return cut
}

// MeanCents is the mean to two decimals, half away from zero: not of Mean, which is rounded already.
func (t Totals) MeanCents() aisclient.Amount {
	const cent = aisclient.AmountScale / 100
	if t.Booked == 0 {
		return 0
	}
	return divide(t.Net, t.Booked*cent) * cent
}
