package verdict

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/report"
	"aisdesk/aisclient/report/form"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// preview is the report as it would be written, on the screen.
type preview struct {
	level report.Level
	text  []string // its lines, whole
	lines []string // broken to the width w
	w     int
	top   int
	h     int // lines that were shown last
}

// notPreviewed is why there is no preview now.
func (p *writing) notPreviewed() string {
	if p.env.Masked && p.ready() == "" {
		return "the mask hides what a preview would show: switch it off first"
	}
	return p.ready()
}

// show writes the report down and shows it.
func (p *writing) show() tea.Cmd { return p.showAt(p.level()) }

func (p *writing) showAt(level report.Level) tea.Cmd {
	return p.document(level, func(d *report.Document) tea.Cmd {
		b, err := form.Render(d, form.Text)
		if err != nil {
			return p.env.Inform(pane.Bad, plain(err))
		}
		p.preview = &preview{level: level, text: strings.Split(strings.TrimRight(string(b), "\n"), "\n")}
		return nil
	})
}

// previewActions are those of the preview.
func (p *writing) previewActions() []pane.Action {
	v := p.preview
	by := func(n int) func() { return func() { v.top += n } }
	page := max(v.h-2, 1)
	return []pane.Action{
		pane.Key("w", "save the report").Short().Call(p.askFile),
		pane.Key("y", "copy the report").Short().Call(p.copy),
		pane.Key("l", "show more or less of the data").Short().Call(func() tea.Cmd { return p.showAt(after(report.Levels(), v.level)) }),
		pane.Key("esc v q", "close the preview").As("esc").Short().Then(func() { p.preview = nil }),
		pane.Key("down j", "down").As("↓/j").Then(by(1)), pane.Key("up k", "up").As("↑/k").Then(by(-1)),
		pane.Key("pgdown space ctrl+d ctrl+f", "a page down").As("pgdn").Then(by(page)), pane.Key("pgup ctrl+u ctrl+b", "a page up").As("pgup").Then(by(-page)),
		pane.Key("home g", "the beginning").Then(func() { v.top = 0 }), pane.Key("end G", "the end").Then(func() { v.top = len(v.lines) }),
	}
}

// previewPanel draws the preview in h lines.
func (p *writing) previewPanel(h int) []string {
	v := p.preview
	v.wrap(p.w - 4)
	v.h = max(h-2, 1)
	v.top = max(min(v.top, len(v.lines)-v.h), 0)
	end := min(v.top+v.h, len(v.lines))
	note := fmt.Sprintf("%d-%d of %d lines", v.top+1, end, len(v.lines))
	return p.env.Theme.Panel(theme.Panel{Title: "Preview of the report, level " + string(v.level), Note: note, Focus: true, W: p.w, H: h}, v.lines[v.top:end])
}

// wrap breaks the lines to a width.
func (v *preview) wrap(w int) {
	if v.w == w {
		return
	}
	v.w, v.lines = w, nil
	for _, l := range v.text {
		v.lines = append(v.lines, cell.Wrap(l, max(w, 10))...)
	}
}
