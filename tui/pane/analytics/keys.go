package analytics

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient"
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
	secLook = "What is shown"
	secMove = "Moving"
)

// moves are actions that only move.
func moves(f func(p *Pane)) func(*Pane) tea.Cmd { return func(p *Pane) tea.Cmd { f(p); return nil } }

// actions are the pane's keys: help, footer, palette and dispatch read this table.
var actions = []action{
	{pane.Key("enter", "rows behind this").In(secMove).Short(), (*Pane).enter},
	{pane.Key("b", "next board").In(secLook).Short(), moves(func(p *Pane) { p.board = (p.board + 1) % boards })},
	{pane.Key("g", "group by the next").In(secLook).Short(), (*Pane).regroup},
	{pane.Key("G", "choose what to group by").In(secLook), moves((*Pane).chooseBy)},
	{pane.Key("t", "split each bar by").In(secLook).Short(), moves((*Pane).chooseThen)},
	{pane.Key("i", "look inside this bar").In(secLook).Short(), (*Pane).inside},
	{pane.Key("B", "board before").In(secLook), moves(func(p *Pane) { p.board = (p.board + boards - 1) % boards })},
	{pane.Key("f", "out, in or net").In(secLook).Short(), (*Pane).nextSide},
	{pane.Key("p", "period").In(secLook).Short(), func(p *Pane) tea.Cmd {
		q := p.ask
		q.period = period.Next(q.period, p.newest())
		return p.change(q)
	}},
	{pane.Key("[", "period before").In(secLook), func(p *Pane) tea.Cmd { return p.toPeriod(p.ask.period.Prev()) }},
	{pane.Key("]", "period after").In(secLook), func(p *Pane) tea.Cmd { return p.toPeriod(p.ask.period.Next()) }},
	{pane.Key("P", "type a period").In(secLook), moves((*Pane).openPeriod)},
	{pane.Key("C", "compare with the period before, or not").In(secLook), (*Pane).compare},
	{pane.Key("a", "next account").In(secLook).Short(), (*Pane).nextSource},
	{pane.Key("$", "next currency").In(secLook), (*Pane).nextCurrency},
	{pane.Key("/", "count only some rows").In(secLook), moves((*Pane).openFilter)},
	{pane.Key("up k", "choose the one before").In(secMove), moves(func(p *Pane) { p.move(-1) })},
	{pane.Key("down j", "choose the next").In(secMove), moves(func(p *Pane) { p.move(1) })},
	{pane.Key("left h", "fold, or choose the one before").In(secMove), (*Pane).left},
	{pane.Key("right l", "unfold, or choose the next").In(secMove), (*Pane).right},
	{pane.Key("space", "fold or unfold this group").In(secMove), (*Pane).fold},
	{pane.Key("z", "fold or unfold all groups").In(secMove), (*Pane).foldAll},
	{pane.Key("e", "export the ranking").In(secLook), (*Pane).askExport},
	{pane.Key("pgup ctrl+u", "ten up").In(secMove), moves(func(p *Pane) { p.page(-10) })},
	{pane.Key("pgdown ctrl+d", "ten down").In(secMove), moves(func(p *Pane) { p.page(10) })},
	{pane.Key("home", "first").In(secMove), moves(func(p *Pane) { p.move(-1 << 20) })},
	{pane.Key("end", "last").In(secMove), moves(func(p *Pane) { p.move(1 << 20) })},
}

// Keys are the bindings in force.
func (p *Pane) Keys() []pane.Binding {
	if p.line != nil {
		return []pane.Binding{pane.Key("enter", "apply").Short(), pane.Key("esc", "leave it").Short()}
	}
	if p.menu != nil {
		return menuKeys
	}
	out := make([]pane.Binding, 0, len(actions)+1)
	for _, a := range actions {
		out = append(out, p.here(a.bind))
	}
	if p.services.call.Running() {
		return append([]pane.Binding{pane.Key("esc", "stop asking").In(secMove).Short()}, out...)
	}
	return append(out, pane.Key("esc", "one step back").In(secMove))
}

// here is a binding as it is on the board that has the keys: off where it has nothing to do, and out of the footer where
// what it changes is not on this board.
func (p *Pane) here(b pane.Binding) pane.Binding {
	switch b.Keys[0] {
	case "enter":
		if b.Off = p.count(p.board) == 0; p.board == boardServices {
			b.What = "ask the provider"
		}
	case "i":
		b.Off = p.board != boardRanking || len(p.lines) == 0
	case " ", "z":
		b.Off = !p.nested()
	case "g", "t":
		b.Footer = p.board == boardRanking
	case "a":
		b.Off = p.data.Ledger == nil || len(p.data.Ledger.Sources()) < 2
	case "f":
		b.Footer = p.board == boardRanking || p.board == boardDays
	}
	return b
}

