package transactions

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"aisdesk/aisclient/english"
	"aisdesk/aisclient/insight/categorize"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/export"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/pane/page"
	"aisdesk/tui/pane/period"
	"aisdesk/tui/pane/rows"
	"aisdesk/tui/theme"
)

// View is the pane: filter, period, rows, totals.
func (p *Pane) View() string {
	totals := p.totals()
	lines := append([]string{p.filterLine()}, underFilter(p)...)
	h := max(p.h-len(lines)-len(totals), 1)
	lines = append(lines, p.middle(h)...)
	return cell.Exact(append(lines, totals...), p.w, p.h)
}

// middle is the grid with what is open beside it; details stand below it where that leaves more of both, and in
// its place where neither would be of use.
func (p *Pane) middle(h int) []string {
	if p.entries.entry != nil {
		return p.entryPanel(p.w, h)
	}
	if p.prompt != nil && p.prompt.help {
		return p.filterHelp(p.w, h)
	}
	p.grid.SetFocus(p.menu == nil && p.saved == nil)
	side, below := p.sideWidth(), 0
	if p.detailed() && p.w < besideFrom {
		below, side = p.detailHeight(h), 0
	}
	if below == h {
		return p.detailPanel(p.w, h)
	}
	w := p.w
	if side > 0 {
		w -= side + 1
	}
	p.grid.SetSize(w, h-below)
	if p.result != nil {
		p.grid.SetEmpty(p.nothing()) // it differs under the mask
	}
	rows := cell.MarkBlock(pane.AreaGrid, 0, p.grid.Lines())
	switch {
	case below > 0:
		return append(rows, p.detailPanel(p.w, below)...)
	case side > 0:
		return cell.Beside(1, []int{w, side}, rows, p.side(side, h))
	}
	return rows
}

// widestDetails is the width beyond which details beside the rows only take room away from them.
const widestDetails = 64

// besideFrom is the width from which on details stand beside the rows.
const besideFrom = 120

// The least lines that rows and details need for both to be of use.
const (
	leastRows    = 5
	leastDetails = 8
)

// detailed reports whether the details of a row are shown.
func (p *Pane) detailed() bool {
	return p.detail && p.grid.ID() >= 0 && p.menu == nil && p.saved == nil
}

// details is the panel of the row under the cursor.
type details struct {
	*search
	detail bool // it is open
	scroll int
}

// detailHeight is how many of h lines the details take below the rows: as many as they need, as long as some rows
// stay in sight, or all where that is too little.
func (p *details) detailHeight(h int) int {
	if h < leastRows+leastDetails {
		return h
	}
	return min(len(p.detailLines(p.w-4))+2, max(h-leastRows-2, leastDetails))
}

func (p *Pane) sideWidth() int {
	switch {
	case p.menu != nil, p.saved != nil:
		return min(34, p.w/2)
	case p.detailed():
		return min(max(p.w*2/5, 44), widestDetails)
	}
	return 0
}

func (p *Pane) side(w, h int) []string {
	t := p.env.Theme
	switch {
	case p.menu != nil:
		return t.Panel(theme.Panel{Title: "Columns", W: w, H: h, Focus: true}, p.menuLines(w-4, h-2))
	case p.saved != nil:
		lines := p.savedLines()
		top := max(min(2*p.saved.at-(h-4), len(lines)-(h-2)), 0) // two lines each; the chosen one stays in sight
		return t.Panel(theme.Panel{Title: "Saved views", W: w, H: h, Focus: true}, lines[top:])
	}
	return p.detailPanel(w, h)
}

// halvesFrom is the width from which on details stand in two columns.
const halvesFrom = 72

// detailLines are everything that is known of the row under the cursor, in w cells.
func (p *details) detailLines(w int) []string {
	if p.w < besideFrom && w >= halvesFrom {
		half := (w - 2) / 2
		return page.Halves(rows.Detail(p.env.Theme, p.data.Ledger, p.grid.ID(), p.why(), p.data.Acts.Of(p.grid.ID()), format.From(p.env), half), half)
	}
	var out []string
	for _, l := range rows.Detail(p.env.Theme, p.data.Ledger, p.grid.ID(), p.why(), p.data.Acts.Of(p.grid.ID()), format.From(p.env), w) {
		out = append(out, l.Draw(w, theme.RowPlain))
	}
	return out
}

