package verdict

import (
	"errors"
	"slices"

	"aisdesk/aisclient/english"
	"aisdesk/aisclient/verify"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/findings"
	"aisdesk/tui/theme"
)

// verdictBlock draws the verdict in w cells: the word first, then each check with its reason, then what is worth
// a look.
func (p *drawing) verdictBlock(w int) block {
	t := p.env.Theme
	var b block
	switch {
	case p.data.Ledger == nil:
		return b
	case p.found.report == nil:
		b.add(p.waiting(w)...)
		return b
	}
	b.head = p.headLines(w)
	if len(p.checks()) == 0 {
		b.add("")
		b.add(p.firstSteps(w)...)
	}
	chosen, at := p.chosen(), len(p.rows())
	item := func(lines []string) { b.item(marked(at, lines)...); at++ }
	below := func(lines []string) { b.below(marked(at, lines)...); at++ }
	for i := range p.checks() {
		c, under := &p.checks()[i], chosen.n == i && (chosen.part == onCheck || chosen.part == onNotCounted)
		item(slices.Concat(p.checkLines(c, under && chosen.part == onCheck, w), p.withoutLines(i, w), p.figureLines(c, under, w)))
		for k := range c.NotCounted {
			below(p.notCountedLines(&c.NotCounted[k], under && chosen.part == onNotCounted && chosen.k == k, w))
		}
	}
	switch {
	case p.found.report.Notable == nil && reading(p.found.ledger):
		b.add("", t.Rule("Worth a look", w), t.Paint(theme.Dim, "shown once the whole reply is read"))
	case p.found.report.Notable == nil:
		b.add("", t.Rule("Worth a look", w), t.Paint(theme.Dim, "searching the rows"))
	case len(p.findings()) > 0:
		b.add("", t.Rule("Worth a look", w))
	}
	for i := range p.findings() {
		row := theme.RowPlain
		if chosen.part == onFinding && chosen.n == i {
			row = theme.RowCursor
		}
		var lines []string
		for _, l := range findings.Whole(p.env, &p.findings()[i], i, w) {
			lines = append(lines, l.Draw(w, row))
			row = theme.RowPlain
		}
		item(lines)
	}
	return b
}

// waiting says why there is no verdict yet.
func (p *drawing) waiting(w int) []string {
	t := p.env.Theme
	said, role := "comparing with the data", theme.Dim
	if p.err != nil {
		said, role = "the check failed: "+whyNot(p.err), theme.Bad
	}
	return paint(t, role, said, w)
}

// whyNot says why claims have no verdict.
func whyNot(err error) string {
	if _, limit := errors.AsType[*pane.LimitError](err); limit {
		return "checking " + err.Error()
	}
	return plain(err)
}

// paint wraps a text into lines of w cells in a role.
func paint(t *theme.Theme, role theme.Role, s string, w int) []string {
	var out []string
	for _, l := range cell.Wrap(s, max(w, 8)) {
		out = append(out, t.Paint(role, l))
	}
	return out
}

// headLines are the verdict in a sign, a word and a sentence, and what faults of the data did to it.
func (p *drawing) headLines(w int) []string {
	t := p.env.Theme
	sign, said, why, role := p.headline()
	switch {
	case p.check.Running():
		why = "checking again; this is the previous verdict"
	case p.err != nil:
		sign, said, role = t.Glyphs().Warn, "NOT CHECKED", theme.Bad
		why = "the claims could not be checked; below is the previous verdict: " + whyNot(p.err)
	}
	head := sign + " " + said
	out := []string{t.Paint(role, head) + t.Paint(theme.Plain, "  "+why)}
	if cell.Width(head)+2+cell.Width(why) > w {
		out = append([]string{t.Paint(role, head)}, paint(t, theme.Plain, why, w)...)
	}
	if one := p.alone(); one != "" {
		out = append(out, paint(t, theme.Warn, t.Glyphs().Warn+" "+one+": a decision keeps the verdict on all of them. In the Case tab o opens the case as one.", w)...)
	}
	if why := p.dataEffect(); why != "" {
		out = append(out, paint(t, theme.Warn, t.Glyphs().Warn+" "+why, w)...)
	}
	if said, counts := p.data.Acts.Decision(); counts {
		out = append(out, paint(t, theme.Plain, "Decided: "+said, w)...)
	} else if said != "" {
		out = append(out, paint(t, theme.Warn, t.Glyphs().Warn+" Decided: "+said, w)...)
	}
	return out
}

// firstSteps explain the pane while nothing is claimed.
func (p *drawing) firstSteps(w int) []string {
	n := english.Plural(p.found.report.Rows, "row", "rows")
	return paint(p.env.Theme, theme.Dim, "Type what the applicant says: choose a line of the claims and press enter. Each claim is compared with the "+
		n+" of this import, and the verdict stands here: confirmed, refuted or inconclusive.", w)
}

// outcomeWidth is the room of an outcome's word and a space.
const outcomeWidth = 13

// checkLines are a check: outcome and claim on the first line, what the data says under it.
func (p *drawing) checkLines(c *verify.Check, on bool, w int) []string {
	t := p.env.Theme
	sign, said, role := outcomeOf(t, c)
	cursor, row := "  ", theme.RowPlain
	if on {
		cursor, row = t.Paint(theme.Accent, t.Glyphs().Cursor+" "), theme.RowCursor
	}
	room := max(w-checkIndent, 8)
	var out []string
	for i, l := range cell.Wrap(p.sentence(c), room) {
		head := cell.Spaces(checkIndent)
		if i == 0 {
			head = cursor + t.PaintRow(row, role, sign+" "+cell.Fit(said, outcomeWidth, cell.Left, ""))
		}
		out = append(out, head+t.PaintRow(row, theme.Strong, cell.Fit(l, room, cell.Left, "")))
	}
	for _, l := range cell.Wrap(p.reason(c), room) {
		out = append(out, cell.Spaces(checkIndent)+t.Paint(theme.Dim, l))
	}
	return out
}
