package transactions

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/ledger"
	"aisdesk/tui/grid"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/period"
	"aisdesk/tui/pane/rows"
)

// Sections of the help.
const (
	secMove = "Moving"
	secFind = "Filter and find"
	secSort = "Sort and columns"
	secMark = "Marks, copy, export"
	secTime = "Period"
)

// rowKeys makes actions that need a row.
func rowKeys(p *Pane) func(keys, what, section string) pane.Action {
	none, why := p.grid.Len() == 0, ""
	if none {
		why = p.nothing()
	}
	return func(keys, what, section string) pane.Action {
		return pane.Key(keys, what).In(section).Unless(none).Because(why)
	}
}

// rowActions are those that need a row.
func (p *Pane) rowActions() []pane.Action {
	row := rowKeys(p)
	details := "details"
	if p.detail {
		details = "close details"
	}
	return []pane.Action{
		pane.Key("/", "filter").In(secFind).Short().Then(p.openFilter),
		row("enter", details, secMove).Short().Then(func() { p.detail, p.scroll = !p.detail, 0 }),
		row("s", "sort by this column", secSort).Short().Call(func() tea.Cmd { return p.sortBy(false) }),
		row("S", "add this column to the sort", secSort).Call(func() tea.Cmd { return p.sortBy(true) }),
		pane.Key("p", "period").In(secTime).Short().Call(func() tea.Cmd { return p.setPeriod(period.Next(p.view.period, p.newest())) }),
		pane.Key("[", "previous period").In(secTime).Call(func() tea.Cmd { return p.stepPeriod(false) }),
		pane.Key("]", "next period").In(secTime).Call(func() tea.Cmd { return p.stepPeriod(true) }),
		pane.Key("P", "type a period").In(secTime).Then(func() { p.open(askPeriod, "period ", "2026-03, 2026-q1, 2026-01..2026-06, last90d, all", "") }),
		pane.Key("C", "compare with the previous period").In(secTime).Call(p.compare),
		row("+", "filter by this cell", secFind).Short().Call(func() tea.Cmd { return p.pin(false) }),
		row("L", "add to the lexicon", secFind).Call(p.addEntry),
		row("-", "filter without this cell", secFind).Call(func() tea.Cmd { return p.pin(true) }),
	}
}

// viewActions are those that change the view or give it away.
func (p *Pane) viewActions() []pane.Action {
	row := rowKeys(p)
	marking := func(k string) tea.Cmd { p.grid.Key(k); return p.sumMarks() }
	return []pane.Action{
		pane.Key("u", "undo filter, sort or period").In(secFind).Short().Call(func() tea.Cmd { return p.back(&p.undo, &p.redo, "nothing to undo") }),
		pane.Key("U", "redo").In(secFind).Call(func() tea.Cmd { return p.back(&p.redo, &p.undo, "nothing to redo") }),
		pane.Key("f", "find").In(secFind).Then(func() { p.open(askFind, "find ", "words or a filter", p.sought) }),
		pane.Key("n", "find next").In(secFind).Call(func() tea.Cmd { return p.next(false) }),
		pane.Key("N", "find previous").In(secFind).Call(func() tea.Cmd { return p.next(true) }),
		row("d", "jump to a day", secMove).Then(func() { p.open(askDay, "jump to ", "2026-03-15, 15.3, 15 Mar or Mar 2026", p.dayOf()) }),
		pane.Key("w", "save this view").In(secFind).Then(func() { p.open(askName, "save view as ", "a name", "") }),
		pane.Key("o", "saved views").In(secFind).Call(p.listViews),
		row("space", "mark this row", secMark).On(marking),
		row("v", "begin or end a range of marks", secMark).On(marking),
		row("M", "mark all rows", secMark).Call(func() tea.Cmd { p.grid.MarkAll(); return p.sumMarks() }),
		pane.Key("V", "clear all marks").In(secMark).Call(p.unmark),
		row("y", "copy this cell", secMark).Call(p.copyCell),
		row("Y", "copy the marked rows, or this one", secMark).Call(p.copyRows),
		pane.Key("e", "export this view").In(secMark).Short().Call(p.askExport),
		pane.Key("E", "export the marked rows").In(secMark).Call(p.askExportMarked),
		pane.Key("t", "totals: sums or min, max, mean, median").In(secFind).Call(p.turnTotals),
		pane.Key("c", "columns").In(secSort).Short().Then(func() { p.menu = p.grid.Menu() }),
		pane.Key("F", "freeze up to this column").In(secSort).Call(p.freeze),
	}
}

