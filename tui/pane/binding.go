package pane

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
)

// Binding is one action with its keys. Help, footer and palette are made of bindings, so that no key works
// without being shown and none is shown that does not work.
type Binding struct {
	// Keys as tea.KeyMsg.String writes them: "j", "down", "ctrl+p", "shift+tab".
	Keys []string
	// Label is how the keys are shown; empty joins Keys with "/".
	Label string
	// What the action does, in a few words that start with a verb.
	What string
	// Section groups the bindings in the help; empty is the pane's own title.
	Section string
	// Footer shows the binding in the footer too, as long as there is room.
	Footer bool
	// Off keeps the binding in the help, dimmed, while it cannot be used.
	Off bool
}

// Key makes a binding with several keys separated by spaces, for example Key("up k", "move up"). The space bar
// is written space.
func Key(keys, what string) Binding {
	b := Binding{Keys: strings.Fields(keys), What: what}
	for i, k := range b.Keys {
		if k == "space" {
			b.Keys[i] = " "
		}
	}
	return b
}

// Short returns the binding marked for the footer.
func (b Binding) Short() Binding { b.Footer = true; return b }

// In returns the binding in a section of the help.
func (b Binding) In(section string) Binding { b.Section = section; return b }

// As returns the binding with another label.
func (b Binding) As(label string) Binding { b.Label = label; return b }

// Unless returns the binding switched off if no is true.
func (b Binding) Unless(no bool) Binding { b.Off = no; return b }

// Match reports whether msg is one of the binding's keys and the binding is not off.
func (b Binding) Match(msg tea.KeyMsg) bool {
	return !b.Off && !msg.Paste && slices.Contains(b.Keys, msg.String())
}

// KeyText is the label, made of the keys where there is none.
func (b Binding) KeyText() string {
	if b.Label != "" {
		return b.Label
	}
	names := make([]string, len(b.Keys))
	for i, k := range b.Keys {
		names[i] = KeyName(k)
	}
	return strings.Join(names, "/")
}

// inWords are the signs of key labels for terminals that have only ASCII.
var inWords = strings.NewReplacer("↑", "up", "↓", "down", "←", "left", "→", "right", "⏎", "enter", "⇧", "shift+")

// KeyTextIn is KeyText, in words where unicode is false.
func (b Binding) KeyTextIn(unicode bool) string {
	if unicode {
		return b.KeyText()
	}
	return inWords.Replace(b.KeyText())
}

// keyNames are the shown names of keys whose message has a longer one.
var keyNames = map[string]string{
	"up": "↑", "down": "↓", "left": "←", "right": "→", "enter": "⏎", " ": "space", "pgdown": "pgdn",
	"shift+tab": "⇧tab", "shift+up": "⇧↑", "shift+down": "⇧↓", "shift+left": "⇧←", "shift+right": "⇧→",
	"backspace": "bksp", "delete": "del",
}

// KeyName is the shown name of one key.
func KeyName(key string) string {
	if n, ok := keyNames[key]; ok {
		return n
	}
	if rest, ok := strings.CutPrefix(key, "ctrl+"); ok {
		return "^" + rest
	}
	return key
}