// Status is the pane's part of the status line.
func (p *Pane) Status() string {
	parts := []string{}
	if p.export.Busy() {
		parts = append(parts, p.export.Status(p.env.Theme))
	}
	if p.query.Running() {
		parts = append(parts, "working")
	}
	if p.services.call.Running() {
		parts = append(parts, "asking for "+string(p.services.asking))
	}
	if p.data.Ledger != nil && len(p.data.Ledger.Currencies()) > 1 && p.ask.source == allSources {
		parts = append(parts, "$ shows the other currency")
	}
	return strings.Join(parts, "  ")
}

func (p *Pane) key(m tea.KeyMsg) tea.Cmd {
	switch {
	case p.line != nil:
		return p.typed(m)
	case p.menu != nil:
		return p.menuKey(m.String())
	}
	if p.data.Ledger == nil {
		if m.String() == "esc" {
			return p.env.Send(pane.Back{})
		}
		return nil
	}
	if m.String() == "esc" {
		return p.escape()
	}
	for _, a := range actions {
		if a.bind.Match(m) {
			return a.do(p)
		}
	}
	return nil
}

// enter opens the rows behind what is chosen, or asks the service.
func (p *Pane) enter() tea.Cmd {
	i := p.at[p.board]
	switch p.board {
	case boardRanking:
		return p.openLine()
	case boardMonths:
		if i < len(p.facts.months) {
			g := &p.facts.months[i]
			if g.Count() == 0 {
				return p.env.Inform(pane.Info, "there are no rows in "+g.Label)
			}
			return p.rows(g.Filter(), "month "+g.Label, ledger.SideNet)
		}
	case boardDays:
		if g := p.weekdays()[i]; g.Count() > 0 {
			return p.rows(g.Filter(), g.Label, p.shown().side)
		}
	case boardBalance:
		return p.openDay()
	case boardFindings:
		return p.openFinding()
	case boardServices:
		return p.services.ask(p.env, p.data.ID, i)
	}
	return nil
}

// openDay opens all rows of the chosen day that the balance is made of: those of one account, whatever the filter.
func (p *Pane) openDay() tea.Cmd {
	if i := p.at[boardBalance]; i < len(p.facts.points) {
		day := aisclient.Date(p.facts.points[i].Day).String()
		return p.env.Send(pane.OpenRows{Filter: ledger.Join(p.data.Ledger.SourcesFilter(p.facts.holder), "date:"+day), What: "balance on " + day, Period: p.shown().period, From: Tab})
	}
	return nil
}

// escape goes back one step: out of a bar, then out of the filter, then out of the pane.
func (p *Pane) escape() tea.Cmd {
	switch {
	case p.export.Busy():
		p.export.Cancel()
		return nil
	case p.services.stop():
		return p.env.Inform(pane.Info, "the question was stopped; enter asks again")
	case len(p.path) > 0:
		return p.outside()
	case p.ask.filter != "":
		q := p.ask
		q.filter = ""
		return p.change(q)
	}
	return p.env.Send(pane.Back{})
}

func (p *Pane) regroup() tea.Cmd {
	q := p.ask
	q.by = p.nextGrouping(q.by, false)
	if !p.ranked() {
		p.board = boardRanking
	}
	return p.regrouped(q)
}

func (p *Pane) nextSide() tea.Cmd {
	q := p.ask
	q.side = flows[(slices.Index(flows, q.side)+1)%len(flows)]
	return p.change(q)
}

// toPeriod goes to the period before or after; without a bounded period there is none.
func (p *Pane) toPeriod(to ledger.Period) tea.Cmd {
	if !p.ask.period.Bounded() {
		return p.env.Inform(pane.Info, "choose a period first with p")
	}
	q := p.ask
	q.period = to
	return p.change(q)
}

// compare shows the change against the period before, or no longer.
func (p *Pane) compare() tea.Cmd {
	if !p.ask.period.Bounded() {
		return p.env.Inform(pane.Info, "choose a period first with p: there is none before all")
	}
	q := p.ask
	q.alone = !q.alone
	return p.change(q)
}

func (p *Pane) nextSource() tea.Cmd {
	if len(p.data.Ledger.Sources()) < 2 {
		return p.env.Inform(pane.Info, "there is one account here")
	}
	q := p.ask
	if q.source++; q.source >= len(p.data.Ledger.Sources()) {
		q.source = allSources
	}
	return p.change(q)
}

func (p *Pane) nextCurrency() tea.Cmd {
	n := len(p.data.Ledger.Currencies())
	if n < 2 || p.ask.source != allSources {
		return p.env.Inform(pane.Info, "there is one currency here")
	}
	q := p.ask
	q.currency = (q.currency + 1) % n
	return p.change(q)
}

// page moves by ten, or scrolls the answer of a service.
func (p *Pane) page(by int) {
	if p.board == boardServices {
		p.scroll = max(p.scroll+by, 0)
		return
	}
	p.move(by)
}
