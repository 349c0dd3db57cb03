// Package cards is the pane of the credit cards, with the transactions of the chosen one.
package cards

import (
	"context"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/tui/cell"
	"aisdesk/tui/grid"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/page"
	"aisdesk/tui/pane/rows"
	"aisdesk/tui/pane/word"
	"aisdesk/tui/theme"
)

// Tab is the name by which pane.Show finds this pane.
const Tab = "cards"

// Pane is the cards pane.
type Pane struct {
	env    *pane.Env
	opened pane.Opened
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
	p.grid = grid.New(p.env.Theme, rows.Columns(p.opened.Ledger))
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

// Keys are the bindings.
func (p *Pane) Keys() []pane.Binding {
	none := len(p.cards) == 0
	return []pane.Binding{
		pane.Key("enter", "filter and sum its transactions").Unless(none).Short(),
		pane.Key("] n", "next card").As("]").Unless(len(p.cards) < 2).Short(),
		pane.Key("[ N", "card before").As("[").Unless(len(p.cards) < 2),
		pane.Key("up k", "row up"), pane.Key("down j", "row down"),
		pane.Key("left h", "column to the left"), pane.Key("right l", "column to the right"),
		pane.Key("pgup ctrl+b", "page up"), pane.Key("pgdown ctrl+f", "page down"),
		pane.Key("home", "first row"), pane.Key("end G", "last row"),
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
		same := m.Opened.Same(p.opened)
		p.opened = m.Opened
		p.load(same)
	case pane.EnvChanged:
		p.grid.SetTheme(p.env.Theme)
		p.show()
	case tea.KeyMsg:
		return p.key(m.String())
	}
	return nil
}

func (p *Pane) load(same bool) {
	p.cards = p.cards[:0]
	for i := range p.opened.Ledger.Sources() {
		if p.opened.Ledger.Sources()[i].IsCard() {
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
	l, s := p.opened.Ledger, p.source()
	order := make([]int32, 0, s.Rows())
	for id := s.First; id < s.Last; id++ {
		order = append(order, id)
	}
	p.totals, _ = l.TotalsOf(context.Background(), order)
	p.grid.SetRows(rows.From(l, order, word.From(p.env)))
}

func (p *Pane) source() *ledger.SourceInfo { return &p.opened.Ledger.Sources()[p.cards[p.at]] }

func (p *Pane) key(k string) tea.Cmd {
	if k == "esc" {
		return pane.Send(pane.Back{})
	}
	if len(p.cards) == 0 {
		return nil
	}
	switch k {
	case "]", "n":
		p.choose(p.at + 1)
	case "[", "N":
		p.choose(p.at - 1)
	case "enter":
		src := p.cards[p.at]
		return pane.Send(pane.OpenRows{Filter: "src:" + strconv.Itoa(src), What: p.source().Label().String(), From: Tab})
	case " ", "v", "V": // marks belong to the transactions pane, where they are summed
	default:
		p.grid.Key(k)
	}
	return nil
}

func (p *Pane) choose(i int) {
	if i = max(min(i, len(p.cards)-1), 0); i != p.at {
		p.at = i
		p.show()
		p.grid.GoTo(0)
	}
}

// View is the list of cards, what is known of the chosen one, and its rows.
func (p *Pane) View() string {
	t := p.env.Theme
	if len(p.cards) == 0 {
		return cell.Exact([]string{"", t.Paint(theme.Dim, cell.Fit("this import has no credit cards", p.w, cell.Center, ""))}, p.w, p.h)
	}
	lines := p.list()
	lines = append(lines, p.detail()...)
	lines = append(lines, t.Rule("Transactions", p.w))
	foot := p.foot()
	p.grid.SetSize(p.w, max(p.h-len(lines)-len(foot), 2))
	lines = append(lines, p.grid.Lines()...)
	return cell.Exact(append(lines, foot...), p.w, p.h)
}

// list is a line a card, at most four around the chosen one.
func (p *Pane) list() []string {
	t, w := p.env.Theme, word.From(p.env)
	dim := func(s string, width int, drop int) page.Piece {
		return page.Piece{Text: s, Role: theme.Dim, W: width, Align: cell.Right, Drop: drop}
	}
	head := page.Row(t, Tab, page.Piece{Text: "Card", Role: theme.Dim}, page.Piece{Text: "Number", Role: theme.Dim, W: 20, Drop: 70},
		dim("Balance", 13, 0), dim("Available", 13, 60), dim("Limit", 13, 90), page.Piece{W: 3})
	out := []string{head.Draw(p.w, theme.RowPlain)}
	top := max(min(p.at-1, len(p.cards)-4), 0)
	for i := top; i < min(top+4, len(p.cards)); i++ {
		s := &p.opened.Ledger.Sources()[p.cards[i]]
		c := p.card(s)
		row, limit := theme.RowPlain, ""
		if i == p.at {
			row = theme.RowCursor
		}
		if c != nil {
			limit = w.Maybe(c.Limit)
		}
		role := theme.Plain
		if s.Balance != nil {
			role = word.Role(*s.Balance)
		}
		money := func(v string, r theme.Role, drop int) page.Piece {
			return page.Piece{Text: v, Role: r, W: 13, Align: cell.Decimal, Decimals: 2, Drop: drop}
		}
		out = append(out, page.Row(t, s, page.Piece{Text: w.Source(s), Role: theme.Strong}, page.Piece{Text: w.Private(s.Number), W: 20, Drop: 70},
			money(w.Maybe(s.Balance), role, 0), money(w.Maybe(s.Funds), theme.Plain, 60), money(limit, theme.Plain, 90),
			page.Piece{Text: string(s.Currency), Role: theme.Dim, W: 3}).Draw(p.w, row))
	}
	return out
}

// card is the decoded card of a source; nil while the reply is still being read.
func (p *Pane) card(s *ledger.SourceInfo) *aisclient.CreditCard {
	imp := p.opened.Ledger.Import()
	if imp == nil || s.Source.Target >= len(imp.Targets) || s.Card >= len(imp.Targets[s.Source.Target].CreditCards) {
		return nil
	}
	return &imp.Targets[s.Source.Target].CreditCards[s.Card]
}

// detail is what else the bank says of the chosen card, on one or two lines.
func (p *Pane) detail() []string {
	t, w, s := p.env.Theme, word.From(p.env), p.source()
	c := p.card(s)
	if c == nil {
		return nil
	}
	line := ""
	for _, f := range []page.Pair{
		{Name: "due", Value: c.DueDate.String(), Role: theme.Warn}, {Name: "limit", Value: w.Maybe(c.Limit)},
		{Name: "interest", Value: c.Interest.String()}, {Name: "account", Value: w.IBAN(c.IBAN)},
		{Name: "card id", Value: w.Private(c.CardID)}, {Name: "owner", Value: w.Private(s.OwnerNames())}, {Name: "bank", Value: s.TargetName.String()},
	} {
		if f.Value != "" {
			line += "  " + t.Paint(theme.Dim, f.Name+" ") + t.Paint(f.Role, f.Value)
		}
	}
	out := []string{cell.Fit(line, p.w, cell.Left, t.Glyphs().Ellipsis)}
	if s.Partial {
		out = append(out, "  "+t.Paint(theme.Warn, t.Glyphs().Warn+" the bank ran out of time: the history is incomplete"))
	}
	return out
}

// foot is the totals of the card's rows.
func (p *Pane) foot() []string {
	t, w := p.env.Theme, word.From(p.env)
	var out []string
	for _, s := range p.totals {
		line := " " + t.Paint(theme.Strong, string(s.Currency)) + "  " + word.Count(s.Count, "row", "rows") + t.Paint(theme.Dim, "  in ") + t.Paint(theme.In, w.Money(s.In)) +
			t.Paint(theme.Dim, "  out ") + t.Paint(theme.Out, w.Money(s.Out)) + t.Paint(theme.Dim, "  net ") + t.Paint(word.Role(s.Net), w.Money(s.Net))
		if n := s.Count - s.Booked; n > 0 {
			line += t.Paint(theme.Warn, "  "+strconv.Itoa(n)+" not booked, not summed")
		}
		out = append(out, line)
	}
	return out
}
