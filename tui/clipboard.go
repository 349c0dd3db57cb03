package tui

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"sync"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"aisdesk/tui/pane"
)

// terminal is an output that the renderer, the clipboard and the title share: a write of one never falls into the
// middle of a write of the other.
type terminal struct {
	*os.File
	mu    sync.Mutex
	after string // written once, behind what is written next
}

// behind has s written once, together with what is written next.
func (t *terminal) behind(s string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.after += s
}

func (t *terminal) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.after == "" {
		return t.File.Write(b)
	}
	n, err := t.File.Write(append(append([]byte(nil), b...), t.after...))
	t.after = ""
	return min(n, len(b)), err
}

// shared is an output that is no file, with the same lock.
type shared struct {
	io.Writer
	mu sync.Mutex
}

func (s *shared) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.Writer.Write(b)
}

// outputOf is the writer of the options with a lock. A terminal stays a file: its size and mode are asked for.
func outputOf(w io.Writer) io.Writer {
	if w == nil {
		w = os.Stdout
	}
	if f, ok := w.(*os.File); ok {
		return &terminal{File: f}
	}
	return &shared{Writer: w}
}

// clipboard puts texts on the clipboard through the terminal, which may be on another machine.
type clipboard struct {
	work    *background
	notices *notices
	output  io.Writer
	getenv  func(string) string
	told    bool // that tmux passes a copy on only if it is set to
}

// copy copies a text and says so.
func (c *clipboard) copy(m pane.Copy) tea.Cmd {
	what := cmp.Or(m.What, "it")
	said := pane.Notice{Level: pane.Good, Text: "copied " + what + longFor(m.Text) + c.passedOn()}
	return tea.Batch(c.notices.show(said), c.work.spawn(func() tea.Msg {
		if err := c.write(m.Text); err != nil {
			return pane.Notice{Level: pane.Bad, Text: fmt.Sprintf("%s could not be copied: %v", what, err)}
		}
		return nil
	}))
}

// write asks the terminal to take s (OSC 52). A terminal within a terminal is asked twice: it takes the
// request itself, or hands a wrapped one on to the outer terminal, as its settings say.
func (c *clipboard) write(s string) error {
	ask := ansi.SetSystemClipboard(s)
	switch c.within() {
	case "tmux":
		ask += ansi.TmuxPassthrough(ask)
	case "screen":
		ask = ansi.ScreenPassthrough(ask, screenLimit)
	}
	_, err := io.WriteString(c.output, ask)
	return err
}

// screenLimit is how long a sequence GNU screen hands on at most; a longer one goes in pieces.
const screenLimit = 512

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

// within is the program between this one and the terminal: tmux, screen, or none.
func (c *clipboard) within() string {
	switch {
	case c.getenv("TMUX") != "":
		return "tmux"
	case c.getenv("STY") != "":
		return "screen"
	}
	return ""
}

// passedOn says, once, on what it depends that a copy arrives.
func (c *clipboard) passedOn() string {
	if c.within() != "tmux" || c.told {
		return ""
	}
	c.told = true
	return "; tmux needs the setting: set -g set-clipboard on"
}
