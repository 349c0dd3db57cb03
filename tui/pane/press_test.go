package pane

import (
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

// What a binding names must be what the terminal sends: a name that does not survive the way there and back
// is a key that the palette cannot press.
func TestPressIsTheInverseOfString(t *testing.T) {
	for _, name := range []string{
		"j", "G", "?", ":", "1", "ż", " ", "enter", "esc", "tab", "shift+tab", "up", "pgdown", "home", "end",
		"ctrl+p", "ctrl+c", "ctrl+l", "alt+x", "alt+enter", "backspace", "delete", "shift+up", "f1", "ctrl+home",
	} {
		if got := Press(name).String(); got != name {
			t.Errorf("Press(%q) is %q", name, got)
		}
	}
}

func TestActionShowsItsKeys(t *testing.T) {
	for _, c := range []struct {
		b    Action
		want string
	}{
		{Key("up k", "move"), "↑/k"},
		{Key("ctrl+p :", "palette"), "^p/:"},
		{Key("1 2 3", "tabs").As("1-6"), "1-6"},
		{Action{Keys: []string{" "}}, "space"},
	} {
		if got := c.b.KeyText(); got != c.want {
			t.Errorf("%v shows %q, not %q", c.b.Keys, got, c.want)
		}
	}
	if Key("x", "").Unless(true).match(Press("x")) {
		t.Error("an action that is off matched its key")
	}
}

// What panes send goes to the root in its order; without a root it comes back as a command.
func TestSendPostsToTheRoot(t *testing.T) {
	var got []tea.Msg
	env := &Env{Post: func(m tea.Msg) { got = append(got, m) }}
	if env.Send(Back{}) != nil || env.Inform(Info, "x") != nil || len(got) != 2 || got[0] != (Back{}) || got[1] != (Notice{Level: Info, Text: "x"}) {
		t.Errorf("posted %v", got)
	}
	if cmd := (&Env{}).Send(Back{}); cmd == nil || cmd() != (Back{}) {
		t.Error("without a root the request is lost")
	}
}
