package analytics

import (
	"context"
	"time"

	"aisdesk/aisclient/ledger"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/page"
	"aisdesk/tui/theme"
)

// finding is something that stands out in the rows, with the way to them.
type finding struct {
	group string
	text  string
	value string
	role  theme.Role
	open  pane.OpenRows
}

// findings asks what stands out in a ledger.
func findings(context.Context, *ledger.Ledger, time.Time) []finding { return nil }

func (p *Pane) findingsNote() string { return "" }

// drawFindings lists the findings around the chosen one.
func (p *Pane) drawFindings(w, h int) []string {
	t := p.env.Theme
	all := p.facts.findings
	if len(all) == 0 {
		return []string{t.Paint(theme.Dim, "nothing stands out in these rows")}
	}
	top := max(min(p.at[boardFindings]-h/2, len(all)-h), 0)
	var out []string
	for i := top; i < len(all) && len(out) < h; i++ {
		f, row := all[i], theme.RowPlain
		if i == p.at[boardFindings] {
			row = theme.RowCursor
		}
		l := page.Row(t, f, page.Piece{Text: f.group, Role: theme.Dim, W: 12, Drop: 60}, page.Piece{Text: f.text, Role: f.role},
			page.Piece{Text: f.value, Role: theme.Strong, W: cell.Width(f.value), Align: cell.Right})
		out = append(out, l.Draw(w, row))
	}
	return out
}
