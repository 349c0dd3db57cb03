package analytics

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/pane/page"
	"aisdesk/tui/theme"
)

// board is lines of which some can be chosen. Enter opens the rows of one, and under the lines stands what the chosen one
// says in full.
type board struct {
	lines []page.Line // an item's Item is its number
	items []boardItem
}

// boardItem is what a line that can be chosen stands for.
type boardItem struct {
	rows   []int32
	filter string // in place of rows
	what   string
	about  string // all that is known of it
}

// text adds a line that cannot be chosen.
func (b *board) text(t *theme.Theme, role theme.Role, s string, w int) {
	for _, l := range cell.Wrap(s, max(w-2, 8)) {
		b.lines = append(b.lines, page.Text("  "+t.Paint(role, l)))
	}
}

// rule adds a heading.
func (b *board) rule(t *theme.Theme, title string) {
	b.lines = append(b.lines, page.Line{Draw: func(w int, _ theme.Row) string { return t.Rule(title, w) }})
}

// item adds a line that can be chosen.
func (b *board) item(t *theme.Theme, x boardItem, pieces ...page.Piece) {
	b.lines = append(b.lines, page.Row(t, len(b.items), pieces...))
	b.items = append(b.items, x)
}

// sentence adds a sentence that can be chosen, in as many lines as it needs.
func (b *board) sentence(t *theme.Theme, x boardItem, s string, w int) {
	first, rest, _ := strings.Cut(strings.Join(cell.Wrap(s, max(w-2, 8)), "\n"), "\n")
	b.item(t, x, page.Piece{Text: first})
	if rest != "" {
		b.text(t, theme.Plain, strings.ReplaceAll(rest, "\n", " "), w)
	}
}

// head adds the names of columns.
func (b *board) head(t *theme.Theme, pieces ...page.Piece) {
	l := page.Row(t, nil, pieces...)
	b.lines = append(b.lines, page.Line{Draw: func(w int, row theme.Row) string { return "  " + l.Draw(max(w-2, 0), row) }})
}

// draw draws the lines around the chosen one, and what that says in full.
func (b *board) draw(t *theme.Theme, v view, at int, focus bool, w, h int) []string {
	var about []string
	if at < len(b.items) {
		about = cell.Wrap(b.items[at].about, w)
		about = about[:min(len(about), max(h/3, 1))]
	}
	list := max(h-len(about)-1, 1)
	chosen := 0
	for i, l := range b.lines {
		if l.Item == at {
			chosen = i
		}
	}
	top := max(min(chosen-list/2, len(b.lines)-list), 0)
	var out []string
	for _, l := range b.lines[top:min(top+list, len(b.lines))] {
		row := theme.RowPlain
		n, item := l.Item.(int)
		if item && n == at {
			row = theme.RowIdle
			if focus {
				row = theme.RowCursor
			}
		}
		s := l.Draw(w, row)
		if item {
			s = cell.Mark(areaItem+int(v), n, s)
		}
		out = append(out, s)
	}
	for len(out) < list {
		out = append(out, "")
	}
	more := "" // what is cut off looks like the end
	if below := len(b.lines) - top - list; below > 0 {
		more = english.Plural(below, "more line below", "more lines below")
	}
	out = append(out, t.Rule(more, w))
	return append(out, about...)
}

// boardWriter writes the figures of a currency on a board of w cells.
type boardWriter struct {
	*figures
	*board
	t     *theme.Theme
	words format.Writer
	w     int
	// without are the values without the acts of people that no line has taken yet; values are those written, where they are kept.
	without, values map[string][]string
}

// money writes an amount a month: more than two decimals would only look exact.
func (b *boardWriter) money(a aisclient.Amount) string { return b.words.Money(ledger.Cents(a)) }

// openItem opens the rows behind the chosen line of a board.
func (p *drilling) openItem() tea.Cmd {
	b, at := boardOf(p.analysis, p.view, p.w), p.at[p.view]
	if at >= len(b.items) {
		return nil
	}
	x := b.items[at]
	if len(x.rows) == 0 && x.filter == "" {
		return p.env.Inform(pane.Info, "there are no rows for this")
	}
	return p.env.Send(pane.OpenRows{Rows: x.rows, Filter: x.filter, What: x.what, From: Tab})
}

// boardOf makes the lines of a view that is a board, for w cells.
func boardOf(p *analysis, v view, w int) *board {
	f, ok := p.found.figures[p.currency()]
	b := &board{}
	if !ok {
		b.text(p.env.Theme, theme.Dim, noFigures(p), w)
		return b
	}
	out := boardWriter{figures: f, board: b, t: p.env.Theme, words: format.From(p.env), w: w}
	if v == viewIncome {
		out.incomeLines()
	} else {
		out.without = out.valuesWithout()
		out.affordabilityLines()
	}
	return b
}

// noFigures says why there are none.
func noFigures(p *analysis) string {
	switch {
	case p.data.Ledger == nil || !p.data.Ledger.Complete():
		return "shown once the whole reply is read"
	case p.found.err != nil:
		return "not known: " + p.found.err.Error()
	case p.finding != nil || p.found.cache == nil:
		return "counting"
	}
	return "there are no rows"
}

// figuresNote says of which day figures are, and that they are of all rows, whatever the period and the filter.
func figuresNote(p *analysis) string {
	f, ok := p.found.figures[p.currency()]
	if !ok {
		return ""
	}
	return "all accounts of the person, to " + f.analysis.Day.String()
}
