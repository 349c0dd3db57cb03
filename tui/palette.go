package tui

import (
	"cmp"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/cell"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// palette finds an action by its words and presses its key: an action is in it because it has a binding.
type palette struct {
	all   []pane.Binding
	shown []pane.Binding
	line  field.Line
	list  field.List
	press func(tea.KeyMsg) tea.Cmd // once the palette has closed
}

func (r *root) openPalette() {
	p := &palette{line: field.Line{Placeholder: "type to find an action"}, press: r.keys}
	for _, b := range append(r.nav.top().Keys(), globals...) {
		if !b.Off && len(b.Keys) > 0 && b.What != keyPalette.What {
			p.all = append(p.all, b)
		}
	}
	slices.SortStableFunc(p.all, func(a, b pane.Binding) int { return cmp.Compare(movement(a), movement(b)) })
	p.filter()
	r.dialogs.push(p)
}

// movement is 1 for a binding that moves, which no one looks up by its name, and 0 for every other: what moves
// stands last.
func movement(b pane.Binding) int {
	switch b.Keys[0] {
	case "up", "down", "left", "right", "pgup", "pgdown", "home", "end":
		return 1
	}
	return 0
}

func (p *palette) capturing() bool { return true }

func (p *palette) keys() []pane.Binding {
	return []pane.Binding{pane.Key("enter", "do it"), pane.Key("up down", "choose").As("↑/↓"), pane.Key("esc", "close")}
}

func (p *palette) filter() {
	p.shown = p.shown[:0]
	var others []pane.Binding // found by their key or section only
	for _, b := range p.all {
		switch {
		case field.Matches(b.What, p.line.Value()):
			p.shown = append(p.shown, b)
		case field.Matches(b.What+" "+b.KeyText()+" "+b.Section, p.line.Value()):
			others = append(others, b)
		}
	}
	p.shown = append(p.shown, others...)
	p.list = field.List{}
}

func (p *palette) key(m tea.KeyMsg) (tea.Cmd, bool) {
	switch m.String() {
	case "esc":
		if !p.line.Empty() {
			p.line.Set("")
			p.filter()
			return nil, false
		}
		return nil, true
	case "ctrl+p":
		return nil, true
	case "enter":
		if p.list.Cursor >= len(p.shown) {
			return nil, false
		}
		key := pane.Press(p.shown[p.list.Cursor].Keys[0])
		return func() tea.Msg { return pane.Callback(func() tea.Cmd { return p.press(key) }) }, true
	case "up", "down", "pgup", "pgdown":
		p.list.Update(m)
		return nil, false
	}
	if p.line.Update(m) {
		p.filter()
	}
	return nil, false
}

func (p *palette) mouse(e pane.Mouse) (tea.Cmd, bool) {
	if e.List(&p.list); e.Wheel == 0 && e.On.Kind == pane.AreaRow {
		return p.key(pane.Press("enter"))
	}
	return nil, false
}

func (p *palette) box(t *theme.Theme, w, h int) []string {
	outer := min(w-4, 64)
	room := min(max(h-8, 3), 14)
	p.list.Resize(len(p.shown), room)
	body := []string{t.Paint(theme.Key, t.Glyphs().Cursor+" ") + p.line.View(t, outer-6, true), t.Rule("", outer-4)}
	from, to := p.list.Window()
	for i := from; i < to; i++ {
		body = append(body, cell.Mark(pane.AreaRow, i, paletteRow(t, p.shown[i], i == p.list.Cursor, outer-4)))
	}
	if len(p.shown) == 0 {
		body = append(body, t.Paint(theme.Dim, "nothing is called that here"))
	}
	return t.Panel(theme.Panel{Title: "Actions", Focus: true, W: outer, H: room + 4}, body)
}

func paletteRow(t *theme.Theme, b pane.Binding, on bool, w int) string {
	row, sign := theme.RowPlain, "  "
	if on {
		row, sign = theme.RowCursor, t.Glyphs().Cursor+" "
	}
	key := b.KeyTextIn(t.Glyphs().Unicode)
	what := cell.Fit(sign+b.What, w-cell.Width(key)-1, cell.Left, t.Glyphs().Ellipsis)
	return t.PaintRow(row, theme.Plain, what+" ") + t.PaintRow(row, theme.Key, key)
}
