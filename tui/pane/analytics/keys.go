package analytics

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/ledger/group"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/period"
)

// Sections of the help.
const (
	secLook = "What is shown"
	secMove = "Moving"
)

// Actions are what can be done now, the most useful first.
func (p *Pane) Actions() []pane.Action {
	switch {
	case p.line != nil:
		return p.lineActions()
	case p.menu != nil:
		return p.menuActions()
	}
	actions := make([]pane.Action, 0, 32)
	if p.services.call.Running() {
		actions = append(actions, pane.Key("esc", "cancel the request").In(secMove).Short().Call(p.escape))
	}
	none := p.data.Ledger == nil
	for _, a := range append(p.lookActions(), p.moves()...) {
		if none {
			a.Off, a.Why = true, ""
		}
		actions = append(actions, a)
	}
	if !p.services.call.Running() {
		actions = append(actions, pane.Key("esc", "back").In(secMove).Call(p.escape))
	}
	return actions
}

// lookActions change what is shown. Those that have nothing to do on the view in front are off, and out of the footer
// where what they change is on another view.
func (p *Pane) lookActions() []pane.Action {
	ranking := p.view == viewRanking
	foot := func(a pane.Action, on bool) pane.Action { a.Footer = on; return a }
	look := func(keys, what string) pane.Action { return pane.Key(keys, what).In(secLook) }
	enter := "open its rows"
	if p.view == viewServices {
		enter = "ask the provider"
	}
	return []pane.Action{
		pane.Key("enter", enter).In(secMove).Short().Unless(p.count(p.view) == 0).Call(p.enter),
		look("b", "next view").Short().Then(func() { p.view = (p.view + 1) % views }),
		foot(look("r", "group by the next").Call(p.regroup), ranking),
		look("R", "choose what to group by").Then(p.chooseBy),
		foot(look("t", "split each bar by").Then(p.chooseThen), ranking),
		look("i", "drill into this bar").Short().Unless(!ranking || len(p.lines) == 0).Because("choose a bar of the ranking first: b goes to the next view").Call(p.inside),
		look("I", "income").Then(func() { p.view = viewIncome }),
		look("A", "affordability").Then(func() { p.view = viewAffordability }),
		look("B", "previous view").Then(func() { p.view = (p.view + views - 1) % views }),
		foot(look("f", "out, in or net").Call(p.nextSide), ranking || p.view == viewDays),
		look("p", "period").Short().Call(p.nextPeriod),
		look("[", "previous period").Call(func() tea.Cmd { return p.toPeriod(p.query.period.Prev()) }),
		look("]", "next period").Call(func() tea.Cmd { return p.toPeriod(p.query.period.Next()) }),
		look("P", "type a period").Then(p.openPeriod),
		look("C", "compare with the previous period, or not").Call(p.compare),
		look("a", "next account").Short().Unless(p.data.Ledger == nil || len(p.data.Ledger.Sources()) < 2).Because("there is one account here").Call(p.nextSource),
		look("$", "next currency").Call(p.nextCurrency),
		look("/", "filter the rows").Then(p.openFilter),
		look("e", "export the ranking").Call(p.askExport),
	}
}

// moves move the choice, or scroll.
func (p *Pane) moves() []pane.Action {
	by := func(n int) func() { return func() { p.move(n) } }
	flat := !p.nested()
	move := func(keys, what string) pane.Action { return pane.Key(keys, what).In(secMove) }
	down := move("pgdown ctrl+d ctrl+f", "ten down").Then(func() { p.page(10) })
	down.Footer = p.view == viewServices // whose answers are long
	return []pane.Action{
		move("up k", "previous item").Then(by(-1)), move("down j", "next item").Then(by(1)),
		move("left h", "fold, or previous item").Call(p.left), move("right l", "unfold, or next item").Call(p.right),
		move("space", "fold or unfold this group").Unless(flat).Because(notSplit).Call(p.fold),
		move("z", "fold or unfold all groups").Unless(flat).Because(notSplit).Call(p.foldAll),
		move("pgup ctrl+u ctrl+b", "ten up").Then(func() { p.page(-10) }), down,
		move("home g", "first").Then(by(-1 << 20)), move("end G", "last").Then(by(1 << 20)),
	}
}

// notSplit says why nothing can be folded.
const notSplit = "t splits each bar into subgroups that can be folded"

