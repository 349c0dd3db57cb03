// Package field holds the parts of which forms are made: a line of text that can be edited and a list that
// can be searched. They draw with the theme, never blink, and take part in no message loop of their own.
package field

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/text"
	"aisdesk/tui/cell"
	"aisdesk/tui/theme"
)

// Line is one line of text being edited: the editor is that of Bubbles, drawing and cleaning are its own. The
// zero value is empty and ready.
type Line struct {
	// Placeholder stands there, dim, while the line is empty.
	Placeholder string
	// Limit is the most runes; 0 means 4000. What goes over it is not taken at all, and the line says so.
	Limit int
	// Mask, if set, says what is shown of the text, a rune for each rune: parts of it may be hidden.
	Mask func(string) string
	// Only, if set, says which runes can be typed; others are dropped.
	Only func(rune) bool

	model   *textinput.Model
	offered bool // the text is a suggestion that the first letter typed replaces
	over    bool // the last text had no room
}

// defaultLimit is the most runes of a line that sets no limit.
const defaultLimit = 4000

// editing are the keys that hands know from shells. Pasting comes from the terminal: the editor's own paste
// would read the clipboard of the machine on which the program runs.
var editing = func() textinput.KeyMap {
	keys := textinput.DefaultKeyMap
	off := key.NewBinding(key.WithDisabled())
	keys.Paste, keys.AcceptSuggestion, keys.NextSuggestion, keys.PrevSuggestion = off, off, off, off
	return keys
}()

// edits are the bindings of the editor in force.
func edits() []key.Binding {
	k := editing
	return []key.Binding{k.CharacterForward, k.CharacterBackward, k.WordForward, k.WordBackward, k.DeleteWordBackward,
		k.DeleteWordForward, k.DeleteAfterCursor, k.DeleteBeforeCursor, k.DeleteCharacterBackward, k.DeleteCharacterForward,
		k.LineStart, k.LineEnd}
}

func (l *Line) editor() *textinput.Model {
	if l.model == nil {
		m := textinput.New()
		m.KeyMap = editing
		m.CharLimit = 0 // insert keeps it
		m.Focus()       // the blinking that it returns is left out: a still screen stays still
		l.model = &m
	}
	return l.model
}

// limit is the most runes that are taken.
func (l *Line) limit() int { return cmp.Or(l.Limit, defaultLimit) }

// Value is the text.
func (l *Line) Value() string { return l.editor().Value() }

// Set replaces the text and puts the cursor at its end.
func (l *Line) Set(s string) {
	l.offered, l.over = false, false
	l.editor().SetValue("")
	l.put([]rune(s)) // the program's own text is whole, however long
	l.editor().CursorEnd()
}

// Offer sets a text that can be taken as it is: typing replaces it whole, any other key begins to edit it.
func (l *Line) Offer(s string) {
	l.Set(s)
	l.offered = s != ""
}

// Empty reports whether there is no text.
func (l *Line) Empty() bool { return l.Value() == "" }

// Edits reports whether a key with Ctrl, Alt or a name is one of an editor's.
func Edits(msg tea.KeyMsg) bool { return key.Matches(msg, edits()...) }

// Update edits the line and reports whether the key was one of an editor's.
func (l *Line) Update(msg tea.KeyMsg) bool {
	if msg.Type == tea.KeyRunes && !msg.Alt || msg.Type == tea.KeySpace {
		if l.offered {
			l.Set("")
		}
		l.insert([]rune(text.Clean(string(msg.Runes)).String()))
		return true
	}
	if !Edits(msg) {
		return false
	}
	l.offered, l.over = false, false
	*l.editor(), _ = l.editor().Update(msg)
	return true
}

// insert puts what may be typed at the cursor: whole, or not at all where it is too much.
func (l *Line) insert(rs []rune) {
	if l.Only != nil {
		rs = slices.DeleteFunc(rs, func(r rune) bool { return !l.Only(r) })
	}
	l.over = len([]rune(l.Value()))+len(rs) > l.limit()
	if !l.over {
		l.put(rs)
	}
}

