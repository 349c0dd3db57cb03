package link

import (
	"unicode"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/intake"
	"aisdesk/tui/cell"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// entry is what is typed on this screen: a session in place of the page's, or the code that the customer's page shows.
type entry struct {
	line field.Line
	code bool
	// unasked says that it opened by itself, maybe under somebody who was about to press k for it.
	unasked bool
	sent    bool // and not answered yet
	err     error
}

func newEntry(code bool) *entry {
	limit := 600
	if code {
		limit = 20
	}
	return &entry{line: field.Line{Limit: limit}, code: code}
}

func (e *entry) submits() string {
	if e.code {
		return "confirm the code"
	}
	return "submit the session"
}

// Type types into the entry. A session can be pasted without opening one first.
func (p *Pane) Type(m tea.KeyMsg) tea.Cmd {
	switch {
	case p.entry == nil && m.Paste:
		p.entry = newEntry(false)
		p.entry.line.Set(string(m.Runes))
		return p.handIn(string(m.Runes))
	case p.entry != nil:
		p.entry.line.Update(m)
		p.entry.dropKey()
		p.entry.err = nil
	}
	return nil
}

// codeLength is how many letters and digits a code has.
const codeLength = 6

// dropKey takes away the k that opens the entry elsewhere, once there is more than a code. A code may begin with one itself.
func (e *entry) dropKey() {
	if !e.code || !e.unasked {
		return
	}
	value, n := e.line.Value(), 0
	for _, r := range value {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	if n == codeLength+1 && (value[0] == 'k' || value[0] == 'K') {
		e.line.Set(value[1:])
	}
}

// clear first empties the entry, then closes it.
func (p *Pane) clear() {
	if p.entry.line.Empty() {
		p.entry = nil
	} else {
		p.entry.line.Set("")
	}
}

// submit hands in what was typed.
func (p *Pane) submit() tea.Cmd { return p.handIn(p.entry.line.Value()) }

func (p *Pane) handIn(value string) tea.Cmd {
	e := p.entry
	if e.sent || value == "" {
		return nil
	}
	e.sent = true
	done := func(err error) tea.Cmd {
		if e.sent, e.err = false, err; err == nil && p.entry == e {
			p.entry = nil
		}
		if err != nil && e.code { // the next one is typed anew
			e.line.Set("")
		}
		return nil
	}
	if e.code {
		return p.env.Send(pane.ConfirmCode{Code: value, Done: done})
	}
	return p.env.Send(pane.PasteSession{Line: value, Done: done})
}

// takeCode learns the code of the customer's page, or that it has to be typed here. A session that waits for it opens
// the entry, since nothing else is left to do.
func (p *Pane) takeCode(l *intake.LinkEvent) {
	switch l.Kind {
	case intake.LinkPageOpened, intake.LinkSecondReader:
		if p.byAddress = p.byAddress || l.ByAddress; p.code == "" {
			p.code = field.Plain(l.PairingCode)
		}
	case intake.LinkCodeWanted:
		if p.byAddress, p.wanted = true, true; p.entry == nil {
			p.entry = newEntry(true)
			p.entry.unasked = true
		}
	case intake.LinkCodeConfirmed:
		p.code, p.byAddress, p.wanted, p.typed = field.Plain(l.PairingCode), false, false, true
	case intake.LinkCodeShown:
		if p.code = field.Plain(l.PairingCode); p.code == "" {
			p.byAddress = p.byAddress || p.typed
		}
	}
}

// codeLine says which code the page shows, or how to say it.
func (p *Pane) codeLine() string {
	t := p.env.Theme
	switch {
	case p.code != "" && !p.wanted:
		return t.Paint(theme.Strong, p.code) + t.Paint(theme.Dim, "  the page shows the same code")
	case p.byAddress:
		return t.Paint(theme.Warn, "type the one that the customer's page shows: k")
	}
	return t.Paint(theme.Dim, "known once the page is open")
}

func (p *Pane) entryLines(w int) []string {
	t, e := p.env.Theme, p.entry
	shown := e.line.View(t, w-2, true)
	said := "The page was opened by its address, which others may have read. The sign-in counts once the code that the customer's page shows is typed here."
	if !e.code {
		said = "target sessionId signature, separated by spaces, as the widget's onSuccess gave them. The text is not shown."
		if !e.line.Empty() {
			shown = e.line.Masked(t, w-2)
		}
	}
	role := theme.Dim
	if e.err != nil {
		said, role = field.Plain(e.err.Error()), theme.Bad
	}
	lines := []string{t.Paint(theme.Key, t.Glyphs().Cursor+" ") + shown, ""}
	for _, l := range cell.Wrap(said, w) {
		lines = append(lines, t.Paint(role, l))
	}
	return lines
}

// said is a part of a sentence that is left out without its word.
func said(before, word string) string {
	if word == "" {
		return ""
	}
	return before + word
}
