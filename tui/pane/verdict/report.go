package verdict

import (
	"errors"
	"path/filepath"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
)

// prompt asks for the file of the report.
type prompt struct {
	line field.Line
	err  string
}

// Messages of saving a report.
type (
	saved struct {
		path string
		err  error
	}
	replaceFile struct{ path string }
)

// ready says why the report cannot leave the screen now, or nothing.
func (p *Pane) ready() string {
	switch {
	case p.env.Masked:
		return "personal data is masked: unmask it (ctrl+o) first, a report holds all of it"
	case p.busy || p.stale:
		return "still checking: wait for the verdict"
	case p.found.report == nil || p.found.err != nil:
		return "there is no verdict on these claims"
	}
	return ""
}

// askFile asks for the file; its name says the form.
func (p *Pane) askFile() tea.Cmd {
	if why := p.ready(); why != "" {
		return pane.Inform(pane.Warn, why)
	}
	p.prompt = &prompt{line: field.Line{Placeholder: "file.txt, file.md or file.json"}}
	p.prompt.line.Set(p.fileName())
	return nil
}

// fileName proposes a name that says what is in the file.
func (p *Pane) fileName() string {
	name := p.opened.ID
	if name == "" {
		name = strings.TrimSuffix(filepath.Base(p.opened.Name), filepath.Ext(p.opened.Name))
	}
	return text.Clean(name).String() + "-report.txt"
}

func (p *Pane) promptKey(m tea.KeyMsg) tea.Cmd {
	switch m.String() {
	case "esc":
		p.prompt = nil
		return nil
	case "enter":
		return p.acceptFile(strings.TrimSpace(p.prompt.line.Value()))
	}
	if p.prompt.line.Update(m) {
		p.prompt.err = ""
	}
	return nil
}

func (p *Pane) acceptFile(path string) tea.Cmd {
	if _, ok := verify.FormOf(path); !ok {
		p.prompt.err = "the name must end in .txt, .md or .json"
		return nil
	}
	p.prompt = nil
	return p.save(path, false)
}

// save writes the report off the UI loop: exactly what the report command prints.
func (p *Pane) save(path string, replace bool) tea.Cmd {
	if why := p.ready(); why != "" {
		return pane.Inform(pane.Warn, why)
	}
	r := p.found.report
	return func() tea.Msg { return saved{path, r.WriteFile(path, replace)} }
}

func (p *Pane) afterSaving(m saved) tea.Cmd {
	path := text.Clean(m.path).String()
	switch {
	case m.err == nil:
		return pane.Inform(pane.Good, "saved the report as "+path)
	case errors.Is(m.err, ledger.ErrExists):
		return pane.Send(pane.Ask{
			Title: "The file exists", Lines: []string{path, "Its content would be lost."},
			Agree: "replace it", Decline: "keep it", Danger: true, Yes: replaceFile{m.path},
		})
	}
	return pane.Inform(pane.Bad, plain(m.err))
}

// copy puts the report's text on the clipboard.
func (p *Pane) copy() tea.Cmd {
	if why := p.ready(); why != "" {
		return pane.Inform(pane.Warn, why)
	}
	return pane.Send(pane.Copy{Text: p.found.report.Text(), What: "the report"})
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
		return pane.Inform(pane.Info, "there are no rows behind this")
	}
	return pane.Send(m)
}
