// Package field holds the parts of which forms are made: a line of text that can be edited and a list that
// can be searched. They draw with the theme, never blink, and take part in no message loop of their own.
package field

import (
	"strings"
	"unicode"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/text"
	"aisdesk/tui/cell"
	"aisdesk/tui/theme"
)

// Line is one line of text being edited. The zero value is empty and ready.
type Line struct {
	// Placeholder stands there, dim, while the line is empty.
	Placeholder string
	// Limit is the most runes; 0 means 512.
	Limit int
	// Only, if set, says which runes can be typed; others are dropped.
	Only func(rune) bool

	runes  []rune
	cursor int
}

// Value is the text.
func (l *Line) Value() string { return string(l.runes) }

// Set replaces the text and puts the cursor at its end.
func (l *Line) Set(s string) {
	l.runes, l.cursor = nil, 0
	l.insert([]rune(s))
}

// Empty reports whether there is no text.
func (l *Line) Empty() bool { return len(l.runes) == 0 }

// Update edits the line and reports whether the key was one of an editor's.
func (l *Line) Update(msg tea.KeyMsg) bool {
	if msg.Type == tea.KeyRunes && !msg.Alt || msg.Type == tea.KeySpace {
		l.insert([]rune(text.Clean(string(msg.Runes)).String()))
		return true
	}
	edit, ok := edits[msg.String()]
	if ok {
		edit(l)
	}
	return ok
}

// edits are the keys that hands know from shells.
var edits = map[string]func(*Line){
	"left":          func(l *Line) { l.cursor = max(l.cursor-1, 0) },
	"right":         func(l *Line) { l.cursor = min(l.cursor+1, len(l.runes)) },
	"home":          func(l *Line) { l.cursor = 0 },
	"ctrl+a":        func(l *Line) { l.cursor = 0 },
	"end":           func(l *Line) { l.cursor = len(l.runes) },
	"ctrl+e":        func(l *Line) { l.cursor = len(l.runes) },
	"backspace":     func(l *Line) { l.remove(l.cursor-1, l.cursor) },
	"delete":        func(l *Line) { l.remove(l.cursor, l.cursor+1) },
	"ctrl+u":        func(l *Line) { l.remove(0, l.cursor) },
	"ctrl+k":        func(l *Line) { l.remove(l.cursor, len(l.runes)) },
	"ctrl+w":        func(l *Line) { l.remove(l.wordStart(), l.cursor) },
	"alt+backspace": func(l *Line) { l.remove(l.wordStart(), l.cursor) },
}

func (l *Line) insert(rs []rune) {
	limit := l.Limit
	if limit == 0 {
		limit = 512
	}
	for _, r := range rs {
		if len(l.runes) >= limit || l.Only != nil && !l.Only(r) {
			continue
		}
		l.runes = append(l.runes[:l.cursor], append([]rune{r}, l.runes[l.cursor:]...)...)
		l.cursor++
	}
}

func (l *Line) remove(from, to int) {
	from, to = max(from, 0), min(to, len(l.runes))
	if from >= to {
		return
	}
	l.runes = append(l.runes[:from], l.runes[to:]...)
	if l.cursor > from {
		l.cursor = max(from, l.cursor-(to-from))
	}
}

func (l *Line) wordStart() int {
	i := l.cursor
	for i > 0 && unicode.IsSpace(l.runes[i-1]) {
		i--
	}
	for i > 0 && !unicode.IsSpace(l.runes[i-1]) {
		i--
	}
	return i
}

// View draws the line in w cells. With focus the cursor shows as a reversed cell and, where a theme has no
// attributes, as a low line. A text that is longer than its room scrolls so that the cursor stays in it.
func (l *Line) View(t *theme.Theme, w int, focus bool) string {
	if w <= 0 {
		return ""
	}
	if w < 4 { // no room for a cursor
		return cell.Fit(string(l.runes), w, cell.Left, "")
	}
	if l.Empty() && !focus {
		return t.Paint(theme.Dim, cell.Fit(l.Placeholder, w, cell.Left, t.Glyphs().Ellipsis))
	}
	if !focus {
		return cell.Fit(string(l.runes), w, cell.Left, t.Glyphs().Ellipsis)
	}
	from := l.scroll(w)
	before := string(l.runes[from:l.cursor])
	under, after := " ", ""
	switch {
	case l.cursor < len(l.runes):
		under, after = string(l.runes[l.cursor]), string(l.runes[l.cursor+1:])
	case t.Depth() == theme.Plaintext:
		under = "_"
	}
	rest := w - cell.Width(before) - cell.Width(under)
	if l.Empty() {
		return t.PaintRow(theme.RowCell, theme.Plain, under) + t.Paint(theme.Dim, cell.Fit(l.Placeholder, rest, cell.Left, ""))
	}
	return before + t.PaintRow(theme.RowCell, theme.Plain, under) + cell.Fit(after, rest, cell.Left, t.Glyphs().Ellipsis)
}

// scroll finds the first rune shown so that the cursor's cell is the last one at most.
func (l *Line) scroll(w int) int {
	room := w - 2 // the cursor's cell, which may hold a wide character
	from := l.cursor
	for used := 0; from > 0; from-- {
		if used += cell.Width(string(l.runes[from-1])); used > room {
			break
		}
	}
	return from
}

// Masked draws the line without saying what is in it.
func (l *Line) Masked(t *theme.Theme, w int) string {
	return cell.Fit(strings.Repeat(t.Glyphs().Masked, len(l.runes)), w, cell.Left, "")
}
