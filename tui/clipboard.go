package tui

import (
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

// clipboard asks the terminal to take s (OSC 52).
func (r *root) clipboard(s string) error {
	_, err := io.WriteString(r.output, ansi.SetSystemClipboard(s))
	return err
}
