package analytics

import (
	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/ledger/group"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// grouping changes what is asked, and owns the menu of groupings while it is open.
type grouping struct {
	*analysis
	menu *menu
}

// menu is a list of groupings to choose from by name.
type menu struct {
	title string
	items []menuItem
	at    int
	take  func(x menuItem) tea.Cmd
}

// menuItem is a grouping, or nothing.
type menuItem struct {
	by      group.By
	nothing bool
}

func (x menuItem) String() string {
	if x.nothing {
		return "nothing"
	}
	return x.by.String()
}

// chooseBy opens the menu of what the bars are.
func (p *grouping) chooseBy() {
	m := &menu{title: "Group by", take: p.groupBy}
	for _, by := range p.groupings() {
		if by == p.query.by {
			m.at = len(m.items)
		}
		m.items = append(m.items, menuItem{by: by})
	}
	p.view, p.menu = viewRanking, m
}

// chooseThen opens the menu of what each bar is split by.
func (p *grouping) chooseThen() {
	m := &menu{title: "Then by", items: []menuItem{{nothing: true}}, take: p.thenBy}
	for _, by := range p.groupings() {
		if by == p.query.by {
			continue
		}
		if p.query.nested && by == p.query.then {
			m.at = len(m.items)
		}
		m.items = append(m.items, menuItem{by: by})
	}
	p.view, p.menu = viewRanking, m
}

// groupBy groups by another thing. If that is what the bars were split by, the two change places.
func (p *grouping) groupBy(x menuItem) tea.Cmd {
	q := p.query
	if q.nested && q.then == x.by {
		q.then = q.by
	}
	q.by = x.by
	return p.regrouped(q)
}

// thenBy splits each bar by something, or by nothing.
func (p *grouping) thenBy(x menuItem) tea.Cmd {
	q := p.query
	q.then, q.nested = x.by, !x.nothing
	return p.regrouped(q)
}

// regrouped asks for another grouping and looks at it from its beginning.
func (p *grouping) regrouped(q query) tea.Cmd {
	if q == p.query {
		return nil
	}
	p.chosenBy = true
	p.view, p.pending, p.folds = viewRanking, &atAfter{0}, folds{}
	return p.change(q)
}

// menuActions are those of the menu. Left and right would change the tab under it.
func (p *grouping) menuActions() []pane.Action {
	m := p.menu
	return append([]pane.Action{
		pane.Key("enter right l", "choose").As("⏎").Short().Call(func() tea.Cmd { return p.takeItem(m.at) }),
		pane.Key("esc left h", "cancel").As("esc").Short().Then(func() { p.menu = nil }),
	}, pane.Moves(func(by int) { m.at = max(min(m.at+by, len(m.items)-1), 0) })...)
}

func (p *grouping) takeItem(i int) tea.Cmd {
	m := p.menu
	p.menu = nil
	return m.take(m.items[i])
}

// menuWidth is how wide a menu is where there is room.
const menuWidth = 26

// beside draws the ranking with the menu at its right.
func (p *Pane) beside(h int) []string {
	w := min(menuWidth, p.w/2)
	t, m := p.env.Theme, p.menu
	box := theme.Panel{Title: m.title, Focus: true, W: w, H: min(h, len(m.items)+2)}
	iw, ih := box.Inner()
	top := max(min(m.at-ih/2, len(m.items)-ih), 0)
	var body []string
	for i := top; i < len(m.items) && len(body) < ih; i++ {
		row, sign := theme.RowPlain, "  "
		if i == m.at {
			row, sign = theme.RowCursor, t.Glyphs().Cursor+" "
		}
		body = append(body, cell.Mark(areaMenu, i, t.PaintRow(row, theme.Plain, cell.Fit(sign+m.items[i].String(), iw, cell.Left, t.Glyphs().Ellipsis))))
	}
	return cell.Beside(1, []int{p.w - w - 1, w}, p.panel(viewRanking, p.w-w-1, h), t.Panel(box, body))
}
