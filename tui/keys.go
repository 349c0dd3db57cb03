package tui

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

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

// globals are the program's keys as the screen on top leaves them.
func (r *root) globals() []pane.Binding {
	return []pane.Binding{keyHelp, keyPalette, keyMask, keyTheme, keyMouse, keyRedraw, keySuspend, keyQuit, keyKill}
}

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
		if r.capturing() {
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
	if r.capturing() {
		return m.Type == tea.KeyEsc || !field.Edits(m)
	}
	return m.Type == tea.KeyEsc || !taken(r.top(), m)
}

// capturing reports whether a text field has the keys.
func (r *root) capturing() bool {
	if n := len(r.overlays); n > 0 {
		return r.overlays[n-1].capturing()
	}
	return r.top().Capturing()
}

// key handles one key and what it asks for, down to the last request: the next key of a burst must find the
// screen that this one leads to.
func (r *root) key(m tea.KeyMsg) tea.Cmd {
	defer r.outlive(r.notice.n, r.place())
	return r.deliver(r.dispatch(m))
}

// deliver handles the requests that a command holds at once, down to the last.
func (r *root) deliver(cmd tea.Cmd) tea.Cmd {
	for msg, ok := pane.Sent(cmd); ok; msg, ok = pane.Sent(cmd) {
		if _, quits := msg.(tea.QuitMsg); quits {
			return cmd
		}
		cmd = r.update(msg)
	}
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
	case r.small():
		return r.blindKey(m)
	case len(r.overlays) > 0:
		return r.overlayKey(m)
	case m.String() == "ctrl+p":
		return r.openPalette()
	case m.Paste && !r.top().Capturing():
		return r.pasted(m)
	case r.top().Capturing():
		return r.top().Update(m)
	}
	if cmd, mine := r.programKey(m); mine {
		return cmd
	}
	return r.top().Update(m)
}

// blindKey takes a key in a window that is too small to show what it does: what is being typed is kept, and
// otherwise the program can be left.
func (r *root) blindKey(m tea.KeyMsg) tea.Cmd {
	switch typing := m.Type == tea.KeyRunes || m.Type == tea.KeySpace || m.Type == tea.KeyBackspace; {
	case !r.capturing() && keyQuit.Match(m):
		return r.quit()
	case !r.capturing() || !typing:
		return nil
	case len(r.overlays) > 0:
		return r.overlayKey(m)
	}
	return r.top().Update(m)
}

// programKey does what the program's own keys say, unless the pane on top has the key for itself.
func (r *root) programKey(m tea.KeyMsg) (tea.Cmd, bool) {
	if taken(r.top(), m) {
		return nil, false
	}
	switch {
	case keyHelp.Match(m):
		return r.openHelp(), true
	case keyPalette.Match(m):
		return r.openPalette(), true
	case keyMask.Match(m):
		return r.toggleMask(), true
	case keyTheme.Match(m):
		return r.nextTheme(), true
	case keyMouse.Match(m):
		return r.toggleMouse(), true
	case keyQuit.Match(m):
		return r.quit(), true
	}
	return nil, false
}

// taken reports whether a pane has a binding of its own for the key.
func taken(p pane.Pane, m tea.KeyMsg) bool {
	return slices.ContainsFunc(p.Keys(), func(b pane.Binding) bool { return b.Match(m) })
}

// pasted hands a paste to a pane that has no text field open; only the link pane has a use for one.
func (r *root) pasted(m tea.KeyMsg) tea.Cmd {
	if r.at(atLink) {
		return r.top().Update(m)
	}
	return nil
}

// quit ends the program. It asks first if a verification or a file would be lost.
func (r *root) quit() tea.Cmd {
	title, lines := "", []string(nil)
	for _, d := range r.desks() {
		if lines = append(lines, d.unfinished()...); len(lines) > 0 {
			title = "Quit while a file is being written?"
		}
	}
	if r.flow != nil && !r.flow.ended {
		title, lines = "Quit while a verification goes on?", append(r.flow.losses(), lines...)
	}
	if len(lines) == 0 {
		return tea.Quit
	}
	r.ask(pane.Ask{
		Title: title, Lines: lines,
		Agree: "quit", Decline: "keep going", Danger: true, Yes: func() tea.Cmd { return tea.Quit },
	})
	return nil
}
