package tui

import (
	"fmt"
	"io"
	"os"
	"sync"

	"github.com/charmbracelet/x/ansi"
)

// terminal is an output that the renderer, the clipboard and the title share: a write of one never falls into the
// middle of a write of the other.
type terminal struct {
	*os.File
	mu sync.Mutex
}

func (t *terminal) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.File.Write(b)
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

// clipboard asks the terminal to take s (OSC 52). A terminal within a terminal is asked twice: it takes the
// request itself, or hands a wrapped one on to the outer terminal, as its settings say.
func (r *root) clipboard(s string) error {
	ask := ansi.SetSystemClipboard(s)
	switch r.within() {
	case "tmux":
		ask += ansi.TmuxPassthrough(ask)
	case "screen":
		ask = ansi.ScreenPassthrough(ask, screenLimit)
	}
	_, err := io.WriteString(r.output, ask)
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
	return fmt.Sprintf(", %d kB: some terminals take 75 kB at most; a file always works", len(s)/1000)
}

// within is the program between this one and the terminal: tmux, screen, or none.
func (r *root) within() string {
	switch {
	case r.opts.Getenv("TMUX") != "":
		return "tmux"
	case r.opts.Getenv("STY") != "":
		return "screen"
	}
	return ""
}

// passedOn says, once, on what it depends that a copy arrives.
func (r *root) passedOn() string {
	if r.within() != "tmux" || r.toldOfTmux {
		return ""
	}
	r.toldOfTmux = true
	return "; tmux passes it on if it is told: set -g set-clipboard on"
}
