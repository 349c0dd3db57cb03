package pane

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
)

// Action is something that can be done now, with its keys. Dispatch, footer, help, palette and mouse all read the same
// list of actions, so that no key works without being shown and none is shown that does not work.
type Action struct {
	// Keys as tea.KeyMsg.String writes them: "j", "down", "ctrl+p", "shift+tab".
	Keys []string
	// Label is how the keys are shown; empty joins Keys with "/".
	Label string
	// What the action does, in a few words that start with a verb.
	What string
	// Words are others by which the palette finds it.
	Words string
	// Section groups the actions in the help; empty is the pane's own title.
	Section string
	// Footer shows the action in the footer too, as long as there is room.
	Footer bool
	// Off leaves the action out of help and footer while it cannot be done; Why answers its key then, empty with nothing.
	Off bool
	Why string
	// Do does it; key is the one of Keys that was pressed.
	Do func(key string) tea.Cmd
}

// Key makes an action with several keys separated by spaces, for example Key("up k", "move up"). The space bar
// is written space.
func Key(keys, what string) Action {
	a := Action{Keys: strings.Fields(keys), What: what}
	for i, k := range a.Keys {
		if k == "space" {
			a.Keys[i] = " "
		}
	}
	return a
}

// Call returns the action with what it does.
func (a Action) Call(f func() tea.Cmd) Action {
	a.Do = func(string) tea.Cmd { return f() }
	return a
}

// Then is Call for what needs no command.
func (a Action) Then(f func()) Action {
	a.Do = func(string) tea.Cmd { f(); return nil }
	return a
}

// On returns the action with what each of its keys does.
func (a Action) On(f func(key string) tea.Cmd) Action { a.Do = f; return a }

// Short returns the action marked for the footer.
func (a Action) Short() Action { a.Footer = true; return a }

// Also returns the action with other words by which the palette finds it.
func (a Action) Also(words string) Action { a.Words = words; return a }

// In returns the action in a section of the help.
func (a Action) In(section string) Action { a.Section = section; return a }

// As returns the action with another label.
func (a Action) As(label string) Action { a.Label = label; return a }

// Unless returns the action switched off if no is true.
func (a Action) Unless(no bool) Action { a.Off = no; return a }

// Because returns the action with the answer to its key while it is off.
func (a Action) Because(why string) Action { a.Why = why; return a }

// match reports whether msg is one of the action's keys and the action is not off.
func (a Action) match(msg tea.KeyMsg) bool {
	return !a.Off && a.has(msg)
}

func (a Action) has(msg tea.KeyMsg) bool { return !msg.Paste && slices.Contains(a.Keys, msg.String()) }

// Find returns the action that a key does: the first that has it and is on, else the first that is off and says why.
func Find(actions []Action, msg tea.KeyMsg) (Action, bool) {
	off := -1
	for i := range actions {
		switch {
		case actions[i].match(msg):
			return actions[i], true
		case off < 0 && actions[i].Why != "" && actions[i].has(msg):
			off = i
		}
	}
	if off < 0 {
		return Action{}, false
	}
	return actions[off], true
}

// Press does the action as if key had been pressed; one that is off says why.
func (a Action) Press(key string) tea.Cmd {
	switch {
	case a.Off && a.Why != "":
		return func() tea.Msg { return Notice{Level: Info, Text: a.Why} }
	case a.Off || a.Do == nil:
		return nil
	}
	return a.Do(key)
}

// Handle does what a key says in a pane: an action, or typing.
func Handle(p Pane, msg tea.KeyMsg) tea.Cmd {
	if a, ok := Find(p.Actions(), msg); ok {
		return a.Press(msg.String())
	}
	if t, ok := p.(Typer); ok {
		return t.Type(msg)
	}
	return nil
}

// KeyText is the label, made of the keys where there is none.
func (a Action) KeyText() string {
	if a.Label != "" {
		return a.Label
	}
	names := make([]string, len(a.Keys))
	for i, k := range a.Keys {
		names[i] = keyName(k)
	}
	return strings.Join(names, "/")
}

// inWords are the signs of key labels for terminals that have only ASCII.
var inWords = strings.NewReplacer("↑", "up", "↓", "down", "←", "left", "→", "right", "⏎", "enter", "⇧", "shift+")

// KeyTextIn is KeyText, in words where unicode is false.
func (a Action) KeyTextIn(unicode bool) string {
	if unicode {
		return a.KeyText()
	}
	return inWords.Replace(a.KeyText())
}

// keyNames are the shown names of keys whose message has a longer one.
var keyNames = map[string]string{
	"up": "↑", "down": "↓", "left": "←", "right": "→", "enter": "⏎", " ": "space", "pgdown": "pgdn",
	"shift+tab": "⇧tab", "shift+up": "⇧↑", "shift+down": "⇧↓", "shift+left": "⇧←", "shift+right": "⇧→",
	"backspace": "bksp", "delete": "del",
}

// keyName is the shown name of one key.
func keyName(key string) string {
	if n, ok := keyNames[key]; ok {
		return n
	}
	if rest, ok := strings.CutPrefix(key, "ctrl+"); ok {
		return "^" + rest
	}
	return key
}
