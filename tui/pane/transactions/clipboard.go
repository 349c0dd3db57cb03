package transactions

import (
	"context"
	"errors"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger"
	"aisdesk/tui/pane"
)

// clipboard copies what the grid shows.
type clipboard struct{ *search }

// copyCell copies the cell under the cursor.
func (p *clipboard) copyCell() tea.Cmd {
	c, ok := p.grid.Column()
	if !ok || p.grid.ID() < 0 {
		return nil
	}
	said := p.plain(p.grid.ID(), c.Key)
	if said == "" { // an empty text would empty the clipboard
		return p.env.Inform(pane.Warn, "this cell is empty: nothing was copied")
	}
	return p.env.Send(pane.Copy{Text: said, What: strings.ToLower(c.Title) + p.unmasked()})
}

// copyRows copies the marked rows, or the one under the cursor if none is marked: visible columns with tabs
// between them, as spreadsheets take them. Many rows are written off the UI loop.
func (p *clipboard) copyRows() tea.Cmd {
	ids, what := p.markedRows(), english.Plural(p.grid.MarkCount(), "marked row", "marked rows")
	if len(ids) == 0 {
		if p.grid.ID() < 0 {
			return nil
		}
		ids, what = []int32{p.grid.ID()}, "row"
	}
	l, columns, said := p.data.Ledger, p.columns(), what+p.unmasked()
	write := func(context.Context) (string, error) { return lines(l, ids, columns) }
	done := func(text string, err error) tea.Cmd {
		if err != nil {
			return p.env.Inform(pane.Warn, what+": "+err.Error())
		}
		return p.env.Send(pane.Copy{Text: text, What: said})
	}
	if len(ids) > inline {
		return pane.Async(p.env.Context(), write, done)
	}
	return done(write(p.env.Context()))
}

// mostCopied is how many bytes are given to a terminal at most: it would be busy with more for seconds, and take
// none of it.
const mostCopied = 16 << 20

// errTooMuch ends a copy that no clipboard would take.
var errTooMuch = errors.New("too much for a terminal's clipboard; E exports marked rows to a file")

// lines writes rows as text, or returns errTooMuch.
func lines(l *ledger.Ledger, ids []int32, columns []ledger.Column) (string, error) {
	var sb strings.Builder
	for i, id := range ids {
		if i > 0 {
			sb.WriteByte('\n')
		}
		for j, c := range columns {
			if j > 0 {
				sb.WriteByte('\t')
			}
			sb.WriteString(l.Text(id, c).String())
		}
		if sb.Len() > mostCopied {
			return "", errTooMuch
		}
	}
	return sb.String(), nil
}

// columns are the ledger's columns that the grid shows, in its order.
func (p *clipboard) columns() []ledger.Column {
	var out []ledger.Column
	for _, c := range p.grid.Visible() {
		if col, err := ledger.ParseColumn(c.Key); err == nil {
			out = append(out, col)
		}
	}
	return out
}

// unmasked says with a copy that the mask did not change it: dots would be of no use to anybody.
func (p *clipboard) unmasked() string {
	if p.env.Masked {
		return ", unmasked"
	}
	return ""
}

// plain is a cell's text for the clipboard: whole and ungrouped.
func (p *clipboard) plain(id int32, key string) string {
	c, err := ledger.ParseColumn(key)
	if err != nil {
		return ""
	}
	if c == ledger.ColParty && p.data.Ledger.PartyID(id) == 0 {
		return p.data.Ledger.Merchant(id).String()
	}
	return p.data.Ledger.Text(id, c).String()
}
