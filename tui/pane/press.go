package pane

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
)

// namedKeys maps what tea.KeyMsg.String writes back to the key's type.
var namedKeys = func() map[string]tea.KeyType {
	m := map[string]tea.KeyType{}
	for t := tea.KeyBackspace; t >= -80; t-- {
		if s := (tea.KeyMsg{Type: t}).String(); s != "" && t != tea.KeyRunes {
			m[s] = t
		}
	}
	m[" "] = tea.KeySpace
	return m
}()

// Press makes the message of a key from its name, so that the palette and tests can press what an action
// says: "j", "enter", "ctrl+p", "alt+x".
func Press(name string) tea.KeyMsg {
	if t, ok := namedKeys[name]; ok {
		if t == tea.KeySpace {
			return tea.KeyMsg{Type: t, Runes: []rune{' '}}
		}
		return tea.KeyMsg{Type: t}
	}
	if rest, ok := strings.CutPrefix(name, "alt+"); ok && rest != "" {
		k := Press(rest)
		k.Alt = true
		return k
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name)}
}
