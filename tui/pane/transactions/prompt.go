package transactions

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
)

// ask is what a prompt asks for.
type asks uint8

const (
	askFilter asks = iota
	askFind
	askDay
	askPeriod
	askFile
	askName
	askEntry
	askReason
	askCategory
	askNote
)

// promptBar is the line above the rows: the filter, or the prompt that is open.
type promptBar struct {
	*search
	prompt *prompt
}

// prompt is one line of text that has the keys.
type prompt struct {
	asks   asks
	label  string
	line   field.Line
	before view // for a filter: what Esc goes back to
	err    string
	rows   []int32 // for a file: what it is to hold; nil is the view
	offers offers  // for a filter: what completes it
	help   bool    // for a filter: its grammar stands in the place of the rows
	top    int     // the first line of the grammar that is shown
}

// open shows a prompt with a text in it: a filter is gone on with, everything else is taken or typed anew.
func (p *promptBar) open(a asks, label, placeholder, value string) {
	p.prompt = &prompt{asks: a, label: label, before: p.view}
	p.prompt.line.Placeholder = placeholder
	if a == askFilter {
		p.prompt.line.Set(value)
	} else {
		p.prompt.line.Offer(value)
	}
}

// promptVerbs say what Enter does while a text field is open.
var promptVerbs = map[asks]string{
	askFilter: "apply", askFind: "find", askDay: "jump there", askPeriod: "show this period", askFile: "export", askName: "save the view", askEntry: "choose a category",
	askReason: "record it", askCategory: "go on to the reason", askNote: "write the note",
}

// promptActions are those of the prompt; rows can be looked at while a filter is typed.
func (p *Pane) promptActions() []pane.Action {
	a := p.prompt.asks
	esc := "cancel"
	if pr := p.prompt; pr.help {
		esc = "close the help"
	} else if a == askFilter && !pr.line.Empty() && pr.line.Value() != pr.before.filter { // the next one closes the line
		if esc = "clear"; pr.before.filter != "" {
			esc = "undo typing"
		}
	}
	actions := []pane.Action{pane.Key("enter", promptVerbs[a]).Short().Call(p.accept), pane.Key("esc", esc).Short().Call(p.dismiss)}
	if a == askFilter {
		other, few := "other row", p.result == nil || p.result.Len() < 2
		move := func(k string) tea.Cmd { p.grid.Key(k); return nil }
		if p.prompt.help {
			other, few, move = "scroll", false, p.prompt.scroll
		}
		typed := func(f func() bool) func() tea.Cmd {
			return func() tea.Cmd {
				if !f() {
					return nil
				}
				p.prompt.err, p.view.filter = "", p.prompt.line.Value()
				return p.ask()
			}
		}
		actions = append(actions, pane.Key("tab", "complete").Short().Call(typed(func() bool { return p.complete(false) })),
			pane.Key("shift+tab", "complete with the one before").Call(typed(func() bool { return p.complete(true) })),
			pane.Key("ctrl+r", "an earlier filter").Short().Call(typed(p.earlier)),
			pane.Key("f1", "help for filters").Short().Then(func() { p.prompt.help = !p.prompt.help }))
		actions = append(actions, pane.Key("up down", other).As("↑/↓").Short().Unless(few).On(move), pane.Key("pgup pgdown", "page").Unless(few).On(move))
	}
	return actions
}

// scroll moves the grammar by lines or pages; filterHelp brings back what goes too far.
func (pr *prompt) scroll(key string) tea.Cmd {
	pr.top = max(pr.top+map[string]int{"up": -1, "down": 1, "pgup": -10, "pgdown": 10}[key], 0)
	return nil
}

// Type types into the prompt; the rows follow a filter.
func (p *Pane) Type(m tea.KeyMsg) tea.Cmd {
	if p.prompt == nil || !p.prompt.line.Update(m) {
		return nil
	}
	p.prompt.err = ""
	if p.prompt.asks == askFilter {
		p.view.filter = p.prompt.line.Value()
		return p.ask()
	}
	return nil
}

// dismiss first empties the line, then closes it; a filter goes back to what it was.
func (p *promptBar) dismiss() tea.Cmd {
	pr := p.prompt
	if pr.asks != askFilter {
		p.prompt = nil
		return nil
	}
	if pr.help {
		pr.help = false
		return nil
	}
	if !pr.line.Empty() && pr.line.Value() != pr.before.filter {
		pr.line.Set(pr.before.filter)
		p.view = pr.before
		return p.ask()
	}
	p.prompt = nil
	p.view = pr.before
	return p.ask()
}

// accept does what the prompt is for; what it cannot read it says, and stays open.
func (p *Pane) accept() tea.Cmd {
	pr, value := p.prompt, strings.TrimSpace(p.prompt.line.Value())
	switch pr.asks {
	case askFilter:
		if p.invalid != nil {
			return nil // the error is on the screen
		}
		v := p.view
		p.view, p.prompt = pr.before, nil
		p.keepFilter(v.filter)
		if v.equal(p.view) {
			return nil
		}
		return p.change(v)
	case askFind:
		return p.find(value)
	case askDay:
		return p.jump(value)
	case askPeriod:
		period, err := ledger.ParsePeriod(value, p.today())
		if err != nil {
			pr.err = message(err)
			return nil
		}
		p.prompt = nil
		return p.setPeriod(period)
	case askFile:
		return p.startExport(value)
	case askName:
		if value == "" {
			pr.err = "a view needs a name"
			return nil
		}
		p.prompt = nil
		return p.saveView(value)
	case askEntry:
		return p.named(value)
	case askReason, askCategory, askNote:
		return p.act(value)
	}
	return nil
}

// message is an error's text without the position, which a prompt shows by itself.
func message(err error) string {
	if se, ok := err.(*filter.SyntaxError); ok {
		return se.Msg
	}
	return err.Error()
}

// jump puts the cursor on the row whose day is nearest to one.
func (p *promptBar) jump(value string) tea.Cmd {
	period, err := ledger.ParsePeriod(value, p.today())
	if err != nil || period.From.Empty() {
		p.prompt.err = "write a day as 2026-03-15, 15.3 or 15 Mar, a month as 2026-03 or Mar 2026"
		return nil
	}
	p.prompt = nil
	if p.result == nil || p.result.Len() == 0 {
		return nil
	}
	best, distance := 0, int32(1<<30)
	for pos, id := range p.result.Order {
		d := p.data.Ledger.Date(id)
		if away := abs(int32(d - period.From)); !d.Empty() && away < distance {
			best, distance = pos, away
		}
	}
	p.grid.GoTo(best)
	if distance > 0 {
		day := p.data.Ledger.Date(p.grid.ID())
		return p.env.Inform(pane.Info, "nothing on "+period.From.String()+"; the nearest is "+day.String())
	}
	return nil
}

func abs(n int32) int32 { return max(n, -n) }

// dayOf is the day of the row under the cursor, as a start for a prompt.
func (p *promptBar) dayOf() string {
	if id := p.grid.ID(); id >= 0 && p.data.Ledger != nil {
		return p.data.Ledger.Date(id).String()
	}
	return aisclient.Date(p.today()).String()
}
