// Package accounts is the pane of the bank accounts: balances, funds, owners, numbers, and the history of the
// balance. Enter opens an account's transactions.
package accounts

import (
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/english"
	"aisdesk/tui/cell"
	"aisdesk/tui/chart"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/pane/page"
	"aisdesk/tui/theme"
)

// Tab is the name by which pane.Show finds this pane.
const Tab = "accounts"

// Pane is the accounts pane.
type Pane struct {
	env    *pane.Env
	data   app.Dataset
	page   page.Page
	points map[int][]chart.Point // balances by source
	w, h   int
	dirty  bool

	balances pane.Task[map[int][]chart.Point]
	counted  int // rows of the ledger they are of
}

// New makes the pane; Loaded fills it.
func New(env *pane.Env) *Pane { return &Pane{env: env, dirty: true} }

// Title is the name on the tab.
func (p *Pane) Title() string { return "Accounts" }

// SetSize sets the size of the pane.
func (p *Pane) SetSize(w, h int) { p.w, p.h, p.dirty = w, h, true }

// Capturing is always false: there is no text field.
func (p *Pane) Capturing() bool { return false }

// Actions are what can be done with the chosen account, and moving.
func (p *Pane) Actions() []pane.Action {
	p.draw()
	none := p.page.Items() == 0
	move := func(k string) tea.Cmd { p.page.Key(k); p.dirty = true; return nil }
	return []pane.Action{
		pane.Key("enter", "its transactions").Unless(none).Short().Call(p.openRows),
		pane.Key("y", "copy the account number").Unless(none).Short().Call(p.copyNumber),
		pane.Key("up k", "previous item").On(move),
		pane.Key("down j", "next item").On(move),
		pane.Key("pgdown ctrl+d ctrl+f", "scroll down").On(move),
		pane.Key("pgup ctrl+u ctrl+b", "scroll up").On(move),
		pane.Key("home g", "first account").On(move),
		pane.Key("end G", "last account").On(move),
		pane.Key("esc", "back").Call(p.env.Sends(pane.Back{})),
	}
}

// Status says which account is chosen.
func (p *Pane) Status() string {
	p.draw()
	n := p.page.Items()
	if n == 0 {
		return ""
	}
	s := "account " + strconv.Itoa(p.page.At()+1) + "/" + strconv.Itoa(n)
	if _, below := p.page.More(); below > 0 {
		s += "  " + english.Plural(below, "more line below", "more lines below")
	}
	return s
}

// Update takes a message.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case pane.Loaded:
		return p.load(m.Dataset)
	case pane.SettingsChanged:
		p.dirty = true
	}
	return nil
}

// openRows opens the transactions of the chosen account.
func (p *Pane) openRows() tea.Cmd {
	src, ok := p.page.Item().(int)
	if !ok {
		return nil
	}
	s := &p.data.Ledger.Sources()[src]
	return p.env.Send(pane.OpenRows{Filter: p.data.Ledger.SourcesFilter(src), What: s.Label().String(), From: Tab})
}

// copyNumber copies the number of the chosen account.
func (p *Pane) copyNumber() tea.Cmd {
	src, ok := p.page.Item().(int)
	if !ok {
		return nil
	}
	s := &p.data.Ledger.Sources()[src]
	if s.IBAN.Empty() { // an empty text would empty the clipboard
		return p.env.Inform(pane.Warn, "the bank gave no account number: nothing was copied")
	}
	what := "account number"
	if p.env.Masked {
		what += ", unmasked"
	}
	return p.env.Send(pane.Copy{Text: s.IBAN.String(), What: what})
}

// Mouse chooses and scrolls; a second click opens the rows.
func (p *Pane) Mouse(m pane.Mouse) (tea.Cmd, bool) {
	p.draw()
	again, done := p.page.Mouse(m)
	p.dirty = done
	if again {
		return p.openRows(), true
	}
	return nil, done
}

// View is the page's window.
func (p *Pane) View() string {
	p.dirty = p.dirty || p.data.Ledger == nil
	p.draw()
	return p.page.View()
}

// draw lays the page out: the list, and what is known of the chosen account.
func (p *Pane) draw() {
	if !p.dirty {
		return
	}
	p.dirty = false
	at, top := p.page.At(), p.page.Scrolled()
	list := page.Section{Title: "Accounts", Lines: p.list}
	chosen := p.sources()
	sections := []page.Section{list}
	if at < len(chosen) {
		sections = append(sections, p.detail(chosen[at]))
	}
	p.page.Set(p.env.Theme, p.w, p.h, sections)
	p.page.Restore(at, top)
}

// sources are the accounts among the ledger's sources.
func (p *Pane) sources() []int {
	if p.data.Ledger == nil {
		return nil
	}
	var out []int
	for i := range p.data.Ledger.Sources() {
		if !p.data.Ledger.Sources()[i].IsCard() {
			out = append(out, i)
		}
	}
	return out
}

// list is two lines an account: name and balance, number and history.
func (p *Pane) list(lw int) []page.Line {
	t, w := p.env.Theme, format.From(p.env)
	var out []page.Line
	money := 14
	for _, i := range p.sources() {
		money = page.MoneyWidth(money, 2, w.Maybe(p.data.Ledger.Sources()[i].Balance))
	}
	for _, i := range p.sources() {
		s := &p.data.Ledger.Sources()[i]
		balance, role := "", theme.Plain
		if s.Balance != nil {
			balance, role = w.Money(*s.Balance), format.Role(*s.Balance)
		}
		out = append(out, page.Row(t, i, page.Piece{Text: w.Source(s), Role: theme.Strong},
			page.Piece{Text: english.Plural(s.Rows(), "row", "rows"), Role: theme.Dim, W: 9, Align: cell.Right, Drop: 60},
			page.Piece{Text: balance, Role: role, W: money, Align: cell.Decimal, Decimals: 2}, page.Piece{Text: string(s.Currency), Role: theme.Dim, W: 4}))
		spark := max(lw-2-34-2, 0)
		number := page.Text("  " + t.Paint(theme.Dim, cell.Fit(w.IBAN(s.IBAN), 34, cell.Left, t.Glyphs().Ellipsis)) + "  " + p.spark(i, min(spark, 36)))
		number.Part = true
		out = append(out, number)
	}
	if len(out) == 0 {
		return []page.Line{page.Text(t.Paint(theme.Dim, "this import has no accounts"))}
	}
	return out
}

func (p *Pane) spark(src, w int) string {
	if p.env.Masked || w < 4 {
		return ""
	}
	pts := p.history(src)
	values := make([]int64, len(pts))
	for i, pt := range pts {
		values[i] = pt.Value
	}
	return chart.Spark(p.env.Theme, theme.Bar, values, w)
}
