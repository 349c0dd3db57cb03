package tui

import (
	"strings"
	"testing"

	"aisdesk/tui/pane"
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

// No terminal says whether it took a text: a long one that some do not take is named as such, with the way that works.
func TestALongCopyMayNotArrive(t *testing.T) {
	in(t, newFake(), Options{Start: Start{At: AtLibrary}}, func(t *testing.T, p *desktop) {
		p.Size(120, 40)
		p.Send(pane.Copy{Text: strings.Repeat("x", 74_994), What: "1000 marked rows"}).Sees("copied 1000 marked rows").SeesNot("kB")
		p.Send(pane.Copy{Text: strings.Repeat("x", 91_500), What: "1200 marked rows"})
		p.Sees("copied 1200 marked rows, 91 kB: some terminals accept at most 75 kB; export to a file instead")
	})
}
