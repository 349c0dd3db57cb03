package analytics

import (
	"errors"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
)

// openPeriod asks for a period, from a day to a day or as a filter writes it.
func (p *lineField) openPeriod() {
	p.line, p.typing = &field.Line{Placeholder: "2026-03, 2026-q1, 2026-01..2026-06, last90d, all"}, typingPeriod
}

// lineActions are those of the line that is typed.
func (p *Pane) lineActions() []pane.Action {
	return []pane.Action{pane.Key("enter", "apply").Short().Call(p.acceptLine), pane.Key("esc", "cancel").Short().Call(p.cancelLine)}
}

// acceptLine does what was typed; what cannot be read stays and says why.
func (p *Pane) acceptLine() tea.Cmd {
	switch p.typing {
	case typingPeriod:
		return p.acceptPeriod()
	case typingFile:
		return p.acceptFile()
	}
	if p.wrong == "" {
		p.line = nil
	}
	return nil
}

// cancelLine closes the line; a filter is again what it was.
func (p *lineField) cancelLine() tea.Cmd {
	p.line, p.wrong = nil, ""
	if p.typing != typingFilter {
		return nil
	}
	q := p.query
	q.filter = p.before
	return p.change(q)
}

func (p *lineField) acceptPeriod() tea.Cmd {
	to, err := ledger.ParsePeriod(strings.TrimSpace(p.line.Value()), p.today())
	if err != nil {
		p.wrong = err.Error()
		if se, ok := errors.AsType[*filter.SyntaxError](err); ok {
			p.wrong = se.Msg
		}
		return nil
	}
	p.line, p.wrong = nil, ""
	q := p.query
	q.period = to
	return p.change(q)
}

// Type types into the line; the charts follow a filter as long as it can be read.
func (p *lineField) Type(m tea.KeyMsg) tea.Cmd {
	if p.line == nil {
		return nil
	}
	typed := p.line.Update(m)
	if p.typing != typingFilter {
		p.wrong = ""
		return nil
	}
	if !typed {
		return nil
	}
	q := p.query
	q.filter = p.line.Value()
	return p.change(q)
}

func (p *lineField) openFilter() {
	p.typing = typingFilter
	p.line, p.before = &field.Line{Placeholder: `a filter, such as -label:savings  amt:<-100  party:zabka`}, p.query.filter
	p.line.Set(p.query.filter)
}
