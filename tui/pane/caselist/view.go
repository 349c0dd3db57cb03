package caselist

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/english"
	"aisdesk/tui/cell"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// detailHeight is the panel under the list.
const detailHeight = 10

// View is the list above the case under the cursor.
func (p *Pane) View() string {
	detail := detailHeight
	if p.h < detailHeight+6 {
		detail = 0
	}
	out := p.table(p.w, p.h-detail)
	if detail > 0 {
		out = append(out, p.env.Theme.Panel(theme.Panel{Title: "Case", W: p.w, H: detail}, p.facts(p.w-4))...)
	}
	return cell.Exact(out, p.w, p.h)
}

func (p *Pane) table(w, h int) []string {
	t, inner := p.env.Theme, w-4
	lines := p.head(inner)
	cols := columnsFor(inner)
	lines = append(lines, t.Paint(theme.Header, row(t, cols, func(c column) string { return c.head })))
	p.list.Resize(p.shown(), h-2-len(lines))
	from, to := p.list.Window()
	for i := from; i < to; i++ {
		lines = append(lines, cell.Mark(pane.AreaRow, i, p.line(cols, i, inner)))
	}
	if len(p.all) > 0 && p.shown() == 0 {
		for _, l := range cell.Wrap("None of "+english.Plural(len(p.all), "case", "cases")+" has these words in its label, people, status, decision, tags, day or id.", inner) {
			lines = append(lines, t.Paint(theme.Dim, l))
		}
	}
	if p.read && len(p.all) == 0 {
		said := "There is no case yet: n begins one. So does the first act on an import, and p in the saved imports."
		if len(p.put) > 0 {
			said = "There is no case yet: n begins one."
		}
		for _, l := range cell.Wrap(said, inner) {
			lines = append(lines, t.Paint(theme.Dim, l))
		}
	}
	return t.Panel(theme.Panel{Title: titleOf(p), Focus: true, W: w, H: h}, lines)
}

func titleOf(p *Pane) string {
	if n := len(p.put); n > 0 {
		return "Put " + english.Plural(n, "import", "imports") + " into a case"
	}
	return "Cases"
}

// head are the lines above the list: whose imports go into a case, the label that is typed, what went wrong.
func (p *Pane) head(w int) (lines []string) {
	t := p.env.Theme
	if len(p.put) > 0 {
		lines = append(lines, t.Paint(theme.Dim, cell.Fit(whose(p), w, cell.Left, t.Glyphs().Ellipsis)))
	}
	if p.typing || !p.search.Empty() {
		p.search.Mask = nil
		if p.env.Masked { // it may be a name
			p.search.Mask = func(s string) string { return strings.Repeat(t.Glyphs().Masked, utf8.RuneCountInString(s)) }
		}
		lines = append(lines, cell.Mark(pane.AreaQuery, 0, t.Paint(theme.Key, "/ ")+p.search.View(t, w-2, p.typing)))
	}
	if p.label != nil {
		asked := "label "
		if p.called != "" {
			asked = "applicant "
		}
		lines = append(lines, t.Paint(theme.Key, asked)+p.label.View(t, w-len(asked), true))
	}
	if p.wrong != "" {
		for _, l := range cell.Wrap(field.Plain(p.wrong), w) {
			lines = append(lines, t.Paint(theme.Bad, l))
		}
	}
	return lines
}

// whose names the imports that go into a case.
func whose(p *Pane) string {
	var all []string
	for _, i := range p.put {
		all = append(all, field.Masked(p.env.Theme, p.env.Masked, i.Who)+", "+i.Bank+", "+i.Saved.In(p.env.Now().Location()).Format("2006-01-02"))
	}
	return strings.Join(all, "; ")
}

// column is one column of the list.
type column struct {
	w     int
	head  string
	value func(p *Pane, c *cases.Listed) string
}

// columnsFor gives label and people what the fixed columns leave.
func columnsFor(w int) []column {
	cols := []column{{0, "label", (*Pane).labelOf}, {0, "people", (*Pane).people}, {8, "status", statusOf}, {17, "decision", decided}}
	used := 2 + len(cols) - 1
	if w >= 90 {
		cols = append(cols, column{7, "imports", func(_ *Pane, c *cases.Listed) string { return holds(c) }},
			column{10, "begun", dayOf})
		used += 2
	}
	for _, c := range cols {
		used += c.w
	}
	rest := max(w-used, 12)
	cols[0].w = rest * 2 / 5
	cols[1].w = rest - cols[0].w
	return cols
}

