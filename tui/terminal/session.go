package terminal

import (
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// The title of the window, and of its tab, on a stack that the terminal keeps (XTWINOPS).
const (
	saveTitle    = "\x1b[22;0t"
	restoreTitle = "\x1b[23;0t"
)

// The cursor as a block that does not blink, and as the terminal has it by itself (DECSCUSR).
const (
	steadyCursor = "\x1b[2 q"
	ownCursor    = "\x1b[0 q"
)

// simple reports whether a terminal knows colours at most: a Linux console prints part of what it does not know.
func simple(getenv func(string) string) bool {
	term := getenv("TERM")
	return term == "" || term == "dumb" || term == "linux"
}

// Titled reports whether the terminal has a title.
func Titled(getenv func(string) string) bool { return !simple(getenv) }

// Linked reports whether the terminal can be sent links (OSC 8). GNU screen writes part of them on the screen.
func Linked(getenv func(string) string) bool {
	return !simple(getenv) && !strings.HasPrefix(getenv("TERM"), "screen")
}

// Restore is what gives a terminal back what the program has changed while it drew: autowrap, the title, the cursor's
// form, progress in the tab. The renderer gives back the screen and the cursor.
func Restore(getenv func(string) string) string {
	back := ansi.SetModeAutoWrap
	if !simple(getenv) {
		back += restoreTitle + ownCursor
	}
	if progressKnown(getenv) {
		back += None
	}
	return back
}

// While runs what draws, on a terminal that does not wrap: a line that the terminal takes for a longer one must not push
// the lines below it down. Its title is kept, and its cursor does not blink. All is given back at the end, also of a panic. The
// error is draw's.
func While(output io.Writer, getenv func(string) string, draw func() error) error {
	begin := ansi.ResetModeAutoWrap
	if !simple(getenv) {
		begin += saveTitle + steadyCursor
	}
	_, _ = io.WriteString(output, begin) // a terminal that cannot is drawn on as well
	defer func() { _, _ = io.WriteString(output, Restore(getenv)) }()
	return draw()
}