// why is the reason for the category of the row under the cursor; nil where the rows have none yet.
func (p *details) why() *categorize.Why {
	if !p.data.Ledger.Annotated() {
		return nil
	}
	a, err := p.data.Insights(p.env.Now()).Analysis(p.env.Context()) // it is made: the rows have its categories
	if err != nil {
		return nil
	}
	why := a.Rows.Why(p.grid.ID())
	return &why
}

func (p *details) detailPanel(w, h int) []string {
	t := p.env.Theme
	panel := theme.Panel{Title: "Details", Note: fmt.Sprintf("%d of %d", p.grid.Pos()+1, p.grid.Len()), W: w, H: h}
	iw, ih := panel.Inner()
	body := p.detailLines(iw)
	p.scroll = max(min(p.scroll, len(body)-ih), 0)
	if len(body) > ih {
		panel.Note = "J K scroll " + t.Glyphs().Dot + " " + panel.Note
	}
	return cell.MarkBlock(pane.AreaText, 0, t.Panel(panel, body[p.scroll:]))
}

func (p *layout) menuLines(w, h int) []string {
	t, at := p.env.Theme, p.menu.At()
	items := p.menu.Items()
	h-- // for the head
	top := max(min(at-h/2, len(items)-h), 0)
	out := []string{t.Paint(theme.Dim, cell.Fit("width", w, cell.Right, ""))}
	for i := top; i < len(items); i++ {
		c := items[i]
		box, role := "[x]", theme.Plain
		if c.Hidden {
			box, role = "[ ]", theme.Dim
		}
		row := theme.RowPlain
		if i == at {
			row = theme.RowCursor
		}
		l := page.Row(t, c.Key, page.Piece{Text: box, Role: role, W: 3}, page.Piece{Text: c.Title, Role: role},
			page.Piece{Text: strconv.Itoa(c.Width), Role: theme.Dim, W: 4, Align: cell.Right})
		out = append(out, cell.Mark(areaMenu, i, l.Draw(w, row)))
	}
	return out
}

func (p *savedViews) savedLines() []string {
	t := p.env.Theme
	var out []string
	if len(p.saved.views) == 0 {
		return append(out, t.Paint(theme.Dim, "none is left; u undoes it"))
	}
	for i, v := range p.saved.views {
		row := theme.RowPlain
		if i == p.saved.at {
			row = theme.RowCursor
		}
		w := min(34, p.w/2) - 4
		out = append(out, cell.Mark(areaSaved, i, page.Row(t, v.Name, page.Piece{Text: v.Name, Role: theme.Strong}).Draw(w, row)),
			cell.Mark(areaSaved, i, "    "+t.Paint(theme.Dim, strings.TrimSpace(format.From(p.env).Filter(v.Filter)+" "+v.Period+" "+v.Sort))))
	}
	return out
}

// filterLine is the first line: the filter, or the prompt that is open; at its end how many rows are shown.
func (p *promptBar) filterLine() string {
	t := p.env.Theme
	count := p.count()
	room := max(p.w-cell.Width(count)-2, 8)
	if pr := p.prompt; pr != nil {
		label := " " + t.Paint(theme.Accent, pr.label)
		pr.line.Mask = nil
		if pr.asks == askFilter || pr.asks == askFind {
			pr.line.Mask = format.From(p.env).Mask()
		}
		if pr.asks == askEntry && p.env.Masked { // it is a counterparty's name
			pr.line.Mask = func(s string) string { return strings.Repeat(t.Glyphs().Masked, utf8.RuneCountInString(s)) }
		}
		return label + pr.line.View(t, max(p.w-cell.Width(label)-cell.Width(count)-2, 4), true) + "  " + count
	}
	left := " " + t.Paint(theme.Dim, "/ press / to filter")
	if p.view.filter != "" {
		left = " " + t.Paint(theme.Accent, "/ ") + t.Paint(theme.Strong, format.From(p.env).Filter(p.view.filter))
	}
	if p.view.within != nil {
		left += t.Paint(theme.Accent, "  within "+english.Plural(len(p.view.within), "chosen row", "chosen rows"))
	}
	return cell.Mark(pane.AreaQuery, 0, cell.Fit(left, room, cell.Left, t.Glyphs().Ellipsis)) + "  " + count
}

