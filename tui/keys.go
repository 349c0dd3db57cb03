package tui

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
)

// The program's own keys. They stand behind the pane's in help and palette.
var (
	keyHelp    = pane.Key("?", "help").In(program).Short().As("?")
	keyPalette = pane.Key("ctrl+p :", "find an action").In(program)
	keyMask    = pane.Key("ctrl+o", "hide or show personal data").In(program)
	keyTheme   = pane.Key("ctrl+t", "next theme").In(program)
	keyMouse   = pane.Key("ctrl+x", "mouse on or off").In(program)
	keyRedraw  = pane.Key("ctrl+l", "draw the screen again").In(program)
	keySuspend = pane.Key("ctrl+z", "suspend to the shell").In(program)
	keyQuit    = pane.Key("q", "quit").In(program).Short()
	keyKill    = pane.Key("ctrl+c", "quit at once").In(program)
)

// program is the section of the program's own keys in the help.
const program = "Program"

// globals are the program's keys.
var globals = []pane.Binding{keyHelp, keyPalette, keyMask, keyTheme, keyMouse, keyRedraw, keySuspend, keyQuit, keyKill}

// keys takes a key message apart. Keys that were pressed fast arrive as one message that would match
// nothing; only a text field wants them together.
func (r *root) keys(m tea.KeyMsg) tea.Cmd {
	if r.afterEsc(m) {
		m.Alt = false
		esc := r.key(tea.KeyMsg{Type: tea.KeyEsc})
		return tea.Batch(esc, r.keys(m))
	}
	if m.Type != tea.KeyRunes || m.Paste || len(m.Runes) < 2 {
		return r.key(m)
	}
	var cmds []tea.Cmd
	for i, c := range m.Runes {
		if r.screen.capturing() {
			m.Runes = m.Runes[i:]
			return tea.Batch(append(cmds, r.key(m))...)
		}
		cmds = append(cmds, r.key(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{c}, Alt: m.Alt}))
	}
	return tea.Batch(cmds...)
}

// afterEsc reports whether a key with Alt was Esc and that key, pressed so fast that they arrived together: a
// terminal sends the same bytes for both. Text fields have uses for Alt with some keys, other screens have none.
func (r *root) afterEsc(m tea.KeyMsg) bool {
	if !m.Alt || m.Paste {
		return false
	}
	if r.screen.capturing() {
		return m.Type == tea.KeyEsc || !field.Edits(m)
	}
	return m.Type == tea.KeyEsc || !taken(r.nav.top(), m)
}

// key handles one key and what it asks for.
func (r *root) key(m tea.KeyMsg) tea.Cmd {
	n, place := r.notices.now.n, r.nav.place()
	cmd := r.dispatch(m)
	for len(r.outbox) > 0 {
		next := r.outbox[0]
		r.outbox = r.outbox[1:]
		cmd = tea.Batch(cmd, r.take(next))
	}
	r.notices.outlive(n, r.nav.place() != place)
	return cmd
}

// dispatch gives one key to whom it belongs: the keys that always work, the overlay on top, the text field,
// the program, the pane.
func (r *root) dispatch(m tea.KeyMsg) tea.Cmd {
	switch {
	case keyKill.Match(m):
		return tea.Quit
	case keyRedraw.Match(m):
		return tea.ClearScreen
	case keySuspend.Match(m):
		return tea.Suspend
	case r.screen.small():
		return r.blindKey(m)
	case r.dialogs.top() != nil:
		return r.dialogs.key(m)
	case m.String() == "ctrl+p":
		r.openPalette()
		return nil
	case m.Paste && !r.nav.top().Capturing():
		return r.pasted(m)
	case r.nav.top().Capturing():
		return r.nav.top().Update(m)
	}
	if cmd, mine := r.programKey(m); mine {
		return cmd
	}
	return r.nav.top().Update(m)
}

// blindKey takes a key in a window that is too small to show what it does: what is being typed is kept, and
// otherwise the program can be left.
func (r *root) blindKey(m tea.KeyMsg) tea.Cmd {
	switch typing := m.Type == tea.KeyRunes || m.Type == tea.KeySpace || m.Type == tea.KeyBackspace; {
	case !r.screen.capturing() && keyQuit.Match(m):
		return r.quit()
	case !r.screen.capturing() || !typing:
		return nil
	case r.dialogs.top() != nil:
		return r.dialogs.key(m)
	}
	return r.nav.top().Update(m)
}

// programKey does what the program's own keys say, unless the pane on top has the key for itself.
func (r *root) programKey(m tea.KeyMsg) (tea.Cmd, bool) {
	if taken(r.nav.top(), m) {
		return nil, false
	}
	switch {
	case keyHelp.Match(m):
		r.openHelp()
	case keyPalette.Match(m):
		r.openPalette()
	case keyMask.Match(m):
		return r.change(r.preferences.masked()), true
	case keyTheme.Match(m):
		return r.nextTheme(), true
	case keyMouse.Match(m):
		return r.toggleMouse(), true
	case keyQuit.Match(m):
		return r.quit(), true
	default:
		return nil, false
	}
	return nil, true
}

// change puts settings in force.
func (r *root) change(s app.Settings) tea.Cmd { return r.preferences.change(s, r.tell) }

// toggleMouse takes the mouse from the terminal or gives it back.
func (r *root) toggleMouse() tea.Cmd {
	s, said := r.preferences.moused()
	return tea.Batch(r.change(s), r.notices.show(pane.Notice{Text: said}))
}

func (r *root) nextTheme() tea.Cmd {
	s := r.preferences.themed()
	return tea.Batch(r.change(s), r.notices.show(pane.Notice{Text: "theme " + s.Theme}))
}

// taken reports whether a pane has a binding of its own for the key.
func taken(p pane.Pane, m tea.KeyMsg) bool {
	return slices.ContainsFunc(p.Keys(), func(b pane.Binding) bool { return b.Match(m) })
}

// pasted hands a paste to a pane that has no text field open; only the link pane has a use for one.
func (r *root) pasted(m tea.KeyMsg) tea.Cmd {
	if r.nav.at(atLink) {
		return r.nav.top().Update(m)
	}
	return nil
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
		title, lines = "Quit while a verification goes on?", append(f.losses(), lines...)
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
