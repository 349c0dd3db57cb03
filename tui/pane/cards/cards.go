// Package cards is the pane of the credit cards, with the transactions of the chosen one.
package cards

import (
	"context"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/ledger"
	"aisdesk/tui/grid"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/pane/rows"
)

// Tab is the name by which pane.Show finds this pane.
const Tab = "cards"

// Pane is the cards pane.
type Pane struct {
	env    *pane.Env
	data   app.Dataset
	cards  []int // the ledger's sources that are cards
	at     int
	grid   *grid.Grid
	totals []ledger.Totals
	w, h   int
}

// New makes the pane; Loaded fills it.
func New(env *pane.Env) *Pane {
	p := &Pane{env: env}
	p.reset()
	return p
}

func (p *Pane) reset() {
	p.grid = grid.New(p.env.Theme, rows.Columns(p.data.Ledger))
	var hide []grid.ColumnState
	for _, c := range p.grid.Layout() {
		c.Hidden = c.Hidden || c.Key == ledger.ColAccount.String() || c.Key == ledger.ColBalance.String()
		hide = append(hide, c)
	}
	p.grid.SetLayout(hide)
	p.grid.SetFrozen(1)
	p.grid.SetEmpty("no transactions on this card")
}

// Title is the name on the tab.
func (p *Pane) Title() string { return "Cards" }

// SetSize sets the size of the pane.
func (p *Pane) SetSize(w, h int) { p.w, p.h = w, h }

// Capturing is always false: there is no text field.
func (p *Pane) Capturing() bool { return false }

// Actions are what can be done with the chosen card, and moving. Marks belong to the transactions pane, where they are
// summed.
func (p *Pane) Actions() []pane.Action {
	none := len(p.cards) == 0
	move := func(k string) tea.Cmd { p.grid.Key(k); return nil }
	return []pane.Action{
		pane.Key("enter", "filter and sum its transactions").Unless(none).Short().Call(p.openRows),
		pane.Key("] n", "next card").As("]").Unless(len(p.cards) < 2).Short().Then(func() { p.choose(p.at + 1) }),
		pane.Key("[ N", "previous card").As("[").Unless(len(p.cards) < 2).Then(func() { p.choose(p.at - 1) }),
		pane.Key("up k", "row up").Unless(none).On(move), pane.Key("down j", "row down").Unless(none).On(move),
		pane.Key("left h", "column to the left").Unless(none).On(move), pane.Key("right l", "column to the right").Unless(none).On(move),
		pane.Key("pgup ctrl+b", "page up").Unless(none).On(move), pane.Key("pgdown ctrl+f", "page down").Unless(none).On(move),
		pane.Key("ctrl+u", "half a page up").Unless(none).On(move), pane.Key("ctrl+d", "half a page down").Unless(none).On(move),
		pane.Key("home g", "first row").Unless(none).Then(func() { p.grid.GoTo(0) }), pane.Key("end G", "last row").Unless(none).On(move),
		pane.Key("^", "first column").Unless(none).On(move), pane.Key("$", "last column").Unless(none).On(move),
		pane.Key("esc", "back").Call(p.env.Sends(pane.Back{})),
	}
}

// Status says where the cursor is.
func (p *Pane) Status() string {
	if len(p.cards) == 0 {
		return ""
	}
	return "card " + strconv.Itoa(p.at+1) + "/" + strconv.Itoa(len(p.cards)) + "  row " + strconv.Itoa(p.grid.Pos()+1) + "/" + strconv.Itoa(p.grid.Len())
}

// Update takes a message.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case pane.Loaded:
		same := m.Dataset.Same(p.data)
		p.data = m.Dataset
		p.load(same)
	case pane.SettingsChanged:
		p.grid.SetTheme(p.env.Theme)
		p.show()
	}
	return nil
}

func (p *Pane) load(same bool) {
	p.cards = p.cards[:0]
	for i := range p.data.Ledger.Sources() {
		if p.data.Ledger.Sources()[i].IsCard() {
			p.cards = append(p.cards, i)
		}
	}
	if !same {
		p.at = 0
		p.reset()
	}
	p.at = max(min(p.at, len(p.cards)-1), 0)
	p.show()
}

// show puts the chosen card's rows into the grid.
func (p *Pane) show() {
	if len(p.cards) == 0 {
		p.grid.SetRows(nil)
		p.totals = nil
		return
	}
	l, s := p.data.Ledger, p.source()
	order := make([]int32, 0, s.Rows())
	for id := s.First; id < s.Last; id++ {
		order = append(order, id)
	}
	p.totals, _ = l.TotalsOf(context.Background(), order)
	p.grid.SetRows(rows.From(l, order, format.From(p.env)))
}

func (p *Pane) source() *ledger.SourceInfo { return &p.data.Ledger.Sources()[p.cards[p.at]] }

// openRows opens the card's rows where they are filtered and summed.
func (p *Pane) openRows() tea.Cmd {
	src := p.cards[p.at]
	return p.env.Send(pane.OpenRows{Filter: p.data.Ledger.SourcesFilter(src), What: p.source().Label().String(), From: Tab})
}

func (p *Pane) choose(i int) {
	if i = max(min(i, len(p.cards)-1), 0); i != p.at {
		p.at = i
		p.show()
		p.grid.GoTo(0)
	}
}

// Mouse chooses a card or a cell and scrolls. A second click opens the card's rows where they are filtered and
// summed; there, too, is what the head of a column does.
func (p *Pane) Mouse(m pane.Mouse) (tea.Cmd, bool) {
	switch {
	case len(p.cards) == 0:
		return nil, false
	case m.Wheel != 0 && m.On.Kind == pane.AreaRow:
		p.choose(p.at + m.Wheel)
	case m.Wheel != 0 && m.Shift:
		p.grid.Sideways(m.Wheel)
	case m.Wheel != 0:
		p.grid.Scroll(m.Wheel * pane.WheelStep)
	case m.On.Kind == pane.AreaRow && m.On.Item == p.at:
		return p.openRows(), true
	case m.On.Kind == pane.AreaRow:
		p.choose(m.On.Item)
	case m.On.Kind == pane.AreaGrid:
		was, before := p.grid.Pos(), p.grid.Snapshot().Column
		if row, _ := p.grid.Click(m.On.X, m.On.Y); row && was == p.grid.Pos() && before == p.grid.Snapshot().Column {
			return p.openRows(), true
		}
	default:
		return nil, false
	}
	return nil, true
}
