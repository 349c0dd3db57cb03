package tui

import (
	"strings"
	"testing"
)

// A copy inside tmux or screen is asked for in their ways, too; what it depends on is said once.
func TestCopyThroughATerminalWithin(t *testing.T) {
	for name, want := range map[string]string{"TMUX": "\x1bPtmux;\x1b\x1b]52;c;", "STY": "\x1bP\x1b]52;c;", "": "\x1b]52;c;"} {
		o := Options{Start: Start{At: AtLibrary}, Getenv: func(n string) string {
			return map[string]string{"TERM": "xterm-256color", name: "1"}[n]
		}}
		in(t, newFake(), o, func(t *testing.T, p *desktop) {
			p.Press("y").Sees("copied the id")
			if !strings.Contains(p.clip.String(), want) {
				t.Errorf("in %s wrote %q", name, p.clip)
			}
			if name == "TMUX" {
				p.Sees("set-clipboard on").Press("y").SeesNot("set-clipboard")
			}
		})
	}
}
