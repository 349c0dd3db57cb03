package tui

import (
	"cmp"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/cell"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// palette finds an action by its words and does it. It lists every action that has a key and is on.
type palette struct {
	root    *root
	dialogs *dialogs
	all     []pane.Action
	shown   []pane.Action
	line    field.Line
	// scenarios change how the sandbox behaves: they are found only by who asks for them.
	scenarios []pane.Action
	list      field.List
	none      string // what is said where nothing matches
}

func (r *root) openPalette() tea.Cmd { return r.lookFor("") }

// lookFor opens the palette with what is to be looked for.
func (r *root) lookFor(search string) tea.Cmd {
	p := &palette{root: r, dialogs: r.dialogs, line: field.Line{Placeholder: "find an action, or type a path: ~/ or /"}}
	own := r.nav.top().Actions()
	if ws := r.screen.workspace(); ws != nil {
		own = append(named(ws.current()), own...)
	}
	for _, a := range append(own, r.screen.program...) {
		if (!a.Off || a.Why != "") && a.Keys[0] != paletteKey {
			p.all = append(p.all, a)
		}
	}
	file := pane.Action{Keys: []string{goesOn}, What: "open a file"}.In(sectionFiles).Call(func() tea.Cmd { return p.setPath(p.pathToBegin()) })
	for _, a := range append([]pane.Action{file}, places(r)...) {
		if !slices.ContainsFunc(p.all, func(b pane.Action) bool { return b.What == a.What }) { // the screen has it, with its key
			p.all = append(p.all, a)
		}
	}
	slices.SortStableFunc(p.all, func(a, b pane.Action) int { return cmp.Compare(movement(a), movement(b)) })
	p.scenarios = scenarios(r)
	if own := func(a pane.Action) bool { return a.What == changeScenario }; len(p.scenarios) > 0 {
		p.all = append(slices.DeleteFunc(p.all, own), pane.Action{Keys: []string{goesOn}, What: changeScenario}.In(sectionDemo).Call(func() tea.Cmd { return p.setLine(scenarioWord + " ") }))
	}
	p.line.Set(search)
	p.filter()
	r.dialogs.push(p)
	return tea.Batch(savedImports(r, p), casesByName(r, p))
}

// movement is 1 for an action that moves, which no one looks up by its name, or that cannot be done now, and 0 for every
// other: they stand last.
func movement(b pane.Action) int {
	if b.Off {
		return 1
	}
	switch b.Keys[0] {
	case "up", "down", "left", "right", "pgup", "pgdown", "home", "end":
		return 1
	}
	return 0
}

func (p *palette) capturing() bool { return true }

func (p *palette) actions() []pane.Action {
	esc := "close"
	if !p.line.Empty() {
		esc = "clear"
	}
	actions := []pane.Action{
		pane.Key("enter", "run").Call(p.run), pane.Key("up down pgup pgdown", "choose").As("↑/↓").On(func(k string) tea.Cmd { p.list.Key(k); return nil }),
		pane.Key("esc "+paletteKey, esc).As("esc").On(p.escape),
	}
	if field.IsPath(p.line.Value()) {
		actions = append(actions, pane.Key("tab", "complete the path").Call(p.complete))
	}
	return actions
}

// run closes the palette and does the chosen action.
func (p *palette) run() tea.Cmd {
	if p.list.Cursor >= len(p.shown) {
		return nil
	}
	a := p.shown[p.list.Cursor]
	if a.Section == sectionDemo && a.Keys[0] != goesOn && !asksScenario(p.line.Value()) {
		return p.setLine(a.What) // another Enter changes it
	}
	if !staysOpen(a) {
		p.dialogs.close(p)
	}
	if a.Off {
		return p.root.env.Inform(pane.Info, a.Why)
	}
	return a.Do(a.Keys[0])
}

// staysOpen reports whether the palette stays open after an action.
func staysOpen(a pane.Action) bool {
	return a.Keys[0] == goesOn && (a.Section == sectionFiles || a.Section == sectionDemo)
}

// setLine goes on with other words.
func (p *palette) setLine(words string) tea.Cmd {
	p.line.Set(words)
	p.filter()
	return nil
}

// escape first clears what was typed, then closes; the key that opened the palette closes it at once.
func (p *palette) escape(key string) tea.Cmd {
	if p.line.Empty() || key == paletteKey {
		p.dialogs.close(p)
		return nil
	}
	p.line.Set("")
	p.filter()
	return nil
}

func (p *palette) typed(m tea.KeyMsg) {
	if !p.line.Update(m) {
		return
	}
	if p.filter(); field.IsPath(p.line.Value()) {
		p.root.post(pane.Callback(p.paths))
	}
}

func (p *palette) filter() {
	p.shown, p.none = p.shown[:0], "no action matches"
	if field.IsPath(p.line.Value()) {
		p.list, p.none = field.List{}, "looking"
		return
	}
	typed := p.line.Value()
	p.list = field.List{}
	if asksScenario(typed) {
		p.shown = append(p.shown, found(p.scenarios, typed)...)
		p.list.Cursor = max(slices.IndexFunc(p.shown, func(a pane.Action) bool { return strings.HasSuffix(a.What, inForce) }), 0)
		p.shown = append(p.shown, slices.DeleteFunc(found(p.all, typed), func(a pane.Action) bool { return a.What == changeScenario })...)
		return
	}
	p.shown = append(p.shown, found(p.all, typed)...)
	for _, a := range p.scenarios {
		if wholeWord(a, typed) {
			p.shown = append(p.shown, a)
		}
	}
	if len(p.shown) == 0 {
		p.shown = slices.DeleteFunc(slices.Clone(p.all), func(a pane.Action) bool { return !fuzzy(a.What, typed) })
	}
}

func (p *palette) mouse(e pane.Mouse) tea.Cmd {
	if e.List(&p.list); e.Wheel == 0 && e.On.Kind == pane.AreaRow {
		return p.run()
	}
	return nil
}

func (p *palette) box(t *theme.Theme, w, h int) []string {
	outer := min(w-4, 64)
	if p.tooLong(t, outer-4) { // names stay near their keys where all are short
		outer = min(w-4, 100)
	}
	room := min(max(h-8, 3), 14)
	high, whole := room, p.tooLong(t, outer-4)
	if whole {
		room = max(room-3, 1)
	}
	p.list.Resize(len(p.shown), room)
	body := []string{t.Paint(theme.Key, t.Glyphs().Cursor+" ") + p.line.View(t, outer-6, true), t.Rule("", outer-4)}
	from, to := p.list.Window()
	for i := from; i < to; i++ {
		body = append(body, cell.Mark(pane.AreaRow, i, paletteRow(t, p.shown[i], i == p.list.Cursor, outer-4)))
	}
	if len(p.shown) == 0 {
		body = append(body, t.Paint(theme.Dim, p.none))
	}
	if whole { // what is cut in the list is read here
		body = append(append(body, make([]string, max(room-len(p.shown), 0))...), t.Rule("", outer-4))
		for _, l := range cell.Wrap(p.shown[p.list.Cursor].What, outer-4) {
			body = append(body, t.Paint(theme.Dim, l))
		}
	}
	return t.Panel(theme.Panel{Title: "Actions", Focus: true, W: outer, H: high + 4}, body)
}

// tooLong reports whether an action that is found is cut in a line of w cells.
func (p *palette) tooLong(t *theme.Theme, w int) bool {
	return slices.ContainsFunc(p.shown, func(a pane.Action) bool { return cell.Width(a.What)+cell.Width(a.KeyTextIn(t.Glyphs().Unicode))+3 > w })
}

func paletteRow(t *theme.Theme, b pane.Action, on bool, w int) string {
	role := theme.Plain
	if b.Off {
		role = theme.Dim
	}
	row, sign := theme.RowPlain, "  "
	if on {
		row, sign = theme.RowCursor, t.Glyphs().Cursor+" "
	}
	key := b.KeyTextIn(t.Glyphs().Unicode)
	if staysOpen(b) || b.Section == sectionFiles {
		key = ""
	}
	what := cell.Fit(sign+b.What, w-cell.Width(key)-1, cell.Left, t.Glyphs().Ellipsis)
	return t.PaintRow(row, role, what+" ") + t.PaintRow(row, theme.Key, key)
}
