package analytics

import (
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/findings"
	"aisdesk/tui/theme"
)

func (p *charts) findingsNote() string {
	if n := len(p.found.all); n > 0 {
		return strconv.Itoa(p.at[viewFindings]+1) + " of " + strconv.Itoa(n) + ", over all rows"
	}
	return ""
}

// drawFindings lists the findings around the chosen one, and under the list what that one says in full.
func (p *charts) drawFindings(w, h int) []string {
	t, all, at := p.env.Theme, p.found.all, p.at[viewFindings]
	if len(all) == 0 {
		said := "nothing stands out in these rows"
		switch {
		case p.results.result == nil || !p.results.result.Ledger.Complete():
			said = "shown once the whole reply is read"
		case p.finding != nil:
			said = "counting"
		case p.found.err != nil:
			said = findings.NotFound(p.found.err)
		}
		var out []string
		for _, line := range cell.Wrap(said, w) {
			out = append(out, t.Paint(theme.Dim, line))
		}
		return out
	}
	whole := findings.Wrapped(p.env, &all[at], w)
	list := max(h-len(whole)-1, 1)
	top := max(min(at-list/2, len(all)-list), 0)
	var out []string
	for i := top; i < len(all) && len(out) < list; i++ {
		row := theme.RowPlain
		if i == at {
			row = theme.RowIdle
			if p.view == viewFindings {
				row = theme.RowCursor
			}
		}
		out = append(out, cell.Mark(areaItem+int(viewFindings), i, findings.Line(p.env, &all[i], i).Draw(w, row)))
	}
	for len(out) < list {
		out = append(out, "")
	}
	out = append(out, t.Rule("", w))
	return append(out, whole...)
}

// openFinding opens the rows behind the chosen finding.
func (p *drilling) openFinding() tea.Cmd {
	i := p.at[viewFindings]
	if i >= len(p.found.all) {
		return nil
	}
	m, ok := findings.Open(&p.found.all[i], Tab)
	if !ok {
		return p.env.Inform(pane.Info, "there are no rows for this")
	}
	return p.env.Send(m)
}