// moves move in the grid and in the details.
func (p *details) moves() []pane.Action {
	move := func(k string) tea.Cmd { p.grid.Key(k); return nil }
	none := p.grid.Len() == 0
	key := func(keys, what string) pane.Action { return pane.Key(keys, what).In(secMove).Unless(none).On(move) }
	return []pane.Action{
		key("up k", "row up"), key("down j", "row down"), key("left h", "column to the left"), key("right l", "column to the right"),
		key("pgup ctrl+b", "page up"), key("pgdown ctrl+f", "page down"), key("ctrl+u", "half a page up"), key("ctrl+d", "half a page down"),
		key("home g", "first row").Then(func() { p.grid.GoTo(0) }), key("end G", "last row"), key("^", "first column"), key("$", "last column"),
		pane.Key("J", "scroll the details down").In(secMove).Unless(!p.detail).Then(func() { p.scroll++ }),
		pane.Key("K", "scroll the details up").In(secMove).Unless(!p.detail).Then(func() { p.scroll = max(p.scroll-1, 0) }),
	}
}

// menuActions are those of the column menu.
func (p *layout) menuActions() []pane.Action {
	turn := func(k string) tea.Cmd { p.menu.Key(k); return nil }
	return append([]pane.Action{
		pane.Key("space x", "show or hide").As("space").Short().On(turn), pane.Key("r", "defaults").Short().Call(p.resetColumns),
		pane.Key("u", "undo").Short().Unless(!p.menu.Changed()).Because("nothing to undo").Then(func() { p.menu.Undo() }),
		pane.Key("J shift+down", "move right").As("J").Short().On(turn), pane.Key("K shift+up", "move left").As("K").Short().On(turn),
		pane.Key("+ right l", "wider").As("+").Short().On(turn), pane.Key("- left h", "narrower").As("-").Short().On(turn),
		pane.Key("esc c enter", "close").As("esc").Short().Then(p.closeMenu),
	}, pane.Moves(p.menu.Move)...)
}

func (p *layout) resetColumns() tea.Cmd {
	p.menu.Reset()
	return p.env.Inform(pane.Info, "columns reset to the defaults; u undoes it")
}

func (p *promptBar) openFilter() {
	p.open(askFilter, "/ ", `words  "a phrase"  -not  a|b  amt:>100  label:salary  party:zabka  date:last90d  is:in`, p.view.filter)
}

// freeze keeps the columns up to the one under the cursor in place; again, it lets them go.
func (p *layout) freeze() tea.Cmd {
	c, ok := p.grid.Column()
	if !ok {
		return nil
	}
	n := 0
	for i, v := range p.grid.Visible() {
		if v.Key == c.Key {
			n = i + 1
		}
	}
	said := "columns up to " + strings.ToLower(c.Title) + " stay when the others scroll"
	if p.grid.Frozen() == n {
		n, said = 0, "no column is frozen any more"
	}
	p.grid.SetFrozen(n)
	p.remember(keyFrozen, n)
	return p.env.Inform(pane.Info, said)
}

// sortText says by what the rows are sorted, as the columns' heads name it.
func (p *search) sortText() string {
	g, columns := p.env.Theme.Glyphs(), rows.Columns(p.data.Ledger)
	said := make([]string, len(p.view.sort))
	for i, k := range p.view.sort {
		switch key := k.Column.String(); {
		case k.Column == ledger.ColDate && k.Desc:
			said[i] = "newest first"
		case k.Column == ledger.ColDate:
			said[i] = "oldest first"
		default:
			name := key
			if at := slices.IndexFunc(columns, func(c grid.Column) bool { return c.Key == key }); at >= 0 {
				name = strings.ToLower(columns[at].Title)
			}
			said[i] = name + map[bool]string{true: g.Desc, false: g.Asc}[k.Desc]
		}
	}
	return strings.Join(said, ", ")
}
