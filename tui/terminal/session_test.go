package terminal

import (
	"io"
	"os"
	"strings"
	"testing"
)

func environment(pairs map[string]string) func(string) string {
	return func(name string) string { return pairs[name] }
}

// Whatever the program does, the terminal has back what it had when it ends: it wraps, the title and the cursor are its own,
// and its tab shows no progress. A console is sent nothing that it would print.
func TestTheTerminalHasBackWhatItHad(t *testing.T) {
	for _, tc := range []struct {
		env        map[string]string
		begin, end string
	}{
		{map[string]string{"TERM": "xterm-256color"}, "\x1b[?7l\x1b[22;0t\x1b[2 q", "\x1b[?7h\x1b[23;0t\x1b[0 q"},
		{map[string]string{"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, "\x1b[?7l\x1b[22;0t\x1b[2 q", "\x1b[?7h\x1b[23;0t\x1b[0 q\x1b]9;4;0;0\x1b\\"},
		{map[string]string{"TERM": "linux"}, "\x1b[?7l", "\x1b[?7h"},
		{map[string]string{"TERM": "dumb"}, "\x1b[?7l", "\x1b[?7h"},
	} {
		var out strings.Builder
		getenv := environment(tc.env)
		if err := While(&out, getenv, func() error { _, err := io.WriteString(&out, "x"); return err }); err != nil || out.String() != tc.begin+"x"+tc.end {
			t.Errorf("%v: %q %v", tc.env, out.String(), err)
		}
		out.Reset()
		func() {
			defer func() { _ = recover() }()
			_ = While(&out, getenv, func() error { panic(os.ErrClosed) })
		}()
		if out.String() != tc.begin+tc.end {
			t.Errorf("%v after a panic: %q", tc.env, out.String())
		}
	}
}

// Links go where they are known, titles where there are some.
func TestLinksAndTitlesGoWhereTheyAreKnown(t *testing.T) {
	for term, want := range map[string][2]bool{
		"xterm-256color": {true, true}, "tmux-256color": {true, true}, "xterm-kitty": {true, true}, "screen": {false, true},
		"screen-256color": {false, true}, "linux": {}, "dumb": {}, "": {},
	} {
		getenv := environment(map[string]string{"TERM": term})
		if got := [2]bool{Linked(getenv), Titled(getenv)}; got != want {
			t.Errorf("%s: links and titles %v", term, got)
		}
	}
}

// The cursor is placed in the same write as each frame, also of a frame that changes nothing else; other writes leave it
// alone, and a hidden one stays hidden.
func TestTheCursorIsPlacedWithEveryFrame(t *testing.T) {
	var out strings.Builder
	o := Output(&out)
	said := func(s string) string {
		out.Reset()
		_, _ = io.WriteString(o, s)
		return out.String()
	}
	c := NewCursor(o, false)
	if got := said("\x1b[Hframe"); got != "\x1b[Hframe" {
		t.Errorf("before it has a place: %q", got)
	}
	c.Place(4, 2, false)
	for range 2 {
		if got := said("\x1b[Hframe"); got != "\x1b[?25l\x1b[Hframe\x1b[3;5H\x1b[?25h" {
			t.Errorf("%q", got)
		}
	}
	if got := said("\x1b]0;title\x07"); got != "\x1b]0;title\x07" {
		t.Errorf("a title: %q", got)
	}
	out.Reset()
	if c.Place(0, 0, true); out.String() != "\x1b[H\x1b[?25h" {
		t.Errorf("without a frame: %q", out.String())
	}
	out.Reset()
	if c.Place(0, 0, true); out.String() != "" {
		t.Errorf("where it stands already: %q", out.String())
	}
	hidden := Output(&out)
	NewCursor(hidden, true).Place(4, 2, true)
	if _, _ = io.WriteString(hidden, "\x1b[Hframe"); out.String() != "\x1b[Hframe" {
		t.Errorf("hidden: %q", out.String())
	}
}
