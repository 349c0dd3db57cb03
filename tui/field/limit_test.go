package field

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/theme"
)

// A text is taken whole or not at all: what has no room is refused with words, and what was there before stays.
func TestALineCutsNoText(t *testing.T) {
	look := theme.Must(theme.Dark, theme.TrueColour)
	paste := func(l *Line, n int) { l.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(strings.Repeat("x", n))}) }
	var l Line
	if paste(&l, 1500); len(l.Value()) != 1500 {
		t.Errorf("of 1500 letters %d are kept", len(l.Value()))
	}
	paste(&l, 3000)
	if view := l.View(look, 60, true); len(l.Value()) != 1500 || !strings.Contains(view, "at most 4000 characters") {
		t.Errorf("%d letters, %q", len(l.Value()), view)
	}
	l.Update(tea.KeyMsg{Type: tea.KeyBackspace})
	if view := l.View(look, 60, true); len(l.Value()) != 1499 || strings.Contains(view, "at most") {
		t.Errorf("%d letters, %q", len(l.Value()), view)
	}
	short := Line{Limit: 10}
	if short.Offer(strings.Repeat("y", 20)); len(short.Value()) != 20 {
		t.Errorf("of the program's own 20 letters %d are kept", len(short.Value()))
	}
}
