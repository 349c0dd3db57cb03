// Package terminal is what the program says to the terminal besides frames, and what it hears from it: the output that all
// writers share, the background's colour, progress in its tab, the clipboard.
package terminal

import (
	"io"
	"os"
	"sync"

	"github.com/charmbracelet/x/ansi"
)

// file is an output that the renderer, the clipboard and the title share: a write of one never falls into the
// middle of a write of the other.
type file struct {
	*os.File
	mu    sync.Mutex
	after string // written once, behind what is written next
}

// behind has s written once, together with what is written next.
func (t *file) behind(s string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.after += s
}

func (t *file) Write(b []byte) (int, error) {
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

// Output is w with a lock; nil is the standard output. A terminal stays a file: its size and mode are asked for.
func Output(w io.Writer) io.Writer {
	if w == nil {
		w = os.Stdout
	}
	if f, ok := w.(*os.File); ok {
		return &file{File: f}
	}
	return &shared{Writer: w}
}

// WithoutWrap switches the terminal's autowrap off while run draws: a line that the terminal takes for a longer one must
// not push the lines below it down.
func WithoutWrap(output io.Writer, run func() error) error {
	_, _ = io.WriteString(output, ansi.ResetModeAutoWrap) // a terminal that cannot is drawn on as well
	defer func() { _, _ = io.WriteString(output, ansi.SetModeAutoWrap) }()
	return run()
}
