package group

import (
	"slices"
	"strings"

	"aisdesk/aisclient/ledger"
)

// Beside puts the same pivot of the rows without the acts of people beside p, whose sheet then says what groups that the acts change
// come to without them. Groups that are there without the acts alone join p as groups of no rows.
func (p *Pivot) Beside(plain *Pivot) {
	p.plain = plain
	p.Groups = joined(p.Groups, plain.Groups)
}

// joined are groups with empty ones for those of others that they lack.
func joined(all, others []Group) []Group {
	for i := range others {
		o := &others[i]
		g := find(all, o)
		if g == nil {
			all = append(all, Group{By: o.By, Key: o.Key, Label: o.Label, numbering: o.numbering, id: o.id})
			g = &all[len(all)-1]
		}
		if len(o.Sub) > 0 {
			g.Sub = joined(g.Sub, o.Sub)
		}
	}
	if len(all) > 0 && (all[0].By == ByMonth || all[0].By == ByWeek) { // in time's order, rows without a date last
		slices.SortStableFunc(all, func(x, y Group) int {
			switch {
			case x.Key == "" && y.Key != "":
				return 1
			case y.Key == "" && x.Key != "":
				return -1
			}
			return strings.Compare(x.Key, y.Key)
		})
	}
	return all
}

func find(in []Group, g *Group) *Group {
	for i := range in {
		if in[i].By == g.By && in[i].Key == g.Key {
			return &in[i]
		}
	}
	return nil
}

// Without is what a line comes to without the acts, and whether they change it.
func (p *Pivot) Without(x Line) (t ledger.Totals, changed bool) {
	if p.plain == nil {
		return t, false
	}
	is := p.Of(x.Parent, x.Group)
	t.Currency = is.Currency
	in := p.plain.Groups
	var parent *Group
	if x.Parent != nil {
		if parent = find(in, x.Parent); parent != nil {
			in = parent.Sub
		} else {
			in = nil
		}
	}
	if g := find(in, x.Group); g != nil {
		t = p.plain.Of(parent, g)
	}
	return t, !t.Same(is)
}
