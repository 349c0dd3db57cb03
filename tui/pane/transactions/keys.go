package transactions

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/ledger"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/period"
)

// action is a binding with what it does.
type action struct {
	bind pane.Binding
	do   func(p *Pane) tea.Cmd
}

// Sections of the help.
const (
	secMove = "Moving"
	secFind = "Filter and find"
	secSort = "Sort and columns"
	secMark = "Marks, copy, export"
	secTime = "Period"
)

// quiet is an action without a message.
func quiet(f func(p *Pane)) func(*Pane) tea.Cmd { return func(p *Pane) tea.Cmd { f(p); return nil } }

// actions are the pane's keys, the most useful first: help, footer, palette and dispatch read this table.
var actions = []action{
	{pane.Key("/", "filter").In(secFind).Short(), quiet((*Pane).openFilter)},
	{pane.Key("enter", "details").In(secMove).Short(), quiet(func(p *Pane) { p.detail, p.scroll = !p.detail, 0 })},
	{pane.Key("s", "sort by this column").In(secSort).Short(), func(p *Pane) tea.Cmd { return p.sortBy(false) }},
	{pane.Key("S", "add this column to the sort").In(secSort), func(p *Pane) tea.Cmd { return p.sortBy(true) }},
	{pane.Key("p", "period").In(secTime).Short(), func(p *Pane) tea.Cmd { return p.setPeriod(period.Next(p.view.period, p.newest())) }},
	{pane.Key("[", "period before").In(secTime), func(p *Pane) tea.Cmd { return p.stepPeriod(false) }},
	{pane.Key("]", "period after").In(secTime), func(p *Pane) tea.Cmd { return p.stepPeriod(true) }},
	{pane.Key("P", "type a period").In(secTime), quiet(func(p *Pane) {
		p.open(askPeriod, "period ", "2026-03, 2026-q1, 2026-01..2026-06, last90d, all", "")
	})},
	{pane.Key("C", "compare with the period before").In(secTime), (*Pane).compare},
	{pane.Key("+ =", "only rows with this cell").As("+").In(secFind).Short(), func(p *Pane) tea.Cmd { return p.pin(false) }},
	{pane.Key("-", "no rows with this cell").In(secFind), func(p *Pane) tea.Cmd { return p.pin(true) }},
	{pane.Key("u", "undo filter, sort or period").In(secFind).Short(), func(p *Pane) tea.Cmd { return p.back(&p.undo, &p.redo, "nothing to undo") }},
	{pane.Key("U", "redo").In(secFind), func(p *Pane) tea.Cmd { return p.back(&p.redo, &p.undo, "nothing to redo") }},
	{pane.Key("f", "find").In(secFind), quiet(func(p *Pane) { p.open(askFind, "find ", "words, or anything a filter can say", p.sought) })},
	{pane.Key("n", "find next").In(secFind), func(p *Pane) tea.Cmd { return p.next(false) }},
	{pane.Key("N", "find the one before").In(secFind), func(p *Pane) tea.Cmd { return p.next(true) }},
	{pane.Key("d", "jump to a day").In(secMove), quiet(func(p *Pane) { p.open(askDay, "jump to ", "2026-03-15 or 2026-03", p.dayOf()) })},
	{pane.Key("w", "save this view").In(secFind), quiet(func(p *Pane) { p.open(askName, "save view as ", "a name", "") })},
	{pane.Key("o", "saved views").In(secFind), (*Pane).listViews},
	{pane.Key("space", "mark this row").In(secMark), nil},
	{pane.Key("v", "begin or end a range of marks").In(secMark), nil},
	{pane.Key("M", "mark all rows").In(secMark), func(p *Pane) tea.Cmd { p.grid.MarkAll(); return p.sumMarks() }},
	{pane.Key("V", "take all marks away").In(secMark), (*Pane).unmark},
	{pane.Key("y", "copy this cell").In(secMark), (*Pane).copyCell},
	{pane.Key("Y", "copy the marked rows, or this one").In(secMark), (*Pane).copyRows},
	{pane.Key("e", "export this view").In(secMark).Short(), (*Pane).askExport},
	{pane.Key("E", "export the marked rows").In(secMark), (*Pane).askExportMarked},
	{pane.Key("t", "totals: sums, or min, max, mean, median").In(secFind), (*Pane).turnTotals},
	{pane.Key("c", "columns").In(secSort).Short(), quiet(func(p *Pane) { p.menu = p.grid.Menu() })},
	{pane.Key("F", "freeze up to this column").In(secSort), (*Pane).freeze},
	{pane.Key("up k", "row up").In(secMove), nil},
	{pane.Key("down j", "row down").In(secMove), nil},
	{pane.Key("left h", "column to the left").In(secMove), nil},
	{pane.Key("right l", "column to the right").In(secMove), nil},
	{pane.Key("pgup ctrl+b", "page up").In(secMove), nil},
	{pane.Key("pgdown ctrl+f", "page down").In(secMove), nil},
	{pane.Key("ctrl+u", "half a page up").In(secMove), nil},
	{pane.Key("ctrl+d", "half a page down").In(secMove), nil},
	{pane.Key("home g", "first row").In(secMove), quiet(func(p *Pane) { p.grid.GoTo(0) })},
	{pane.Key("end G", "last row").In(secMove), nil},
	{pane.Key("^", "first column").In(secMove), nil},
	{pane.Key("$", "last column").In(secMove), nil},
	{pane.Key("J", "scroll the details down").In(secMove), quiet(func(p *Pane) { p.scroll++ })},
	{pane.Key("K", "scroll the details up").In(secMove), quiet(func(p *Pane) { p.scroll = max(p.scroll-1, 0) })},
}

