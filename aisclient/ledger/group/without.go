package group

import (
	"slices"
	"strings"

	"aisdesk/aisclient"
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

// ShareWithout is a line's part of its whole on the pivot's side without the acts, in permille, and whether they change it: the
// acts on one group change the shares of all others. It is not changed where there are no acts, or no whole.
func (p *Pivot) ShareWithout(x Line) (permille int, changed bool) {
	if p.plain == nil {
		return 0, false
	}
	is, ok := p.part(x.Parent, x.Group)
	was := 0
	parent, g := p.inPlain(x)
	if g != nil {
		was, _ = p.plain.part(parent, g)
	}
	return was, ok && is != was
}

// part is a group's part of its whole in permille; ok is false where there is no whole, or a sum is too large.
func (p *Pivot) part(parent, g *Group) (permille int, ok bool) {
	whole, ok := p.Whole(parent, g)
	t := p.Of(parent, g)
	if !ok || t.Overflow || whole.Overflow {
		return 0, false
	}
	part, all := p.Side.Of(t).Abs(), p.Side.Of(whole).Abs()
	parts := Permille([]aisclient.Amount{part, all - part})
	if part > all || parts == nil {
		return 0, part == 0
	}
	return parts[0], true
}

// inPlain is a line's group in the pivot without the acts, with its parent; nil where it is not there.
func (p *Pivot) inPlain(x Line) (parent, g *Group) {
	in := p.plain.Groups
	if x.Parent != nil {
		if parent = find(in, x.Parent); parent == nil {
			return nil, nil
		}
		in = parent.Sub
	}
	return parent, find(in, x.Group)
}

// Without is what a line comes to without the acts, and whether they change it.
func (p *Pivot) Without(x Line) (t ledger.Totals, changed bool) {
	if p.plain == nil {
		return t, false
	}
	is := p.Of(x.Parent, x.Group)
	t.Currency = is.Currency
	if parent, g := p.inPlain(x); g != nil {
		t = p.plain.Of(parent, g)
	}
	return t, !t.Same(is)
}
