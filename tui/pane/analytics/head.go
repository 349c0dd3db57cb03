package analytics

import (
	"strings"

	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/export"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/pane/period"
	"aisdesk/tui/theme"
)

// head are the lines above the views: which views there are, what the charts are about, the period.
func (p *Pane) head() []string {
	t := p.env.Theme
	var tabs strings.Builder
	tabs.WriteString(" ")
	for b := range views {
		name := t.Paint(theme.Dim, " "+viewNames[b]+" ")
		if b == p.view {
			name = t.Paint(theme.Accent, "["+viewNames[b]+"]")
		}
		tabs.WriteString(cell.Mark(areaView, int(b), name))
	}
	bar := " " + period.Bar(t, p.query.period)
	if choice := p.currencyChoice(); choice != "" {
		bar += p.against(p.w - cell.Width(bar) - cell.Width(choice) - 1)
		bar = cell.Fit(bar, p.w-cell.Width(choice)-1, cell.Left, "") + choice + " "
	} else {
		bar += p.against(p.w - cell.Width(bar))
	}
	head := []string{cell.Fit(tabs.String(), p.w, cell.Left, ""), p.scopeLine()}
	if p.line != nil && p.typing == typingFile {
		return append(head, export.Under(p.env, p.line.Value(), p.wrong, p.w)...)
	}
	if p.line != nil && p.wrong != "" {
		return append(head, p.fault()...)
	}
	return append(head, cell.Fit(bar, p.w, cell.Left, ""))
}

// currencyChoice is the currencies of which one is shown, where there are several.
func (p *charts) currencyChoice() string {
	t := p.env.Theme
	if p.data.Ledger == nil || len(p.data.Ledger.Currencies()) < 2 || p.query.source != allSources {
		return ""
	}
	out := t.Paint(theme.Key, "$") + " "
	for i, c := range p.data.Ledger.Currencies() {
		name := t.Paint(theme.Dim, " "+string(c)+" ")
		if c == p.currency() {
			name = t.Paint(theme.Accent, "["+string(c)+"]")
		}
		out += cell.Mark(areaCurrency, i, name)
	}
	return out
}

// fault says on lines of its own what is wrong with what is typed above it.
func (p *lineField) fault() []string {
	t, w := p.env.Theme, format.From(p.env)
	if p.typing == typingFilter && p.invalid != nil {
		return w.SyntaxHint(t, p.invalid, p.w)
	}
	return format.Advice(t, theme.Bad, t.Glyphs().Up, w.MaskQuoted(p.wrong), p.w)
}

// scopeLine says which rows are counted, or takes the filter line.
func (p *lineField) scopeLine() string {
	t := p.env.Theme
	label := [...]string{"/ ", "period ", "export to "}[p.typing]
	if p.line != nil && p.typing == typingFilter {
		p.line.Mask = format.From(p.env).Mask()
	}
	if p.line != nil {
		return " " + t.Paint(theme.Accent, label) + p.line.View(t, p.w-2-cell.Width(label), true)
	}
	w := format.From(p.env)
	scope := "all accounts"
	if p.query.source != allSources && p.data.Ledger != nil {
		scope = w.Source(&p.data.Ledger.Sources()[p.query.source])
	}
	line := " " + t.Paint(theme.Strong, scope)
	for _, s := range p.path {
		line += t.Paint(theme.Faint, " "+t.Glyphs().Right+" ") + t.Paint(theme.Accent, p.stepName(s))
	}
	if p.query.filter != "" && len(p.path) == 0 {
		line += t.Paint(theme.Dim, "  / ") + w.Filter(p.query.filter)
	}
	least := p.w / 3
	if len(p.path) > 0 { // what was gone into is said before all that it comes to
		least = p.w * 3 / 5
	}
	sums := p.scopeSums(p.w - min(cell.Width(line), least))
	room := p.w - cell.Width(sums)
	return cell.Mark(pane.AreaQuery, 0, cell.Fit(line, min(cell.Width(line), room), cell.Left, t.Glyphs().Ellipsis)) + sums
}

// scopeSums is what the counted rows come to, in at most width cells.
func (p *analysis) scopeSums(width int) string {
	t := p.env.Theme
	if p.results.result == nil {
		return ""
	}
	for _, s := range p.results.result.Totals {
		if s.Currency == p.currency() {
			head := t.Paint(theme.Dim, "  "+format.From(p.env).Rows(s.Count)+"  ")
			return head + format.From(p.env).Flow(t, s, width-cell.Width(head))
		}
	}
	return ""
}

// stepName is the name of a bar that was gone into; masked only what it was a bar of.
func (p *analysis) stepName(s step) string {
	if p.env.Masked {
		return s.query.by.String()
	}
	return s.what
}

// against says in at most width cells which period the one in force is compared with, and where the rows do not cover
// one of the two.
func (p *charts) against(width int) string {
	q, t := p.shown(), p.env.Theme
	if !q.compared() || q.period != p.query.period {
		return ""
	}
	before := q.period.Prev()
	said, short, long := "  against "+before.String(), "", ""
	role := theme.Warn
	switch f := &p.results; {
	case f.oldest.Empty():
	case before.To < f.oldest:
		short, long = " (no rows)", ", which has no rows"
	case before.From < f.oldest:
		short, long = " (in part)", ", rows only from "+f.oldest.String()
	case q.period.To > f.newest:
		role, long = theme.Dim, ", rows to "+f.newest.String()
	}
	for _, more := range []string{long, short, ""} {
		if cell.Width(said+more) <= width {
			return t.Paint(theme.Dim, said) + t.Paint(role, more)
		}
	}
	return ""
}
