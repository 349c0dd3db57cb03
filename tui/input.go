package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/field"
	"aisdesk/tui/pane"
)

// input gives keys and the mouse to whom they belong.
type input struct {
	nav         *navigation
	dialogs     *dialogs
	notices     *notices
	screen      *compositor
	preferences *preferences
	settle      func(tea.Cmd) tea.Cmd // does what panes asked for meanwhile
}

// keys takes a key message apart. Keys that were pressed fast arrive as one message that would match
// nothing; only a text field wants them together.
func (in *input) keys(m tea.KeyMsg) tea.Cmd {
	if in.afterEsc(m) {
		m.Alt = false
		esc := in.key(tea.KeyMsg{Type: tea.KeyEsc})
		return tea.Batch(esc, in.keys(m))
	}
	if m.Type != tea.KeyRunes || m.Paste || len(m.Runes) < 2 {
		return in.key(m)
	}
	var cmds []tea.Cmd
	for i, c := range m.Runes {
		if in.screen.capturing() {
			m.Runes = m.Runes[i:]
			return tea.Batch(append(cmds, in.key(m))...)
		}
		cmds = append(cmds, in.key(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{c}, Alt: m.Alt}))
	}
	return tea.Batch(cmds...)
}

// afterEsc reports whether a key with Alt was Esc and that key, pressed so fast that they arrived together: a
// terminal sends the same bytes for both. Text fields have uses for Alt with some keys, other screens have none.
func (in *input) afterEsc(m tea.KeyMsg) bool {
	if !m.Alt || m.Paste {
		return false
	}
	if in.screen.capturing() {
		return m.Type == tea.KeyEsc || !field.Edits(m)
	}
	_, taken := pane.Find(in.nav.top().Actions(), m)
	return m.Type == tea.KeyEsc || !taken
}

// key handles one key and what it asks for: the next key of a burst must find the screen that this one leads to.
func (in *input) key(m tea.KeyMsg) tea.Cmd {
	in.screen.focus.last = m.Type
	if in.notices.now.text == "" {
		return in.settle(in.dispatch(m))
	}
	n, place := in.notices.now.n, in.nav.place()
	cmd := in.settle(in.dispatch(m))
	in.notices.outlive(n, in.nav.place() != place)
	return cmd
}

// dispatch does the action that has the key: of those that always work, of the overlay on top, of the pane, of the
// program. What is no action is typed.
func (in *input) dispatch(m tea.KeyMsg) tea.Cmd {
	if a, ok := pane.Find(always, m); ok {
		return in.press(a, m.String())
	}
	if !in.screen.small() {
		in.dialogs.pass(m)
	}
	switch {
	case in.screen.small():
		return in.blindKey(m)
	case len(in.dialogs.open) > 0:
		return in.dialogs.key(m)
	}
	if a, ok := pane.Find(in.screen.actions(), m); ok {
		return in.press(a, m.String())
	}
	if t, ok := in.nav.top().(pane.Typer); ok {
		return t.Type(m)
	}
	return nil
}

// press does an action; one that is off says why.
func (in *input) press(a pane.Action, key string) tea.Cmd {
	switch {
	case a.Off && a.Why != "":
		return in.notices.show(pane.Notice{Text: a.Why})
	case a.Off:
		return nil
	}
	return a.Do(key)
}

// blindKey takes a key in a window that is too small to show what it does: what is being typed is kept, and
// otherwise the program can be left.
func (in *input) blindKey(m tea.KeyMsg) tea.Cmd {
	switch typing := m.Type == tea.KeyRunes || m.Type == tea.KeySpace || m.Type == tea.KeyBackspace; {
	case !in.screen.capturing() && m.String() == "q":
		return in.screen.quit(m.String())
	case !in.screen.capturing() || !typing:
		return nil
	case in.dialogs.top() != nil:
		return in.dialogs.key(m)
	}
	return pane.Handle(in.nav.top(), m)
}

// program is the section of the program's own actions in the help.
const program = "Program"

// always are the actions that work on every screen, under every overlay and while something is typed.
var always = []pane.Action{
	pane.Key("ctrl+l", "draw the screen again").In(program).Call(func() tea.Cmd { return tea.ClearScreen }),
	pane.Key("ctrl+z", "suspend to the shell").In(program).Call(func() tea.Cmd { return tea.Suspend }),
	pane.Key("ctrl+c", "quit at once").In(program).Call(func() tea.Cmd { return tea.Quit }),
}

// paletteKey opens the palette also while something is typed.
const paletteKey = "ctrl+p"

// typingHelpKey opens the help while something is typed: a ? is text there.
const typingHelpKey = "f1"

// helpWhat names the action that leads to all the others.
const helpWhat = "help"

// program are the program's own actions. They stand behind the pane's in help and palette.
func (r *root) program() []pane.Action {
	redraw, suspend, kill := always[0], always[1], always[2]
	return []pane.Action{
		pane.Key("?", helpWhat).In(program).Short().Then(r.openHelp),
		pane.Key("ctrl+o", "hide or show personal data").In(program).Call(r.preferences.toggleMask),
		pane.Key("ctrl+t", "next theme").In(program).Call(r.preferences.nextTheme),
		pane.Key("ctrl+x", "mouse on or off").In(program).Call(r.preferences.toggleMouse),
		redraw, suspend,
		pane.Key("q", "quit").In(program).Short().Call(r.quit),
		pane.Key(paletteKey+" :", "find an action").In(program).Short().Call(r.openPalette), // behind quit: a footer without room leaves it out
		kill,
	}
}

// quit ends the program. It asks first if a verification or a file would be lost.
func (r *root) quit() tea.Cmd {
	title, lines := "", []string(nil)
	for _, w := range []*workspace{r.nav.workspace(), r.parked.workspace} {
		if lines = append(lines, w.unfinished()...); len(lines) > 0 {
			title = "Quit while a file is being written?"
		}
	}
	if f := r.flow.going(); f != nil {
		title, lines = "Quit while a verification is running?", append(f.losses(), lines...)
	}
	if len(lines) == 0 {
		return tea.Quit
	}
	r.dialogs.ask(pane.Ask{
		Title: title, Lines: lines,
		Agree: "quit", Decline: "keep going", Danger: true, Yes: func() tea.Cmd { return tea.Quit },
	})
	return nil
}
