// Package terminal is what the program says to the terminal besides frames, and what it hears from it: the output that all
// writers share, the cursor, the title, the background's colour, progress in its tab, the clipboard.
package terminal

import (
	"bytes"
	"io"
	"os"
	"sync"

	"github.com/charmbracelet/x/ansi"
)

// locked is an output that the renderer, the clipboard and the title share: a write of one never falls into the
// middle of a write of the other.
type locked struct {
	mu     sync.Mutex
	to     io.Writer
	after  string // written once, behind what is written next
	cursor string // written behind every frame, which leaves the cursor elsewhere
}

// frameStart is what the renderer writes before a frame: the cursor goes to the first cell.
var frameStart = []byte(ansi.CursorHomePosition)

func (l *locked) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	first, more := "", l.after
	if l.cursor != "" && bytes.HasPrefix(b, frameStart) {
		first, more = ansi.HideCursor, more+l.cursor // it must not be seen on its way through the frame
	}
	if more == "" {
		return l.to.Write(b)
	}
	n, err := l.to.Write(append(append([]byte(first), b...), more...))
	l.after = ""
	return min(max(n-len(first), 0), len(b)), err
}

// behind has s written once, together with what is written next.
func (l *locked) behind(s string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.after += s
}

// point has the cursor placed by s behind every frame from now on; at once also without a frame.
func (l *locked) point(s string, atOnce bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.cursor = s
	if atOnce {
		_, _ = io.WriteString(l.to, s) // a cursor elsewhere is no reason to end
	}
}

// file is a locked output that is a file: a terminal's size and mode are asked for.
type file struct {
	*os.File
	locked *locked
}

func (f *file) Write(b []byte) (int, error) { return f.locked.Write(b) }

// Output is w with a lock; nil is the standard output. A terminal stays a file.
func Output(w io.Writer) io.Writer {
	if w == nil {
		w = os.Stdout
	}
	if f, ok := w.(*os.File); ok {
		return &file{File: f, locked: &locked{to: f}}
	}
	return &locked{to: w}
}

// lockOf is the lock of an output that Output made, nil of any other.
func lockOf(w io.Writer) *locked {
	switch o := w.(type) {
	case *file:
		return o.locked
	case *locked:
		return o
	}
	return nil
}
