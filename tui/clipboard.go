package tui

import (
	"cmp"
	"fmt"
	"io"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/background"
	"aisdesk/tui/pane"
	"aisdesk/tui/terminal"
)

// clipboard puts texts on the clipboard through the terminal, which may be on another machine.
type clipboard struct {
	work    *background.Work
	notices *notices
	output  io.Writer
	getenv  func(string) string
	told    bool // that tmux passes a copy on only if it is set to
}

// copy copies a text and says so.
func (c *clipboard) copy(m pane.Copy) tea.Cmd {
	what := cmp.Or(m.What, "it")
	said := pane.Notice{Level: pane.Good, Text: "copied " + what + longFor(m.Text) + c.passedOn()}
	return tea.Batch(c.notices.show(said), c.work.Spawn(func() tea.Msg {
		if err := terminal.Copy(c.output, c.getenv, m.Text); err != nil {
			return pane.Notice{Level: pane.Bad, Text: fmt.Sprintf("%s could not be copied: %v", what, err)}
		}
		return nil
	}))
}

// sureToArrive is how many bytes every terminal known takes: hterm, the smallest, stops at 100,000 characters of
// base64. No terminal answers, so that it cannot be known whether a longer text arrived.
const sureToArrive = 74_994

// longFor warns with a copy that a terminal may not have taken.
func longFor(s string) string {
	if len(s) <= sureToArrive {
		return ""
	}
	return fmt.Sprintf(", %d kB: some terminals accept at most 75 kB; export to a file instead", len(s)/1000)
}

// passedOn says, once, on what it depends that a copy arrives.
func (c *clipboard) passedOn() string {
	if terminal.Within(c.getenv) != "tmux" || c.told {
		return ""
	}
	c.told = true
	return "; tmux needs the setting: set -g set-clipboard on"
}