// count says how many rows are shown of how many, and that a query runs.
func (p *search) count() string {
	t := p.env.Theme
	if p.result == nil {
		if p.data.Ledger == nil {
			return ""
		}
		return t.Paint(theme.Dim, "counting ")
	}
	s := strconv.Itoa(p.result.Len())
	if all := p.data.Ledger.Len(); all != p.result.Len() {
		s += " of " + strconv.Itoa(all)
	}
	if s += " rows "; s == "1 rows " {
		s = "1 row "
	}
	if !p.data.Ledger.Complete() {
		s += "so far "
	}
	return t.Paint(theme.Dim, s)
}

// underFilter are the lines under the first: where a file goes, what is wrong with the text above, else the periods.
func underFilter(p *Pane) []string {
	t, w := p.env.Theme, format.From(p.env)
	switch {
	case p.prompt != nil && p.prompt.asks == askFile:
		return export.Under(p.env, p.prompt.line.Value(), p.prompt.err, p.w)
	case p.prompt != nil && p.prompt.err != "":
		return format.Advice(t, theme.Bad, t.Glyphs().Up, w.MaskQuoted(p.prompt.err), p.w)
	case p.invalid != nil:
		return w.SyntaxHint(t, p.invalid, p.w)
	}
	return []string{p.periodLine()}
}

// periodLine is the second line: the periods with the one in force.
func (p *Pane) periodLine() string {
	t := p.env.Theme
	if p.prompt != nil && p.prompt.asks == askFilter {
		if offered := p.offerLine(); offered != "" {
			return offered
		}
	}
	line := " " + period.Bar(t, p.view.period)
	if d := p.drilled(); d != nil {
		line = " " + cell.Mark(areaOrigin, 0, t.Paint(theme.Accent, t.Glyphs().Left+" "+d.from)) + t.Paint(theme.Dim, ": ") + t.Paint(theme.Strong, p.private(d.what)) + "  " + line
	}
	if s := p.sortText(); s != "" && p.w >= 100 {
		line += t.Paint(theme.Dim, "   sorted: ") + s
	}
	return cell.Fit(line, p.w, cell.Left, t.Glyphs().Ellipsis)
}

// private hides the name of a drill while data is masked: it may be a counterparty's.
func (p *search) private(s string) string {
	if p.env.Masked {
		return strings.Repeat(p.env.Theme.Glyphs().Masked, 5)
	}
	return s
}

// Status is the pane's part of the status line.
func (p *Pane) Status() string {
	var parts []string
	if p.export.Busy() {
		parts = append(parts, p.export.Status(p.env.Theme))
	}
	if n := p.grid.Len(); n > 0 {
		parts = append(parts, fmt.Sprintf("row %d/%d", p.grid.Pos()+1, n))
	}
	if c, ok := p.grid.Column(); ok {
		parts = append(parts, strings.ToLower(c.Title))
	}
	if n := p.unbooked(); n > 0 {
		parts = append(parts, english.Plural(n, "row", "rows")+" not summed")
	}
	if p.grid.Ranging() {
		parts = append(parts, "range: move, then v or space; esc cancels")
	}
	if p.query.Running() {
		parts = append(parts, "working")
	}
	return strings.Join(parts, "  ")
}

// unbooked is how many of the rows shown are in no sum.
func (p *search) unbooked() int {
	if p.result == nil {
		return 0
	}
	n := 0
	for _, s := range p.result.Totals {
		n += s.Count - s.Booked
	}
	return n
}
