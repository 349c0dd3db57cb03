package verdict

import (
	"strings"
	"unicode/utf8"

	"aisdesk/aisclient/verify"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/theme"
)

// claimsBlock draws the claims in w cells; under them, where h lines leave room, what the chosen one is compared with.
func (p *drawing) claimsBlock(w, h int) block {
	t := p.env.Theme
	var b block
	if p.data.Ledger == nil {
		b.add(t.Paint(theme.Dim, "no import is open"))
		return b
	}
	chosen := p.chosen()
	for i, r := range p.rows() {
		on := chosen == claimItem(r, i)
		if r.kind == verify.KindWithout {
			b.item(p.signLines(i, on, w)...)
			continue
		}
		b.item(marked(i, p.rowLines(r, on, w))...)
	}
	if about := p.about(chosen, w); h >= len(b.lines)+len(about)+1 {
		b.add("")
		b.add(about...)
	}
	return b
}

func (p *drawing) about(i item, w int) []string {
	if i.part != onClaim {
		return nil
	}
	var out []string
	for _, l := range cell.Wrap(abouts[i.row.kind], w) {
		out = append(out, p.env.Theme.Paint(theme.Dim, l))
	}
	return out
}

// head is the start of a row: the cursor, the label, and the sign of the claim's check.
func (p *drawing) head(k verify.Kind, nth int, on bool, c verify.Claim) string {
	t := p.env.Theme
	cursor, role, label := "  ", theme.Dim, labels[k]
	if on {
		cursor, role = t.Paint(theme.Accent, t.Glyphs().Cursor+" "), theme.HeaderOn
	}
	if nth > 0 {
		label = "  and"
	}
	sign := " "
	if c != nil {
		sign = p.signOf(c)
	}
	return cursor + t.Paint(role, cell.Fit(label, labelWidth, cell.Left, "")) + " " + sign + " "
}

// signOf is the sign of a claim's check; none while it is not checked.
func (p *drawing) signOf(c verify.Claim) string {
	if check := p.outcome(c); check != nil {
		sign, _, role := outcomeOf(p.env.Theme, check)
		return p.env.Theme.Paint(role, sign)
	}
	return " "
}

const headWidth = 2 + labelWidth + 3

func (p *drawing) rowLines(r row, on bool, w int) []string {
	t, room := p.env.Theme, max(w-headWidth, 1)
	c := p.claimOf(r)
	head := p.head(r.kind, r.nth, on, c)
	if r.kind == verify.KindNeverBelow {
		return []string{head + p.box(" claimed", c != nil, on)}
	}
	if e := p.edit; e != nil && e.row == r {
		return p.editLines(head, w)
	}
	value, role, row := "not claimed", theme.Dim, theme.RowPlain
	if c != nil {
		value, role = p.value(c), theme.Strong
	}
	if c != nil && cell.Width(value) > room && r.kind == verify.KindIBAN && !p.env.Masked {
		value = c.Text() // without the spaces
	}
	if on {
		row = theme.RowCursor
	}
	return []string{head + t.PaintRow(row, role, cell.Fit(value, room, cell.Left, t.Glyphs().Ellipsis))}
}

// editLines are the field, and under it what is wrong with what was typed.
func (p *drawing) editLines(head string, w int) []string {
	t, e := p.env.Theme, p.edit
	room := max(w-headWidth, 1)
	e.line.Mask = nil
	if p.env.Masked {
		e.line.Mask = func(s string) string { return strings.Repeat(t.Glyphs().Masked, utf8.RuneCountInString(s)) }
	}
	out := []string{head + e.line.View(t, room, true)}
	if e.err != "" {
		sign := t.Glyphs().No
		for _, l := range cell.Wrap(format.From(p.env).MaskQuoted(e.err), max(w-4, 8)) {
			out = append(out, "  "+t.Paint(theme.Bad, sign+" "+l))
			sign = " "
		}
	}
	return out
}

// box is a thing that can be claimed or not.
func (p *drawing) box(name string, claimed, on bool) string {
	box, role := "[ ]", theme.Dim
	if claimed {
		box, role = "[x]", theme.Strong
	}
	row := theme.RowPlain
	if on {
		row = theme.RowCell
	}
	return p.env.Theme.PaintRow(row, role, box+name)
}

// signWidth is the room of the longest sign: where no two of those fit, each has its own line.
const signWidth = 24

// signLines are the signs that can be denied, as many on a line as fit.
func (p *drawing) signLines(n int, on bool, w int) []string {
	room := max(w-headWidth, 1)
	var lines []string
	line, used := "", 0
	for i, topic := range verify.Signs() {
		claimed := p.claims.Denies(topic)
		sign := " "
		if claimed {
			sign = p.signOf(verify.NoSign{Topic: topic})
		}
		cursor := " " // of several boxes the chosen one has the sign
		if on && i == p.sign {
			cursor = p.env.Theme.Glyphs().Cursor
		}
		piece := cell.Mark(areaSign, i, p.box(cursor+string(topic), claimed, on && i == p.sign)) + " " + sign
		size := cell.Width(piece)
		if used > 0 && (used+1+size > room || room < 2*signWidth) {
			lines, line, used = append(lines, line), "", 0
		}
		if used > 0 {
			line, used = line+" ", used+1
		}
		line, used = line+piece, used+size
	}
	lines = append(lines, line)
	for i := range lines {
		if i == 0 {
			lines[i] = cell.Mark(pane.AreaRow, n, p.head(verify.KindWithout, 0, on, nil)) + lines[i]
		} else {
			lines[i] = strings.Repeat(" ", headWidth) + lines[i]
		}
	}
	return lines
}