// detailAction is the place of the details among the actions.
var detailAction = slices.IndexFunc(actions, func(a action) bool { return a.bind.What == "details" })

// needRow are the keys, by the first of each binding, that have nothing to do without a row.
var needRow = []string{"enter", "+", "-", " ", "v", "M", "y", "Y", "d", "s", "S"}

// rowless reports whether a binding needs a row and there is none.
func (p *Pane) rowless(b pane.Binding) bool {
	return p.grid.Len() == 0 && slices.Contains(needRow, b.Keys[0])
}

// menuKeys are the bindings while the column menu is open.
var menuKeys = []pane.Binding{
	pane.Key("space", "show or hide").Short(), pane.Key("r", "defaults").Short(), pane.Key("u", "undo").Short(),
	pane.Key("J shift+down", "move right").As("J").Short(), pane.Key("K shift+up", "move left").As("K").Short(),
	pane.Key("+ right l", "wider").As("+").Short(), pane.Key("- left h", "narrower").As("-").Short(), pane.Key("esc c enter", "close").As("esc").Short(),
	pane.Key("up k", "choose the one before"), pane.Key("down j", "choose the next"),
}

// undoColumns is the place of undo among the keys of the column menu.
var undoColumns = slices.IndexFunc(menuKeys, func(b pane.Binding) bool { return b.What == "undo" })

// savedKeys are the bindings while the list of saved views is open.
var savedKeys = []pane.Binding{
	pane.Key("enter right l", "take it").As("⏎").Short(), pane.Key("x delete", "drop it").Short(), pane.Key("esc o left h", "close").As("esc").Short(),
	pane.Key("up k", "choose the one before"), pane.Key("down j", "choose the next"),
}

// promptVerbs say what Enter does while a text field is open.
var promptVerbs = map[asks]string{
	askFilter: "apply", askFind: "find", askDay: "jump there", askPeriod: "show this period", askFile: "export", askName: "save the view",
}

// promptKeys are the bindings while a text field is open.
func promptKeys(a asks) []pane.Binding {
	keys := []pane.Binding{pane.Key("enter", promptVerbs[a]).Short(), pane.Key("esc", "leave it").Short()}
	if a == askFilter {
		keys = append(keys, pane.Key("up down", "other row").As("↑/↓").Short(), pane.Key("pgup pgdown", "page"))
	}
	return keys
}

// Keys are the bindings in force.
func (p *Pane) Keys() []pane.Binding {
	switch {
	case p.prompt != nil:
		return promptKeys(p.prompt.asks)
	case p.menu != nil:
		keys := slices.Clone(menuKeys)
		keys[undoColumns].Off = !p.menu.Changed()
		return keys
	case p.saved != nil:
		return savedKeys
	}
	out := make([]pane.Binding, 0, len(actions)+1)
	for _, a := range actions {
		out = append(out, a.bind.Unless(p.rowless(a.bind)))
	}
	if p.detail {
		out[detailAction].What = "close details"
	}
	return append(out, pane.Key("esc", "one step back").In(secMove))
}

// key does what a key says.
func (p *Pane) key(m tea.KeyMsg) tea.Cmd {
	k := m.String()
	switch {
	case p.prompt != nil:
		return p.promptKey(m)
	case p.saved != nil:
		return p.savedKey(k)
	case p.menu != nil:
		return p.menuKey(k)
	case k == "esc":
		return p.escape()
	}
	for _, a := range actions {
		if p.rowless(a.bind) && a.bind.Match(m) {
			return p.env.Inform(pane.Info, p.nothing())
		}
		if a.do != nil && a.bind.Match(m) {
			return a.do(p)
		}
	}
	marks := p.grid.MarkCount()
	if p.grid.Key(k) && p.grid.MarkCount() != marks {
		return p.sumMarks()
	}
	return nil
}

// menuKey gives a key to the column menu.
func (p *Pane) menuKey(k string) tea.Cmd {
	switch k {
	case "esc", "c", "enter":
		p.closeMenu()
	case "u":
		if !p.menu.Undo() {
			return p.env.Inform(pane.Info, "nothing to undo: the columns are as when the menu was opened")
		}
	case "r":
		p.menu.Reset()
		return p.env.Inform(pane.Info, "the columns are as at first; u takes that back")
	default:
		p.menu.Key(k)
	}
	return nil
}

func (p *Pane) openFilter() {
	p.open(askFilter, "/ ", `words  "a phrase"  -not  a|b  amt:>100  label:salary  party:zabka  date:last90d  is:in`, p.view.filter)
}

// freeze keeps the columns up to the one under the cursor in place; again, it lets them go.
func (p *Pane) freeze() tea.Cmd {
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

// sortText says by what the rows are sorted.
func (p *Pane) sortText() string {
	s := ""
	for i, k := range p.view.sort {
		if i > 0 {
			s += ", "
		}
		s += ledger.SortKey{Column: k.Column, Desc: k.Desc}.String()
	}
	return s
}