func (l *Line) put(rs []rune) {
	if len(rs) > 0 {
		*l.editor(), _ = l.editor().Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: rs})
	}
}

// View draws the line in w cells. With focus the cursor shows as a reversed cell and, where a theme has no
// attributes, as a low line. A text that is longer than its room scrolls so that the cursor stays in it.
func (l *Line) View(t *theme.Theme, w int, focus bool) string {
	if w <= 0 {
		return ""
	}
	if !l.over || !focus {
		return l.draw(t, w, focus)
	}
	said := fmt.Sprintf(" at most %d characters", l.limit())
	if room := w - cell.Width(said); room >= 4 {
		return l.draw(t, room, focus) + t.Paint(theme.Bad, said)
	}
	return t.Paint(theme.Bad, cell.Fit(said, w, cell.Left, t.Glyphs().Ellipsis))
}

// draw is View without what the line has to say.
func (l *Line) draw(t *theme.Theme, w int, focus bool) string {
	runes, cursor := []rune(l.shown()), l.editor().Position()
	if w < 4 { // no room for a cursor
		return cell.Fit(string(runes), w, cell.Left, "")
	}
	if l.Empty() && !focus {
		return t.Paint(theme.Dim, cell.Fit(l.Placeholder, w, cell.Left, t.Glyphs().Ellipsis))
	}
	if !focus {
		return cell.Fit(string(runes), w, cell.Left, t.Glyphs().Ellipsis)
	}
	if l.offered {
		return l.offer(t, w)
	}
	from := scroll(runes, cursor, w)
	before := string(runes[from:cursor])
	under, after := " ", ""
	switch {
	case cursor < len(runes):
		under, after = string(runes[cursor]), string(runes[cursor+1:])
	case t.Depth() == theme.Plaintext:
		under = "_"
	}
	rest := w - cell.Width(before) - cell.Width(under)
	if l.Empty() {
		return l.hint(t, w)
	}
	return before + t.PaintRow(theme.RowCaret, theme.Plain, under) + cell.Fit(after, rest, cell.Left, t.Glyphs().Ellipsis)
}

func (l *Line) shown() string {
	if l.Mask != nil {
		return l.Mask(l.Value())
	}
	return l.Value()
}

// hint draws the placeholder with the cursor on its first letter, so that it begins where a text would.
func (l *Line) hint(t *theme.Theme, w int) string {
	if t.Depth() == theme.Plaintext {
		return "_" + cell.Fit(l.Placeholder, w-1, cell.Left, t.Glyphs().Ellipsis)
	}
	hint := []rune(cell.Fit(l.Placeholder, w, cell.Left, t.Glyphs().Ellipsis))
	return t.PaintRow(theme.RowCaret, theme.Dim, string(hint[:1])) + t.Paint(theme.Dim, string(hint[1:]))
}

// offer draws a text that typing replaces: all of it is under the cursor.
func (l *Line) offer(t *theme.Theme, w int) string {
	room := min(cell.Width(l.shown()), w-1)
	text, cursor := cell.Fit(l.shown(), room, cell.Left, t.Glyphs().Ellipsis), " "
	if t.Depth() == theme.Plaintext {
		cursor = "_"
	}
	return t.PaintRow(theme.RowCaret, theme.Plain, text) + cell.Fit(cursor, w-room, cell.Left, "")
}

// scroll finds the first rune shown so that the cursor's cell is the last one at most.
func scroll(runes []rune, cursor, w int) int {
	room := w - 2 // the cursor's cell, which may hold a wide character
	from := cursor
	for used := 0; from > 0; from-- {
		if used += cell.Width(string(runes[from-1])); used > room {
			break
		}
	}
	return from
}

// Masked draws the line without saying what is in it.
func (l *Line) Masked(t *theme.Theme, w int) string {
	return cell.Fit(strings.Repeat(t.Glyphs().Masked, len([]rune(l.Value()))), w, cell.Left, "")
}
