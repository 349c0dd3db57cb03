package verdict

import (
	"slices"

	"aisdesk/aisclient/category"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/theme"
)

// The details of a check stand under its reason, or further left where there is little room.
const (
	checkIndent  = 2 + 2 + outcomeWidth
	leastDetails = 56 // the narrowest lines that are indented as the reason is
	nameWidth    = 12
)

// detailLine is a named fact of a check in w cells, wrapped under itself.
func (p *drawing) detailLine(name, said string, role theme.Role, w int) []string {
	indent := checkIndent
	if w < leastDetails {
		indent = 4
	}
	var out []string
	for _, l := range cell.Wrap(said, max(w-indent-nameWidth, 8)) {
		out = append(out, cell.Spaces(indent)+p.env.Theme.Paint(theme.Dim, cell.Fit(name, nameWidth, cell.Left, ""))+p.env.Theme.Paint(role, l))
		name = ""
	}
	return out
}

// figureLines are a figure as an interval, what held the outcome back, in what the claim is nearly right, and what to
// ask; of the chosen check the first rows, too.
func (p *drawing) figureLines(c *verify.Check, on bool, w int) []string {
	words := format.From(p.env)
	out := []string{}
	add := func(name, said string, role theme.Role) { out = append(out, p.detailLine(name, said, role, w)...) }
	if s := figure(c, words); s != "" {
		add("figure", s, theme.Plain)
	}
	for i, g := range c.Gates {
		same := func(o verify.GateEffect) bool { return o.Gate == g.Gate && o.Effect == g.Effect }
		if !slices.ContainsFunc(c.Gates[:i], same) { // one line for all accounts
			add("data", g.Gate.String()+": "+g.Effect, theme.Warn)
		}
	}
	if c.NearMiss != "" && !p.env.Masked {
		add("nearly", c.NearMiss, theme.Plain)
	}
	for _, a := range c.Ask {
		add("ask", a, theme.Accent)
	}
	if on && len(c.Evidence) > 0 {
		name := "rows"
		for _, r := range c.Evidence {
			add(name, rowText(&r, words), theme.Plain)
			name = ""
		}
		if more := len(c.Rows) - len(c.Evidence); more > 0 {
			add("", "and "+english.Plural(more, "more row", "more rows")+", enter shows all", theme.Dim)
		}
	}
	return out
}

// withoutLines are how a check comes out without the acts of people, where that is otherwise.
func (p *drawing) withoutLines(i, w int) []string {
	r := p.found.without
	if r == nil || i >= len(r.Checks) || p.checks()[i].Same(&r.Checks[i]) {
		return nil
	}
	_, said, _ := outcomeOf(p.env.Theme, &r.Checks[i])
	if f := figure(&r.Checks[i], format.From(p.env)); f != "" {
		said += ", " + f
	}
	return p.detailLine("without", "the acts of people: "+said, theme.Warn, w)
}

// figure writes what a check measured: one amount, or from what is proven to what is possible.
func figure(c *verify.Check, w format.Writer) string {
	if c.Proven == nil {
		return ""
	}
	proven := w.MoneyIn(ledger.Cents(*c.Proven), c.Currency)
	if c.Possible == nil || *c.Possible == 0 {
		return proven + " proven"
	}
	upper, err := c.Proven.Add(*c.Possible)
	if err != nil {
		return proven + " proven"
	}
	return proven + " proven, up to " + w.MoneyIn(ledger.Cents(upper), c.Currency) + " possible"
}

// rowText is a row behind a check on one line.
func rowText(r *verify.Row, w format.Writer) string {
	s := r.Date.String() + "  " + w.MoneyIn(r.Amount, r.Currency)
	for _, part := range []string{r.Party, r.Title} {
		if part != "" {
			s += "  " + w.Private(text.Clean(part))
		}
	}
	if c, ok := category.Parse(r.Category); ok {
		s += "  [" + c.Label() + "]"
	}
	if r.State != "" {
		s += "  " + r.State
	}
	return s
}

// notCountedLines are a sum that a check left out, and why.
func (p *drawing) notCountedLines(n *verify.NotCounted, on bool, w int) []string {
	t := p.env.Theme
	said := n.Reason
	if n.Sum != 0 {
		said += ": " + format.From(p.env).MoneyIn(ledger.Cents(n.Sum), n.Currency)
		if n.Monthly() {
			said += " a month"
		}
	}
	if k := len(n.Rows); k > 0 {
		said += ", " + english.Plural(k, "row", "rows")
	}
	lines := p.detailLine("not counted", said, theme.Plain, w)
	if on {
		lines[0] = t.Paint(theme.Accent, t.Glyphs().Cursor+" ") + t.PaintRow(theme.RowCursor, theme.Plain, lines[0][2:])
	}
	return lines
}