// nextPeriod goes from one kind of period to the next.
func (p *grouping) nextPeriod() tea.Cmd {
	q := p.query
	q.period = period.Next(q.period, p.newest())
	return p.change(q)
}

// Status is the pane's part of the status line.
func (p *Pane) Status() string {
	parts := []string{}
	if p.export.Busy() {
		parts = append(parts, p.export.Status(p.env.Theme))
	}
	if p.task.Running() {
		parts = append(parts, "working")
	}
	if p.services.call.Running() {
		parts = append(parts, "asking for "+p.services.asking.Label())
	}
	if p.data.Ledger != nil && len(p.data.Ledger.Currencies()) > 1 && p.query.source == allSources {
		parts = append(parts, "$ shows the other currency")
	}
	return strings.Join(parts, "  ")
}

// enter opens the rows behind what is chosen, or asks the service.
func (p *Pane) enter() tea.Cmd {
	i := p.at[p.view]
	switch p.view {
	case viewRanking:
		return p.openLine()
	case viewMonths:
		if i < len(p.results.months) {
			g := &p.results.months[i]
			if g.Count() == 0 {
				return p.env.Inform(pane.Info, "there are no rows in "+g.Label)
			}
			return p.rows(g.Filter(), "month "+g.Label, group.SideNet)
		}
	case viewDays:
		if g := p.weekdays()[i]; g.Count() > 0 {
			return p.rows(g.Filter(), g.Label, p.shown().side)
		}
	case viewBalance:
		return p.openDay()
	case viewFindings:
		return p.openFinding()
	case viewIncome, viewAffordability:
		return p.openItem()
	case viewServices:
		return p.services.ask(p.env, p.data, i)
	}
	return nil
}

// openDay opens all rows of the chosen day that the balance is made of: those of one account, whatever the filter.
func (p *drilling) openDay() tea.Cmd {
	if i := p.at[viewBalance]; i < len(p.results.points) {
		day := aisclient.Date(p.results.points[i].Day).String()
		return p.env.Send(pane.OpenRows{Filter: filter.Join(p.data.Ledger.SourcesFilter(p.results.holder), "date:"+day), What: "balance on " + day, Period: p.shown().period, From: Tab})
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
		return p.env.Inform(pane.Info, "the request was cancelled; enter asks again")
	case len(p.path) > 0:
		return p.outside()
	case p.query.filter != "":
		q := p.query
		q.filter = ""
		return p.change(q)
	}
	return p.env.Send(pane.Back{})
}

func (p *grouping) regroup() tea.Cmd {
	q := p.query
	q.by = p.nextGrouping(q.by, false)
	if !p.ranked() {
		p.view = viewRanking
	}
	return p.regrouped(q)
}

func (p *grouping) nextSide() tea.Cmd {
	q := p.query
	q.side = flows[(slices.Index(flows, q.side)+1)%len(flows)]
	return p.change(q)
}

// toPeriod goes to the period before or after; without a bounded period there is none.
func (p *grouping) toPeriod(to ledger.Period) tea.Cmd {
	if !p.query.period.Bounded() {
		return p.env.Inform(pane.Info, "choose a period first with p")
	}
	q := p.query
	q.period = to
	return p.change(q)
}

// compare shows the change against the period before, or no longer.
func (p *grouping) compare() tea.Cmd {
	if !p.query.period.Bounded() {
		return p.env.Inform(pane.Info, "choose a period first with p")
	}
	q := p.query
	q.alone = !q.alone
	return p.change(q)
}

func (p *grouping) nextSource() tea.Cmd {
	if len(p.data.Ledger.Sources()) < 2 {
		return p.env.Inform(pane.Info, "there is one account here")
	}
	q := p.query
	if q.source++; q.source >= len(p.data.Ledger.Sources()) {
		q.source = allSources
	}
	return p.change(q)
}

func (p *grouping) nextCurrency() tea.Cmd {
	n := len(p.data.Ledger.Currencies())
	if n < 2 || p.query.source != allSources {
		return p.env.Inform(pane.Info, "there is one currency here")
	}
	q := p.query
	q.currency = (q.currency + 1) % n
	return p.change(q)
}

// page moves by ten, or scrolls the answer of a service.
func (p *Pane) page(by int) {
	if p.view == viewServices {
		p.scroll = max(p.scroll+by, 0)
		return
	}
	p.move(by)
}
