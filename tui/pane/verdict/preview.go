package verdict

import (
	"fmt"
	"regexp"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/report"
	"aisdesk/aisclient/report/form"
	"aisdesk/aisclient/report/outline"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// preview is the report as it would be written, on the screen.
type preview struct {
	level  report.Level
	text   []string        // its lines, whole
	titles map[string]bool // of its sections
	lines  []previewLine   // broken to the width w, but for tables
	w      int
	left   int // cells that tables are scrolled off sideways
	top    int
	h      int // lines that were shown last
}

// previewLine is a line of a preview. A title begins a section, a table scrolls sideways, a name ends with a colon.
type previewLine struct {
	text         string
	title, table bool
	name         int // bytes of the name before its value; 0 for none
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
		o, err := outline.Of(d)
		if err != nil {
			return p.env.Inform(pane.Bad, plain(err))
		}
		v := &preview{level: level, text: strings.Split(strings.TrimRight(string(b), "\n"), "\n"), titles: map[string]bool{}}
		for _, s := range o.Sections[1:] { // the first begins the report
			v.titles[s.Title] = true
		}
		p.preview = v
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
		pane.Key("]", "go to the next part").Short().Then(func() { v.section(1) }), pane.Key("[", "go to the part before").Then(func() { v.section(-1) }),
		pane.Key("esc v q", "close the preview").As("esc").Short().Then(func() { p.preview = nil }),
		pane.Key("l", "show more or less of the data").Short().Call(func() tea.Cmd { return p.showAt(after(report.Levels(), v.level)) }),
		pane.Key("y", "copy the report").Short().Call(p.copy),
		pane.Key("down j", "down").As("↓/j").Then(by(1)), pane.Key("up k", "up").As("↑/k").Then(by(-1)),
		pane.Key("left right h", "sideways").As("←/→").On(v.sideways),
		pane.Key("pgdown space ctrl+d ctrl+f", "a page down").As("pgdn").Then(by(page)), pane.Key("pgup ctrl+u ctrl+b", "a page up").As("pgup").Then(by(-page)),
		pane.Key("home g", "the beginning").Then(func() { v.top = 0 }), pane.Key("end G", "the end").Then(func() { v.top = len(v.lines) }),
	}
}

// previewPanel draws the preview in h lines.
func (p *writing) previewPanel(h int) []string {
	v, t := p.preview, p.env.Theme
	v.wrap(p.w - 4)
	v.h = max(h-2, 1)
	v.top = max(min(v.top, len(v.lines)-v.h), 0)
	end := min(v.top+v.h, len(v.lines))
	note := fmt.Sprintf("%d-%d of %d lines", v.top+1, end, len(v.lines))
	shown := make([]string, end-v.top)
	for i, l := range v.lines[v.top:end] {
		shown[i] = v.draw(t, l)
		if l.table && cell.Width(l.text) > v.w && !strings.HasPrefix(note, t.Glyphs().Right) {
			note = t.Glyphs().Right + " more, " + note
		}
	}
	if len(shown) > 0 {
		shown[0] = t.Here(shown[0])
	}
	return t.Panel(theme.Panel{Title: "Preview of the report, level " + string(v.level) + ": " + v.level.Shows(), Note: note, Focus: true, W: p.w, H: h}, shown)
}

// draw paints a line.
func (v *preview) draw(t *theme.Theme, l previewLine) string {
	fit := func(s string, w int) string { return cell.Fit(s, w, cell.Left, t.Glyphs().Ellipsis) }
	switch {
	case l.title:
		return t.Paint(theme.Title, fit(l.text, v.w))
	case l.table:
		return fit(cell.TruncateLeft(l.text, v.left), v.w)
	case l.name > 0:
		name := l.text[:l.name]
		return t.Paint(theme.Dim, name) + fit(l.text[l.name:], v.w-cell.Width(name))
	}
	return fit(l.text, v.w)
}

// gaps stand between the columns of a table.
var gaps = regexp.MustCompile(`\S {2,}`)

// isTable reports whether a line is one of a table of three columns or more: breaking it would mix them up.
func isTable(l string) bool { return len(gaps.FindAllString(strings.TrimSpace(l), 3)) > 1 }

// names are of facts: a few words before a colon.
var names = regexp.MustCompile(`^ *\p{L}[^:,.]{0,40}: `)

// sideways scrolls tables that are wider than the screen.
func (v *preview) sideways(k string) tea.Cmd {
	widest := 0
	for _, l := range v.lines {
		if l.table {
			widest = max(widest, cell.Width(l.text))
		}
	}
	by := v.w / 2
	if k == "left" || k == "h" {
		by = -by
	}
	v.left = max(min(v.left+by, widest-v.w), 0)
	return nil
}

// section goes to the next section, or to the one before.
func (v *preview) section(by int) {
	for at := v.top + by; at >= 0 && at < len(v.lines); at += by {
		if v.lines[at].title {
			v.top = at
			return
		}
	}
	if by < 0 {
		v.top = 0
	}
}

// wrap breaks the lines to a width. What goes on stays under where it began.
func (v *preview) wrap(w int) {
	if v.w == w {
		return
	}
	v.w, v.lines = w, nil
	for _, l := range v.text {
		if v.titles[l] || isTable(l) {
			v.lines = append(v.lines, previewLine{text: l, title: v.titles[l], table: !v.titles[l]})
			continue
		}
		rest := strings.TrimLeft(l, " ")
		indent := min(len(l)-len(rest), w/4)
		for i, part := range cell.Wrap(rest, max(w-indent, 10)) {
			line := previewLine{text: strings.Repeat(" ", indent) + part}
			if i == 0 {
				line.name = len(names.FindString(line.text))
			}
			v.lines = append(v.lines, line)
		}
	}
}
