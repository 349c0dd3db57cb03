package analytics

import (
	"errors"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/ledger"
	"aisdesk/tui/field"
)

// openPeriod asks for a period, from a day to a day or as a filter writes it.
func (p *Pane) openPeriod() {
	p.line, p.typing = &field.Line{Placeholder: "2026-03, 2026-q1, 2026-01..2026-06, last90d, all"}, typingPeriod
}

// typedPeriod takes a key of the period line.
func (p *Pane) typedPeriod(m tea.KeyMsg) tea.Cmd {
	switch m.String() {
	case "esc":
		p.line, p.wrong = nil, ""
	case "enter":
		to, err := ledger.ParsePeriod(strings.TrimSpace(p.line.Value()), p.today())
		if err != nil {
			p.wrong = err.Error()
			if se, ok := errors.AsType[*ledger.SyntaxError](err); ok {
				p.wrong = se.Msg
			}
			return nil
		}
		p.line, p.wrong = nil, ""
		q := p.ask
		q.period = to
		return p.change(q)
	default:
		p.wrong = ""
		p.line.Update(m)
	}
	return nil
}

func (p *Pane) openFilter() {
	p.typing = typingFilter
	p.line, p.before = &field.Line{Placeholder: `what a filter can say: -label:savings  amt:<-100  party:zabka`}, p.ask.filter
	p.line.Set(p.ask.filter)
}

// typed takes a key of the filter line; the charts follow as long as it can be read.
func (p *Pane) typed(m tea.KeyMsg) tea.Cmd {
	switch p.typing {
	case typingPeriod:
		return p.typedPeriod(m)
	case typingFile:
		return p.typedFile(m)
	}
	switch m.String() {
	case "esc":
		p.line, p.wrong = nil, ""
		q := p.ask
		q.filter = p.before
		return p.change(q)
	case "enter":
		if p.wrong == "" {
			p.line = nil
		}
		return nil
	}
	if p.line.Update(m) {
		q := p.ask
		q.filter = p.line.Value()
		return p.change(q)
	}
	return nil
}
