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

func TestBindingShowsItsKeys(t *testing.T) {
	for _, c := range []struct {
		b    Binding
		want string
	}{
		{Key("up k", "move"), "↑/k"},
		{Key("ctrl+p :", "palette"), "^p/:"},
		{Key("1 2 3", "tabs").As("1-6"), "1-6"},
		{Binding{Keys: []string{" "}}, "space"},
	} {
		if got := c.b.KeyText(); got != c.want {
			t.Errorf("%v shows %q, not %q", c.b.Keys, got, c.want)
		}
	}
	if Key("x", "").Unless(true).Match(Press("x")) {
		t.Error("a binding that is off matched its key")
	}
}

func TestSentKnowsOnlyWhatSendMade(t *testing.T) {
	if msg, ok := Sent(Send(Back{})); !ok || msg != (Back{}) {
		t.Errorf("Send's command gave %v, %v", msg, ok)
	}
	if _, ok := Sent(func() tea.Msg { return nil }); ok {
		t.Error("another command passed for one of Send")
	}
	if _, ok := Sent(Inform(Info, "x")); !ok {
		t.Error("a notice is sent too")
	}
}
