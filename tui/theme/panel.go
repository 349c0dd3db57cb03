package theme

import (
	"strings"

	"aisdesk/tui/cell"
)

// Panel is a box with a title in its upper border, and optionally a note at the right end of it.
type Panel struct {
	Title, Note string
	Focus       bool
	W, H        int // outer size; at least 4 by 2
}

// Inner is the size that is left for the body: two cells less for the border, two for the margin.
func (p Panel) Inner() (w, h int) { return max(p.W-4, 0), max(p.H-2, 0) }

// Panel draws the box around body, whose lines may hold roles, and returns exactly p.H lines of p.W cells.
func (t *Theme) Panel(p Panel, body []string) []string {
	if p.W < 4 || p.H < 2 {
		return cell.Lines(body, p.W, p.H)
	}
	g, border := &t.glyphs, Border
	if p.Focus {
		border = BorderOn
	}
	w, h := p.Inner()
	out := make([]string, 0, p.H)
	out = append(out, t.panelTop(p, border))
	left, right := t.Paint(border, g.V)+" ", " "+t.Paint(border, g.V)
	for _, l := range cell.Lines(body, w, h) {
		out = append(out, left+l+right)
	}
	return append(out, t.Paint(border, g.BottomLeft+strings.Repeat(g.H, p.W-2)+g.BottomRight))
}

func (t *Theme) panelTop(p Panel, border Role) string {
	g := &t.glyphs
	room := p.W - 4 // corners and one rule beside each
	title, note := "", ""
	if p.Title != "" && room > 4 {
		title = " " + t.clip(p.Title, room-2) + " "
		if p.Focus && t.plain() { // never by colour alone
			title = "[" + t.clip(p.Title, room-2) + "]"
		}
	}
	if n := cell.Width(p.Note); p.Note != "" && n+2+cell.Width(title) <= room {
		note = " " + p.Note + " "
	}
	role := Title
	if p.Focus {
		role = HeaderOn
	}
	fill := max(p.W-4-cell.Width(title)-cell.Width(note), 0)
	return t.Paint(border, g.TopLeft+g.H) + t.Paint(role, title) + t.Paint(border, strings.Repeat(g.H, fill)) +
		t.Paint(Dim, note) + t.Paint(border, g.H+g.TopRight)
}

// plain reports whether borders with and without the keys look the same.
func (t *Theme) plain() bool { return t.depth <= NoColour || t.name == Mono }

func (t *Theme) clip(s string, w int) string {
	if cell.Width(s) <= w {
		return s
	}
	return cell.Fit(s, w, cell.Left, t.glyphs.Ellipsis)
}

// Rule is a line of w cells with a title set into it.
func (t *Theme) Rule(title string, w int) string {
	g := &t.glyphs
	if title == "" || w < 8 {
		return t.Paint(Faint, strings.Repeat(g.H, max(w, 0)))
	}
	title = t.clip(title, w-6)
	return t.Paint(Faint, g.H+g.H) + " " + t.Paint(Title, title) + " " + t.Paint(Faint, strings.Repeat(g.H, w-4-cell.Width(title)))
}
