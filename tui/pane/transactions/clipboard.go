package transactions

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/ledger"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/word"
)

// copyCell copies the cell under the cursor.
func (p *Pane) copyCell() tea.Cmd {
	c, ok := p.grid.Column()
	if !ok || p.grid.ID() < 0 {
		return nil
	}
	said := p.plain(p.grid.ID(), c.Key)
	if said == "" { // an empty text would empty the clipboard
		return pane.Inform(pane.Warn, "this cell is empty: nothing was copied")
	}
	return pane.Send(pane.Copy{Text: said, What: strings.ToLower(c.Title) + p.unmasked()})
}

// copyRows copies the marked rows, or the one under the cursor if none is marked: visible columns with tabs
// between them, as spreadsheets take them.
func (p *Pane) copyRows() tea.Cmd {
	ids, what := slices.Collect(p.grid.Marks()), word.Count(p.grid.MarkCount(), "marked row", "marked rows")
	if len(ids) == 0 {
		if p.grid.ID() < 0 {
			return nil
		}
		ids, what = []int32{p.grid.ID()}, "row"
	}
	var sb strings.Builder
	for i, id := range ids {
		if i > 0 {
			sb.WriteByte('\n')
		}
		for j, c := range p.grid.Visible() {
			if j > 0 {
				sb.WriteByte('\t')
			}
			sb.WriteString(p.plain(id, c.Key))
		}
	}
	return pane.Send(pane.Copy{Text: sb.String(), What: what + p.unmasked()})
}

// unmasked says with a copy that the mask did not change it: dots would be of no use to anybody.
func (p *Pane) unmasked() string {
	if p.env.Masked {
		return " in full, not masked"
	}
	return ""
}

// plain is a cell's text for the clipboard: whole and ungrouped.
func (p *Pane) plain(id int32, key string) string {
	c, err := ledger.ParseColumn(key)
	if err != nil {
		return ""
	}
	return p.opened.Ledger.Text(id, c).String()
}
