package pane

import "testing"

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
