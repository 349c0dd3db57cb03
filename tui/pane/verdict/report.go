package verdict

import (
	"context"
	"errors"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/verify"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/export"
)

// prompt asks for the file of the report.
type prompt struct {
	line field.Line
	err  string
}

// ready says why there is no report to give away now, or nothing.
func (p *Pane) ready() string {
	switch {
	case p.check.Running() || p.stale:
		return "still checking: wait for the verdict"
	case p.found.report == nil || p.err != nil:
		return "there is no verdict on these claims"
	case reading(p.found.ledger):
		return "still reading: a report needs the whole reply"
	case p.found.report.Notable == nil:
		return "still searching the rows: wait for the findings"
	}
	return ""
}

// askFile asks for the file; its name says the form.
func (p *Pane) askFile() tea.Cmd {
	switch why := p.ready(); {
	case why != "":
		return p.env.Inform(pane.Warn, why)
	case p.export.Busy():
		return p.env.Inform(pane.Info, "a report is being written: esc cancels it")
	}
	p.openPrompt(export.Proposal(p.env, p.data, "report", ".txt"))
	return nil
}

func (p *Pane) openPrompt(path string) {
	p.prompt = &prompt{line: field.Line{Placeholder: "file.txt, file.md or file.json"}}
	p.prompt.line.Offer(path)
}

// promptActions are those of the name of a file.
func (p *Pane) promptActions() []pane.Action {
	return []pane.Action{
		pane.Key("enter", "save").Short().Call(func() tea.Cmd { return p.save(strings.TrimSpace(p.prompt.line.Value())) }),
		pane.Key("esc", "cancel").Short().Then(func() { p.prompt = nil }),
	}
}

// accept says what is wrong with the name of a report's file.
func accept(path string) error {
	if _, ok := verify.FormOf(path); !ok {
		return errors.New("the name must end in .txt, .md or .json")
	}
	return nil
}

// save writes the report: exactly what the report command prints.
func (p *Pane) save(path string) tea.Cmd {
	if err := accept(path); err != nil {
		p.prompt.err = err.Error()
		return nil
	}
	p.prompt = nil
	if why := p.ready(); why != "" {
		return p.env.Inform(pane.Warn, why)
	}
	p.export.Env, p.export.Accept, p.export.Refused = p.env, accept, p.nameAgain
	r := p.found.report
	return p.export.Start(path, "the report", func(_ context.Context, f export.File) error { return r.WriteFile(f.Path, f.Overwrite) })
}

// nameAgain asks again for the name of a file that could not be written, unless something else has the keys.
func (p *Pane) nameAgain(path, reason string) bool {
	if p.away || p.Capturing() {
		return false
	}
	p.openPrompt(path)
	p.prompt.err = reason
	return true
}

// Unfinished says what would be lost if the program ended now; empty for nothing.
func (p *Pane) Unfinished() string { return p.export.Unfinished() }

// copy puts the report's text on the clipboard.
func (p *Pane) copy() tea.Cmd {
	if why := p.ready(); why != "" {
		return p.env.Inform(pane.Warn, why)
	}
	what := "the report"
	if p.env.Masked { // dots would be of no use to anybody
		what += ", unmasked"
	}
	return p.env.Send(pane.Copy{Text: p.found.report.Text(), What: what})
}

// drills reports whether there are rows behind an item.
func (p *Pane) drills(i item) bool {
	_, ok := p.rowsBehind(i)
	return ok
}

// drill opens the rows behind a check or a finding.
func (p *Pane) drill(i item) tea.Cmd {
	m, ok := p.rowsBehind(i)
	if !ok {
		return p.env.Inform(pane.Info, "there are no rows for this")
	}
	return p.env.Send(m)
}
