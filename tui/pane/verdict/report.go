package verdict

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/report/form"
	"aisdesk/aisclient/verify/policy"
	"aisdesk/tui/cell"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/export"
	"aisdesk/tui/theme"
)

// Names under which the last choices are remembered.
const (
	rememberForm   = "verdict/report-form"
	rememberLevel  = "verdict/report-level"
	rememberFolder = "verdict/report-folder"
)

// prompt asks for the file of the report: its name says the form.
type prompt struct {
	line  field.Line
	level report.Level
	err   string
}

// ready says why there is no report to give away now, or nothing.
func (p *writing) ready() string {
	switch {
	case p.env.Reports == nil:
		return "no report can be made here"
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

// request says what the report of the verdict on the screen is to show.
func (p *writing) request(level report.Level) app.ReportRequest {
	q := app.ReportRequest{Level: level}
	for _, x := range p.env.Policies {
		if x.Name == p.found.report.Policy {
			q.Policy = x
		}
	}
	if q.Policy.Name == "" {
		q.Policy = policy.Policy{Name: p.found.report.Policy}
	}
	return q
}

// document writes the verdict down beside the UI loop, and hands the document on.
func (p *writing) document(level report.Level, then func(*report.Document) tea.Cmd) tea.Cmd {
	if why := p.ready(); why != "" {
		return p.env.Inform(pane.Warn, why)
	}
	work := p.writer(level)
	return p.written.Start(p.env.Context(), work, func(d *report.Document, err error) tea.Cmd {
		if err != nil {
			return p.env.Inform(pane.Bad, plain(err))
		}
		return then(d)
	})
}

// writer is the work of writing down what is on the screen now.
func (p *writing) writer(level report.Level) pane.Work[*report.Document] {
	from, d, found, q := p.env.Reports, p.data, p.found, p.request(level)
	return func(ctx context.Context) (*report.Document, error) {
		return from.WriteReport(ctx, d, found.report, found.claims, q)
	}
}

// level is the level that was chosen last.
func (p *writing) level() report.Level {
	if l, err := report.ParseLevel(p.recall(rememberLevel)); err == nil {
		return l
	}
	return report.File
}

func (p *writing) recall(key string) string {
	if p.env.Memory == nil {
		return ""
	}
	return p.env.Memory.Recall(key)
}

func (p *writing) remember(key, value string) {
	if p.env.Memory != nil {
		p.env.Memory.Remember(key, value)
	}
}

// askFile asks for the file; its name says the form.
func (p *writing) askFile() tea.Cmd {
	switch why := p.ready(); {
	case why != "":
		return p.env.Inform(pane.Warn, why)
	case p.export.Busy():
		return p.env.Inform(pane.Info, "a report is being written: esc cancels it")
	}
	f, err := form.Parse(p.recall(rememberForm))
	if err != nil {
		f = form.PDF
	}
	p.openPrompt(filepath.Join(p.recall(rememberFolder), export.Proposal(p.env, p.data, "report", f.Ending())))
	return nil
}

func (p *writing) openPrompt(path string) {
	p.prompt = &prompt{line: field.Line{Placeholder: "file.pdf, .html, .json, .md or .txt"}, level: p.level()}
	p.prompt.line.Offer(path)
}

// promptActions are those of the name of a file.
func (p *writing) promptActions() []pane.Action {
	return []pane.Action{
		pane.Key("enter", "save").Short().Call(func() tea.Cmd { return p.save(strings.TrimSpace(p.prompt.line.Value())) }),
		pane.Key("tab", "the next form").Short().Then(p.nextForm),
		pane.Key("shift+tab", "show more or less of the data").Short().Then(func() { p.prompt.level = after(report.Levels(), p.prompt.level) }),
		pane.Key("esc", "cancel").Short().Then(func() { p.prompt = nil }),
	}
}

// nextForm gives the name the ending of the next form.
func (p *writing) nextForm() {
	path := p.prompt.line.Value()
	next := form.Forms()[0]
	if f, err := form.Of(path); err == nil {
		next = after(form.Forms(), f)
		path = strings.TrimSuffix(path, filepath.Ext(path))
	}
	p.prompt.line.Offer(path + next.Ending())
	p.prompt.err = ""
}

// after is the one that follows in a list, round and round.
func after[T comparable](all []T, one T) T {
	for i, x := range all {
		if x == one {
			return all[(i+1)%len(all)]
		}
	}
	return all[0]
}

// accept says what is wrong with the name of a report's file.
func accept(path string) error {
	if _, err := form.Of(path); err != nil {
		return errors.New("the name must end in .pdf, .html, .json, .md or .txt")
	}
	return nil
}

// save writes the report: exactly what the report command writes.
func (p *writing) save(path string) tea.Cmd {
	if err := accept(path); err != nil {
		p.prompt.err = err.Error()
		return nil
	}
	level := p.prompt.level
	p.prompt = nil
	if why := p.ready(); why != "" {
		return p.env.Inform(pane.Warn, why)
	}
	p.keepChoices(path, level)
	p.export.Env, p.export.Accept, p.export.Refused = p.env, accept, p.nameAgain
	p.export.Written = p.env.Sends(pane.Received{Quiet: true}) // the case records it, and may have more than is shown
	from, d, found, q := p.env.Reports, p.data, p.found, p.request(level)
	return p.export.Start(path, "the report", func(ctx context.Context, f export.File) error {
		q.To = func(doc *report.Document) error { return form.WriteFile(f.Path, f.Overwrite, doc) }
		_, err := from.WriteReport(ctx, d, found.report, found.claims, q)
		return err
	})
}

// keepChoices remembers form, level and folder for the next report.
func (p *writing) keepChoices(path string, level report.Level) {
	if f, err := form.Of(path); err == nil {
		p.remember(rememberForm, string(f))
	}
	p.remember(rememberLevel, string(level))
	folder := filepath.Dir(path)
	if folder == "." {
		folder = ""
	}
	p.remember(rememberFolder, folder)
}

// nameAgain asks again for the name of a file that could not be written, unless something else has the keys.
func (p *writing) nameAgain(path, reason string) bool {
	if p.elsewhere() {
		return false
	}
	p.openPrompt(path)
	p.prompt.err = reason
	return true
}

// promptLines ask for the file, and say under it where it goes or what is wrong with its name.
func (p *writing) promptLines() []string {
	t := p.env.Theme
	label, level := " "+t.Paint(theme.Accent, "save the report as "), "  level "+string(p.prompt.level)
	line := label + p.prompt.line.View(t, max(p.w-cell.Width(label)-cell.Width(level)-1, 8), true) + t.Paint(theme.Dim, level)
	return append([]string{line}, export.Under(p.env, p.prompt.line.Value(), p.prompt.err, p.w)...)
}

// Unfinished says what would be lost if the program ended now; empty for nothing.
func (p *Pane) Unfinished() string { return p.export.Unfinished() }

// copy puts the report's text on the clipboard.
func (p *writing) copy() tea.Cmd {
	what := "the report"
	if p.env.Masked { // dots would be of no use to anybody
		what += ", unmasked"
	}
	return p.document(p.level(), func(d *report.Document) tea.Cmd {
		b, err := form.Render(d, form.Text)
		if err != nil {
			return p.env.Inform(pane.Bad, plain(err))
		}
		return p.env.Send(pane.Copy{Text: string(b), What: what})
	})
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