func row(t *theme.Theme, cols []column, value func(column) string) string {
	parts := make([]string, len(cols))
	for i, c := range cols {
		parts[i] = cell.Fit(value(c), c.w, cell.Left, t.Glyphs().Ellipsis)
	}
	return "  " + strings.Join(parts, " ")
}

func (p *Pane) line(cols []column, i, w int) string {
	t, c := p.env.Theme, p.at(i)
	state, sign, role := theme.RowPlain, "  ", theme.Plain
	if i == p.list.Cursor && p.label == nil {
		state, sign = theme.RowCursor, t.Glyphs().Cursor+" "
	}
	switch {
	case c.State == nil:
		role = theme.Bad
	case c.State.Erased:
		role = theme.Dim
	}
	text := row(t, cols, func(col column) string { return col.value(p, c) })
	return t.PaintRow(state, role, cell.Fit(sign+text[2:], w, cell.Left, ""))
}

func (p *Pane) labelOf(c *cases.Listed) string {
	switch {
	case c.State == nil:
		return "cannot be read"
	case c.State.Label == "":
		return "(no label)"
	}
	return field.Masked(p.env.Theme, p.env.Masked, field.Plain(c.State.Label))
}

func (p *Pane) people(c *cases.Listed) string {
	if c.State == nil {
		return field.Plain(c.ID)
	}
	var all []string
	for _, one := range c.State.People {
		all = append(all, field.Masked(p.env.Theme, p.env.Masked, field.Plain(one.Name)))
	}
	return strings.Join(all, ", ")
}

func statusOf(_ *Pane, c *cases.Listed) string {
	if c.State == nil {
		return ""
	}
	return field.Plain(c.State.Status)
}

// decided is the decision and whether it counts.
func decided(_ *Pane, c *cases.Listed) string {
	if c.State == nil {
		return ""
	}
	return cases.Decided(c.State)
}

func holds(c *cases.Listed) string {
	if c.State == nil {
		return ""
	}
	return fmt.Sprint(len(c.State.Imports) + len(c.State.Files))
}

func dayOf(p *Pane, c *cases.Listed) string {
	if c.State == nil {
		return ""
	}
	return c.State.Created.In(p.env.Now().Location()).Format("2006-01-02")
}

// facts say more of the case under the cursor.
func (p *Pane) facts(w int) []string {
	t, c := p.env.Theme, p.current()
	if c == nil {
		return nil
	}
	pair := func(label, value string) string { return field.Pair(t, label, value, 10, w) }
	if c.State == nil {
		lines := []string{pair("id", field.Plain(c.ID)), ""}
		for _, l := range cell.Wrap("It cannot be read: "+field.Plain(c.Err.Error()), w) {
			lines = append(lines, t.Paint(theme.Bad, l))
		}
		return lines
	}
	st := c.State
	holds := pair("holds", english.Plural(len(st.Imports), "import", "imports")+", "+english.Plural(len(st.Files), "statement file", "statement files")+", "+english.Plural(len(st.History), "event", "events"))
	if empty(p) && len(st.People) > 0 {
		holds = pair("next", "⏎ begins its verification; p in the saved imports puts one here")
	}
	lines := []string{pair("label", p.labelOf(c)), pair("people", p.people(c)), pair("status", statusOf(p, c)), pair("decision", decision(p, c)),
		holds,
		pair("changed", st.Changed.In(p.env.Now().Location()).Format("2006-01-02 15:04")), pair("id", field.Plain(st.ID))}
	if empty(p) && len(st.People) > 0 {
		lines = append(lines, pair("customer", field.Plain(st.People[0].OwnerExternalID)))
	}
	if len(st.Tags) > 0 {
		lines = append(lines, pair("tags", field.Masked(t, p.env.Masked, field.Plain(strings.Join(st.Tags, ", ")))))
	}
	return lines
}

// decision is the decision with who made it and when.
func decision(p *Pane, c *cases.Listed) string {
	d := c.State.Decision
	if d == nil {
		return "none yet"
	}
	return decided(p, c) + ", " + by(p, d)
}

func by(p *Pane, d *casefile.Decided) string {
	return field.Plain(d.Event.Author) + ", " + d.Event.Time.In(p.env.Now().Location()).Format("2006-01-02 15:04")
}
