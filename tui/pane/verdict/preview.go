package verdict

import (
	"fmt"
	"regexp"
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
	lines []string // broken to the width w, but for tables
	w     int
	left  int // cells that are scrolled off sideways
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
		pane.Key("left right h", "sideways").As("←/→").On(v.sideways),
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
	shown := make([]string, end-v.top)
	for i, l := range v.lines[v.top:end] {
		shown[i] = cell.Fit(cell.TruncateLeft(l, v.left), v.w, cell.Left, p.env.Theme.Glyphs().Ellipsis)
	}
	if len(shown) > 0 {
		shown[0] = p.env.Theme.Here(shown[0])
	}
	return p.env.Theme.Panel(theme.Panel{Title: "Preview of the report, level " + string(v.level), Note: note, Focus: true, W: p.w, H: h}, shown)
}

// gaps stand between the columns of a table.
var gaps = regexp.MustCompile(`\S {2,}`)

// table reports whether a line is one of a table of three columns or more: breaking it would mix them up.
func table(l string) bool { return len(gaps.FindAllString(strings.TrimSpace(l), 3)) > 1 }

// sideways scrolls tables that are wider than the screen.
func (v *preview) sideways(k string) tea.Cmd {
	widest := 0
	for _, l := range v.lines {
		widest = max(widest, cell.Width(l))
	}
	by := v.w / 2
	if k == "left" || k == "h" {
		by = -by
	}
	v.left = max(min(v.left+by, widest-v.w), 0)
	return nil
}

// wrap breaks the lines to a width.
func (v *preview) wrap(w int) {
	if v.w == w {
		return
	}
	v.w, v.lines = w, nil
	for _, l := range v.text {
		if table(l) {
			v.lines = append(v.lines, l)
			continue
		}
		v.lines = append(v.lines, cell.Wrap(l, max(w, 10))...)
	}
}
